#include <cstdio>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/duration.h"
#include "base/json.h"
#include "train/demo_encoder.h"

namespace penumbra::cli {
namespace {

struct EncoderCommand {
  std::filesystem::path out;
  train::DemoEncoderOptions options;
};

void run_make_demo_encoder(const EncoderCommand& command, Session& session) {
  auto options = command.options;
  options.threads = thread_count(options.threads);
  const auto summary =
      train::make_demo_encoder(command.out, options, session.control, session.console);
  char text[128];
  std::snprintf(text, sizeof text, "loss %.3f, %.1f%% of unseen patches named right, ",
                summary.final_loss, 100 * summary.patch_accuracy);
  session.answer({{"out", command.out.string()},
                  {"loss", summary.final_loss},
                  {"patch_accuracy", 100 * summary.patch_accuracy},
                  {"seconds", summary.seconds}},
                 command.out.string() + ": " + text + duration_text(summary.seconds));
}

}  // namespace

void add_make_demo_encoder(CLI::App& app, Session& session) {
  auto [command, options] = add_command<EncoderCommand>(
      app, session, "make-demo-encoder",
      "Train the demo's small encoder afresh, on pictures of made-up materials",
      run_make_demo_encoder);
  command->add_option("--out", options->out, "Weights to write (safetensors)")
      ->required()
      ->type_name("FILE");
  command->add_option("--steps", options->options.steps, "Steps of training")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--batch", options->options.batch, "Pictures a step")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--seed", options->options.seed, "Of materials, pictures and weights")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--threads", options->options.threads, "Threads; all cores if left out")
      ->type_name("N");
}

}  // namespace penumbra::cli
