#pragma once

#include "label/labeler.h"

namespace penumbra::ui {

class OpenProject;

/// What live labels of a project are read with: its latest run that may give them
/// (train::gives_live_labels), else the encoder weights that were chosen last. Nothing is set where
/// there is neither.
label::ModelFiles live_model(const OpenProject& project);

}  // namespace penumbra::ui
