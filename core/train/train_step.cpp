#include "train/train_step.h"

#include <cmath>
#include <optional>
#include <vector>

#include "base/error.h"
#include "device/precision.h"
#include "method/affinity_loss.h"
#include "method/cam.h"
#include "method/classification_loss.h"
#include "method/dense_energy.h"
#include "method/pixel_labels.h"
#include "method/refinement.h"
#include "method/resize.h"
#include "method/segmentation_loss.h"
#include "method/self_reinforcement.h"
#include "method/uncertain_masking.h"
#include "model/packed_blocks.h"

namespace penumbra::train {
namespace {

method::OptimiserOptions optimiser_options(const TrainOptions& o) {
  method::OptimiserOptions options;
  options.learning_rate = o.learning_rate;
  options.head_rate_factor = o.head_rate_factor;
  options.weight_decay = o.weight_decay;
  return options;
}

/// SplitMix64's finaliser: neighbouring (seed, step) pairs give unrelated streams.
std::uint64_t step_seed(std::uint64_t seed, std::int64_t step) {
  std::uint64_t z = seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(step) + 1;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

/// B x h x w int64: the majority of what is said of each patch.
torch::Tensor patches_said(const torch::Tensor& evidence, std::int64_t rows, std::int64_t columns) {
  std::vector<torch::Tensor> images;
  for (const auto& one : evidence.to(torch::kUInt8).cpu().unbind(0))
    images.push_back(method::patch_strokes(one, rows, columns));
  return torch::stack(images).to(evidence.device());
}

/// What is said where something is, else the label.
torch::Tensor overruled(const torch::Tensor& label, const torch::Tensor& said) {
  return torch::where(said != 255, said, label);
}

}  // namespace

TrainStep::TrainStep(model::Network student, model::Network teacher, const TrainOptions& options,
                     bool bf16_passes)
    : options_(options),
      bf16_passes_(bf16_passes),
      student_(std::move(student)),
      teacher_(std::move(teacher)),
      optimiser_(student_, optimiser_options(options)) {
  const auto device = student_->parameters().front().device();
  const std::int64_t outputs = student_->options().projector.outputs;
  class_centre_ = torch::zeros({1, outputs}, device);
  patch_centre_ = torch::zeros({1, 1, outputs}, device);
  student_->train();
  if (has_teacher()) {
    teacher_->eval();
    for (auto& parameter : teacher_->parameters()) parameter.set_requires_grad(false);
  }
}

bool TrainStep::has_teacher() const { return options_.masked_view && !teacher_.is_empty(); }

bool TrainStep::active(double weight, double from, std::int64_t step) const {
  return weight != 0 && static_cast<double>(step) >= from * static_cast<double>(options_.steps);
}

double TrainStep::rate_factor(std::int64_t step) const {
  const auto warm_up = std::llround(options_.warm_up * static_cast<double>(options_.steps));
  return method::learning_rate_factor(step, warm_up, options_.steps, options_.warm_up_start);
}

StepTargets TrainStep::targets(const StepInput& input, std::int64_t step) {
  const torch::NoGradGuard no_grad;
  StepTargets targets;
  const bool segmentation =
      active(options_.segmentation_weight, options_.segmentation_from, step) ||
      active(options_.energy_weight, options_.energy_from, step);
  const bool affinity = active(options_.affinity_weight, options_.affinity_from, step);
  const std::int64_t height = input.view1.size(2), width = input.view1.size(3);
  const std::int64_t patch = student_->options().encoder.patch;
  const bool uncertain_cams = options_.masked_view && active(1, options_.uncertain_from, step) &&
                              !input.instant_uncertain.defined();
  const bool label_cams = !input.instant_label.defined() && (segmentation || affinity);
  std::optional<model::PackedPasses> passes;
  if (uncertain_cams || label_cams) passes.emplace(student_->encoder, bf16_passes_);

  if (options_.masked_view) {
    const method::MaskOptions mask{options_.mask_block, static_cast<int>(patch),
                                   options_.mask_ratio, options_.uncertain_low,
                                   options_.uncertain_high};
    const auto grid = method::block_grid(height, width, mask);
    const auto noise =
        torch::rand({input.view2.size(0), grid.rows * grid.columns}).to(input.view2.device());
    torch::Tensor uncertain;
    if (uncertain_cams) {
      const auto cams =
          method::valid_multi_scale_cam(student_, input.view2, input.class_labels, {.top = false});
      uncertain = method::uncertain_blocks(cams.aux, mask);
    } else if (active(1, options_.uncertain_from, step)) {
      uncertain =
          method::resize_nearest(input.instant_uncertain, grid.rows, grid.columns).flatten(1);
    }
    targets.hidden = method::hidden_tokens(noise, uncertain, grid, mask);
  }

  torch::Tensor patch_label;
  if (input.instant_label.defined()) {
    if (segmentation) targets.label = input.instant_label;
    if (affinity)
      patch_label = method::resize_nearest(input.instant_label, height / patch, width / patch);
  } else if (label_cams) {
    const auto cams = method::valid_multi_scale_cam(student_, input.view1, input.class_labels,
                                                    {.top = segmentation, .aux = affinity});
    if (segmentation)
      targets.label =
          method::refined_label(input.view1, cams.top, input.class_labels,
                                {.low = options_.low_threshold, .high = options_.high_threshold});
    if (affinity) {
      const auto small = method::resize_bilinear(cams.aux, height / patch, width / patch);
      patch_label = method::three_way_label(small, options_.low_threshold, options_.high_threshold);
    }
  }
  if (input.evidence.defined() && options_.uses_evidence()) {
    targets.evidence = input.evidence;
    targets.evidence_patches = patches_said(input.evidence, height / patch, width / patch);
    if (targets.label.defined()) targets.label = overruled(targets.label, targets.evidence);
    if (patch_label.defined()) patch_label = overruled(patch_label, targets.evidence_patches);
  }
  if (patch_label.defined()) targets.pairs = method::pair_mask(patch_label);
  device::forget_rounded_weights();
  return targets;
}

StepLosses TrainStep::losses(const StepInput& input, const StepTargets& targets,
                             std::int64_t step) {
  const auto batch = input.view1.size(0);
  const bool fsr_class = options_.masked_view && options_.fsr_class_weight != 0;
  const bool fsr_patch = options_.masked_view && options_.fsr_patch_weight != 0;
  const bool second_view = fsr_class || fsr_patch;

  // Both global views run as one batch; the mask hides tokens of view 2 alone.
  auto images = input.view1;
  torch::Tensor mask;
  if (second_view) {
    images = torch::cat({input.view1, input.view2});
    mask = torch::cat({torch::zeros_like(targets.hidden), targets.hidden});
  }
  const auto encoded =
      student_->encoder->forward(images, mask, {.cls = false, .patches = false, .tokens = true});
  const auto tokens1 = encoded.tokens.narrow(0, 0, batch);
  const auto map1 =
      model::as_map(student_->encoder->normalise(tokens1), encoded.rows, encoded.columns);
  const auto aux1 = model::as_map(encoded.aux.narrow(0, 0, batch), encoded.rows, encoded.columns);

  StepLosses out;
  std::vector<std::string> names;
  std::vector<torch::Tensor> parts;
  const auto add = [&](const char* part, double weight, const torch::Tensor& loss) {
    names.emplace_back(part);
    parts.push_back(loss.detach().to(torch::kFloat64));
    const auto weighted = weight * loss;
    out.total = out.total.defined() ? out.total + weighted : weighted;
  };
  // All at once at the end: a GPU is waited for once.
  const auto finish = [&] {
    if (parts.empty()) return std::move(out);
    const auto values = torch::stack(parts).to(torch::kCPU);
    for (std::size_t i = 0; i < names.size(); ++i)
      out.parts[names[i]] = values.const_data_ptr<double>()[i];
    return std::move(out);
  };

  if (options_.classification_weight != 0)
    add("classification", options_.classification_weight,
        method::classification_loss(model::pooled_logits(map1, student_->top_classifier),
                                    model::pooled_logits(aux1, student_->aux_classifier),
                                    input.class_labels));
  if (targets.pairs.defined())
    add("affinity", options_.affinity_weight, method::affinity_loss(map1, targets.pairs));
  const bool evidence = targets.evidence.defined() && options_.evidence_weight != 0;
  torch::Tensor small;  // B x C x h x w
  if (targets.label.defined() || evidence)
    small = device::in_float(student_->decoder->forward(map1));
  if (targets.label.defined()) {
    if (active(options_.segmentation_weight, options_.segmentation_from, step))
      add("segmentation", options_.segmentation_weight,
          method::upsampled_segmentation_loss(small, targets.label));
    if (active(options_.energy_weight, options_.energy_from, step))
      add("energy", options_.energy_weight,
          method::dense_energy_loss(
              input.view1,
              method::resize_bilinear(small, targets.label.size(1), targets.label.size(2)),
              targets.label));
  }
  if (evidence)
    add("evidence", options_.evidence_weight,
        method::upsampled_cross_entropy(small, targets.evidence));
  if (targets.evidence_patches.defined() && options_.evidence_margin_weight != 0)
    add("evidence_margin", options_.evidence_margin_weight,
        method::patch_classification_loss(student_->top_classifier->forward(map1),
                                          student_->aux_classifier->forward(aux1),
                                          targets.evidence_patches));
  if (!second_view) return finish();

  const auto tokens2 = encoded.tokens.narrow(0, batch, batch);
  const auto warm_up =
      std::llround(options_.teacher_temperature_warm_up * static_cast<double>(options_.steps));
  const double temperature = method::teacher_temperature(
      step, warm_up, options_.teacher_temperature_start, options_.teacher_temperature);

  // The teacher: class token of view 1, patches of view 2.
  torch::Tensor teacher_class, teacher_hidden;
  {
    const torch::NoGradGuard no_grad;
    auto& encoder = teacher_->encoder;
    const model::PackedPasses passes(encoder, bf16_passes_);
    const auto views = fsr_class && fsr_patch ? torch::cat({input.view1, input.view2})
                       : fsr_class            ? input.view1
                                              : input.view2;
    const auto tokens =
        encoder->forward(views, {}, {.cls = false, .patches = false, .tokens = true}).tokens;
    if (fsr_class) {
      teacher_class =
          teacher_->projector(encoder->class_token(tokens.narrow(0, 0, batch)).squeeze(1));
      out.class_mean = teacher_class.mean(0);
    }
    if (fsr_patch) {
      const auto bottleneck = teacher_->projector->bottleneck(
          encoder->normalise(tokens.narrow(0, tokens.size(0) - batch, batch)));  // B x N x d
      // The last layer is linear: the mean of projected patches is the projection of their mean.
      out.patch_mean = teacher_->projector->last_layer(bottleneck.mean(torch::IntArrayRef{0, 1}));
      teacher_hidden = teacher_->projector->last_layer(
          bottleneck.flatten(0, 1).index({targets.hidden.flatten()}));  // M x O
    }
  }

  // The student projects the class token and the hidden patches of view 2, and local class tokens.
  std::vector<torch::Tensor> projected;
  std::int64_t class_rows = 0;
  if (fsr_class) {
    projected.push_back(student_->encoder->class_token(tokens2).squeeze(1));
    if (input.local_views.defined())
      projected.push_back(
          student_->encoder->forward(input.local_views, {}, {.cls = true, .patches = false})
              .cls.squeeze(1));
  }
  for (const auto& rows : projected) class_rows += rows.size(0);
  if (fsr_patch)
    projected.push_back(
        student_->encoder->normalise(tokens2.flatten(0, 1).index({targets.hidden.flatten()})));
  const auto outputs = student_->projector(torch::cat(projected));
  if (fsr_class) {
    // Equal numbers of images a view: the mean over views is the mean over rows.
    const auto views = class_rows / batch;
    add("fsr_class", options_.fsr_class_weight,
        method::class_token_loss(outputs.narrow(0, 0, class_rows), teacher_class.repeat({views, 1}),
                                 class_centre_, options_.student_temperature, temperature));
  }
  if (fsr_patch)
    add("fsr_patch", options_.fsr_patch_weight,
        method::patch_token_loss(outputs.narrow(0, class_rows, outputs.size(0) - class_rows),
                                 teacher_hidden, targets.hidden, patch_centre_,
                                 options_.student_temperature, temperature));
  return finish();
}

void TrainStep::update(const StepLosses& losses, std::int64_t step) {
  losses.total.backward();
  optimiser_.step(rate_factor(step));
  if (has_teacher())
    method::update_teacher(
        teacher_, student_,
        method::teacher_momentum(step, options_.steps, options_.teacher_momentum));
  if (losses.class_mean.defined())
    class_centre_ =
        method::updated_centre(class_centre_, losses.class_mean, options_.centre_momentum);
  if (losses.patch_mean.defined())
    patch_centre_ =
        method::updated_centre(patch_centre_, losses.patch_mean, options_.centre_momentum);
  device::forget_rounded_weights();
}

StepResult TrainStep::run(const StepInput& input, std::int64_t step) {
  torch::manual_seed(step_seed(options_.seed, step));
  const auto computed = losses(input, targets(input, step), step);
  if (!computed.total.defined())
    throw Error("every loss has weight 0", "step " + std::to_string(step),
                "Give at least one loss a weight");
  StepResult result;
  result.loss = computed.total.item<double>();
  result.parts = computed.parts;
  if (!std::isfinite(result.loss)) {
    std::string parts;
    for (const auto& [part, value] : result.parts)
      if (!std::isfinite(value)) parts += (parts.empty() ? "" : ", ") + part;
    throw Error("the loss is not finite (" + parts + ")", "step " + std::to_string(step),
                "Lower learning_rate, or resume from the last checkpoint with another seed");
  }
  update(computed, step);
  return result;
}

model::StateDict TrainStep::state() const {
  model::StateDict state;
  const auto add = [&](const std::string& prefix, const std::string& name,
                       const torch::Tensor& value) {
    state.tensors.emplace_back(prefix + name, value.detach().to(torch::kCPU).clone());
  };
  for (const auto& item : student_->named_parameters()) add("student.", item.key(), item.value());
  if (has_teacher())
    for (const auto& item : teacher_->named_parameters()) add("teacher.", item.key(), item.value());
  for (const auto& [name, value] : optimiser_.state()) add("optimizer.", name, value);
  add("centre.", "class", class_centre_);
  add("centre.", "patch", patch_centre_);
  return state;
}

void TrainStep::load(const model::StateDict& state) {
  const torch::NoGradGuard no_grad;
  model::load_network(student_, state, "student.");
  if (has_teacher()) model::load_network(teacher_, state, "teacher.");
  std::vector<std::pair<std::string, torch::Tensor>> moments;
  constexpr std::string_view prefix = "optimizer.";
  for (const auto& [name, value] : state.tensors)
    if (name.starts_with(prefix)) moments.emplace_back(name.substr(prefix.size()), value);
  optimiser_.load(moments);
  class_centre_.copy_(state.at("centre.class"));
  patch_centre_.copy_(state.at("centre.patch"));
}

}  // namespace penumbra::train
