#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "base/json.h"
#include "evaluate/report.h"

namespace penumbra::cli {
namespace {

struct EvaluateOptions {
  DataOptions data;
  std::filesystem::path labels;
};

void run_evaluate(const EvaluateOptions& options, Session& session) {
  const auto data = read_data(options.data, session);
  const auto report = evaluate::evaluate_folder(
      options.labels, data, thread_count(options.data.threads), session.control, session.console);
  session.answer(evaluate::to_json(report), evaluate::to_text(report));
}

}  // namespace

void add_evaluate(CLI::App& app, Session& session) {
  auto [command, options] = add_command<EvaluateOptions>(
      app, session, "evaluate", "Compare labels with ground truth: mIoU, boundary IoU, accuracy",
      run_evaluate);
  command->add_option("--labels", options->labels, "Folder of labels that 'label' wrote")
      ->required()
      ->type_name("DIR");
  add_data_options(*command, options->data);
}

}  // namespace penumbra::cli
