#include "ui/editor/shown_labels.h"

#include <algorithm>
#include <utility>

namespace penumbra::ui {

void ShownLabels::clear() { *this = {}; }

void ShownLabels::set(image::LabelMap map) {
  labels_ = std::make_shared<LabelPlane>();
  for (const auto label : map.labels) labels_->present.set(label);
  plane_ = std::make_shared<Plane>(Plane{map.size, std::move(map.labels)});
  labels_->plane = plane_;
  paint_waiting();
}

edit::Rect ShownLabels::begin(LabelEdit stroke) {
  stroke_ = std::move(stroke);
  return paint(*stroke_);
}

edit::Rect ShownLabels::extend(const std::vector<edit::Point>& points,
                               const std::vector<double>& radii) {
  auto& all = *stroke_points(stroke_->operation);
  LabelEdit part{{stroke_->operation}, {}, stroke_->superpixels};
  auto& stretch = *stroke_points(part.operation);
  stretch = {all.back()};
  stretch.insert(stretch.end(), points.begin(), points.end());
  all.insert(all.end(), points.begin(), points.end());
  if (!radii.empty()) {
    part.radii = {stroke_->radii.back()};
    part.radii.insert(part.radii.end(), radii.begin(), radii.end());
    stroke_->radii.insert(stroke_->radii.end(), radii.begin(), radii.end());
  }
  return paint(part);
}

LabelEdit ShownLabels::end() {
  waiting_.push_back(std::exchange(stroke_, {}));
  return *waiting_.back();
}

edit::Rect ShownLabels::add(LabelEdit edit) {
  const auto changed = paint(edit);
  waiting_.push_back(std::move(edit));
  return changed;
}

void ShownLabels::add_unknown() { waiting_.push_back({}); }

bool ShownLabels::is_exact() const {
  return labels_ &&
         std::ranges::all_of(waiting_, [](const auto& edit) { return edit.has_value(); });
}

edit::Rect ShownLabels::confirm(const std::optional<LabelPatch>& patch) {
  waiting_.pop_front();
  if (!patch || !labels_) return {};
  const auto written = write(*patch);
  return edit::united(written, paint_waiting());
}

/// What fails here fails in the session as well, which says so.
edit::Rect ShownLabels::paint(const LabelEdit& edit) {
  if (!labels_) return {};
  image::LabelMap map{plane_->size, std::move(plane_->values)};
  edit::Rect changed;
  try {
    changed = ui::paint(edit, {map}, {});
  } catch (const std::exception&) {
    changed = edit::whole(map.size);
  }
  plane_->values = std::move(map.labels);
  std::visit(
      [this]([[maybe_unused]] const auto& action) {
        if constexpr (requires { std::size_t{action.label}; }) labels_->present.set(action.label);
      },
      edit.operation.action);
  return changed;
}

/// Returns the rectangle of the rows and columns that differed.
edit::Rect ShownLabels::write(const LabelPatch& patch) {
  const auto& rect = patch.rect;
  edit::Rect changed;
  for (int row = 0; row < rect.height; ++row) {
    const auto* from =
        patch.labels.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(rect.width);
    auto* to = plane_->values.data() + edit::pixel_index(plane_->size, rect.x, rect.y + row);
    const auto [first, shown] = std::mismatch(from, from + rect.width, to);
    if (first == from + rect.width) continue;
    int last = rect.width - 1;
    while (from[last] == to[last]) --last;
    const int left = static_cast<int>(first - from);
    std::copy(first, from + last + 1, shown);
    for (const auto* at = first; at <= from + last; ++at) labels_->present.set(*at);
    changed = edit::united(changed, {rect.x + left, rect.y + row, last + 1 - left, 1});
  }
  return changed;
}

edit::Rect ShownLabels::paint_waiting() {
  edit::Rect changed;
  for (const auto& edit : waiting_)
    if (edit) changed = edit::united(changed, paint(*edit));
  if (stroke_) changed = edit::united(changed, paint(*stroke_));
  return changed;
}

}  // namespace penumbra::ui
