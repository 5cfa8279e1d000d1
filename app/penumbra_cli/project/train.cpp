#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/training_options.h"
#include "label/live_agreement.h"
#include "project/evidence_source.h"
#include "project/project_data.h"
#include "project/run_names.h"

namespace penumbra::cli {
namespace {

struct TrainCommand {
  ProjectOptions project;
  std::string validation_split;
  std::string run;
  TrainingOptions training;
};

/// What is asked for; where a run goes on and nothing is, its own.
train::RunOrigin origin_of(const TrainCommand& command, const std::filesystem::path& run) {
  train::RunOrigin origin{.where = command.project.where,
                          .split = command.project.split,
                          .validation_split = command.validation_split,
                          .weights = command.training.weights.string(),
                          .from = start_checkpoint(command.training.from).string(),
                          .device = command.training.device.device};
  if (!command.training.resume) return origin;
  const auto before = train::read_run_origin(run);
  if (origin.where.empty() && origin.split.empty()) {
    origin.where = before.where;
    origin.split = before.split;
  }
  if (origin.validation_split.empty()) origin.validation_split = before.validation_split;
  if (origin.weights.empty()) origin.weights = before.weights;
  if (origin.from.empty()) origin.from = before.from;
  return origin;
}

void run_train(const TrainCommand& asked, Session& session) {
  auto command = asked;
  // For reading: others may label and edit while this trains for hours.
  const auto project = open_project(command.project, project::Access::Read, session);
  const auto run = !command.run.empty()      ? project::run_folder(*project, command.run)
                   : command.training.resume ? project::last_run(*project)
                                             : project::new_run(*project);
  if (auto& from = command.training.from; !from.empty()) {
    const auto own = project::run_folder(*project, from.string());
    if (std::filesystem::is_directory(own)) from = own;
  }
  check_training_options(command.training, run);
  const auto origin = origin_of(command, run);
  train::RunRequest request;
  request.origin = origin;
  auto data = project::read_data(*project, origin.where, origin.split);
  const bool fine_tunes = !origin.from.empty();
  request.evidence = project::evidence_source(
      *project, data, fine_tunes ? project::EvidenceUse::Training : project::EvidenceUse::All);
  request.from = origin.from;
  request.training = std::move(data.dataset);
  if (!origin.validation_split.empty())
    request.validation = project::read_data(*project, "", origin.validation_split).dataset;
  Measure measure;
  if (fine_tunes)
    measure = [&] {
      return label::compare_with_start(*project, run, command.training.device, session.control,
                                       session.console);
    };
  run_training(std::move(request), command.training, run, session, measure);
}

}  // namespace

void add_project_train(CLI::App& project, Session& session) {
  auto [command, options] = add_command<TrainCommand>(
      project, session, "train", "Train on the tags of a project's images, into its runs",
      run_train);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command
      ->add_option("--val-split", options->validation_split,
                   "Split to validate on; needs ground truth. With --resume the run's own images "
                   "and split if left out")
      ->type_name("NAME");
  command
      ->add_option("--run", options->run,
                   "Name of the run (default: the next of run-1, run-2, ...; with --resume the "
                   "last one)")
      ->type_name("NAME");
  add_training_options(*command, options->training);
}

}  // namespace penumbra::cli
