#include "project/bring_in.h"

#include "project/import_labels.h"
#include "project/pending_import.h"
#include "project/photo_file.h"

namespace penumbra::project {

BroughtIn bring_in(Project& project, const dataset::Dataset& dataset,
                   const std::string& truth_layer, int threads, JobControl& control,
                   ProgressSink& progress) {
  set_pending_import(project, true_folder(dataset.root));
  BroughtIn done;
  done.images = import_images(project, dataset, threads, control, progress);
  done.truth = import_truth(project, dataset, truth_layer, threads, control, progress).imported;
  set_pending_import(project, {});
  return done;
}

}  // namespace penumbra::project
