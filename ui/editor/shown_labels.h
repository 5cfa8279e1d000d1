#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "ui/editor/label_edit.h"
#include "ui/viewer/image_layers.h"

namespace penumbra::ui {

/// A part of a label map.
struct LabelPatch {
  edit::Rect rect;
  std::vector<std::uint8_t> labels;  ///< height x width of the rectangle
};

/// The labels of an image as a person sees them: those of its edit session, and over them what is
/// being painted and what the session has not carried out yet. So a stroke is there at once,
/// whatever the session is busy with, and comes to lie where the order of the edits puts it.
class ShownLabels {
 public:
  /// In place, so that who shows them need not be told of a new plane; null before `set`.
  std::shared_ptr<const LabelPlane> labels() const { return labels_; }

  void clear();
  /// What the session has now.
  void set(image::LabelMap map);

  /// Begins a stroke, or goes on with it: paints from its last point on. Returns what changed.
  edit::Rect begin(LabelEdit stroke);
  /// radii: of each point, or none.
  edit::Rect extend(const std::vector<edit::Point>& points, const std::vector<double>& radii);
  bool has_stroke() const { return stroke_.has_value(); }
  /// The stroke waits for the session from now on.
  LabelEdit end();

  /// An edit that waits for the session, painted at once.
  edit::Rect add(LabelEdit edit);
  /// Something that only the session can carry out.
  void add_unknown();
  bool waits() const { return !waiting_.empty(); }
  /// Whether the session will come to just what is shown.
  bool is_exact() const;

  /// The session has carried out what waited longest; `patch`: where it may differ from what is
  /// shown. Returns what changed.
  edit::Rect confirm(const std::optional<LabelPatch>& patch);

 private:
  edit::Rect paint(const LabelEdit& edit);
  edit::Rect write(const LabelPatch& patch);
  edit::Rect paint_waiting();

  std::shared_ptr<LabelPlane> labels_;
  std::shared_ptr<Plane> plane_;  ///< of labels_
  std::deque<std::optional<LabelEdit>> waiting_;
  std::optional<LabelEdit> stroke_;
};

}  // namespace penumbra::ui
