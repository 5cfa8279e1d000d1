#include "formats/convert.h"

#include "app/penumbra_cli/commands.h"
#include "app/penumbra_cli/data_options.h"
#include "base/json.h"
#include "formats/format.h"

namespace penumbra::cli {
namespace {

struct ConvertOptions {
  formats::ConvertRequest request;
  int threads = 0;
};

void run_convert(const ConvertOptions& options, Session& session) {
  auto request = options.request;
  request.threads = thread_count(options.threads);
  const auto summary = formats::convert_labels(request, session.control, session.console);
  const auto& exported = summary.exported;
  std::string text = "Converted labels of " + std::to_string(exported.images) + " images from " +
                     request.from + " to " + request.to + ": " + exported.out.string();
  if (!summary.broken.empty())
    text += "\n" + std::to_string(summary.broken.size()) + " can't be used and were left out";
  session.answer({{"out", exported.out.string()},
                  {"from", request.from},
                  {"to", request.to},
                  {"split", summary.split},
                  {"images", exported.images},
                  {"broken", summary.broken.size()},
                  {"changed_images", exported.changed_images},
                  {"changed_pixels", exported.changed_pixels}},
                 text);
}

}  // namespace

void add_convert(CLI::App& app, Session& session) {
  auto [command, options] = add_command<ConvertOptions>(
      app, session, "convert", "Turn labels of one format into another, without a project",
      run_convert);
  auto& request = options->request;
  std::string formats;
  for (const auto& format : formats::all_formats())
    formats += "\n" + format.name + ": " + format.description;
  command->add_option("--from", request.from, "What it is:" + formats)
      ->required()
      ->type_name("NAME");
  command->add_option("--in", request.in, "Folder, archive or file")->required()->type_name("PATH");
  command->add_option("--to", request.to, "What to write: a name as above")
      ->required()
      ->type_name("NAME");
  command->add_option("--out", request.out, "New or empty folder, or a new .zip")
      ->required()
      ->type_name("PATH");
  command->add_option("--split", request.split, "Only the images of this split")->type_name("NAME");
  add_threads(*command, options->threads);
}

}  // namespace penumbra::cli
