#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/duration.h"
#include "base/error.h"
#include "label/labeler.h"

namespace penumbra::cli {
namespace {

struct LabelCommand {
  DataOptions data;
  label::ModelFiles model;
  label::LabelOptions options;
  std::string source;
  std::string tags;
  std::string network = "student";
  std::filesystem::path out;
};

label::LabelOptions label_options(const LabelCommand& command) {
  auto options = command.options;
  options.source = label::source_from_name(command.source);
  if (!command.tags.empty()) options.tags = label::tag_use_from_name(command.tags);
  if (command.network != "student" && command.network != "teacher")
    throw UsageError("'" + command.network + "' is not one", "--model", "Use student or teacher");
  options.teacher = command.network == "teacher";
  return options;
}

void check_model(const LabelCommand& command, label::Source source) {
  const auto& model = command.model;
  const int given = !model.run.empty() + !model.checkpoint.empty() + !model.weights.empty();
  if (given != 1)
    throw UsageError(given == 0 ? "no model is named" : "more than one model is named", "label",
                     "Give one of --run, --checkpoint and --weights");
  if (!model.weights.empty() && source != label::Source::Instant)
    throw UsageError("bare encoder weights give instant labels only", "--weights",
                     "Use --source instant, or a trained --run or --checkpoint");
}

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
  const auto options = label_options(command);
  check_model(command, options.source);
  auto data_options = command.data;
  data_options.threads = options.device.threads;
  const auto data = read_data(data_options, session);
  label::Labeler labeler(command.model, data.classes, options);
  if (!command.model.weights.empty() && !data_options.split.empty()) {
    const auto others = other_tagged_images(data_options, data, session);
    if (!others.items.empty()) labeler.start_from(others);
  }
  const auto summary = labeler.label(data, command.out, session.control, session.console);

  const nlohmann::json object = {
      {"out", command.out.string()}, {"source", label::name(options.source)},
      {"images", summary.images},    {"failed", summary.failed},
      {"seconds", summary.seconds},  {"used_known_tags", summary.used_known_tags}};
  std::string text = "Labelled " + std::to_string(summary.images) + " images (" +
                     std::string(label::name(options.source)) + ") in " +
                     duration_text(summary.seconds) + ": " + command.out.string();
  if (summary.failed > 0) text += "\n" + std::to_string(summary.failed) + " could not be labelled";
  if (summary.used_known_tags) text += "\nKnown tags limited the classes of each image";
  session.answer(object, text);
}

}  // namespace

void add_label(CLI::App& app, Session& session) {
  auto [command, options] = add_command<LabelCommand>(
      app, session, "label", "Label images: one indexed PNG an image", run_label);
  add_data_options(*command, options->data, "--format", Threads::Skip);
  command
      ->add_option("--source", options->source,
                   "What labels: instant (closed form, fitted on the split's own tagged images), "
                   "cam, aux-cam, refined or segmentation")
      ->required()
      ->type_name("NAME");
  command
      ->add_option("--out", options->out,
                   "Folder for the labels; new, empty, or one that was begun with the same options")
      ->required()
      ->type_name("DIR");
  command
      ->add_option("--run", options->model.run, "Run folder of 'train': its last checkpoint labels")
      ->type_name("DIR");
  command
      ->add_option("--checkpoint", options->model.checkpoint,
                   "Checkpoint file, of ours or as published")
      ->type_name("FILE");
  command
      ->add_option("--weights", options->model.weights,
                   "Pretrained encoder alone (instant labels only)")
      ->type_name("FILE");
  command->add_option("--model", options->network, "student (default) or teacher")
      ->type_name("NAME");
  command
      ->add_option("--tags", options->tags,
                   "Classes that a pixel may have: known (the image's tags; default), predicted "
                   "(those the classifier finds) or none (all; default of segmentation)")
      ->type_name("NAME");
  command->add_flag("--crf", options->options.crf, "Refine with a dense CRF");
  command
      ->add_option(
          "--size", options->options.size,
          "Size in px that images are resized to; instant: twice the training size if left out")
      ->check(CLI::Range(32, 4096).description(""))
      ->type_name("PX");
  add_device_options(*command, options->options.device);
}

}  // namespace penumbra::cli
