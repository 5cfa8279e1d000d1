#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "label/labeler.h"

namespace penumbra::cli {

/// What labels, and how, as it stands on the command line.
struct ModelOptions {
  label::ModelFiles files;
  label::LabelOptions options;
  std::string source;
  std::string tags;
  std::string network = "student";
};

/// --source, --run, --checkpoint, --weights, --model, --tags, --crf, --size, --device and so on.
void add_model_options(CLI::App& command, ModelOptions& options, const std::string& run_help);

/// Throws UsageError for a name that is none.
label::LabelOptions label_options(const ModelOptions& options);

/// Throws UsageError unless one model is named, of a kind that the source can use.
void check_model(const label::ModelFiles& model, label::Source source);

nlohmann::json to_json(const label::LabelSummary& summary, label::Source source);
/// place: where the labels went.
std::string to_text(const label::LabelSummary& summary, label::Source source,
                    const std::string& place);

}  // namespace penumbra::cli
