#include <nlohmann/json.hpp>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/duration.h"
#include "app/penumbra_cli/settings.h"
#include "app/penumbra_cli/training_watch.h"
#include "base/error.h"
#include "train/run_folder.h"
#include "train/trainer.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct TrainCommand {
  DataOptions data;
  std::string validation_split;
  std::filesystem::path weights;
  std::filesystem::path run;
  std::string preset;
  std::vector<std::string> settings;
  bool resume = false;
  device::DeviceOptions device;
};

train::TrainOptions train_options(const TrainCommand& command) {
  if (command.preset.empty() && !command.resume)
    throw UsageError("is needed", "--preset", "Use one of voc, coco, voc-mini, quick and demo");
  auto options =
      command.preset.empty() ? train::read_run_options(command.run) : train::preset(command.preset);
  apply_settings(options, command.settings);
  options.validate();
  return options;
}

json to_json(const train::ValidationMetrics& metrics) {
  return {{"step", metrics.step}, {"miou", metrics.miou}, {"tag_f1", metrics.tag_f1}};
}

void run_train(const TrainCommand& command, Session& session) {
  train::RunRequest request;
  request.options = train_options(command);
  auto data = command.data;
  data.threads = command.device.threads;
  request.training = read_data(data, session);
  if (!command.validation_split.empty())
    request.validation = read_data(data, command.validation_split, session);
  request.weights = command.weights;
  request.run_folder = command.run;
  request.device = command.device;
  request.resume = command.resume;

  train::Trainer trainer(std::move(request));
  TrainingWatch watch(session.console);
  try {
    const auto result = trainer.run(session.control, session.console, &watch);
    json object = {{"run", command.run.string()},
                   {"steps", result.steps},
                   {"seconds", result.seconds},
                   {"checkpoint", result.last_checkpoint.string()}};
    if (watch.last_loss) object["loss"] = *watch.last_loss;
    if (watch.last_validation) object["validation"] = to_json(*watch.last_validation);
    session.answer(object, "Trained " + std::to_string(result.steps) + " steps in " +
                               duration_text(result.seconds) + ": " +
                               result.last_checkpoint.string());
  } catch (const Cancelled&) {
    session.console.message(Severity::Info, "Stopped. Add --resume to the same command to go on");
    throw;
  }
}

}  // namespace

void add_train(CLI::App& app, Session& session) {
  auto [command, options] = add_command<TrainCommand>(
      app, session, "train", "Train on tagged images and write a run folder", run_train);
  add_data_options(*command, options->data, "--format", Threads::Skip);
  command
      ->add_option("--val-split", options->validation_split,
                   "Split to validate on; needs ground truth")
      ->type_name("NAME|FILE");
  command
      ->add_option("--weights", options->weights,
                   "Pretrained encoder (timm, DeiT or DINO names); random weights if left out")
      ->type_name("FILE");
  command
      ->add_option("--preset", options->preset,
                   "voc, coco, voc-mini, quick or demo; with --resume, the run's own if left out")
      ->type_name("NAME");
  command
      ->add_option(
          "--set", options->settings,
          "Set one option of the preset; may be repeated ('penumbra-cli options' lists them)")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option("--run", options->run,
                   "Run folder: a new one, or with --resume one that was begun")
      ->required()
      ->type_name("DIR");
  command->add_flag("--resume", options->resume, "Go on from the run's last checkpoint");
  add_device_options(*command, options->device);
}

}  // namespace penumbra::cli
