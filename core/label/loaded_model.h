#pragma once

#include <filesystem>

#include "dataset/dataset.h"
#include "label/labeler.h"
#include "model/network.h"
#include "train/options.h"

namespace penumbra::label {

/// A network to label with, and the options of its run.
struct LoadedModel {
  model::Network network{nullptr};
  train::TrainOptions options;  ///< of the run; the paper's where only a file is given
  std::filesystem::path file;   ///< that it was read from
  bool trained = false;         ///< false: an encoder alone, its classifiers are random
};

/// Reads a run's last checkpoint, a checkpoint file (with its run's options where it lies in a run
/// folder), or encoder weights. Throws UsageError unless exactly one is named, Error where it can't
/// be read, has another number of classes, or (teacher) holds no teacher.
LoadedModel load_model(const ModelFiles& files, const dataset::Classes& classes, bool teacher);

}  // namespace penumbra::label
