#include "ui/export/export_choice.h"

#include "formats/format.h"
#include "project/project_labels.h"

namespace penumbra::ui {

project::ProjectData data_of(project::Project& project, const ExportChoice& choice) {
  auto data = project::read_data(project, choice.where, choice.split, "");
  if (choice.only_chosen) project::keep_images(data, choice.chosen);
  return data;
}

formats::ExportRequest request_of(project::Project& project, const project::ProjectData& data,
                                  const ExportChoice& choice, int threads) {
  auto options = choice.options;
  if (choice.colours == ExportChoice::Colours::Grey) options.colours = image::grey_palette();
  if (choice.colours == ExportChoice::Colours::Screen) {
    options.colours = choice.screen;
    for (std::size_t id = 1; id <= data.numbers->names().size(); ++id)
      (*options.colours)[id] =
          choice.screen[static_cast<std::size_t>(data.numbers->to_value(static_cast<int>(id)))];
  }
  return {.dataset = data.dataset,
          .labels = project::labels_of(project, data, choice.layer),
          .split = choice.split,
          .threads = threads,
          .options = options};
}

}  // namespace penumbra::ui
