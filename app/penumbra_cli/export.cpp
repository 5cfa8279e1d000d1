#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "app/penumbra_cli/export_options.h"
#include "base/json.h"
#include "formats/format.h"

namespace penumbra::cli {
namespace {

struct ExportOptions {
  DataOptions data;
  std::filesystem::path labels;
  std::filesystem::path out;
  std::string format;
  ExportChoice choice;
};

/// A list file names its split by its stem.
std::string split_name(const std::string& split) { return std::filesystem::path(split).stem(); }

void run_export(const ExportOptions& options, Session& session) {
  const auto data = read_data(options.data, session);
  const auto summary =
      formats::export_labels({.dataset = data,
                              .labels = dataset::labels_in(options.labels),
                              .split = split_name(options.data.split),
                              .threads = thread_count(options.data.threads),
                              .options = export_options(options.choice)},
                             options.format, options.out, session.control, session.console);
  session.answer({{"out", summary.out.string()},
                  {"format", options.format},
                  {"images", summary.images},
                  {"objects", summary.objects},
                  {"without_label", summary.without_label},
                  {"changed_images", summary.changed_images},
                  {"changed_pixels", summary.changed_pixels}},
                 "Exported " + std::to_string(summary.images) + " images as " + options.format +
                     ": " + summary.out.string());
}

}  // namespace

void add_export(CLI::App& app, Session& session) {
  auto [command, options] = add_command<ExportOptions>(
      app, session, "export", "Write labels in the format of another tool", run_export);
  std::string formats;
  for (const auto& format : formats::all_formats())
    formats += "\n" + format.name + ": " + format.description;
  command->add_option("--labels", options->labels, "Folder of labels that 'label' wrote")
      ->required()
      ->type_name("DIR");
  command->add_option("--format", options->format, "What to write:" + formats)
      ->required()
      ->type_name("NAME");
  command->add_option("--out", options->out, "New or empty folder, or new archive (.zip, .npz)")
      ->required()
      ->type_name("PATH");
  add_export_options(*command, options->choice, false);
  add_data_options(*command, options->data, "--data-format");
}

}  // namespace penumbra::cli
