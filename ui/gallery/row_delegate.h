#pragma once

#include <QStyledItemDelegate>

namespace penumbra::ui {

/// A row of the list of images: the thumbnail small enough for it.
class RowDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace penumbra::ui
