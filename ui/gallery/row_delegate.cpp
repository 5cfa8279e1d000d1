#include "ui/gallery/row_delegate.h"

#include <QAbstractItemView>
#include <QIcon>
#include <QPixmap>

namespace penumbra::ui {

void RowDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  const QVariant picture = index.data(Qt::DecorationRole);
  if (index.column() != 0) return;
  // Names begin at the same place whether the thumbnail is there or not.
  const QSize size = static_cast<const QAbstractItemView*>(option->widget)->iconSize();
  option->features |= QStyleOptionViewItem::HasDecoration;
  option->decorationSize = size;
  option->icon = picture.isNull() ? QIcon() : QIcon(picture.value<QPixmap>());
}

}  // namespace penumbra::ui
