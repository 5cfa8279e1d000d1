#pragma once

#include <torch/types.h>

#include <map>
#include <optional>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "dataset/evidence_source.h"
#include "device/device.h"
#include "label/live_classifier.h"
#include "label/score_planes.h"
#include "method/pixel_features.h"
#include "model/network.h"

namespace penumbra::label {

struct InstantOptions {
  int training_size = 224;             ///< px, of CAMs
  int feature_size = 0;                ///< px; 0: twice the training size
  int rounds = 4;                      ///< of self-training
  dataset::EvidenceSource evidence{};  ///< what people said: it teaches as in live labels
};

/// The closed-form pixel classifier of a data set, fitted on its own tagged images (method.md
/// section 12). Features of all images stay in memory in half precision: D * (feature_size / 16)^2
/// * 2 bytes an image, 0.3 MB with ViT-Tiny at 448 px.
class InstantModel {
 public:
  /// One pass over the photos, then the fits. CAMs come from the classifiers that `network` has.
  /// Images that can't be read are reported and left out. Throws
  /// Error where no tagged image can be read, Cancelled.
  InstantModel(model::Network network, const dataset::Dataset& dataset,
               const InstantOptions& options, const device::Compute& compute, JobControl& control,
               ProgressSink& progress);

  /// Whether the image could be read.
  bool has(std::size_t item) const { return features_[item].defined(); }
  std::size_t failed() const { return failed_; }
  /// Scores of all classes a patch, C x h x w, float32; drawn towards what was said of the image.
  torch::Tensor scores(std::size_t item) const;
  /// The classes that the image may have, K of 0/1: those given, and those that were said of it.
  torch::Tensor with_said(torch::Tensor allowed, std::size_t item) const;

 private:
  torch::Tensor patches(std::size_t item) const;  // P x h x w
  torch::Tensor drawn_to_strokes(const torch::Tensor& scores, std::size_t item,
                                 const torch::Tensor& classes) const;
  void learn(const dataset::Dataset& dataset, const dataset::EvidenceSource& evidence,
             const std::vector<std::size_t>& fitted_items, JobControl& control);

  std::vector<torch::Tensor> features_;  ///< D x h x w of an image, half precision
  method::ChannelStatistics statistics_;
  torch::Tensor classifier_;                      ///< P x C, as tags alone make it
  std::optional<LiveClassifier> taught_;          ///< by what was said, where anything was
  std::map<std::size_t, torch::Tensor> strokes_;  ///< of an item, h x w, 255 where nothing is said
  std::size_t failed_ = 0;
};

/// Probabilities of the allowed classes at size x size px, refined by PAR. scores: C x h x w;
/// allowed: K of 0/1.
ScorePlanes instant_planes(const torch::Tensor& scores, const torch::Tensor& allowed,
                           const image::Image& photo, int size);

}  // namespace penumbra::label
