#include "train/options.h"

#include <algorithm>

#include "app/penumbra_cli/commands.h"
#include "base/json.h"

namespace penumbra::cli {
namespace {

struct ListOptions {
  std::string preset = "voc-mini";
};

std::string value_text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : json_text(value);
}

void list(const ListOptions& command, Session& session) {
  const auto options = train::preset(command.preset);
  std::size_t width = 0;
  const auto setting = [&](const train::OptionInfo& info) {
    return info.name + "=" + value_text(info.get(options));
  };
  for (const auto& info : train::describe()) width = std::max(width, setting(info).size());

  std::string text = "Options of preset '" + command.preset + "', for train --set NAME=VALUE\n";
  std::string group;
  for (const auto& info : train::describe()) {
    if (info.group != group) text += "\n" + info.group + "\n";
    group = info.group;
    auto line = "  " + setting(info);
    line.resize(width + 4, ' ');
    text += line + info.help + (info.unit.empty() ? "" : " (" + info.unit + ")") + "\n";
  }
  session.answer(train::to_json(options), text);
}

}  // namespace

void add_options(CLI::App& app, Session& session) {
  auto [command, options] = add_command<ListOptions>(
      app, session, "options", "List what train --set takes, with a preset's values", list);
  command->add_option("--preset", options->preset, "voc, coco, voc-mini (default), quick or demo")
      ->type_name("NAME");
}

}  // namespace penumbra::cli
