#include "app/penumbra_cli/export_options.h"

#include <vector>

namespace penumbra::cli {

void add_export_options(CLI::App& command, ExportChoice& choice, bool own_colours) {
  std::vector<std::string> colours{"voc", "grey"};
  if (own_colours) colours.push_back("classes");
  command
      .add_option("--colours", choice.colours,
                  std::string("Colours of masks: PASCAL VOC's, greys") +
                      (own_colours ? ", or those of the project's classes" : ""))
      ->check(CLI::IsMember(colours))
      ->capture_default_str();
  command.add_flag("--decided", choice.decided, "Write undecided pixels as background");
  command.add_flag("--photos", choice.photos, "Copy the photos, too (voc)");
  command.add_flag("--splits", choice.splits, "Write a list for each split, too (voc)");
}

formats::ExportOptions export_options(const ExportChoice& choice,
                                      const std::optional<image::Palette>& own) {
  formats::ExportOptions options;
  if (choice.colours == "grey") options.colours = image::grey_palette();
  if (choice.colours == "classes") options.colours = own;
  options.undecided_as_background = choice.decided;
  options.photos = choice.photos;
  options.splits = choice.splits;
  return options;
}

}  // namespace penumbra::cli
