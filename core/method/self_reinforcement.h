#pragma once

#include <torch/types.h>

#include <cstdint>

namespace penumbra::method {

/// Linear from `start` to `end` over the first `warm_up_steps` steps (both ends included), then
/// `end`.
double teacher_temperature(std::int64_t step, std::int64_t warm_up_steps, double start, double end);

/// Cross-entropy of softmax((teacher - centre) / teacher_temperature) and
/// log_softmax(student / student_temperature) over the last dimension, which is summed away.
torch::Tensor distillation_entropy(const torch::Tensor& student, const torch::Tensor& teacher,
                                   const torch::Tensor& centre, double student_temperature,
                                   double teacher_temperature);

/// FSR class loss: projected class tokens of one student view against the teacher's of view 1, both
/// B x O; centre 1 x O. Mean over images; the caller averages over student views.
torch::Tensor class_token_loss(const torch::Tensor& student, const torch::Tensor& teacher,
                               const torch::Tensor& centre, double student_temperature,
                               double teacher_temperature);

/// FSR patch loss on the hidden patches of view 2 alone: student and teacher M x O, one row a
/// hidden patch, in the order of `hidden`'s true entries; hidden: B x h x w bool; centre broadcast
/// to M x O. Mean over an image's hidden patches (count at least 1), then over images.
torch::Tensor patch_token_loss(const torch::Tensor& student, const torch::Tensor& teacher,
                               const torch::Tensor& hidden, const torch::Tensor& centre,
                               double student_temperature, double teacher_temperature);

/// Exponential average: momentum * centre + (1 - momentum) * batch_mean, in the centre's shape.
torch::Tensor updated_centre(const torch::Tensor& centre, const torch::Tensor& batch_mean,
                             double momentum);

}  // namespace penumbra::method
