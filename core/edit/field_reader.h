#pragma once

#include <string>

#include "base/json.h"
#include "edit/label_names.h"
#include "edit/operation_fields.h"

namespace penumbra::edit {

/// Reads the fields that `describe` names from a JSON object. Throws UsageError at `where`.
class FieldReader {
 public:
  FieldReader(const nlohmann::json& object, const LabelNames& names, std::string where)
      : object_(object), names_(names), where_(std::move(where)) {}

  template <class Value, class... Bounds>
  void operator()(const char* name, Value& value, const Bounds&... bounds) {
    const auto* json = find(name);
    if (!json) fail("the field \"" + std::string(name) + "\" is missing", "Add it");
    read(name, *json, value, bounds...);
  }
  template <class Value, class... Bounds>
  void operator()(const char* name, std::optional<Value>& value, const Bounds&... bounds) {
    if (const auto* json = find(name)) read(name, *json, value.emplace(), bounds...);
  }
  template <class Value, class... Bounds>
  void with_default(const char* name, Value& value, const Bounds&... bounds) {
    if (const auto* json = find(name)) read(name, *json, value, bounds...);
  }
  void require(bool holds, const char* reason, const char* remedy) const {
    if (!holds) fail(reason, remedy);
  }

 private:
  using Json = nlohmann::json;

  const Json* find(const char* name) const;
  [[noreturn]] void fail(const std::string& reason, const std::string& remedy) const;
  [[noreturn]] void fail_type(const std::string& name, const std::string& wanted) const;

  void read(const std::string& name, const Json& json, std::string& text) const;
  void read(const std::string& name, const Json& json, double& number, Range range) const;
  void read(const std::string& name, const Json& json, int& number, Range range) const;
  void read(const std::string& name, const Json& json, std::uint8_t& label) const;
  void read(const std::string& name, const Json& json, Point& point) const;
  void read(const std::string& name, const Json& json, Rect& rect) const;
  void read(const std::string& name, const Json& json, std::vector<Point>& points, int least) const;
  void read(const std::string& name, const Json& json, std::vector<Ring>& rings, int least) const;
  void read(const std::string& name, const Json& json, std::bitset<256>& labels) const;

  const Json& object_;
  const LabelNames& names_;
  std::string where_;
};

}  // namespace penumbra::edit
