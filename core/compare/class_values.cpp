#include "compare/class_values.h"

#include <span>

#include "base/hash.h"
#include "project/class_table.h"
#include "project/classes.h"

namespace penumbra::compare {

ClassValues::ClassValues(const project::Project& project) : values_{0}, names_{"background"} {
  for (const auto& row : project::classes(project)) {
    values_.push_back(row.value);
    names_.push_back(row.name);
  }
  rows_.fill(count());
  for (int row = 0; row < count(); ++row) rows_[static_cast<std::size_t>(value(row))] = row;
  const project::ClassTable now(project.database());
  for (std::size_t value = 0; value < counts_as_.size(); ++value) {
    const auto becomes = now[static_cast<std::uint8_t>(value)];
    counts_as_[value] = row(becomes) < count() ? becomes : image::ignore_label;
  }
}

void ClassValues::apply(image::LabelMap& map) const {
  for (auto& label : map.labels) label = counts_as_[label];
}

std::uint64_t ClassValues::fingerprint() const {
  return hash_bytes(std::as_bytes(std::span(counts_as_)));
}

}  // namespace penumbra::compare
