#pragma once

#include <QRect>
#include <QString>
#include <vector>

#include "ui/viewer/colour_map.h"

class QPainter;

namespace penumbra::ui {

/// What the colours of scores mean.
struct Legend {
  QString title;  ///< whose scores
  ColourMap colour_map = ColourMap::Viridis;
  std::vector<double> marks{};  ///< thresholds, 0..1
  bool operator==(const Legend&) const = default;
};

/// Draws it in the lower left corner of `area`.
void draw_legend(QPainter& painter, const QRect& area, const Legend& legend);

}  // namespace penumbra::ui
