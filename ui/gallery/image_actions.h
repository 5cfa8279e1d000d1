#pragma once

#include <vector>

#include "project/catalogue.h"

class QMenu;

namespace penumbra::ui {

class OpenProject;

/// Adds what can be done with images wherever they are shown: names and paths copied, the folder of
/// one opened. What is asked of the catalogue is read in the
/// background.
void add_image_actions(QMenu& menu, OpenProject& project,
                       const std::vector<project::ImageId>& images);

}  // namespace penumbra::ui
