#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/table.h"
#include "base/json.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct InspectOptions {
  DataOptions data;
};

json describe(const dataset::Dataset& data) {
  std::vector<std::int64_t> tagged(static_cast<std::size_t>(data.classes.size()) + 1);
  std::int64_t with_tags = 0, with_truth = 0;
  image::Size smallest{}, largest{};
  for (const auto& item : data.items) {
    with_tags += item.tagged;
    with_truth += item.has_truth();
    for (const int tag : item.tags) ++tagged.at(static_cast<std::size_t>(tag));
    if (smallest.area() == 0 || item.size.area() < smallest.area()) smallest = item.size;
    if (item.size.area() > largest.area()) largest = item.size;
  }
  json object = {{"root", data.root.string()},
                 {"format", data.format},
                 {"images", data.items.size()},
                 {"tagged", with_tags},
                 {"tag_source", data.tag_source},
                 {"with_truth", with_truth},
                 {"smallest", {smallest.width, smallest.height}},
                 {"largest", {largest.width, largest.height}},
                 {"classes", json::array()},
                 {"splits", json::array()},
                 {"broken", json::array()},
                 {"notes", data.notes}};
  for (int id = 1; id <= data.classes.size(); ++id)
    object["classes"].push_back({{"id", id},
                                 {"name", data.classes.name(id)},
                                 {"images", tagged[static_cast<std::size_t>(id)]}});
  for (const auto& name : data.split_names()) {
    const auto split = data.subset(name);
    const auto truths = std::ranges::count_if(split.items, &dataset::Item::has_truth);
    object["splits"].push_back(
        {{"name", name}, {"images", split.items.size()}, {"with_truth", truths}});
  }
  for (const auto& broken : data.broken)
    object["broken"].push_back({{"file", broken.file.string()}, {"reason", broken.reason}});
  return object;
}

std::string number(const json& value) { return std::to_string(value.get<std::int64_t>()); }

std::string size_text(const json& size) { return number(size[0]) + " x " + number(size[1]); }

std::string to_text(const json& object) {
  std::string text = object["root"].get<std::string>() + "\n";
  text += table({{"format", object["format"]},
                 {"images", number(object["images"])},
                 {"with tags", number(object["tagged"])},
                 {"with truth", number(object["with_truth"])},
                 {"left out", std::to_string(object["broken"].size())},
                 {"smallest", size_text(object["smallest"])},
                 {"largest", size_text(object["largest"])}});
  if (const std::string source = object["tag_source"]; !source.empty())
    text += "  tags are from " + source + "\n";
  if (!object["splits"].empty()) {
    std::vector<std::vector<std::string>> rows = {{"split", "images", "with truth"}};
    for (const auto& split : object["splits"])
      rows.push_back({split["name"], number(split["images"]), number(split["with_truth"])});
    text += "\n" + table(rows);
  }
  std::vector<std::vector<std::string>> rows = {{"class", "id", "images tagged"}};
  for (const auto& each : object["classes"])
    rows.push_back({each["name"], number(each["id"]), number(each["images"])});
  text += "\n" + table(rows);
  if (!object["broken"].empty()) {
    text += "\nleft out:\n";
    for (const auto& broken : object["broken"])
      text += "  " + broken["file"].get<std::string>() + ": " +
              broken["reason"].get<std::string>() + "\n";
  }
  return text;
}

void inspect(const InspectOptions& options, Session& session) {
  spdlog::set_level(spdlog::level::off);  // the answer lists what is broken
  const auto data = read_data(options.data, session);
  const auto object = describe(data);
  session.answer(object, to_text(object));
}

}  // namespace

void add_inspect(CLI::App& app, Session& session) {
  auto [command, options] = add_command<InspectOptions>(
      app, session, "inspect", "Say what a data set holds and what of it can't be used", inspect);
  add_data_options(*command, options->data);
}

}  // namespace penumbra::cli
