#include "edit/script.h"

#include <algorithm>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/nearest_name.h"
#include "edit/operation_json.h"

namespace penumbra::edit {
namespace {

using nlohmann::json;

constexpr const char* remedy = "Use {\"operations\": [{\"op\": \"brush\", ...}, ...]}";

json parse_text(std::string_view text, const std::string& where) {
  try {
    return parse_json(text);
  } catch (const json::exception& error) {
    throw UsageError(std::string("is not JSON: ") + error.what(), where, remedy);
  }
}

Step parse_step(const json& object, const LabelNames& names, const std::string& where) {
  const std::string op = object.is_object() && object.contains("op") && object["op"].is_string()
                             ? object["op"].get<std::string>()
                             : "";
  if (op == "undo" || op == "redo") {
    if (object.size() > 1)
      throw UsageError("has more fields than \"op\"", where + " (" + op + ")", "Remove them");
    if (op == "undo") return Undo{};
    return Redo{};
  }
  return parse_operation(object, names, where);
}

}  // namespace

std::vector<Step> parse_script(std::string_view text, const LabelNames& names,
                               const std::string& where) {
  const json script = parse_text(text, where);
  if (!script.is_object() || !script.contains("operations") || !script["operations"].is_array())
    throw UsageError("has no list of operations", where, remedy);
  if (script.size() > 1) throw UsageError("has more than its list of operations", where, remedy);
  std::vector<Step> steps;
  for (const auto& object : script["operations"])
    steps.push_back(
        parse_step(object, names, where + ", operation " + std::to_string(steps.size() + 1)));
  return steps;
}

std::vector<Step> read_script(const std::filesystem::path& file, const LabelNames& names) {
  return parse_script(read_file(file), names, file.string());
}

}  // namespace penumbra::edit
