#include <algorithm>

#include "base/error.h"
#include "dataset/dataset.h"

namespace penumbra::dataset {

const std::string& Classes::name(int id) const {
  static const std::string background = "background";
  if (id == 0) return background;
  if (id < 0 || id > size())
    throw Error("there is no class " + std::to_string(id) + " among " + std::to_string(size()),
                "classes");
  return names_[static_cast<std::size_t>(id - 1)];
}

std::optional<int> Classes::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  return static_cast<int>(found - names_.begin()) + 1;
}

}  // namespace penumbra::dataset
