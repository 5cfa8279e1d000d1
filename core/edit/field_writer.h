#pragma once

#include "base/json.h"
#include "edit/label_names.h"
#include "edit/operation.h"

namespace penumbra::edit {

/// Writes the fields that `describe` names into a JSON object.
class FieldWriter {
 public:
  explicit FieldWriter(const LabelNames& names) : names_(names) {}

  nlohmann::json object;

  template <class Value>
  void operator()(const char* name, const Value& value, const auto&...) {
    object[name] = to_json(value);
  }
  template <class Value>
  void operator()(const char* name, const std::optional<Value>& value, const auto&...) {
    if (value) object[name] = to_json(*value);
  }
  template <class Value>
  void with_default(const char* name, const Value& value, const auto&...) {
    object[name] = to_json(value);
  }
  void require(bool, const char*, const char*) {}

 private:
  using json = nlohmann::json;

  json to_json(const std::string& text) const { return text; }
  json to_json(double number) const { return number; }
  json to_json(int number) const { return number; }
  json to_json(std::uint8_t label) const { return names_.name(label); }
  json to_json(const Point& point) const { return json::array({point.x, point.y}); }
  json to_json(const Rect& rect) const {
    return json::array({rect.x, rect.y, rect.width, rect.height});
  }
  template <class Value>
  json to_json(const std::vector<Value>& values) const {
    json list = json::array();
    for (const auto& value : values) list.push_back(to_json(value));
    return list;
  }
  json to_json(const std::bitset<256>& labels) const {
    json list = json::array();
    for (std::size_t label = 0; label < labels.size(); ++label)
      if (labels[label]) list.push_back(names_.name(static_cast<std::uint8_t>(label)));
    return list;
  }

  const LabelNames& names_;
};

}  // namespace penumbra::edit
