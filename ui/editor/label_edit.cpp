#include "ui/editor/label_edit.h"

#include <span>

#include "base/json.h"
#include "edit/brush.h"
#include "edit/operation_json.h"

namespace penumbra::ui {
namespace {

/// A stroke whose radius changes from point to point.
edit::Rect paint_pressed(const LabelEdit& edit, std::span<const edit::Point> points,
                         std::uint8_t label, edit::Canvas canvas) {
  const edit::Limits limits{edit.operation.only_over, nullptr};
  edit::Rect changed;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto stretch = i == 0 ? points.first(1) : points.subspan(i - 1, 2);
    changed = edit::united(changed, edit::brush(canvas, stretch, edit.radii[i], label, limits));
  }
  return changed;
}

}  // namespace

std::vector<edit::Point>* stroke_points(edit::Operation& operation) {
  if (auto* brush = std::get_if<edit::Brush>(&operation.action)) return &brush->points;
  if (auto* erase = std::get_if<edit::Erase>(&operation.action)) return &erase->points;
  if (auto* fill = std::get_if<edit::FillSuperpixels>(&operation.action)) return &fill->points;
  return nullptr;
}

edit::Rect paint(const LabelEdit& edit, edit::Canvas canvas, const edit::Context& context) {
  if (!edit.radii.empty()) {
    if (const auto* brush = std::get_if<edit::Brush>(&edit.operation.action))
      return paint_pressed(edit, brush->points, brush->label, canvas);
    if (const auto* erase = std::get_if<edit::Erase>(&edit.operation.action))
      return paint_pressed(edit, erase->points, erase->to, canvas);
  }
  if (!edit.superpixels) return edit::apply(edit.operation, canvas, context);
  edit::Context with_superpixels = context;
  with_superpixels.superpixels = [&edit](int) { return edit.superpixels; };
  return edit::apply(edit.operation, canvas, with_superpixels);
}

nlohmann::json details(const LabelEdit& edit, const edit::LabelNames& names) {
  auto json = edit::to_json(edit.operation, names);
  if (!edit.radii.empty()) json["radii"] = edit.radii;
  return json;
}

}  // namespace penumbra::ui
