#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edit/label_names.h"
#include "edit/operation.h"

namespace penumbra::edit {

/// For the history to carry out: takes back the last operation of the image, or does it again.
struct Undo {
  bool operator==(const Undo&) const = default;
};
struct Redo {
  bool operator==(const Redo&) const = default;
};

using Step = std::variant<Operation, Undo, Redo>;

/// Reads the text of a script: {"operations": [{"op": "brush", ...}, {"op": "undo"}, ...]}.
/// where: the script's name in errors. Throws UsageError naming the operation by its number, from
/// 1, and what to do.
std::vector<Step> parse_script(std::string_view text, const LabelNames& names,
                               const std::string& where);

/// The same from a file. Throws Error where it can't be read.
std::vector<Step> read_script(const std::filesystem::path& file, const LabelNames& names);

}  // namespace penumbra::edit
