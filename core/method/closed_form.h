#pragma once

#include <torch/types.h>

namespace penumbra::method {

struct ClosedFormOptions {
  double lambda = 0.4;  ///< ridge, in units of n * mean(X^2)
  double scale = 3;     ///< a classifier's row is this times the solution
};

/// Classifier weights by class-balanced ridge regression on pooled features, without an intercept
/// (method.md section 11), solved in double precision.
/// features: n x D, global max pool of a feature map; class_labels: n x K of 0/1; start: K x D x 1
/// x 1. Returns K x D x 1 x 1 of start's type; a class that all or none of the images have keeps
/// its row of `start`. Throws Error if sizes differ.
torch::Tensor closed_form_classifier(const torch::Tensor& features,
                                     const torch::Tensor& class_labels, const torch::Tensor& start,
                                     const ClosedFormOptions& options = {});

}  // namespace penumbra::method
