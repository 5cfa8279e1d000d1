#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/training_options.h"

namespace penumbra::cli {
namespace {

struct TrainCommand {
  DataOptions data;
  std::string validation_split;
  std::filesystem::path run;
  TrainingOptions training;
};

void run_train(const TrainCommand& command, Session& session) {
  check_training_options(command.training, command.run);
  train::RunRequest request;
  auto data = command.data;
  data.threads = command.training.device.threads;
  request.training = read_data(data, session);
  if (!command.validation_split.empty())
    request.validation = read_data(data, command.validation_split, session);
  run_training(std::move(request), command.training, command.run, session);
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
      ->add_option("--run", options->run,
                   "Run folder: a new one, or with --resume one that was begun")
      ->required()
      ->type_name("DIR");
  add_training_options(*command, options->training);
}

}  // namespace penumbra::cli
