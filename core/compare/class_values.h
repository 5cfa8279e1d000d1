#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "image/image.h"
#include "project/project.h"

namespace penumbra::compare {

/// The classes of a project at one moment: background, then those in use in their order, and what
/// each stored value counts as. A value of no class counts as ignore.
class ClassValues {
 public:
  explicit ClassValues(const project::Project& project);

  int count() const { return static_cast<int>(values_.size()); }
  /// Value of a row of the confusion matrix; 0 is background.
  int value(int row) const { return values_[static_cast<std::size_t>(row)]; }
  const std::vector<std::string>& names() const { return names_; }
  /// Row of a value; `count()` for ignore.
  int row(std::uint8_t value) const { return rows_[value]; }

  /// Replaces stored values by what they count as.
  void apply(image::LabelMap& map) const;
  /// The same as long as every stored value counts as the same.
  std::uint64_t fingerprint() const;

 private:
  std::vector<int> values_;
  std::vector<std::string> names_;
  std::array<std::uint8_t, 256> counts_as_;
  std::array<int, 256> rows_;
};

}  // namespace penumbra::compare
