#include "train/run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/phrase.h"
#include "device/memory.h"
#include "device/precision.h"
#include "image/mask.h"
#include "label/closed_form_start.h"
#include "label/instant_targets.h"
#include "model/linear.h"
#include "train/checkpoint.h"
#include "train/preview_maker.h"
#include "train/previews.h"
#include "train/step_input.h"
#include "train/validation.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Scalars = std::vector<std::pair<std::string, double>>;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Whole seconds, for a log.
std::string whole(double seconds) { return std::to_string(std::lround(seconds)) + " s"; }

/// Instant labels are much rougher than bf16: a step that learns from them alone may round the
/// factors of its products with gradients, too.
bool may_round(const TrainOptions& options) {
  return options.segmentation_target == "instant" && !options.masked_view;
}

/// Threads that make batches: half the cores, so that a step that computes has the rest.
int loader_threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 8);
}

/// An image that could not be labelled has no file: nothing of it is known.
ItemLabels read_labels(const label::InstantTargets& targets, const dataset::Item& item) {
  std::error_code code;
  if (!fs::exists(targets.label(item), code)) return {{{1, 1}, {image::ignore_label}}, {}};
  return {image::read_mask(targets.label(item)), image::read_mask(targets.uncertain(item))};
}

}  // namespace

Run::Run(const RunRequest& request, RunState& state, JobControl& control, RunLog& log,
         TrainObserver* observer)
    : request_(request),
      options_(request.options),
      state_(state),
      control_(control),
      log_(log),
      observer_(observer),
      folder_{request.run_folder} {}

RunResult Run::train() {
  const auto start = Clock::now();
  start_or_resume();
  try {
    train_rounds();
  } catch (const Cancelled&) {
    if (checkpoint_step_ != step_) checkpoint();
    log_.note("stopped after step " + std::to_string(step_));
    throw;
  }
  if (checkpoint_step_ != step_) checkpoint();
  return {step_, seconds_since(start), checkpoint_file(folder_, step_)};
}

void Run::start_or_resume() {
  const auto last = last_checkpoint(folder_.root);
  if (!last && request_.from.empty()) {
    if (options_.classifier_init == "ridge") start_in_closed_form();
    if (!state_.teacher.is_empty()) model::copy_parameters(state_.teacher, state_.student);
  }
  train_step_.emplace(state_.student, state_.teacher, options_, state_.compute.bf16_allowed);
  if (last) {
    step_ = checkpoint_step_ = load_checkpoint(*last, *train_step_, request_.training.classes);
    log_.message(Severity::Info, "going on after step " + std::to_string(step_));
  }
  evidence_ = evidence_source();
  metrics_.emplace(folder_.metrics(), step_);
  events_.emplace(folder_.root, last ? step_ + 1 : 0);
  if (!last) checkpoint();
  if (!request_.previews.empty())
    write_preview_classes(folder_.root, request_.training.classes.names());
}

void Run::start_in_closed_form() {
  const auto start = Clock::now();
  label::closed_form_start(state_.student, request_.training, options_.image_size,
                           folder_.features() / "pooled.safetensors", state_.compute, control_,
                           log_);
  log_.note("the closed-form start took " + whole(seconds_since(start)));
}

dataset::EvidenceSource Run::evidence_source() {
  if (!options_.uses_evidence() || !request_.evidence) return {};
  const auto ids = request_.evidence.items();
  const auto images = std::ranges::count_if(
      request_.training.items, [&](const dataset::Item& item) { return ids.contains(item.id); });
  if (images > 0)
    log_.message(Severity::Info,
                 "learns from what was said of " + std::to_string(images) + " images");
  return request_.evidence;
}

/// The step after which a round (0 is the first) starts.
std::int64_t Run::round_start(int round) const { return options_.steps * round / options_.rounds; }

void Run::train_rounds() {
  preview_if_due();
  validate_if_due();
  for (int round = 0; round < options_.rounds; ++round) {
    const auto end = round_start(round + 1);
    if (step_ < end) train_until(end, label_source(round));
  }
}

/// Labels of the training images that a round learns from; none where each step makes its own.
LabelSource Run::label_source(int round) {
  if (options_.segmentation_target != "instant") return {};
  const auto folder = folder_.labels() / ("round-" + std::to_string(round + 1));
  if (step_ > round_start(round) && !fs::exists(folder))
    throw Error("is missing, and the network has changed since it was made", folder.string(),
                "Start a new run");
  if (checkpoint_step_ != step_) checkpoint();
  const auto start = Clock::now();
  const auto targets =
      label::make_instant_targets(state_.student, request_.training, evidence_, options_.image_size,
                                  folder, state_.compute, control_, log_);
  log_.note("instant labels took " + whole(seconds_since(start)));
  return [targets, &items = request_.training.items](std::size_t index) {
    return read_labels(targets, items[index]);
  };
}

void Run::train_until(std::int64_t last, LabelSource labels) {
  auto how = loader_options(options_);
  how.first_step = step_;
  how.threads = loader_threads();
  Loader loader(request_.training, how, std::move(labels), evidence_);
  ProgressCounter counter(log_, phrase("training"), options_.steps, step_);
  while (step_ < last) {
    control_.checkpoint();
    const auto start = Clock::now();
    auto batch = loader.next(control_);
    tell_broken(batch);
    StepMetrics metrics;
    metrics.data_seconds = seconds_since(start);
    take_step(batch, metrics);
    metrics.step_seconds = seconds_since(start);
    metrics.images_per_second = batch.images / metrics.step_seconds;
    metrics.memory_bytes = device::resident_memory();
    write(metrics);
    counter.advance();
    if (step_ % options_.checkpoint_every == 0) checkpoint();
    preview_if_due();
    validate_if_due();
  }
}

void Run::take_step(Batch& batch, StepMetrics& metrics) {
  const auto input = step_input(batch, request_.training.classes.size(), state_.compute.device);
  metrics.learning_rate = train_step_->learning_rate(step_);
  const device::Autocast autocast(state_.compute);
  const model::Bf16Products products(may_round(options_) && state_.compute.bf16_allowed);
  const auto result = train_step_->run(input, step_);
  metrics.step = ++step_;
  metrics.loss = result.loss;
  metrics.parts = result.parts;
}

void Run::write(const StepMetrics& metrics) {
  metrics_->add(metrics);
  Scalars scalars = {{"loss/total", metrics.loss},
                     {"learning_rate", metrics.learning_rate},
                     {"speed/step_seconds", metrics.step_seconds},
                     {"speed/images_per_second", metrics.images_per_second},
                     {"memory/bytes", static_cast<double>(metrics.memory_bytes)}};
  for (const auto& [part, loss] : metrics.parts) scalars.emplace_back("loss/" + part, loss);
  events_->add(metrics.step, scalars);
  if (observer_) observer_->on_step(metrics);
}

void Run::tell_broken(const Batch& batch) {
  for (const auto& broken : batch.broken)
    if (told_.insert(broken.file).second)
      log_.message(Severity::Warning, "left out " + broken.file.string() + ": " + broken.reason);
}

bool Run::validation_due() const {
  if (options_.validate_every == 0 || step_ == 0 || step_ % options_.validate_every != 0)
    return false;
  if (std::ranges::none_of(request_.validation.items, &dataset::Item::has_truth)) return false;
  // A run that was stopped during a validation makes up for it.
  const auto done = read_metrics(folder_.root).validations;
  return std::ranges::find(done, step_, &ValidationMetrics::step) == done.end();
}

void Run::validate_if_due() {
  if (!validation_due()) return;
  auto metrics = validate(state_.student, state_.teacher, request_.validation, options_,
                          state_.compute, control_, log_);
  metrics.step = step_;
  if (metrics.miou.empty()) return;
  metrics_->add(metrics);
  Scalars scalars = {{"tag_f1/student", metrics.tag_f1}};
  std::string summary;
  for (const auto& [name, miou] : metrics.miou) {
    scalars.emplace_back("miou/" + name, miou);
    summary += ", " + name + " " + std::to_string(miou).substr(0, 5);
  }
  events_->add(step_, scalars);
  log_.message(Severity::Info,
               "validation after step " + std::to_string(step_) + ": mIoU" + summary.substr(1));
  keep_if_best(metrics);
  if (observer_) observer_->on_validation(metrics);
}

void Run::preview_if_due() {
  if (options_.preview_every == 0 || request_.previews.empty()) return;
  if (step_ % options_.preview_every != 0 && step_ != options_.steps) return;
  for (const auto& item : request_.previews) {
    control_.checkpoint();
    try {
      // A run that was stopped among them makes up for the others.
      if (!has_preview(folder_.root, step_, item.id))
        write_preview(folder_.root, step_, item.id,
                      make_preview(state_.student, item, options_, state_.compute));
    } catch (const Error& error) {
      if (told_.insert(item.image).second)
        log_.message(Severity::Warning, std::string("left out of the previews: ") + error.what());
    }
  }
}

void Run::keep_if_best(const ValidationMetrics& metrics) {
  const double miou = options_.segmentation_weight > 0 ? metrics.miou.at("student_segmentation")
                                                       : metrics.miou.at("student_cam");
  const auto best = best_checkpoint(folder_.root);
  if (best && best->miou >= miou) return;
  if (checkpoint_step_ != step_) checkpoint();
  write_best(folder_, step_, miou);
}

void Run::checkpoint() {
  write_checkpoint(folder_, *train_step_, step_, options_, request_.training.classes);
  checkpoint_step_ = step_;
}

}  // namespace penumbra::train
