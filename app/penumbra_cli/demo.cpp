#include "label/demo.h"

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/settings.h"
#include "app/penumbra_cli/training_watch.h"
#include "base/json.h"
#include "model/models_folder.h"

namespace penumbra::cli {
namespace {

struct DemoCommand {
  std::filesystem::path out;
  std::filesystem::path weights;
  std::uint64_t seed = 1;
  std::vector<std::string> settings;
  device::DeviceOptions device;
};

void run_demo(const DemoCommand& command, Session& session) {
  label::DemoRequest request;
  request.out = command.out;
  request.weights = command.weights.empty() ? model::demo_encoder_file() : command.weights;
  request.device = command.device;
  request.scenes.seed = command.seed;
  request.scenes.threads = thread_count(command.device.threads);
  request.training = train::preset("demo");
  request.training.seed = command.seed;
  apply_settings(request.training, command.settings);
  TrainingWatch watch(session.console);
  const auto result = label::run_demo(request, session.control, session.console, &watch);
  session.answer(label::to_json(result), label::to_text(result));
}

}  // namespace

void add_demo(CLI::App& app, Session& session) {
  auto [command, options] = add_command<DemoCommand>(
      app, session, "demo", "Draw scenes, train on their tags alone, label others and compare",
      run_demo);
  command->add_option("--out", options->out, "New folder for all that the demo makes")
      ->required()
      ->type_name("DIR");
  command
      ->add_option("--weights", options->weights,
                   "Encoder to start from; the one that comes with the program if left out")
      ->type_name("FILE");
  command->add_option("--seed", options->seed, "Of the scenes and of training")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--set", options->settings, "A training option of the preset 'demo'")
      ->type_name("NAME=VALUE")
      ->take_all();
  add_device_options(*command, options->device);
}

}  // namespace penumbra::cli
