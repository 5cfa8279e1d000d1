#pragma once

#include <QImage>
#include <vector>

#include "image/image.h"

namespace penumbra::ui {

/// A photo as Qt draws it fastest (RGB32).
QImage to_qimage(const image::Image& photo);

/// A photo with its halvings down to about 256 px, for drawing without aliasing at any zoom.
struct Pyramid {
  std::vector<QImage> levels;  ///< full size first

  bool empty() const { return levels.empty(); }
  QSize size() const { return levels.empty() ? QSize() : levels.front().size(); }
  /// The smallest level that still has at least one pixel a device pixel at `scale`.
  const QImage& level_for(double scale) const;
};
Pyramid make_pyramid(QImage photo);

}  // namespace penumbra::ui
