#pragma once

#include "model/weights.h"
#include "parity/report.h"

namespace penumbra::parity {

// One check a kind of golden file. Each computes the file's quantities with the functions that
// training and labelling use, and throws Error where the file lacks a tensor or setting.

/// Section 11 of the method: tensors closed_form.*. On the CPU, as in the product.
void check_closed_form(const model::StateDict& file, Report& report);
/// Section 12: tensors pixel.*. Each quantity is computed from the file's own previous one. On the
/// CPU, as in the product.
void check_pixel_classifier(const model::StateDict& file, Report& report);

/// One training step (sections 1 and 3 to 7): student.*, teacher.* and what follows from them. On
/// the device that the file's tensors are on.
void check_method(const model::StateDict& file, Report& report);

/// The dense CRF: image, probability, and label and q_max of two settings.
void check_crf(const model::StateDict& file, torch::Device device, Report& report);

/// Picks the check by the file's tensors, which are on the CPU. Throws Error where it holds none of
/// the known kinds.
void check(const model::StateDict& file, torch::Device device, Report& report);

}  // namespace penumbra::parity
