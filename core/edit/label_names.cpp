#include "edit/label_names.h"

#include "image/image.h"

namespace penumbra::edit {
namespace {

constexpr std::string_view background = "background";
constexpr std::string_view ignore = "ignore";

}  // namespace

std::optional<std::uint8_t> LabelNames::find(std::string_view name) const {
  if (name == background) return std::uint8_t{0};
  if (name == ignore) return image::ignore_label;
  for (const auto& [label, its_name] : classes_)
    if (its_name == name) return label;
  return std::nullopt;
}

std::string LabelNames::name(std::uint8_t label) const {
  if (label == 0) return std::string(background);
  if (label == image::ignore_label) return std::string(ignore);
  const auto found = classes_.find(label);
  return found != classes_.end() ? found->second : "class " + std::to_string(label);
}

std::vector<std::string> LabelNames::all() const {
  std::vector<std::string> names{std::string(background), std::string(ignore)};
  for (const auto& entry : classes_) names.push_back(entry.second);
  return names;
}

}  // namespace penumbra::edit
