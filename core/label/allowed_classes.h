#pragma once

#include <torch/types.h>

#include "dataset/dataset.h"
#include "label/score_planes.h"

namespace penumbra::label {

// Which classes a pixel of an image may have besides background: K of 0/1, float32.

/// The image's tags.
torch::Tensor tag_vector(const dataset::Item& item, int classes);

/// The image's tags; all classes where nothing is known of it.
torch::Tensor known_classes(const dataset::Item& item, int classes);

/// allowed: K of 0/1. Returns C of bool, background included.
torch::Tensor with_background(const torch::Tensor& allowed);

/// The ids of the classes that are set, background (0) first. allowed: K of 0/1.
std::vector<std::uint8_t> class_ids(const torch::Tensor& allowed);

/// scores: n x h x w (or 1 x n x h x w) -> plain values; classes: n ids.
ScorePlanes to_planes(const torch::Tensor& scores, std::vector<std::uint8_t> classes);

/// H x W (or 1 x H x W) of class ids -> plain values.
image::LabelMap to_label_map(const torch::Tensor& labels);

/// The other way round: a view of the map, H x W of uint8.
torch::Tensor to_tensor(const image::LabelMap& map);

}  // namespace penumbra::label
