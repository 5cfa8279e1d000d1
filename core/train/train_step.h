#pragma once

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <string>

#include "method/optimisation.h"
#include "model/network.h"
#include "model/weights.h"
#include "train/options.h"

namespace penumbra::train {

/// One batch on the device.
struct StepInput {
  torch::Tensor view1;          ///< B x 3 x S x S, normalised
  torch::Tensor view2;          ///< the same, of the same images; undefined without a masked view
  torch::Tensor local_views;    ///< (V * B) x 3 x s x s, view by view; undefined where V = 0
  torch::Tensor class_labels;   ///< B x K of 0 and 1
  torch::Tensor instant_label;  ///< B x S x S int64 of view 1; defined with the instant target
  torch::Tensor instant_uncertain;  ///< B x S x S bool of view 2; likewise, with a masked view
  /// B x S x S int64 of view 1: class ids that people said, 255 elsewhere; undefined where nothing
  /// is said of any pixel of the batch.
  torch::Tensor evidence;
};

/// What the losses of a step compare with. Undefined where nothing reads it.
struct StepTargets {
  torch::Tensor hidden;            ///< B x h x w bool: masked tokens of view 2
  torch::Tensor label;             ///< B x S x S int64 with 255: segmentation and energy
  torch::Tensor pairs;             ///< B x N x N of method::pair_mask: affinity
  torch::Tensor evidence;          ///< B x S x S int64 with 255: what people said
  torch::Tensor evidence_patches;  ///< B x h x w int64 with 255: the majority of that a patch
};

struct StepLosses {
  torch::Tensor total;                   ///< weighted sum, differentiable
  std::map<std::string, double> parts;   ///< unweighted; only those that were computed
  torch::Tensor class_mean, patch_mean;  ///< of the teacher's projections, for the centres
};

struct StepResult {
  double loss = 0;
  std::map<std::string, double> parts;
};

/// One step of FSR (AAAI 2024): targets from CAMs or instant labels and,
/// above those, from evidence; losses, AdamW, teacher,
/// centres. Nothing is computed that no loss of non-zero weight reads.
class TrainStep {
 public:
  /// bf16_passes: passes without gradients (CAMs of targets, the teacher) may round the factors of
  /// their products (model::PackedPasses).
  TrainStep(model::Network student, model::Network teacher, const TrainOptions& options,
            bool bf16_passes = false);

  /// Random numbers (masks, drop path) depend on (seed, step) alone. Throws Error if a loss is not
  /// finite; parameters are then unchanged.
  StepResult run(const StepInput& input, std::int64_t step);

  /// The parts of `run`, for whoever checks them one by one.
  StepTargets targets(const StepInput& input, std::int64_t step);
  StepLosses losses(const StepInput& input, const StepTargets& targets, std::int64_t step);
  void update(const StepLosses& losses, std::int64_t step);

  model::Network student() const { return student_; }
  model::Network teacher() const { return teacher_; }
  bool has_teacher() const;
  /// Factor of the learning rate at `step`, and the encoder's rate.
  double rate_factor(std::int64_t step) const;
  double learning_rate(std::int64_t step) const {
    return options_.learning_rate * rate_factor(step);
  }

  /// "student.*", "teacher.*", "optimizer.*", "centre.class", "centre.patch".
  model::StateDict state() const;
  /// Throws Error if something is missing or of another size.
  void load(const model::StateDict& state);

 private:
  bool active(double weight, double from, std::int64_t step) const;

  TrainOptions options_;
  const bool bf16_passes_;
  model::Network student_, teacher_;
  method::Optimiser optimiser_;
  torch::Tensor class_centre_, patch_centre_;  // 1 x O, 1 x 1 x O
};

}  // namespace penumbra::train
