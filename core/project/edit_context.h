#pragma once

#include "edit/label_names.h"
#include "edit/operation.h"
#include "project/catalogue.h"

namespace penumbra::project {

/// What the classes of a project are called in edit scripts.
edit::LabelNames label_names(const Project& project);

/// What operations on an image read: its photo, its superpixels and the project's layers, each
/// when it is first asked for, and kept. The project must outlive it.
edit::Context edit_context(Project& project, ImageId image, int threads);

}  // namespace penumbra::project
