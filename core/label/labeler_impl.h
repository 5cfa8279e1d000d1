#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/json.h"
#include "device/device.h"
#include "label/instant.h"
#include "label/labeler.h"
#include "label/loaded_model.h"
#include "label/predictor.h"

namespace penumbra::label {

struct Labeler::Impl {
  Impl(const ModelFiles& files, const dataset::Classes& classes, LabelOptions options);

  /// What decides the labels, for labels.json.
  nlohmann::json settings() const;
  /// Fits the pixel classifier to the data set, after the closed-form start of a bare encoder.
  InstantModel fit_instant(const dataset::Dataset& dataset, JobControl& control,
                           ProgressSink& progress);
  /// The classes that the pixels of an image may have, K of 0/1.
  torch::Tensor allowed(const dataset::Item& item, const image::Image& photo) const;
  /// Runs the network's passes and returns the rest of the work, which needs no network. instant:
  /// of the data set that holds item number `index`, where the source is instant.
  std::function<ImageResult()> start(const dataset::Item& item, std::size_t index,
                                     image::Image photo, const InstantModel* instant,
                                     bool with_scores) const;
  /// The least that the shorter side of a decoded photo must have; 0: all of it.
  int decoded_side() const;

  ModelFiles files;
  dataset::Classes classes;
  LabelOptions options;
  TagUse tags;
  device::Compute compute;
  LoadedModel model;
  Predictor predictor;
  std::optional<dataset::Dataset> start_images;  ///< of the closed-form start
};

}  // namespace penumbra::label
