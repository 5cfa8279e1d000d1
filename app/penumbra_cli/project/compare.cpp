#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "compare/report.h"
#include "project/select.h"

namespace penumbra::cli {
namespace {

struct CompareOptions {
  ProjectOptions project;
  std::string layer;
  std::string against = "truth";
  std::string before;
  std::filesystem::path html;
  std::filesystem::path csv;
  int worst = 20;
  int threads = 0;
};

/// Numbers of images are kept where nobody else writes; figures and reports need no writing.
std::unique_ptr<project::Project> open_for_comparing(const CompareOptions& options,
                                                     Session& session) {
  try {
    return open_project(options.project, project::Access::Write, session);
  } catch (const Error& refused) {
    auto project = open_project(options.project, project::Access::Read, session);
    if (options.against == "truth")
      session.console.message(
          Severity::Warning,
          std::string("the numbers \"iou\" of images stay as they are: ") + refused.what());
    return project;
  }
}

void run_compare(const CompareOptions& options, Session& session) {
  const auto project = open_for_comparing(options, session);
  const project::Layers layers(*project);
  compare::ComparisonRequest request;
  request.layer = layers.named(options.layer).id;
  request.reference = layers.named(options.against).id;
  request.images = project::select(*project, {query_of(options.project), "path", 0, -1});
  request.threads = thread_count(options.threads);
  const auto comparison =
      compare::compare_layers(*project, request, session.control, session.console);
  std::optional<compare::Gain> gain;
  if (!options.before.empty()) {
    auto earlier = request;
    earlier.layer = layers.named(options.before).id;
    earlier.set_iou = false;
    gain = compare::gain(
        compare::compare_layers(*project, earlier, session.control, session.console), comparison);
  }

  if (!options.csv.empty()) write_file_atomically(options.csv, compare::to_csv(comparison));
  if (!options.html.empty()) {
    compare::HtmlOptions html;
    html.palette = compare::class_palette(*project);
    html.worst = static_cast<std::size_t>(options.worst);
    html.threads = request.threads;
    html.gain = gain ? &*gain : nullptr;
    write_file_atomically(options.html, compare::to_html(*project, comparison, html,
                                                         session.control, session.console));
  }
  auto object = compare::to_json(comparison);
  auto text = compare::to_text(comparison);
  if (gain) {
    object["gain"] = compare::to_json(*gain);
    text += '\n' + compare::to_text(*gain);
  }
  session.answer(object, text);
}

}  // namespace

void add_project_compare(CLI::App& project, Session& session) {
  auto [command, options] = add_command<CompareOptions>(
      project, session, "compare",
      "Compare two layers image by image: totals, confusion, worst images, reports", run_compare);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command->add_option("--layer", options->layer, "The layer to judge")
      ->required()
      ->type_name("NAME");
  command
      ->add_option("--against", options->against,
                   "The layer that is taken to be right; where it is \"truth\", images get the "
                   "number \"iou\", unless another program has the project open")
      ->capture_default_str()
      ->type_name("NAME");
  command
      ->add_option("--before", options->before,
                   "Say what is better and worse than in this layer, e.g. that of another run")
      ->type_name("NAME");
  command->add_option("--html", options->html, "Write a report with pictures of the worst images")
      ->type_name("FILE");
  command->add_option("--csv", options->csv, "Write the figures of every image")->type_name("FILE");
  command->add_option("--worst", options->worst, "Images with pictures in the report")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  add_threads(*command, options->threads);
}

}  // namespace penumbra::cli
