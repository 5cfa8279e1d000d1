#include "ui/compare/bar_delegate.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/appearance.h"

namespace penumbra::ui {

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
  QStyleOptionViewItem item = option;
  initStyleOption(&item, index);
  const QString text = item.text;
  item.text.clear();
  const auto* style = item.widget ? item.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

  const int number = item.fontMetrics.horizontalAdvance("100.0%") + grid_px;
  const QRect room = item.rect.adjusted(grid_px / 2, 0, -grid_px / 2, 0);
  const bool selected = item.state & QStyle::State_Selected;
  painter->save();
  painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  painter->drawText(QRect(room.left(), room.top(), number - grid_px, room.height()),
                    Qt::AlignRight | Qt::AlignVCenter, text);
  QRect bar(room.left() + number, room.center().y() - grid_px / 2 + 1, room.width() - number,
            grid_px);
  if (bar.width() > 2 * grid_px) {
    QColor track = item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    track.setAlphaF(0.12F);
    painter->fillRect(bar, track);
    const double fraction = index.data(role_).toDouble();
    if (!std::isnan(fraction)) {
      bar.setWidth(static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * bar.width())));
      painter->fillRect(
          bar, item.palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight));
    }
  }
  painter->restore();
}

}  // namespace penumbra::ui
