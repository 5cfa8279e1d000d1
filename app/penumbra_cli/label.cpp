#include <set>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/model_options.h"
#include "base/json.h"

namespace penumbra::cli {
namespace {

struct LabelCommand {
  DataOptions data;
  ModelOptions model;
  std::filesystem::path out;
};

/// The tagged images outside of the split, which bare weights' classifiers are started on. On
/// voc-mini instant labels of val reach 51 so, and 43 from a start on the split's own 150 images.
dataset::Dataset other_tagged_images(DataOptions options, const dataset::Dataset& split,
                                     Session& session) {
  options.strict = false;
  auto all = read_data(options, "", session);
  std::set<std::string> labelled;
  for (const auto& item : split.items) labelled.insert(item.id);
  std::erase_if(all.items, [&](const auto& item) {
    return !item.tagged || item.tags.empty() || labelled.contains(item.id);
  });
  return all;
}

void run_label(const LabelCommand& command, Session& session) {
  const auto options = label_options(command.model);
  const auto& files = command.model.files;
  check_model(files, options.source);
  auto data_options = command.data;
  data_options.threads = options.device.threads;
  const auto data = read_data(data_options, session);
  label::Labeler labeler(files, data.classes, options);
  if (!files.weights.empty() && !data_options.split.empty()) {
    const auto others = other_tagged_images(data_options, data, session);
    if (!others.items.empty()) labeler.start_from(others);
  }
  const auto summary = labeler.label(data, command.out, session.control, session.console);
  auto object = to_json(summary, options.source);
  object["out"] = command.out.string();
  session.answer(object, to_text(summary, options.source, command.out.string()));
}

}  // namespace

void add_label(CLI::App& app, Session& session) {
  auto [command, options] = add_command<LabelCommand>(
      app, session, "label", "Label images: one indexed PNG an image", run_label);
  add_data_options(*command, options->data, "--format", Threads::Skip);
  command
      ->add_option("--out", options->out,
                   "Folder for the labels; new, empty, or one that was begun with the same options")
      ->required()
      ->type_name("DIR");
  add_model_options(*command, options->model, "Run folder of 'train': its last checkpoint labels");
}

}  // namespace penumbra::cli
