#include "review/settings.h"

#include <algorithm>
#include <string>

#include "base/error.h"
#include "base/json.h"
#include "base/whole_number.h"

namespace penumbra::review {
namespace {

using nlohmann::json;

bool is_share(double value) { return value >= 0 && value <= 1; }

bool is_valid(const Settings& settings) {
  return std::ranges::all_of(settings.weights, is_share) && is_share(settings.second_look_share) &&
         settings.second_look_minutes >= 0;
}

json to_json(const Settings& settings) {
  json weights;
  for (std::size_t i = 0; i < reason_count; ++i)
    weights[std::string(reason_names[i])] = settings.weights[i];
  return {{"weights", weights},
          {"second_look_share", settings.second_look_share},
          {"second_look_minutes", settings.second_look_minutes},
          {"seed", settings.seed}};
}

Settings from_json(const json& object) {
  Settings settings;
  for (std::size_t i = 0; i < reason_count; ++i)
    settings.weights[i] =
        object.at("weights").value(std::string(reason_names[i]), settings.weights[i]);
  settings.second_look_share = object.value("second_look_share", settings.second_look_share);
  if (object.contains("second_look_minutes"))
    settings.second_look_minutes = whole_number<int>(object.at("second_look_minutes"));
  if (object.contains("seed")) settings.seed = whole_number<std::uint64_t>(object.at("seed"));
  return settings;
}

}  // namespace

Settings settings(const project::Project& project) {
  const auto kept = project.database().read([](SQLite::Database& tables) {
    SQLite::Statement get(tables, "SELECT value FROM settings WHERE name = 'review'");
    return get.executeStep() ? get.getColumn(0).getString() : std::string();
  });
  if (kept.empty()) return {};
  try {
    const auto read = from_json(parse_json(kept));
    return is_valid(read) ? read : Settings{};
  } catch (const json::exception&) {
    return {};
  }
}

void keep_settings(project::Project& project, const Settings& settings) {
  if (!is_valid(settings))
    throw UsageError("weights and the share of second looks are from 0 to 1, minutes from 0",
                     "settings of the review");
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "INSERT OR REPLACE INTO settings VALUES ('review', ?)");
    set.bind(1, json_text(to_json(settings)));
    set.exec();
  });
}

}  // namespace penumbra::review
