#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "edit/label_names.h"
#include "edit/operation.h"

namespace penumbra::edit {

/// The names of all operations.
std::vector<std::string> operation_names();

/// The names of an operation's fields besides "op", "only_over" and "selection"; empty for an
/// unknown operation.
std::vector<std::string> field_names(std::string_view operation);

/// Reads one operation of a script (docs/files.md lists them). where: begins the message of an
/// error. Throws UsageError for an unknown operation, field or class, a field that is missing or of
/// the wrong type, and a number out of range.
Operation parse_operation(const nlohmann::json& object, const LabelNames& names,
                          const std::string& where);

/// The inverse. Fields that were left out and have a default are written, too.
nlohmann::json to_json(const Operation& operation, const LabelNames& names);

}  // namespace penumbra::edit
