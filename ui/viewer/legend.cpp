#include "ui/viewer/legend.h"

#include <QLinearGradient>
#include <QLocale>
#include <QPainter>

#include "ui/theme/appearance.h"

namespace penumbra::ui {

void draw_legend(QPainter& painter, const QRect& area, const Legend& legend) {
  const QFontMetrics metrics = painter.fontMetrics();
  const int line = metrics.height();
  const int bar_width = 20 * grid_px;
  const QRect box(area.left() + grid_px, area.bottom() - 2 * line - 4 * grid_px,
                  bar_width + 2 * grid_px, 2 * line + 3 * grid_px);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(20, 20, 20, 215));
  painter.drawRoundedRect(box, 4, 4);
  painter.setRenderHint(QPainter::Antialiasing, false);

  painter.setPen(Qt::white);
  const QRect title(box.left() + grid_px, box.top() + grid_px / 2, bar_width, line);
  painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(legend.title, Qt::ElideRight, bar_width));
  const QRect bar(title.left(), title.bottom() + grid_px / 2, bar_width, grid_px);
  QLinearGradient gradient(bar.left(), 0, bar.right(), 0);
  for (int i = 0; i <= 32; ++i)
    gradient.setColorAt(i / 32.0,
                        QColor(colours(legend.colour_map)[static_cast<std::size_t>(i * 255 / 32)]));
  painter.fillRect(bar, gradient);

  const QRect text(bar.left(), bar.bottom() + grid_px / 2, bar.width(), line);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, "0");
  painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, "1");
  int free_from = text.left() + 2 * grid_px;
  for (const double mark : legend.marks) {
    const int x = bar.left() + static_cast<int>(mark * (bar.width() - 1));
    painter.drawLine(x, bar.top() - 2, x, bar.bottom() + 3);
    const QString number = QLocale().toString(mark, 'f', 2);
    const int width = metrics.horizontalAdvance(number);
    const int left = std::clamp(x - width / 2, free_from,
                                std::max(free_from, text.right() - 2 * grid_px - width));
    if (left + width > text.right() - grid_px) continue;
    painter.drawText(QRect(left, text.top(), width, line), Qt::AlignCenter, number);
    free_from = left + width + grid_px;
  }
}

}  // namespace penumbra::ui
