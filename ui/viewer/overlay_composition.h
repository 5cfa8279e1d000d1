#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "ui/viewer/image_layers.h"
#include "ui/viewer/layer_stack.h"
#include "ui/viewer/legend.h"
#include "ui/viewer/score_settings.h"

namespace penumbra::ui {

/// How classes look at the moment.
struct ClassLooks {
  std::array<QRgb, 256> colours{};
  int highlighted = 0;  ///< the others are dimmed; 0: none
};

/// What lies over the photo: the visible layers of the stack that the image has, the lowest first.
/// size: of the photo.
std::shared_ptr<const Overlay> compose_overlay(image::Size size, const ImageLayers& layers,
                                               const LayerStack& stack,
                                               const ScoreSettings& settings,
                                               const ClassLooks& looks);

/// The scores that the settings ask for; null where the image has none.
SharedPlane shown_scores(const ImageLayers& layers, const ScoreSettings& settings);

/// Of the scores shown; nothing where none are visible.
std::optional<Legend> make_legend(const ImageLayers& layers, const LayerStack& stack,
                                  const ScoreSettings& settings,
                                  const std::function<QString(int)>& class_name);

}  // namespace penumbra::ui
