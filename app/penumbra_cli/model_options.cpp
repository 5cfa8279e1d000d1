#include "app/penumbra_cli/model_options.h"

#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/duration.h"
#include "base/error.h"
#include "base/json.h"

namespace penumbra::cli {

void add_model_options(CLI::App& command, ModelOptions& options, const std::string& run_help) {
  command
      .add_option("--source", options.source,
                  "What labels: instant (closed form, fitted on the split's own tagged images), "
                  "cam, aux-cam, refined or segmentation")
      ->required()
      ->type_name("NAME");
  command.add_option("--run", options.files.run, run_help)->type_name("DIR");
  command
      .add_option("--checkpoint", options.files.checkpoint,
                  "Checkpoint file, of ours or as published")
      ->type_name("FILE");
  command
      .add_option("--weights", options.files.weights,
                  "Pretrained encoder alone (instant labels only)")
      ->type_name("FILE");
  command.add_option("--model", options.network, "student (default) or teacher")->type_name("NAME");
  command
      .add_option("--tags", options.tags,
                  "Classes that a pixel may have: known (the image's tags; default), predicted "
                  "(those the classifier finds) or none (all; default of segmentation)")
      ->type_name("NAME");
  command.add_flag("--crf", options.options.crf, "Refine with a dense CRF");
  command
      .add_option(
          "--size", options.options.size,
          "Size in px that images are resized to; instant: twice the training size if left out")
      ->check(CLI::Range(32, 4096).description(""))
      ->type_name("PX");
  add_device_options(command, options.options.device);
}

label::LabelOptions label_options(const ModelOptions& command) {
  auto options = command.options;
  options.source = label::source_from_name(command.source);
  if (!command.tags.empty()) options.tags = label::tag_use_from_name(command.tags);
  if (command.network != "student" && command.network != "teacher")
    throw UsageError("'" + command.network + "' is not one", "--model", "Use student or teacher");
  options.teacher = command.network == "teacher";
  return options;
}

void check_model(const label::ModelFiles& model, label::Source source) {
  const int given = !model.run.empty() + !model.checkpoint.empty() + !model.weights.empty();
  if (given != 1)
    throw UsageError(given == 0 ? "no model is named" : "more than one model is named", "label",
                     "Give one of --run, --checkpoint and --weights");
  if (!model.weights.empty() && source != label::Source::Instant)
    throw UsageError("bare encoder weights give instant labels only", "--weights",
                     "Use --source instant, or a trained --run or --checkpoint");
}

nlohmann::json to_json(const label::LabelSummary& summary, label::Source source) {
  return {{"source", label::name(source)},
          {"images", summary.images},
          {"failed", summary.failed},
          {"seconds", summary.seconds},
          {"used_known_tags", summary.used_known_tags}};
}

std::string to_text(const label::LabelSummary& summary, label::Source source,
                    const std::string& place) {
  std::string text = "Labelled " + std::to_string(summary.images) + " images (" +
                     std::string(label::name(source)) + ") in " + duration_text(summary.seconds) +
                     ": " + place;
  if (summary.failed > 0) text += "\n" + std::to_string(summary.failed) + " could not be labelled";
  if (summary.used_known_tags) text += "\nKnown tags limited the classes of each image";
  return text;
}

}  // namespace penumbra::cli
