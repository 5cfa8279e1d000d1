#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "device/device.h"
#include "label/live_classifier.h"
#include "label/live_store.h"
#include "label/loaded_model.h"
#include "project/catalogue.h"

namespace penumbra::label {

/// Images that the classifier is fitted on, at most; more do not make it better.
inline constexpr std::size_t most_fitted_images = 4000;

/// `count` or fewer of the items, spread evenly.
std::vector<std::size_t> spread(const std::vector<std::size_t>& items, std::size_t count);

/// Where a project keeps the features of an encoder: of a weight file, or a checkpoint.
std::filesystem::path live_cache(const project::Project& project,
                                 const std::filesystem::path& model_file, int feature_size);

/// What live labels are computed from.
struct LiveInput {
  const dataset::Dataset& dataset;
  std::vector<project::PhotoVersion> photos;     ///< of each item
  std::optional<dataset::Dataset> start_images;  ///< of the closed-form start; nothing: `dataset`
  std::vector<std::size_t> order;                ///< in which features are computed
  std::filesystem::path folder;                  ///< cache of this encoder
  std::string selection;                         ///< which images these are, in words
  int feature_size = 0;                          ///< px; 0: twice the training size
};

/// Computes features of the images that have none in `store`, and returns what tags alone make of
/// them, which is kept in the folder. Stopped, it goes on where it was. Throws Error where no image
/// has tags; Cancelled.
LiveBase prepare_live(LoadedModel& model, const LiveInput& input, LiveStore& store,
                      const device::Compute& compute, JobControl& control, ProgressSink& progress);

}  // namespace penumbra::label
