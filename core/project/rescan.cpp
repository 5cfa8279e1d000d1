#include "project/rescan.h"

#include "base/error.h"
#include "project/roots.h"

namespace penumbra::project {

RescanSummary rescan(Project& project, int threads, JobControl& control, ProgressSink& progress) {
  remove_empty_roots(project);
  // First, so that a photo that has moved is known to be missing from its old place.
  find_photos(project, threads, control, progress);
  RescanSummary summary;
  for (const auto& root : roots(project)) {
    if (root.format.empty()) continue;
    const auto folder = project.photo(root.id, "").parent_path();
    try {
      dataset::ReadOptions options;
      options.threads = threads;
      options.untagged = true;
      if (root.format != "demo") options.format = root.format;
      const auto dataset = dataset::read(folder, options, control, progress);
      const auto part = import_images(project, dataset, threads, control, progress);
      summary.images.added += part.added;
      summary.images.known += part.known;
      summary.images.changed += part.changed;
      summary.images.moved += part.moved;
      summary.images.broken += part.broken;
    } catch (const Error& error) {
      progress.message(Severity::Warning, error.what());
    }
  }
  summary.missing = find_photos(project, threads, control, progress);
  return summary;
}

}  // namespace penumbra::project
