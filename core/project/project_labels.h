#pragma once

#include "dataset/label_source.h"
#include "project/layers.h"
#include "project/project_data.h"

namespace penumbra::project {

/// The maps of a layer in the class ids of `data`, for comparing and exporting. Project and data
/// must outlive it.
dataset::LabelSource labels_of(Project& project, const ProjectData& data, LayerId layer);

}  // namespace penumbra::project
