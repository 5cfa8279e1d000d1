#include <map>

#include "app/penumbra_cli/project/project.h"
#include "app/penumbra_cli/table.h"
#include "base/json.h"
#include "project/classes.h"
#include "project/select.h"

namespace penumbra::cli {
namespace {

using nlohmann::json;

struct ListOptions {
  ProjectOptions project;
  std::string sort = "path";
  std::int64_t limit = -1;
  std::int64_t offset = 0;
};

json to_json(const project::ImageRow& row, const std::map<int, std::string>& names) {
  json tags = json::array();
  for (const int tag : row.tags) tags.push_back(names.at(tag));
  return {{"name", row.name},
          {"path", row.path},
          {"photo", row.photo.string()},
          {"width", row.size.width},
          {"height", row.size.height},
          {"tagged", row.tagged},
          {"tags", tags},
          {"splits", row.splits},
          {"state", row.problem.empty() ? project::name(row.state) : "broken"},
          {"problem", row.problem.empty() ? json() : json(row.problem)},
          {"found", row.found},
          {"numbers", row.numbers}};
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

std::string state_text(const json& image) {
  if (!image["problem"].is_null()) return image["problem"];
  return image["state"].get<std::string>() + (image["found"].get<bool>() ? "" : ", missing");
}

std::string to_text(const json& images, std::int64_t total) {
  if (images.empty()) return "no image is found";
  std::vector<std::vector<std::string>> rows;
  for (const auto& image : images) {
    std::string tags, numbers;
    for (const auto& tag : image["tags"])
      tags += (tags.empty() ? "" : ", ") + tag.get<std::string>();
    for (const auto& [name, value] : image["numbers"].items())
      numbers += (numbers.empty() ? "" : "  ") + name + " " + short_number(value);
    rows.push_back(
        {image["path"], image["tagged"] ? tags : "(untagged)", state_text(image), numbers});
  }
  return table(rows) + (std::ssize(images) < total
                            ? "  and " + std::to_string(total - std::ssize(images)) + " more\n"
                            : "");
}

void run_list(const ListOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Read, session);
  const auto where = query_of(options.project);
  std::map<int, std::string> names;
  for (const auto& row : project::classes(*project)) names[row.value] = row.name;
  json images = json::array();
  for (const auto& row : project::rows(
           *project,
           project::select(*project, {where, options.sort, options.offset, options.limit})))
    images.push_back(to_json(row, names));
  const auto total = project::count(*project, where);
  session.answer({{"total", total}, {"images", images}}, to_text(images, total));
}

}  // namespace

void add_project_list(CLI::App& project, Session& session) {
  auto [command, options] =
      add_command<ListOptions>(project, session, "list", "List images of a project", run_list);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command
      ->add_option("--sort", options->sort,
                   "path, name, state, added, tags, width, height, or a number of the images from "
                   "the largest, e.g. uncertain; -NAME turns the order round")
      ->type_name("NAME");
  command->add_option("--limit", options->limit, "List at most so many")
      ->check(CLI::NonNegativeNumber.description(""))
      ->type_name("N");
  command->add_option("--offset", options->offset, "Leave out the first so many")
      ->check(CLI::NonNegativeNumber.description(""))
      ->type_name("N");
}

}  // namespace penumbra::cli
