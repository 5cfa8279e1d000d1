#include "app/penumbra_cli/training_options.h"

#include <cstdio>

#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/duration.h"
#include "app/penumbra_cli/settings.h"
#include "app/penumbra_cli/training_watch.h"
#include "base/error.h"
#include "base/json.h"
#include "train/estimate.h"
#include "train/run_folder.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

train::TrainOptions train_options(const TrainingOptions& command,
                                  const std::filesystem::path& run) {
  const auto before = command.resume ? run
                      : command.from.empty()
                          ? std::filesystem::path()
                          : train::run_of_checkpoint(start_checkpoint(command.from));
  if (command.preset.empty() && before.empty())
    throw UsageError("is needed", "--preset", "Use one of voc, coco, voc-mini, quick and demo");
  auto options =
      command.preset.empty() ? train::read_run_options(before) : train::preset(command.preset);
  if (command.steps > 0) options.steps = command.steps;
  apply_settings(options, command.settings);
  options.validate();
  return options;
}

json to_json(const train::ValidationMetrics& metrics) {
  return {{"step", metrics.step}, {"miou", metrics.miou}, {"tag_f1", metrics.tag_f1}};
}

json to_json(const train::RunEstimate& estimate) {
  return {{"step_seconds", estimate.step_seconds},
          {"start_seconds", estimate.start_seconds},
          {"validation_seconds", estimate.validation_seconds},
          {"preview_seconds", estimate.preview_seconds},
          {"total_seconds", estimate.total_seconds},
          {"memory_bytes", estimate.memory_bytes},
          {"available_bytes", estimate.available_bytes}};
}

std::string to_text(const train::RunEstimate& estimate, std::int64_t steps) {
  char text[160];
  std::snprintf(text, sizeof text, "%.2f s a step; %lld steps take %s and %.1f GB of %.1f GB free",
                estimate.step_seconds, static_cast<long long>(steps),
                duration_text(estimate.total_seconds).c_str(),
                static_cast<double>(estimate.memory_bytes) / 1e9,
                static_cast<double>(estimate.available_bytes) / 1e9);
  return text;
}

json to_json(const std::optional<train::Agreement>& agreement) {
  if (!agreement) return {};
  return {{"images", agreement->images},
          {"before", 100 * agreement->before},
          {"after", 100 * agreement->after},
          {"better", agreement->better()}};
}

}  // namespace

std::filesystem::path start_checkpoint(const std::filesystem::path& from) {
  std::error_code code;
  if (from.empty()) return {};
  if (!std::filesystem::exists(from, code))
    throw Error("is neither a run nor a checkpoint", from.string(),
                "Name a run folder, a run of the project, or a checkpoint's file");
  if (!std::filesystem::is_directory(from, code)) return std::filesystem::absolute(from);
  const auto last = train::last_checkpoint(from);
  if (!last)
    throw Error("has no checkpoint", from.string(), "Name a run that has one, or a checkpoint");
  return std::filesystem::absolute(*last);
}

void add_training_options(CLI::App& command, TrainingOptions& options) {
  command
      .add_option("--weights", options.weights,
                  "Pretrained encoder (timm, DeiT or DINO names); random weights if left out")
      ->type_name("FILE");
  command
      .add_option("--from", options.from,
                  "Fine-tune: start from the networks of a run or a checkpoint")
      ->type_name("RUN|FILE");
  command
      .add_option("--preset", options.preset,
                  "voc, coco, voc-mini, quick or demo; with --resume and --from, the run's own if "
                  "left out")
      ->type_name("NAME");
  command.add_option("--steps", options.steps, "Length of the run; as --set steps=N")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command
      .add_option(
          "--set", options.settings,
          "Set one option of the preset; may be repeated ('penumbra-cli options' lists them)")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command.add_flag("--resume", options.resume, "Go on from the run's last checkpoint");
  command
      .add_option("--previews", options.previews,
                  "Images whose CAM and labels are kept during the run (see preview_every): the "
                  "first of the validation split, else of those trained on; default 6, 0: none")
      ->check(CLI::Range(0, 1000).description(""))
      ->type_name("N");
  command.add_flag("--estimate", options.estimate,
                   "Only try a few steps, and tell the time and memory that the run would take");
  add_device_options(command, options.device);
}

void check_training_options(const TrainingOptions& options, const std::filesystem::path& run) {
  train_options(options, run);
}

void run_training(train::RunRequest request, const TrainingOptions& options,
                  const std::filesystem::path& run, Session& session, const Measure& measure) {
  request.options = train_options(options, run);
  request.weights = options.weights;
  if (request.from.empty()) request.from = start_checkpoint(options.from);
  request.run_folder = run;
  request.device = options.device;
  request.resume = options.resume;
  request.previews = train::first_previews(request.training, request.validation,
                                           static_cast<std::size_t>(options.previews));
  if (options.estimate) {
    const auto estimate = train::estimate_run(request, session.control, session.console);
    return session.answer(to_json(estimate), to_text(estimate, request.options.steps));
  }

  train::Trainer trainer(std::move(request));
  TrainingWatch watch(session.console);
  try {
    const auto result = trainer.run(session.control, session.console, &watch);
    json object = {{"run", run.string()},
                   {"steps", result.steps},
                   {"seconds", result.seconds},
                   {"checkpoint", result.last_checkpoint.string()}};
    if (watch.last_loss) object["loss"] = *watch.last_loss;
    if (watch.last_validation) object["validation"] = to_json(*watch.last_validation);
    auto text = "Trained " + std::to_string(result.steps) + " steps in " +
                duration_text(result.seconds) + ": " + result.last_checkpoint.string();
    if (measure) {
      const auto agreement = measure();
      object["agreement"] = to_json(agreement);
      text += "\n" + train::to_text(agreement);
    }
    session.answer(object, text);
  } catch (const Cancelled&) {
    session.console.message(Severity::Info, "Stopped. Add --resume to the same command to go on");
    throw;
  }
}

}  // namespace penumbra::cli
