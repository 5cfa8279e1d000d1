#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/export.h"
#include "project/layer_file.h"
#include "project/project_data.h"

namespace penumbra::ui {

/// What is to be exported, and how: all that a background thread needs to know.
struct ExportChoice {
  enum class Colours { Voc, Screen, Grey };

  std::string where, split;
  bool only_chosen = false;  ///< of the images that these find only `chosen`
  std::vector<project::ImageId> chosen;
  project::LayerId layer = 0;
  std::string format;
  Colours colours = Colours::Voc;
  image::Palette screen{};           ///< colours of class values in the window
  formats::ExportOptions options{};  ///< but for the colours
};

/// The images of a choice. Throws Error where there are none.
project::ProjectData data_of(project::Project& project, const ExportChoice& choice);

/// To be exported, with the colours in place. `project` and `data` must outlive it.
formats::ExportRequest request_of(project::Project& project, const project::ProjectData& data,
                                  const ExportChoice& choice, int threads);

}  // namespace penumbra::ui
