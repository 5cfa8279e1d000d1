#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "formats/import.h"
#include "project/project.h"

namespace penumbra::project {

struct LabelImportSummary {
  std::int64_t imported = 0;
  std::int64_t known = 0;      ///< were in the layer before
  std::int64_t unmatched = 0;  ///< belong to no image of the project
  std::int64_t broken = 0;     ///< can't be read or do not fit; a message names each
};

/// Brings the ground truth of a data set, whose images are in the project, into the layer `layer`,
/// which is made where it does not exist. Goes on where an earlier call was stopped. Throws Error,
/// Cancelled.
LabelImportSummary import_truth(Project& project, const dataset::Dataset& dataset,
                                const std::string& layer, int threads, JobControl& control,
                                ProgressSink& progress);

/// What `import_labels` would do, and what of the labels would be lost.
struct LabelImportPlan {
  std::int64_t matched = 0;            ///< entries that belong to an image of the project
  std::int64_t replaced = 0;           ///< of their images those that the layer has labels of
  std::vector<std::string> unmatched;  ///< entries that belong to no image, to several or to one
                                       ///< that has its labels from another entry
  std::vector<std::string> new_classes;
  /// Names of classes that were renamed, merged or removed, and the value that they stand for now.
  std::vector<std::pair<std::string, int>> former_classes;
};

/// Finds that out without changing anything. Throws Error as `import_labels` does where it would
/// bring in nothing.
LabelImportPlan plan_label_import(Project& project, const formats::LabelSet& labels,
                                  const std::string& source, const std::string& layer);

/// Brings labels that another program wrote into the layer `layer`. Each entry belongs to the image
/// whose path, data set name or file name is the entry's name, with or without an extension; one
/// that could belong to several is left out. Classes that the project lacks are added. Images that
/// the layer has already get the new labels; in the layer of evidence (evidence.h) they are one
/// operation an image, and say nothing where they are 255. Throws Error, also for an edited layer;
/// Cancelled.
LabelImportSummary import_labels(Project& project, const formats::LabelSet& labels,
                                 const std::string& source, const std::string& layer, int threads,
                                 JobControl& control, ProgressSink& progress);

}  // namespace penumbra::project
