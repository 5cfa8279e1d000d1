#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "method/affinity_loss.h"
#include "method/cam.h"
#include "method/classification_loss.h"
#include "method/dense_energy.h"
#include "method/normalisation.h"
#include "method/refinement.h"
#include "method/resize.h"
#include "method/segmentation_loss.h"
#include "method/self_reinforcement.h"
#include "method/uncertain_masking.h"
#include "model/evaluation_mode.h"
#include "parity/checks.h"
#include "train/train_step.h"

namespace penumbra::parity {
namespace {

constexpr double energy_tolerance = 2e-3;  // of the largest magnitude

/// The settings that such a file is made with (VOC's thresholds and weights, all losses on), and
/// those that it states.
struct Settings {
  train::TrainOptions options;
  model::NetworkOptions network;
  std::int64_t step = 0;
};

Settings settings_of(const model::StateDict& file) {
  const auto text = [&](const char* key) {
    const auto found = file.metadata.find(key);
    if (found == file.metadata.end())
      throw Error(std::string("has no setting \"") + key + "\" in its metadata", file.where,
                  "Use a file of golden numbers of one training step");
    return found->second;
  };
  Settings s;
  const auto profile = nlohmann::json::parse(text("profile"));
  s.network = model::options_of(file, "student.");
  s.network.encoder.heads = profile.at("heads").get<int>();
  s.network.encoder.aux_index = profile.at("aux").get<int>();
  s.network.encoder.drop_path = 0;

  auto& o = s.options;
  o = train::preset("voc");
  o.image_size = profile.at("img").get<int>();
  o.mask_block = std::stoi(text("block_size"));
  o.steps = file.at("fsr.total_steps").item<std::int64_t>();
  o.warm_up = 60.0 / static_cast<double>(o.steps);
  o.teacher_temperature_warm_up = 0.125;
  o.segmentation_from = o.energy_from = o.affinity_from = 0;
  s.step = file.at("fsr.step").item<std::int64_t>();
  return s;
}

model::Network network_of(const model::StateDict& file, const Settings& settings,
                          const std::string& prefix) {
  model::Network network(settings.network);
  model::StateDict state;  // a schedule beside the teacher's parameters carries their prefix, too
  state.where = file.where;
  for (const auto& [name, value] : file.tensors)
    if (name.starts_with(prefix) && name != "teacher.momentum_at_step")
      state.tensors.emplace_back(name, value);
  model::load_network(network, state, prefix);
  network->to(file.at("input.view1").device());
  return network;
}

/// The whole forward pass of a network on a batch: all tokens projected, class token first.
struct Pass {
  torch::Tensor patch_map, aux_map, projected;
};

Pass pass(model::Network network, const torch::Tensor& images, const torch::Tensor& mask = {}) {
  const auto out = network->encoder->forward(images, mask);
  return {model::as_map(out.patches, out.rows, out.columns),
          model::as_map(out.aux, out.rows, out.columns),
          network->projector(torch::cat({out.cls, out.patches}, 1))};
}

void check_cams(const model::StateDict& file, model::Network student, Report& report) {
  for (const std::string view : {"view1", "view2"}) {
    const auto cams = method::multi_scale_cam(student, file.at("input." + view));
    report.compare("cam.multi_scale." + view + ".top", cams.top,
                   file.at("cam.multi_scale." + view + ".top"));
    report.compare("cam.multi_scale." + view + ".aux", cams.aux,
                   file.at("cam.multi_scale." + view + ".aux"));
  }
  // The shortened pass that training takes for masks.
  report.compare("cam.multi_scale.view2.aux (alone)",
                 method::multi_scale_cam(student, file.at("input.view2"), {.top = false}).aux,
                 file.at("cam.multi_scale.view2.aux"));
}

void check_masks(const model::StateDict& file, const Settings& s, Report& report) {
  const method::MaskOptions mask{s.options.mask_block, s.network.encoder.patch,
                                 s.options.mask_ratio, s.options.uncertain_low,
                                 s.options.uncertain_high};
  const auto& cam = file.at("cam.multi_scale.view2.aux");
  const auto grid = method::block_grid(cam.size(2), cam.size(3), mask);
  report.compare_labels("mask.random.mask",
                        method::hidden_tokens(file.at("mask.random.noise"), {}, grid, mask),
                        file.at("mask.random.mask"));
  const auto uncertain =
      method::uncertain_blocks(method::valid_cam(cam, file.at("input.class_labels")), mask);
  report.compare_labels(
      "mask.uncertain.mask",
      method::hidden_tokens(file.at("mask.uncertain.noise"), uncertain, grid, mask),
      file.at("mask.uncertain.mask"));
}

void check_forward(const model::StateDict& file, model::Network student, model::Network teacher,
                   Report& report) {
  const torch::NoGradGuard no_grad;
  const model::EvaluationMode evaluation(*student);
  const auto& view1 = file.at("input.view1");
  const auto views = torch::cat({view1, file.at("input.view2")});
  const auto hidden = file.at("mask.uncertain.mask").to(torch::kBool);
  const auto batch = view1.size(0);
  const auto both = pass(student, views, torch::cat({torch::zeros_like(hidden), hidden}));
  const auto patch_map = both.patch_map.narrow(0, 0, batch);
  const auto aux_map = both.aux_map.narrow(0, 0, batch);
  const auto compare = [&](const std::string& name, const torch::Tensor& actual) {
    report.compare("forward." + name, actual, file.at("forward." + name));
  };
  compare("top_cls_out", model::pooled_logits(patch_map, student->top_classifier));
  compare("aux_cls_out", model::pooled_logits(aux_map, student->aux_classifier));
  compare("top_cam", method::class_activation(patch_map, student->top_classifier->weight));
  compare("aux_cam", method::class_activation(aux_map, student->aux_classifier->weight));
  compare("top_fmap", patch_map);
  compare("aux_fmap", aux_map);
  compare("seg_out", student->decoder(patch_map));
  compare("project_out", both.projected);
  compare("project_out_local", student->projector(student->encoder
                                                      ->forward(file.at("input.local_view"), {},
                                                                {.cls = true, .patches = false})
                                                      .cls.squeeze(1)));
  compare("teacher.project_out", pass(teacher, views).projected);
  const auto odd = pass(student, file.at("input.odd"));
  compare("odd.seg_out", student->decoder(odd.patch_map));
  compare("odd.top_cls_out", model::pooled_logits(odd.patch_map, student->top_classifier));
}

void check_labels(const model::StateDict& file, const Settings& s, Report& report) {
  const auto& labels = file.at("input.class_labels");
  const auto& valid = file.at("label.valid_cam");
  report.compare("label.valid_cam", method::valid_cam(file.at("cam.multi_scale.view1.top"), labels),
                 valid);
  report.compare_labels(
      "label.three_way",
      method::three_way_label(valid, s.options.low_threshold, s.options.high_threshold),
      file.at("label.three_way"));
  report.compare_labels("label.foreground_threshold",
                        method::single_threshold_label(valid, s.options.cam_threshold),
                        file.at("label.foreground_threshold"));
  const auto& view1 = file.at("input.view1");
  report.compare("par.images", method::displayed_image(view1), file.at("par.images"));
  report.compare("par.out_masks",
                 method::pixel_adaptive_refine(file.at("par.in_images"), file.at("par.in_masks")),
                 file.at("par.out_masks"));
  report.compare_labels(
      "label.refined",
      method::refined_label(
          view1, valid, labels,
          {.low = s.options.low_threshold, .high = s.options.high_threshold, .refine = {}}),
      file.at("label.refined"));

  const auto& expected = file.at("affinity.patch_label");
  const auto small =
      method::resize_bilinear(method::valid_cam(file.at("cam.multi_scale.view1.aux"), labels),
                              expected.size(1), expected.size(2));
  report.compare_labels(
      "affinity.patch_label",
      method::three_way_label(small, s.options.low_threshold, s.options.high_threshold), expected);
  report.compare_labels("affinity.mask", method::pair_mask(expected), file.at("affinity.mask"));
}

void check_losses(const model::StateDict& file, Report& report) {
  report.compare(
      "loss.classification",
      method::classification_loss(file.at("forward.top_cls_out"), file.at("forward.aux_cls_out"),
                                  file.at("input.class_labels")),
      file.at("loss.classification"));
  {
    const auto logits = file.at("seg.logits").clone().requires_grad_(true);
    const auto loss = method::segmentation_loss(logits, file.at("seg.label"));
    loss.backward();
    report.compare("loss.segmentation", loss, file.at("loss.segmentation"));
    report.compare("loss.segmentation.grad_logits", logits.grad(),
                   file.at("loss.segmentation.grad_logits"));
  }
  {
    const auto logits = file.at("seg.logits").clone().requires_grad_(true);
    const auto loss =
        method::dense_energy_loss(file.at("input.view1"), logits, file.at("seg.label"));
    loss.backward();
    report.compare_to_largest("loss.dense_energy", loss, file.at("loss.dense_energy"),
                              energy_tolerance);
    report.compare_to_largest("loss.dense_energy.grad_logits", logits.grad(),
                              file.at("loss.dense_energy.grad_logits"), energy_tolerance);
  }
  const auto features = file.at("forward.top_fmap").clone().requires_grad_(true);
  const auto loss = method::affinity_loss(features, file.at("affinity.mask"));
  loss.backward();
  report.compare("loss.affinity", loss, file.at("loss.affinity"));
  report.compare("loss.affinity.grad_features", features.grad(),
                 file.at("loss.affinity.grad_features"));
}

void check_schedules(const model::StateDict& file, const Settings& s, Report& report) {
  const auto warm_up =
      std::llround(s.options.teacher_temperature_warm_up * static_cast<double>(s.options.steps));
  std::vector<double> temperatures, momenta;
  for (const std::int64_t step : {0, 1, 37, 99, 100, 799})
    temperatures.push_back(method::teacher_temperature(
        step, warm_up, s.options.teacher_temperature_start, s.options.teacher_temperature));
  for (const std::int64_t step : {0, 37, 400, 799})
    momenta.push_back(method::teacher_momentum(step, s.options.steps, s.options.teacher_momentum));
  report.compare("fsr.teacher_temperature", torch::tensor(temperatures, torch::kFloat64),
                 file.at("fsr.teacher_temperature"));
  report.compare("teacher.momentum_at_step", torch::tensor(momenta, torch::kFloat64),
                 file.at("teacher.momentum_at_step"), 1e-9, 0);
}

/// Runs the step of training itself on the file's views, mask and label.
void check_step(const model::StateDict& file, const Settings& s, model::Network student,
                model::Network teacher, Report& report) {
  train::TrainStep training(student, teacher, s.options);
  auto state = training.state();
  for (auto& [name, value] : state.tensors) {
    if (name == "centre.class") value = file.at("fsr.class_center.before");
    if (name == "centre.patch") value = file.at("fsr.patch_center.before");
  }
  training.load(state);

  train::StepInput input;
  input.view1 = file.at("input.view1");
  input.view2 = file.at("input.view2");
  input.class_labels = file.at("input.class_labels");
  train::StepTargets targets;
  targets.hidden = file.at("mask.uncertain.mask").to(torch::kBool);
  targets.label = file.at("seg.label");
  targets.pairs = file.at("affinity.mask");
  const auto losses = training.losses(input, targets, s.step);
  report.compare("loss.fsr_class", losses.parts.at("fsr_class"),
                 file.at("loss.fsr_class").item<double>());
  report.compare("loss.fsr_patch", losses.parts.at("fsr_patch"),
                 file.at("loss.fsr_patch").item<double>());
  report.compare("loss.total", losses.total, file.at("loss.total"));

  std::vector<std::pair<std::string, torch::Tensor>> gradients;
  std::vector<torch::Tensor> parameters;
  for (const auto& item : student->named_parameters())
    if (file.find("grad." + item.key())) {
      gradients.emplace_back(item.key(), torch::Tensor());
      parameters.push_back(item.value());
    }
  const auto computed =
      torch::autograd::grad({losses.total}, parameters, {}, /*retain_graph=*/true);
  for (std::size_t i = 0; i < gradients.size(); ++i)
    report.compare("grad." + gradients[i].first, computed[i],
                   file.at("grad." + gradients[i].first));

  const auto groups = method::parameter_groups(student);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto name = "optimizer.group" + std::to_string(g) + ".count";
    report.compare(name, static_cast<double>(groups[g].parameters.size()),
                   file.at(name).item<double>(), 0, 0);
  }
  method::OptimiserOptions rates;
  rates.learning_rate = s.options.learning_rate;
  rates.head_rate_factor = s.options.head_rate_factor;
  const auto used = method::Optimiser(student, rates).rates(training.rate_factor(s.step));
  report.compare("optimizer.lr_after_step",
                 torch::tensor(std::vector<double>(used.begin(), used.end()), torch::kFloat64),
                 file.at("optimizer.lr_after_step"), 1e-12, 1e-9);

  training.update(losses, s.step);
  const auto after = training.state();
  for (const auto& [name, value] : after.tensors) {
    if (name == "centre.class")
      report.compare("fsr.class_center.after", value, file.at("fsr.class_center.after"));
    if (name == "centre.patch")
      report.compare("fsr.patch_center.after", value, file.at("fsr.patch_center.after"));
    if (const auto* expected = file.find("after_step." + name))
      report.compare("after_step." + name, value, *expected);
  }
}

}  // namespace

void check_method(const model::StateDict& file, Report& report) {
  const auto settings = settings_of(file);
  const auto student = network_of(file, settings, "student.");
  const auto teacher = network_of(file, settings, "teacher.");
  check_cams(file, student, report);
  check_masks(file, settings, report);
  check_forward(file, student, teacher, report);
  check_labels(file, settings, report);
  check_losses(file, report);
  check_schedules(file, settings, report);
  check_step(file, settings, student, teacher, report);
}

}  // namespace penumbra::parity
