#include "ui/gallery/thumbnail_delegate.h"

#include <QPainter>
#include <QPixmap>

#include "project/image_state.h"
#include "ui/gallery/image_list_model.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

/// The mark in a thumbnail's corner: nothing for new ones, else a dot that is hollow (labelled),
/// half (edited) or a tick (reviewed): a shape each, not colour alone.
void draw_state(QPainter& painter, QPoint corner, project::ImageState state) {
  if (state == project::ImageState::New) return;
  const QRectF dot(corner.x() - 14, corner.y() + 4, 10, 10);
  painter.setPen(QPen(Qt::black, 3));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(dot);
  painter.setPen(QPen(Qt::white, 1.5));
  painter.drawEllipse(dot);
  painter.setBrush(Qt::white);
  if (state == project::ImageState::Edited) painter.drawPie(dot, 90 * 16, 180 * 16);
  if (state == project::ImageState::Reviewed) painter.drawEllipse(dot.adjusted(2, 2, -2, -2));
}

}  // namespace

QSize ThumbnailDelegate::cell_size(int side, const QFontMetrics& metrics) {
  return {side + 2 * grid_px, side + 3 * grid_px + 2 * metrics.height()};
}

QSize ThumbnailDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return cell_size(side_, option.fontMetrics);
}

void ThumbnailDelegate::draw_picture(QPainter& painter, const QRect& frame,
                                     const QModelIndex& index, const QPalette& palette) const {
  const auto thumbnail = index.data(Qt::DecorationRole).value<QPixmap>();
  if (thumbnail.isNull()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::AlternateBase));
    painter.drawRoundedRect(frame, 4, 4);
    if (!index.data(ImageListModel::ProblemRole).toString().isEmpty()) {
      painter.setPen(palette.color(QPalette::PlaceholderText));
      painter.drawText(frame, Qt::AlignCenter | Qt::TextWordWrap, tr("can't be read"));
    }
    return;
  }
  QSize size = thumbnail.size();
  if (size.width() > side_ || size.height() > side_) size.scale(side_, side_, Qt::KeepAspectRatio);
  QRect place(QPoint(), size);
  place.moveCenter(frame.center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(place, thumbnail);
  const auto overlay = index.data(ImageListModel::OverlayRole).value<QPixmap>();
  if (!overlay.isNull()) painter.drawPixmap(place, overlay);
  draw_state(painter, place.topRight(),
             static_cast<project::ImageState>(index.data(ImageListModel::StateRole).toInt()));
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
  const QRect frame(option.rect.center().x() - side_ / 2, option.rect.top() + grid_px, side_,
                    side_);
  draw_picture(*painter, frame, index, palette);

  const QFontMetrics& metrics = option.fontMetrics;
  const QRect line(cell.left() + grid_px / 2, frame.bottom() + grid_px / 2, cell.width() - grid_px,
                   metrics.height());
  painter->setPen(palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  painter->drawText(line, Qt::AlignHCenter | Qt::AlignVCenter,
                    metrics.elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));
  painter->setPen(palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
  painter->drawText(line.translated(0, metrics.height()), Qt::AlignHCenter | Qt::AlignVCenter,
                    metrics.elidedText(index.data(ImageListModel::TagsRole).toString(),
                                       Qt::ElideRight, line.width()));
  if (option.state & QStyle::State_HasFocus && !selected) {
    painter->setPen(palette.color(QPalette::Highlight));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(cell, 4, 4);
  }
  painter->restore();
}

}  // namespace penumbra::ui
