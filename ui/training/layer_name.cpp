#include "ui/training/layer_name.h"

#include <algorithm>
#include <system_error>

#include "train/run_folder.h"

namespace penumbra::ui {
namespace {

namespace fs = std::filesystem;

/// The file that would label.
fs::path file_of(const label::ModelFiles& model) {
  if (!model.checkpoint.empty()) return model.checkpoint;
  if (!model.weights.empty()) return model.weights;
  return train::last_checkpoint(model.run).value_or(fs::path());
}

bool made_alike(const project::Layer& layer, label::Source source, bool crf, const fs::path& file) {
  std::error_code code;
  return layer.options.value("source", "") == label::name(source) &&
         layer.options.value("crf", false) == crf &&
         layer.options.value("model", "") == fs::absolute(file, code).lexically_normal().string();
}

}  // namespace

QString proposed_layer_name(const std::vector<project::Layer>& layers, label::Source source,
                            bool crf, const label::ModelFiles& model) {
  const fs::path file = file_of(model);
  const std::string base(label::name(source));
  const auto usable = [&](const std::string& name) {
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const project::Layer& layer) {
      return layer.name == name;
    });
    return found == layers.end() || made_alike(*found, source, crf, file);
  };
  if (usable(base)) return QString::fromStdString(base);
  std::string name = base;
  if (crf) name += "-crf";
  if (!model.run.empty()) name += "-" + model.run.filename().string();
  if (usable(name)) return QString::fromStdString(name);
  for (int number = 2;; ++number)
    if (const auto numbered = name + "-" + std::to_string(number); usable(numbered))
      return QString::fromStdString(numbered);
}

}  // namespace penumbra::ui
