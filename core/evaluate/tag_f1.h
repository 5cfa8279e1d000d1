#pragma once

#include <span>

namespace penumbra::evaluate {

/// F1 of the predicted tags of one image against its tags (class ids, each list without repeats):
/// 2 TP / (2 TP + FP + FN), 0 where nothing is predicted (method.md section 8). 0..1.
double tag_f1(std::span<const int> predicted, std::span<const int> tags);

/// As above from the classifier's K logits: class c + 1 is predicted where logits[c] > 0.
double tag_f1(std::span<const float> logits, std::span<const int> tags);

}  // namespace penumbra::evaluate
