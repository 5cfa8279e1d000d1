#pragma once

#include <QString>
#include <vector>

#include "label/labeler.h"
#include "project/layer.h"

namespace penumbra::ui {

/// A name for a layer that is to be made: the source's, as on the command line. Where there is a
/// layer of that name, it is this one if the same model and settings made it (it is then
/// completed), else one with the run's name or a number behind it.
QString proposed_layer_name(const std::vector<project::Layer>& layers, label::Source source,
                            bool crf, const label::ModelFiles& model);

}  // namespace penumbra::ui
