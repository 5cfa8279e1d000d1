#include "edit/field_reader.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/json.h"
#include "base/nearest_name.h"

namespace penumbra::edit {
namespace {

/// Coordinates are cut to this, so that sums of them stay exact enough. No image reaches as far.
constexpr double farthest = 1e9;

std::string quoted(const std::string& name) { return "\"" + name + "\""; }

std::string to_text(double number) { return json_text(nlohmann::json(number)); }

std::string to_text(Range range) {
  return (range.above_least ? "more than " : "") + to_text(range.least) +
         (range.above_least ? " and at most " : " to ") + to_text(range.most);
}

double coordinate(const nlohmann::json& json) {
  return std::clamp(json.get<double>(), -farthest, farthest);
}

bool is_list_of_numbers(const nlohmann::json& json, std::size_t count) {
  return json.is_array() && json.size() == count &&
         std::ranges::all_of(json, [](const auto& entry) { return entry.is_number(); });
}

}  // namespace

const nlohmann::json* FieldReader::find(const char* name) const {
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

void FieldReader::fail(const std::string& reason, const std::string& remedy) const {
  throw UsageError(reason, where_, remedy);
}

void FieldReader::fail_type(const std::string& name, const std::string& wanted) const {
  fail(quoted(name) + " is not " + wanted, "Give it as " + wanted);
}

void FieldReader::read(const std::string& name, const Json& json, std::string& text) const {
  if (!json.is_string() || json.get_ref<const std::string&>().empty()) fail_type(name, "a name");
  text = json.get<std::string>();
}

void FieldReader::read(const std::string& name, const Json& json, double& number,
                       Range range) const {
  if (!json.is_number()) fail_type(name, "a number");
  number = json.get<double>();
  const bool enough = range.above_least ? number > range.least : number >= range.least;
  if (!enough || !(number <= range.most))
    fail(quoted(name) + " is " + to_text(number), "Use " + to_text(range));
}

void FieldReader::read(const std::string& name, const Json& json, int& number, Range range) const {
  double value = 0;
  read(name, json, value, range);
  if (value != std::floor(value)) fail_type(name, "a whole number");
  number = static_cast<int>(value);
}

void FieldReader::read(const std::string& name, const Json& json, std::uint8_t& label) const {
  if (!json.is_string()) fail_type(name, "the name of a class, background or ignore");
  const auto& wanted = json.get_ref<const std::string&>();
  const auto found = names_.find(wanted);
  if (!found)
    fail("there is no class '" + wanted + "'",
         "Did you mean '" + nearest_name(wanted, names_.all()) + "'?");
  label = *found;
}

void FieldReader::read(const std::string& name, const Json& json, Point& point) const {
  if (!is_list_of_numbers(json, 2)) fail_type(name, "a point [x, y]");
  point = {coordinate(json[0]), coordinate(json[1])};
}

void FieldReader::read(const std::string& name, const Json& json, Rect& rect) const {
  if (!is_list_of_numbers(json, 4)) fail_type(name, "a rectangle [x, y, width, height]");
  for (const auto& entry : json)
    if (const auto value = entry.get<double>(); value != std::floor(value))
      fail(quoted(name) + " has a part of a pixel", "Use whole numbers");
  rect = {static_cast<int>(coordinate(json[0])), static_cast<int>(coordinate(json[1])),
          static_cast<int>(coordinate(json[2])), static_cast<int>(coordinate(json[3]))};
  if (rect.empty()) fail(quoted(name) + " is empty", "Use a width and a height of at least 1");
}

void FieldReader::read(const std::string& name, const Json& json, std::vector<Point>& points,
                       int least) const {
  if (!json.is_array()) fail_type(name, "a list of points [[x, y], ...]");
  points.clear();
  points.reserve(json.size());
  for (const auto& entry : json) read(name, entry, points.emplace_back());
  if (points.size() < static_cast<std::size_t>(least))
    fail(quoted(name) + " has " + std::to_string(points.size()) + " points",
         "Give at least " + std::to_string(least));
}

void FieldReader::read(const std::string& name, const Json& json, std::vector<Ring>& rings,
                       int least) const {
  if (!json.is_array()) fail_type(name, "a list of rings [[[x, y], ...], ...]");
  rings.clear();
  for (const auto& entry : json) read(name, entry, rings.emplace_back(), least);
}

void FieldReader::read(const std::string& name, const Json& json, std::bitset<256>& labels) const {
  if (!json.is_array() || json.empty()) fail_type(name, "a list of names [\"background\", ...]");
  labels.reset();
  for (const auto& entry : json) {
    std::uint8_t label = 0;
    read(name, entry, label);
    labels.set(label);
  }
}

}  // namespace penumbra::edit
