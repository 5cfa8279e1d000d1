#pragma once

#include <QImage>
#include <functional>
#include <optional>

#include "ui/viewer/view_transform.h"

namespace penumbra::ui {

/// What a canvas shows, as it was drawn last. After a move by whole pixels it is moved, and only
/// what came into sight is drawn.
class ScrolledPicture {
 public:
  /// Draws a part of the picture, all of its pixels.
  using Draw = std::function<void(QImage& picture, const QRect& part)>;

  /// All has to be drawn again.
  void invalidate() { view_.reset(); }
  /// This part of it, too; in pixels of the picture.
  void invalidate(const QRect& part) { stale_ |= part; }

  /// The picture (RGB32) up to date; transform and size: in device pixels.
  const QImage& update(const ViewTransform& transform, QSize size, double pixel_ratio,
                       const Draw& draw);

 private:
  /// Moves the picture; false where nothing of it would stay.
  bool move(QPoint by);

  QImage picture_;
  std::optional<ViewTransform> view_;  ///< of the picture; nothing: it is out of date
  QRect stale_;                        ///< to be drawn again
};

}  // namespace penumbra::ui
