#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "edit/label_names.h"
#include "edit/operation.h"

namespace penumbra::ui {

/// What a person does to the labels of an image in one go.
struct LabelEdit {
  edit::Operation operation;
  /// Of a stroke of brush or eraser with a pen that was pressed more or less hard: the radius at
  /// each point. Empty: the operation's.
  std::vector<double> radii{};
  /// What a stroke over superpixels was drawn on.
  std::shared_ptr<const edit::Superpixels> superpixels{};
};

/// The points of a stroke that can go on; null for what is done at once.
std::vector<edit::Point>* stroke_points(edit::Operation& operation);

/// Carries it out. `context` is asked for what the edit does not bring with it. Throws Error, with
/// the canvas as it was.
edit::Rect paint(const LabelEdit& edit, edit::Canvas canvas, const edit::Context& context);

/// What the history keeps of it: the operation as in scripts, and the radii.
nlohmann::json details(const LabelEdit& edit, const edit::LabelNames& names);

}  // namespace penumbra::ui
