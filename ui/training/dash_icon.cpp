#include "ui/training/dash_icon.h"

#include <QPainter>
#include <QPixmap>
#include <array>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

/// In multiples of the pen's width.
const std::array<QVector<qreal>, 6>& dashes() {
  static const std::array<QVector<qreal>, 6> all = {QVector<qreal>{}, {5, 3},  {1.5, 2.5},
                                                    {8, 3, 1.5, 3},   {12, 4}, {5, 2, 1, 2, 1, 2}};
  return all;
}

}  // namespace

QPen run_pen(QPen pen, int dash) {
  const auto& pattern = dashes()[static_cast<std::size_t>(dash) % dashes().size()];
  if (!pattern.isEmpty()) pen.setDashPattern(pattern);
  return pen;
}

QIcon dash_icon(int dash, const QPalette& palette) {
  constexpr int scale = 2;
  const QSize size(4 * grid_px, 2 * grid_px);
  QPixmap pixmap(size * scale);
  pixmap.setDevicePixelRatio(scale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  QPen pen(palette.color(QPalette::Text), 2);
  pen.setCapStyle(Qt::FlatCap);
  painter.setPen(run_pen(pen, dash));
  painter.drawLine(QPointF(2, size.height() / 2.0), QPointF(size.width() - 2, size.height() / 2.0));
  return QIcon(pixmap);
}

}  // namespace penumbra::ui
