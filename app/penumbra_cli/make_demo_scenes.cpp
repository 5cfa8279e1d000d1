#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "base/json.h"
#include "dataset/demo_scenes.h"

namespace penumbra::cli {
namespace {

struct ScenesCommand {
  std::filesystem::path out;
  dataset::DemoOptions options;
};

void run_make_demo_scenes(const ScenesCommand& command, Session& session) {
  auto options = command.options;
  options.threads = thread_count(options.threads);
  dataset::write_demo_scenes(command.out, options, session.control, session.console);
  session.answer({{"out", command.out.string()},
                  {"train", options.training_images},
                  {"val", options.validation_images}},
                 "Drew " + std::to_string(options.training_images) + " scenes with tags and " +
                     std::to_string(options.validation_images) +
                     " with tags and masks: " + command.out.string());
}

}  // namespace

void add_make_demo_scenes(CLI::App& app, Session& session) {
  auto [command, options] = add_command<ScenesCommand>(
      app, session, "make-demo-scenes", "Draw the demo's scenes alone, as a PASCAL VOC data set",
      run_make_demo_scenes);
  options->options.threads = 0;
  command->add_option("--out", options->out, "New or empty folder")->required()->type_name("DIR");
  command->add_option("--train", options->options.training_images, "Scenes with tags alone")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--val", options->options.validation_images, "Scenes with tags and masks")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--seed", options->options.seed, "Another seed draws other scenes")
      ->type_name("N")
      ->capture_default_str();
  add_threads(*command, options->options.threads);
}

}  // namespace penumbra::cli
