#pragma once

#include <QStyledItemDelegate>

namespace penumbra::ui {

/// A figure behind a bar of its length; the fraction is in `role`.
class BarDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  BarDelegate(int role, QObject* parent) : QStyledItemDelegate(parent), role_(role) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;

 private:
  int role_;
};

}  // namespace penumbra::ui
