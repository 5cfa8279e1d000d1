#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penumbra::edit {

/// What labels are called in scripts: classes by their names, and "background" and "ignore".
class LabelNames {
 public:
  LabelNames() = default;
  /// Names of the values 1 to 254.
  explicit LabelNames(std::map<std::uint8_t, std::string> classes) : classes_(std::move(classes)) {}

  std::optional<std::uint8_t> find(std::string_view name) const;
  /// "class 17" for a value without a name.
  std::string name(std::uint8_t label) const;
  /// Every name, background and ignore first.
  std::vector<std::string> all() const;

 private:
  std::map<std::uint8_t, std::string> classes_;
};

}  // namespace penumbra::edit
