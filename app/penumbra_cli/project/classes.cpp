#include "project/classes.h"

#include "app/penumbra_cli/project/project.h"
#include "base/error.h"
#include "base/json.h"
#include "image/image.h"

namespace penumbra::cli {
namespace {

struct ClassOptions {
  ProjectOptions project;
  std::string add;
  std::vector<std::string> rename;
  std::vector<std::string> merge;
  std::string remove;
  std::string as = "background";
};

void run_class(const ClassOptions& options, Session& session) {
  const int asked = !options.add.empty() + !options.rename.empty() + !options.merge.empty() +
                    !options.remove.empty();
  if (asked != 1)
    throw UsageError(asked == 0 ? "nothing is to be changed" : "that is more than one change",
                     "class", "Give one of --add, --rename, --merge and --remove");
  if (options.as != "background" && options.as != "ignore")
    throw UsageError("'" + options.as + "' is not one", "--as", "Use background or ignore");
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto value = [&](const std::string& name) { return project::class_value(*project, name); };
  if (!options.add.empty())
    project::add_class(*project, options.add);
  else if (!options.rename.empty())
    project::rename_class(*project, value(options.rename[0]), options.rename[1]);
  else if (!options.merge.empty())
    project::merge_classes(*project, value(options.merge[0]), value(options.merge[1]));
  else
    project::remove_class(*project, value(options.remove),
                          options.as == "ignore" ? image::ignore_label : 0);
  nlohmann::json names = nlohmann::json::array();
  std::string text = "Classes:";
  for (const auto& row : project::classes(*project)) {
    text += (names.empty() ? " " : ", ") + row.name;
    names.push_back(row.name);
  }
  session.answer({{"classes", names}}, text + " ('project undo' takes the change back)");
}

}  // namespace

void add_project_classes(CLI::App& project, Session& session) {
  auto [command, options] = add_command<ClassOptions>(
      project, session, "class", "Add, rename, merge or remove a class; layers follow", run_class);
  add_project_folder(*command, options->project);
  command->add_option("--add", options->add, "Add a class")->type_name("CLASS");
  command->add_option("--rename", options->rename, "Give a class another name")
      ->expected(2)
      ->type_name("OLD NEW");
  command->add_option("--merge", options->merge, "Turn pixels and tags of one class into another's")
      ->expected(2)
      ->type_name("FROM INTO");
  command->add_option("--remove", options->remove, "Remove a class and its tags")
      ->type_name("CLASS");
  command
      ->add_option("--as", options->as,
                   "What pixels of a removed class become: background (default) or ignore")
      ->type_name("NAME");
}

}  // namespace penumbra::cli
