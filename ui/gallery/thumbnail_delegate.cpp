#include "ui/gallery/thumbnail_delegate.h"

#include <QPainter>

#include "ui/gallery/image_list_model.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

QSize ThumbnailDelegate::cell_size(const QFontMetrics& metrics) {
  return {ImageListModel::thumbnail_side + 2 * grid_px,
          ImageListModel::thumbnail_side + 3 * grid_px + 2 * metrics.height()};
}

QSize ThumbnailDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return cell_size(option.fontMetrics);
}

void ThumbnailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
  const QPalette& palette = option.palette;
  const bool selected = option.state & QStyle::State_Selected;
  const QRect cell = option.rect.adjusted(2, 2, -2, -2);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (selected || (option.state & QStyle::State_MouseOver)) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette.color(selected ? QPalette::Highlight : QPalette::Button));
    painter->drawRoundedRect(cell, 4, 4);
  }

  const int side = ImageListModel::thumbnail_side;
  const QRect frame(option.rect.center().x() - side / 2, option.rect.top() + grid_px, side, side);
  const auto thumbnail = index.data(Qt::DecorationRole).value<QPixmap>();
  const QColor muted = selected ? palette.color(QPalette::HighlightedText)
                                : palette.color(QPalette::PlaceholderText);
  if (!thumbnail.isNull()) {
    painter->drawPixmap(frame.center().x() - thumbnail.width() / 2,
                        frame.center().y() - thumbnail.height() / 2, thumbnail);
  } else {
    const bool broken = index.data(ImageListModel::BrokenRole).toBool();
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette.color(QPalette::AlternateBase));
    painter->drawRoundedRect(frame, 4, 4);
    if (broken) {
      painter->setPen(muted);
      painter->drawText(frame, Qt::AlignCenter | Qt::TextWordWrap, "can't be read");
    }
  }

  const QFontMetrics& metrics = option.fontMetrics;
  const QRect line(cell.left() + grid_px / 2, frame.bottom() + grid_px / 2, cell.width() - grid_px,
                   metrics.height());
  painter->setPen(palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  painter->drawText(line, Qt::AlignHCenter | Qt::AlignVCenter,
                    metrics.elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));
  painter->setPen(muted);
  painter->drawText(line.translated(0, metrics.height()), Qt::AlignHCenter | Qt::AlignVCenter,
                    metrics.elidedText(index.data(ImageListModel::TagsRole).toString(),
                                       Qt::ElideRight, line.width()));
  painter->restore();
}

}  // namespace penumbra::ui
