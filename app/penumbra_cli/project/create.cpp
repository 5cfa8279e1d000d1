#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/error.h"
#include "base/json.h"
#include "project/bring_in.h"
#include "project/pending_import.h"
#include "project/photo_file.h"
#include "project/select.h"

namespace penumbra::cli {
namespace {

namespace fs = std::filesystem;

struct CreateOptions {
  ProjectOptions project;
  DataOptions data;
  std::string layer = "truth";
};

/// A project that was being made from this data when the program ended; nothing where none is
/// there. Throws Error for another project.
std::unique_ptr<project::Project> find_unfinished(const CreateOptions& options, Session& session) {
  const auto& folder = options.project.folder;
  if (!fs::exists(folder / "project.sqlite")) return nullptr;
  auto found = project::Project::open(folder, project::Access::Write, session.console);
  const auto pending = project::pending_import(*found);
  const bool empty = project::count(*found) == 0;
  if (!empty && pending != project::true_folder(options.data.root))
    throw Error("is a project already", folder.string(),
                "Choose another folder, or bring more images into it with 'project add'");
  session.console.message(Severity::Info, "going on with the import that was stopped");
  return found;
}

dataset::Dataset read_photos(const CreateOptions& options, Session& session) {
  auto data = options.data;
  data.untagged = true;
  return read_data(data, session);
}

void bring_in(project::Project& project, const dataset::Dataset& dataset,
              const CreateOptions& options, Session& session) {
  const auto brought =
      project::bring_in(project, dataset, options.layer, thread_count(options.data.threads),
                        session.control, session.console);
  const auto& images = brought.images;
  const auto total = project::count(project);
  std::string text = options.project.folder.string() + ": " + std::to_string(total) + " images, " +
                     std::to_string(images.added) + " of them new";
  if (images.moved > 0) text += ", " + std::to_string(images.moved) + " found again";
  if (images.changed > 0) text += ", " + std::to_string(images.changed) + " changed";
  if (images.broken > 0) text += ", " + std::to_string(images.broken) + " can't be used";
  if (brought.truth > 0)
    text += "\nGround truth of " + std::to_string(brought.truth) + " images is the layer " +
            options.layer;
  session.answer({{"project", options.project.folder.string()},
                  {"images", total},
                  {"added", images.added},
                  {"known", images.known},
                  {"changed", images.changed},
                  {"moved", images.moved},
                  {"broken", images.broken},
                  {"truth", brought.truth}},
                 text);
}

void run_create(const CreateOptions& options, Session& session) {
  if (!fs::is_directory(options.data.root))
    throw Error("there is no such folder", options.data.root.string(), "Name the folder of photos");
  const auto found = find_unfinished(options, session);
  // Read before anything is made: data that can't be used leave no project behind.
  const auto dataset = read_photos(options, session);
  const auto project = found ? nullptr : project::Project::create(options.project.folder);
  bring_in(found ? *found : *project, dataset, options, session);
}

void run_add(const CreateOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Write, session);
  bring_in(*project, read_photos(options, session), options, session);
}

void add_options(CLI::App& command, CreateOptions& options) {
  add_project_folder(command, options.project);
  add_data_options(command, options.data);
  command.add_option("--layer", options.layer, "Name of the layer that ground truth becomes")
      ->type_name("NAME");
}

}  // namespace

void add_project_create(CLI::App& project, Session& session) {
  auto [create, created] = add_command<CreateOptions>(
      project, session, "create",
      "Make a project of a data set or a folder of photos; run again, it goes on where it was "
      "stopped",
      run_create);
  add_options(*create, *created);
  auto [add, added] = add_command<CreateOptions>(
      project, session, "add", "Bring the images of another folder into a project", run_add);
  add_options(*add, *added);
}

}  // namespace penumbra::cli
