#pragma once

#include <QStyledItemDelegate>

namespace penumbra::ui {

/// A thumbnail over its name and tags, all of one size.
class ThumbnailDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  static QSize cell_size(const QFontMetrics& metrics);

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
};

}  // namespace penumbra::ui
