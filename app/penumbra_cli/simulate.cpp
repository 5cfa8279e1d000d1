#include <algorithm>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/settings.h"
#include "app/penumbra_cli/table.h"
#include "base/error.h"
#include "base/json.h"
#include "project/run_names.h"
#include "simulate/simulation.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct SimulateOptions {
  ProjectOptions project;
  simulate::SimulationOptions simulation;
  std::string policy = "clicks";
  std::string order = "queue";
  std::string preset = "quick";
  std::vector<std::string> settings;
};

std::string percent(double share) {
  if (!(share >= 0)) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", 100 * share);
  return text;
}

std::string decimals(double value, int count) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", count, value);
  return text;
}

void run_simulate(const SimulateOptions& options, Session& session) {
  auto simulation = options.simulation;
  simulation.policy = simulate::policy_from_name(options.policy);
  if (options.order != "queue" && options.order != "random")
    throw UsageError("'" + options.order + "' is no order", "--order", "Use queue or random");
  simulation.order = options.order == "queue" ? simulate::Order::Queue : simulate::Order::Random;
  simulation.training = train::preset(options.preset);
  apply_settings(simulation.training, options.settings);
  simulation.training.validate();
  const auto project = open_project(options.project, project::Access::Write, session);
  simulation.live.where = options.project.where;
  simulation.live.split = options.project.split;
  auto& run = simulation.live.model.run;
  if (!run.empty()) {
    const auto own = project::run_folder(*project, run.string());
    if (std::filesystem::exists(own)) run = own;
  }
  const auto curve = simulate::simulate(*project, simulation, session.control, session.console);
  json points = json::array();
  std::vector<std::vector<std::string>> rows{
      {"minutes", "actions", "an image", "accepted", "instant", "accepted alone", "segmentation"}};
  for (const auto& point : curve) {
    const double each = static_cast<double>(point.actions) /
                        static_cast<double>(std::max<std::int64_t>(point.images, 1));
    points.push_back(
        {{"minutes", point.minutes},
         {"actions", point.actions},
         {"images", point.images},
         {"accepted", point.accepted},
         {"instant", 100 * point.instant},
         {"accepted_iou", point.accepted_iou >= 0 ? json(100 * point.accepted_iou) : json()},
         {"segmentation", point.segmentation >= 0 ? json(100 * point.segmentation) : json()}});
    rows.push_back({decimals(point.minutes, 1), std::to_string(point.actions), decimals(each, 2),
                    std::to_string(point.accepted), percent(point.instant),
                    percent(point.accepted_iou), percent(point.segmentation)});
  }
  session.answer({{"policy", options.policy},
                  {"order", options.order},
                  {"curve", points},
                  {"out", simulation.out.string()}},
                 table(rows) + "mIoU in percent; " + simulation.out.string() +
                     " holds curve.csv and curve.svg");
}

}  // namespace

void add_simulate(CLI::App& app, Session& session) {
  auto [command, options] = add_command<SimulateOptions>(
      app, session, "simulate",
      "Act out a person who corrects live labels, from a project's truth, and measure what their "
      "minutes bring. Draws in the project: give it a copy",
      run_simulate);
  auto& simulation = options->simulation;
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command
      ->add_option("--policy", options->policy, "What the person does: clicks, scribbles or masks")
      ->capture_default_str()
      ->type_name("NAME");
  command->add_option("--minutes", simulation.minutes, "Minutes of the person, tags included")
      ->capture_default_str()
      ->check(CLI::PositiveNumber)
      ->type_name("M");
  command
      ->add_option("--order", options->order,
                   "queue: where a look brings most; random: an action an image in rounds")
      ->capture_default_str()
      ->type_name("NAME");
  command->add_option("--out", simulation.out, "Folder for the curve; one that was begun goes on")
      ->required()
      ->type_name("DIR");
  command->add_option("--seed", simulation.seed, "Decides the random order")
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--weights", simulation.live.model.weights, "Encoder weights")
      ->type_name("FILE");
  command->add_option("--run", simulation.live.model.run, "Run of the project, or a run folder")
      ->type_name("NAME");
  command->add_option("--checkpoint", simulation.live.model.checkpoint, "Checkpoint of a run")
      ->type_name("FILE");
  command
      ->add_option("--size", simulation.live.feature_size,
                   "Pixels of the images that features are read from (0: twice the training "
                   "size)")
      ->capture_default_str()
      ->type_name("PX");
  command
      ->add_option("--accept-below", simulation.accept_below,
                   "An image is accepted where its largest wrong region is a smaller share of it")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("SHARE");
  command
      ->add_option("--train-every", simulation.train_every,
                   "Train after every N actions an image on what was said until then, and measure "
                   "the segmentation; 0: never")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
  command->add_option("--preset", options->preset, "Preset of these runs")
      ->capture_default_str()
      ->type_name("NAME");
  command->add_option("--set", options->settings, "Set one option of these runs; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  const auto cost = [&](const char* flag, double& seconds, const char* what) {
    command->add_option(flag, seconds, std::string("Seconds of ") + what)
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber)
        ->type_name("S");
  };
  cost("--tags-seconds", simulation.costs.tags, "an image's tags");
  cost("--click-seconds", simulation.costs.click, "a click");
  cost("--scribble-seconds", simulation.costs.scribble, "a scribble");
  cost("--mask-seconds", simulation.costs.mask, "a full mask");
  add_device_options(*command, simulation.live.device);
}

}  // namespace penumbra::cli
