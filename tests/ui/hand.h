#pragma once

#include <QEvent>
#include <QPoint>
#include <optional>
#include <vector>

#include "edit/operation.h"

namespace penumbra::ui {
class Canvas;
class InspectPage;
}  // namespace penumbra::ui

/// A hand on the canvas of Inspect, with what its gestures mean to the tool that it holds.
class Hand {
 public:
  explicit Hand(penumbra::ui::InspectPage& page) : page_(page) {}

  /// The screen's pixel at an image point, of the canvas.
  QPoint screen(penumbra::edit::Point point) const;
  /// The image point that the window takes a pixel of the canvas for.
  penumbra::edit::Point heard(QPoint at) const;

  /// What a gesture along these pixels does to labels that are open; nothing: nothing.
  std::optional<penumbra::edit::Action> meaning(const std::vector<QPoint>& way) const;
  /// A click, a drag, or the corners of a polygon. What it does is seen at once; nothing else
  /// happens meanwhile.
  void gesture(const std::vector<QPoint>& way);

  void mouse(QEvent::Type type, QPoint at, Qt::MouseButton button = Qt::LeftButton);
  void key(int key, Qt::KeyboardModifiers modifiers = {});

 private:
  penumbra::ui::Canvas& canvas() const;

  penumbra::ui::InspectPage& page_;
};
