#include "edit/operation_json.h"

#include <algorithm>

#include "base/error.h"
#include "base/json.h"
#include "base/nearest_name.h"
#include "edit/field_reader.h"
#include "edit/field_writer.h"
#include "edit/operation_fields.h"

namespace penumbra::edit {
namespace {

using nlohmann::json;

constexpr const char* op_field = "op";
constexpr const char* only_over_field = "only_over";
constexpr const char* selection_field = "selection";

/// Calls visit with a default value of each kind of action.
template <class Visit, std::size_t... Index>
void for_each_action(const Visit& visit, std::index_sequence<Index...>) {
  (visit(std::variant_alternative_t<Index, Action>{}), ...);
}

template <class Visit>
void for_each_action(const Visit& visit) {
  for_each_action(visit, std::make_index_sequence<std::variant_size_v<Action>>{});
}

/// Lists the names of fields.
struct FieldNames {
  std::vector<std::string> names;
  void operator()(const char* name, const auto&...) { names.emplace_back(name); }
  void with_default(const char* name, const auto&...) { names.emplace_back(name); }
  void require(bool, const char*, const char*) {}
};

void check_fields(const json& object, std::string_view operation, const std::string& where) {
  auto known = field_names(operation);
  known.insert(known.end(), {op_field, only_over_field, selection_field});
  for (const auto& entry : object.items())
    if (std::ranges::find(known, entry.key()) == known.end())
      throw UsageError("has no field '" + entry.key() + "'", where,
                       "Did you mean '" + nearest_name(entry.key(), known) + "'?");
}

}  // namespace

std::vector<std::string> operation_names() {
  std::vector<std::string> names;
  for_each_action([&](const auto& action) { names.emplace_back(action.name); });
  return names;
}

std::vector<std::string> field_names(std::string_view operation) {
  FieldNames fields;
  for_each_action([&](auto action) {
    if (action.name == operation) describe(fields, action);
  });
  return fields.names;
}

Operation parse_operation(const json& object, const LabelNames& names, const std::string& where) {
  if (!object.is_object())
    throw UsageError("is not a JSON object", where, "Use {\"op\": \"brush\", ...}");
  const auto op = object.find(op_field);
  if (op == object.end() || !op->is_string())
    throw UsageError("does not say which operation it is", where, "Use {\"op\": \"brush\", ...}");
  const auto kind = op->get<std::string>();
  auto known = operation_names();
  if (std::ranges::find(known, kind) == known.end()) {
    known.insert(known.end(), {"undo", "redo"});
    throw UsageError("there is no operation '" + kind + "'", where,
                     "Did you mean '" + nearest_name(kind, known) + "'?");
  }
  const auto place = where + " (" + kind + ")";
  check_fields(object, kind, place);
  Operation operation;
  FieldReader fields(object, names, place);
  for_each_action([&](auto action) {
    if (action.name != kind) return;
    describe(fields, action);
    operation.action = std::move(action);
  });
  fields(only_over_field, operation.only_over);
  fields.with_default(selection_field, operation.selection, 3);
  return operation;
}

json to_json(const Operation& operation, const LabelNames& names) {
  FieldWriter fields(names);
  fields.object[op_field] = name(operation);
  std::visit([&](auto action) { describe(fields, action); }, operation.action);
  fields(only_over_field, operation.only_over);
  if (!operation.selection.empty()) fields(selection_field, operation.selection);
  return fields.object;
}

}  // namespace penumbra::edit
