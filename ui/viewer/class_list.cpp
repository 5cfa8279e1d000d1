#include "ui/viewer/class_list.h"

#include <QEvent>
#include <QListWidget>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/context_menu.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {
namespace {
constexpr int most_rows = 8;
}  // namespace

ClassList::ClassList(QWidget* parent) : QWidget(parent) {
  list_ = new QListWidget(this);
  list_->setObjectName("classList");
  list_->setAccessibleName(tr("Classes of the image"));
  list_->setToolTip(
      tr("Point at a class to see it alone. In per cent: how sure the classifier is that it is in "
         "the photo"));
  list_->setMouseTracking(true);
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->installEventFilter(this);
  list_->viewport()->installEventFilter(this);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(list_);
  connect(list_, &QListWidget::itemEntered, this,
          [this](QListWidgetItem* item) { highlight(item->data(Qt::UserRole).toInt()); });
  connect(list_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    if (list_->hasFocus() && item) highlight(item->data(Qt::UserRole).toInt());
  });
  give_context_menu(*list_, "classMenu", [this](QMenu& menu, const QPoint& at) {
    if (const auto* item = list_->itemAt(at))
      add_action(
          menu, "menuChangeClass", tr("Change the class…"),
          [this, value = item->data(Qt::UserRole).toInt()] { Q_EMIT classesRequested(value); });
  });
  set_rows({});
}

void ClassList::set_rows(std::vector<Row> rows) {
  if (rows == rows_ && list_->count() > 0) return;
  rows_ = std::move(rows);
  list_->clear();
  for (const auto& row : rows_) {
    auto* item = new QListWidgetItem(class_swatch(row.colour), row.text, list_);
    item->setData(Qt::UserRole, row.value);
  }
  const int shown = std::clamp(list_->count(), 1, most_rows);
  list_->setFixedHeight(shown * std::max(list_->sizeHintForRow(0), 2 * grid_px) +
                        2 * list_->frameWidth());
  highlight(0);
}

bool ClassList::eventFilter(QObject* watched, QEvent* event) {
  if ((watched == list_->viewport() && event->type() == QEvent::Leave) ||
      (watched == list_ && event->type() == QEvent::FocusOut))
    highlight(0);
  return QWidget::eventFilter(watched, event);
}

void ClassList::highlight(int value) {
  if (value == highlighted_) return;
  highlighted_ = value;
  Q_EMIT highlightChanged();
}

}  // namespace penumbra::ui
