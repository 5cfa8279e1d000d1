#pragma once

#include <string>

#include "label/labeler.h"
#include "project/project_data.h"

namespace penumbra::label {

struct ProjectLabelRequest {
  std::string layer;  ///< its name; one that is unfinished and has the same settings is completed
  std::string where;  ///< which images (project/query.h)
  std::string split;
  ModelFiles model;
  LabelOptions options;
  /// A layer to compare with, which gives the images' number "disagreement"; empty: none.
  std::string compare_with;
};

/// Labels images of a project into a layer of it: map, scores of the tags, uncertainty. Sets the
/// images' numbers: "uncertain" (share of the pixels whose uncertainty is above one half),
/// "disagreement" (share of the pixels where both layers decide, and differ) and, by a trained run,
/// what its classifier says of the tags (project/tag_scores.h). Stopped, it goes on where it was.
/// Throws Error, Cancelled.
LabelSummary label_project(project::Project& project, const ProjectLabelRequest& request,
                           JobControl& control, ProgressSink& progress);

}  // namespace penumbra::label
