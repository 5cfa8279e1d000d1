#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/error.h"
#include "base/json.h"
#include "edit/operation_json.h"
#include "edit/script.h"
#include "project/changes.h"
#include "project/edit_context.h"
#include "project/edited_layer.h"
#include "project/history.h"

namespace penumbra::cli {
namespace {

struct EditOptions {
  ProjectOptions project;
  std::string image;
  std::filesystem::path script;
  std::string layer = "edited";
  std::string base;
  std::string action;
  int threads = 0;
};

struct UndoOptions {
  ProjectOptions project;
  std::string image;
  std::string layer = "edited";
};

/// Says on standard output what is on the disk, at once: whoever reads it may rely on it.
class Report {
 public:
  explicit Report(bool json) : json_(json) {}

  void say(const char* what, int number) {
    if (!json_) {
      std::printf("%s %d\n", what, number);
      std::fflush(stdout);
    }
  }

 private:
  bool json_;
};

/// The number of the last operation that counts.
int last_done(const project::EditSession& edits) {
  int number = 0;
  for (const auto& operation : edits.history())
    if (operation.done) number = operation.number;
  return number;
}

/// One step of a script; returns whether it changed something.
bool carry_out(const edit::Step& step, project::EditSession& edits, const edit::Context& context,
               const edit::LabelNames& names, Report& report) {
  if (std::holds_alternative<edit::Undo>(step)) {
    const int number = last_done(edits);
    if (!edits.undo()) return false;
    edits.flush();
    report.say("undone", number);
    return true;
  }
  if (std::holds_alternative<edit::Redo>(step)) {
    if (!edits.redo()) return false;
    edits.flush();
    report.say("redone", last_done(edits));
    return true;
  }
  const auto& operation = std::get<edit::Operation>(step);
  edits.paint([&](edit::Canvas canvas) { return edit::apply(operation, canvas, context); });
  const int number = edits.commit(edit::name(operation), edit::to_json(operation, names));
  if (number == 0) return false;
  edits.flush();
  report.say("committed", number);
  return true;
}

/// Takes another layer, or the one below as it is now, where nobody drew.
void run_merge(project::Project& project, const project::Layer& layer, const std::string& with,
               project::ImageId image, project::EditSession& edits, Session& session) {
  const project::Layers layers(project);
  const auto base = with.empty() ? layer.base : std::optional(layers.named(with).id);
  if (!base) throw Error("lies over no layer", layer.name, "Name one with --base");
  const auto report = edits.merge(layers.read_raw(*base, image));
  edits.close();
  const auto& rect = report.rect;
  session.answer({{"taken", report.taken},
                  {"differing", report.differing},
                  {"rectangle", {rect.x, rect.y, rect.width, rect.height}}},
                 "Took " + std::to_string(report.taken) + " pixels of " + layers.get(*base).name +
                     "; " + std::to_string(report.differing) +
                     " that were drawn differ from it and stay");
}

std::vector<edit::Step> steps_of(const EditOptions& options, const edit::LabelNames& names) {
  if (options.script.empty() == options.action.empty())
    throw UsageError("what is to be done?", "edit",
                     "Give either --script, or one of undo, redo and merge");
  if (!options.script.empty()) return edit::read_script(options.script, names);
  if (options.action == "undo") return {edit::Undo{}};
  if (options.action == "redo") return {edit::Redo{}};
  if (options.action == "merge") return {};
  throw UsageError("'" + options.action + "' is none of them", "edit", "Use undo, redo or merge");
}

void run_edit(const EditOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto names = project::label_names(*project);
  const auto steps = steps_of(options, names);
  const auto image = project::find_image(*project, options.image);
  const bool merging = options.action == "merge";
  const auto layer =
      project::edited_layer(*project, options.layer, merging ? std::string() : options.base);
  project::EditSession edits(*project, layer.id, image);
  if (merging) {
    run_merge(*project, layer, options.base, image, edits, session);
    return;
  }
  const auto context = project::edit_context(*project, image, thread_count(options.threads));
  Report report(session.json);
  int changed = 0;
  for (const auto& step : steps) {
    session.control.checkpoint();
    changed += carry_out(step, edits, context, names, report);
  }
  edits.close();
  const auto done = std::ranges::count_if(edits.history(), &project::Operation::done);
  session.answer({{"image", options.image},
                  {"layer", layer.name},
                  {"steps", steps.size()},
                  {"changed", changed},
                  {"operations", done}},
                 std::to_string(changed) + " of " + std::to_string(steps.size()) +
                     " steps changed something; " + std::to_string(done) + " operations count");
}

void move(const UndoOptions& options, Session& session, bool forward) {
  const auto project = open_project(options.project, project::Access::Write, session);
  std::string text;
  if (options.image.empty()) {
    const auto name = forward ? project::redo_change(*project) : project::undo_change(*project);
    text = name ? (forward ? "Redone: " : "Undone: ") + *name
                : std::string("There is nothing to ") + (forward ? "redo" : "undo");
    session.answer({{"change", name ? nlohmann::json(*name) : nlohmann::json()}}, text);
    return;
  }
  const auto image = project::find_image(*project, options.image);
  const auto layer = project::Layers(*project).named(options.layer);
  project::EditSession edits(*project, layer.id, image);
  const bool moved = (forward ? edits.redo() : edits.undo()).has_value();
  edits.close();
  const int number = last_done(edits);
  session.answer({{"moved", moved}, {"operations", number}},
                 moved ? std::string(forward ? "Redone" : "Undone") + "; " +
                             std::to_string(number) + " operations count"
                       : std::string("There is nothing to ") + (forward ? "redo" : "undo"));
}

void run_undo(const UndoOptions& options, Session& session) { move(options, session, false); }
void run_redo(const UndoOptions& options, Session& session) { move(options, session, true); }

void add_image(CLI::App& command, std::string& image, std::string& layer) {
  command.add_option("--image", image, "File name, or path below the folder of photos")
      ->type_name("NAME");
  command.add_option("--layer", layer, "The edited layer")
      ->capture_default_str()
      ->type_name("NAME");
}

}  // namespace

void add_project_edit(CLI::App& project, Session& session) {
  auto [edit, options] = add_command<EditOptions>(
      project, session, "edit",
      "Change the labels of an image by a script of operations (docs/files.md); prints "
      "'committed N' as each is on the disk",
      run_edit);
  add_project_folder(*edit, options->project);
  edit->add_option(
      "action", options->action,
      "Instead of a script: undo or redo one operation, or merge: take the layer below as it "
      "is now, or that of --base, where nobody drew");
  add_image(*edit, options->image, options->layer);
  edit->get_option("--image")->required();
  edit->add_option("--script", options->script, "JSON file with the operations")->type_name("FILE");
  edit->add_option("--base", options->base,
                   "Layer to start from (default: the furthest of instant, cam, aux-cam, refined "
                   "and segmentation; without any, nothing is labelled)")
      ->type_name("NAME");
  add_threads(*edit, options->threads);

  for (const bool forward : {false, true}) {
    auto [command, move_options] =
        add_command<UndoOptions>(project, session, forward ? "redo" : "undo",
                                 forward ? "Do again what was undone"
                                         : "Take back the last change of tags and classes, or "
                                           "the last operation on an image",
                                 forward ? run_redo : run_undo);
    add_project_folder(*command, move_options->project);
    add_image(*command, move_options->image, move_options->layer);
  }
}

}  // namespace penumbra::cli
