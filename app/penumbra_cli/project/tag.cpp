#include "app/penumbra_cli/project/project.h"
#include "base/error.h"
#include "base/json.h"
#include "project/classes.h"
#include "project/select.h"
#include "project/tags.h"

namespace penumbra::cli {
namespace {

struct TagOptions {
  ProjectOptions project;
  std::vector<std::string> add;
  std::vector<std::string> remove;
};

struct MarkOptions {
  ProjectOptions project;
  std::string state;
};

std::vector<int> values(const project::Project& project, const std::vector<std::string>& names) {
  std::vector<int> found;
  for (const auto& name : names) found.push_back(project::class_value(project, name));
  return found;
}

void run_tag(const TagOptions& options, Session& session) {
  if (options.add.empty() && options.remove.empty())
    throw UsageError("nothing is to be changed", "tag", "Give --add or --remove with a class");
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto images = project::select(*project, {query_of(options.project), "path", 0, -1});
  const auto changed = project::edit_tags(*project, images, values(*project, options.add),
                                          values(*project, options.remove));
  session.answer({{"images", images.size()}, {"changed", changed}},
                 "Changed the tags of " + std::to_string(changed) + " of " +
                     std::to_string(images.size()) + " images ('project undo' takes it back)");
}

void run_mark(const MarkOptions& options, Session& session) {
  std::optional<project::ImageState> state;
  for (std::size_t i = 0; i < project::image_state_names.size(); ++i)
    if (project::image_state_names[i] == options.state) state = static_cast<project::ImageState>(i);
  if (!state)
    throw UsageError("'" + options.state + "' is no state", "--state",
                     "Use new, labelled, edited or reviewed");
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto images = project::select(*project, {query_of(options.project), "path", 0, -1});
  project::set_state(*project, images, *state);
  session.answer({{"images", images.size()}, {"state", options.state}},
                 "Marked " + std::to_string(images.size()) + " images as " + options.state);
}

}  // namespace

void add_project_tag(CLI::App& project, Session& session) {
  auto [tag, tag_options] = add_command<TagOptions>(
      project, session, "tag", "Add and remove tags of many images at once", run_tag);
  add_project_folder(*tag, tag_options->project);
  add_choice(*tag, tag_options->project);
  tag->add_option("--add", tag_options->add, "Class to add; may be repeated")
      ->type_name("CLASS")
      ->allow_extra_args(false);
  tag->add_option("--remove", tag_options->remove, "Class to remove; may be repeated")
      ->type_name("CLASS")
      ->allow_extra_args(false);

  auto [mark, mark_options] = add_command<MarkOptions>(
      project, session, "mark", "Set how far a person is with images", run_mark);
  add_project_folder(*mark, mark_options->project);
  add_choice(*mark, mark_options->project);
  mark->add_option("--state", mark_options->state, "new, labelled, edited or reviewed")
      ->required()
      ->type_name("NAME");
}

}  // namespace penumbra::cli
