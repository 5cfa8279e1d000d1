#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/export_options.h"
#include "app/penumbra_cli/project/project.h"
#include "base/json.h"
#include "compare/report.h"
#include "formats/format.h"
#include "project/import_labels.h"
#include "project/project_labels.h"

namespace penumbra::cli {
namespace {

struct ImportOptions {
  ProjectOptions project;
  std::string layer;
  std::string format;
  std::filesystem::path in;
  int threads = 0;
};

struct ExportOptions {
  ProjectOptions project;
  std::string layer;
  std::string format;
  std::filesystem::path out;
  ExportChoice choice;
  int threads = 0;
};

/// The colours of the project's classes, by class id.
image::Palette colours_of(project::Project& project, const project::ClassNumbers& numbers) {
  const auto by_value = compare::class_palette(project);
  image::Palette palette = image::voc_palette();
  for (std::size_t id = 1; id <= numbers.names().size(); ++id)
    palette[id] = by_value[static_cast<std::size_t>(numbers.to_value(static_cast<int>(id)))];
  return palette;
}

std::string format_help() {
  std::string text;
  for (const auto& format : formats::all_formats())
    text += "\n" + format.name + ": " + format.description;
  return text;
}

void run_import(const ImportOptions& options, Session& session) {
  const auto labels = formats::read_labels(options.in, options.format, session.control);
  const auto project = open_project(options.project, project::Access::Write, session);
  const auto summary =
      project::import_labels(*project, labels, options.in.string(), options.layer,
                             thread_count(options.threads), session.control, session.console);
  std::string text = "Imported labels of " + std::to_string(summary.imported) +
                     " images into layer " + options.layer;
  if (summary.unmatched > 0)
    text += "\n" + std::to_string(summary.unmatched) + " belong to no image of the project";
  if (summary.broken > 0) text += "\n" + std::to_string(summary.broken) + " can't be used";
  session.answer({{"layer", options.layer},
                  {"format", options.format},
                  {"images", summary.imported},
                  {"unmatched", summary.unmatched},
                  {"broken", summary.broken}},
                 text);
}

void run_export(const ExportOptions& options, Session& session) {
  const auto project = open_project(options.project, project::Access::Read, session);
  const auto layer = project::Layers(*project).named(options.layer);
  const auto data = project::read_data(*project, options.project.where, options.project.split, "");
  const auto summary = formats::export_labels(
      {.dataset = data.dataset,
       .labels = project::labels_of(*project, data, layer.id),
       .split = options.project.split,
       .threads = thread_count(options.threads),
       .options = export_options(options.choice, colours_of(*project, *data.numbers))},
      options.format, options.out, session.control, session.console);
  session.answer({{"out", summary.out.string()},
                  {"layer", layer.name},
                  {"format", options.format},
                  {"images", summary.images},
                  {"objects", summary.objects},
                  {"without_label", summary.without_label},
                  {"changed_images", summary.changed_images},
                  {"changed_pixels", summary.changed_pixels}},
                 "Exported layer " + layer.name + " of " + std::to_string(summary.images) +
                     " images as " + options.format + ": " + summary.out.string());
}

}  // namespace

void add_project_exchange(CLI::App& project, Session& session) {
  auto [import, import_options] = add_command<ImportOptions>(
      project, session, "import", "Bring labels that another program wrote into a layer",
      run_import);
  add_project_folder(*import, import_options->project);
  import->add_option("--layer", import_options->layer, "Name of the layer; made where it is new")
      ->required()
      ->type_name("NAME");
  import->add_option("--format", import_options->format, "What it is:" + format_help())
      ->required()
      ->type_name("NAME");
  import->add_option("--in", import_options->in, "Folder, archive or file")
      ->required()
      ->type_name("PATH");
  add_threads(*import, import_options->threads);

  auto [command, options] = add_command<ExportOptions>(
      project, session, "export", "Write a layer in the format of another tool", run_export);
  add_project_folder(*command, options->project);
  add_choice(*command, options->project);
  command->add_option("--layer", options->layer, "The layer")->required()->type_name("NAME");
  command->add_option("--format", options->format, "What to write:" + format_help())
      ->required()
      ->type_name("NAME");
  command->add_option("--out", options->out, "New or empty folder, or new archive (.zip, .npz)")
      ->required()
      ->type_name("PATH");
  add_export_options(*command, options->choice, true);
  add_threads(*command, options->threads);
}

}  // namespace penumbra::cli
