#pragma once

#include <QStyledItemDelegate>

namespace penumbra::ui {

/// A thumbnail over its name and tags, all of one size, with the labels of a layer over it and a
/// mark of its state.
class ThumbnailDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  /// side: of a thumbnail, in pixels of the screen.
  static QSize cell_size(int side, const QFontMetrics& metrics);
  void set_side(int side) { side_ = side; }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;

 private:
  void draw_picture(QPainter& painter, const QRect& frame, const QModelIndex& index,
                    const QPalette& palette) const;

  int side_ = 128;
};

}  // namespace penumbra::ui
