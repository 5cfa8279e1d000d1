#include "ui/editor/class_popup.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include "image/image.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {
namespace {
constexpr int value_role = Qt::UserRole;
constexpr int name_role = Qt::UserRole + 1;
}  // namespace

ClassPopup::ClassPopup(QWidget* parent) : QFrame(parent, Qt::Popup) {
  setObjectName("classPopup");
  setFrameShape(QFrame::StyledPanel);
  text_ = new QLineEdit(this);
  text_->setObjectName("classSearch");
  text_->setPlaceholderText(tr("Find a class"));
  text_->setAccessibleName(tr("Find a class"));
  text_->installEventFilter(this);
  list_ = new QListWidget(this);
  list_->setObjectName("classMatches");
  list_->setAccessibleName(tr("Classes that fit"));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setUniformItemSizes(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text_);
  layout->addWidget(list_);
  setFixedSize(32 * grid_px, 40 * grid_px);
  connect(text_, &QLineEdit::textChanged, this, &ClassPopup::find);
  connect(text_, &QLineEdit::returnPressed, this, &ClassPopup::choose);
  connect(list_, &QListWidget::itemClicked, this, &ClassPopup::choose);
}

void ClassPopup::ask(const OpenProject& project, int current, QPoint below) {
  list_->clear();
  const auto add = [&](int value, const QString& key) {
    const QString name = project.class_name(value);
    const QColor colour = value == 0 ? QColor(Qt::transparent) : project.class_colour(value);
    auto* item = new QListWidgetItem(
        class_swatch(colour), key.isEmpty() ? name : QString("%1  (%2)").arg(name, key), list_);
    item->setData(value_role, value);
    item->setData(name_role, name);
    if (value == current) list_->setCurrentItem(item);
  };
  for (const auto& row : project.classes()) add(row.value, QString::fromStdString(row.key));
  add(0, {});
  add(image::ignore_label, {});
  text_->clear();
  move(below);
  show();
  text_->setFocus();
  list_->scrollToItem(list_->currentItem());
}

/// Names that begin so come before names that only contain it.
void ClassPopup::find() {
  const QString sought = text_->text().trimmed();
  QListWidgetItem *first = nullptr, *containing = nullptr;
  for (int i = 0; i < list_->count(); ++i) {
    auto* item = list_->item(i);
    const QString name = item->data(name_role).toString();
    const bool fits = name.contains(sought, Qt::CaseInsensitive);
    item->setHidden(!fits);
    if (!first && name.startsWith(sought, Qt::CaseInsensitive)) first = item;
    if (!containing && fits) containing = item;
  }
  if (!sought.isEmpty()) list_->setCurrentItem(first ? first : containing);
}

void ClassPopup::choose() {
  const auto* item = list_->currentItem();
  if (!item || item->isHidden()) return;
  const int value = item->data(value_role).toInt();
  hide();
  Q_EMIT chosen(value);
}

bool ClassPopup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Down && key != Qt::Key_Up) return QFrame::eventFilter(watched, event);
  const int by = key == Qt::Key_Down ? 1 : -1;
  for (int row = list_->currentRow() + by; row >= 0 && row < list_->count(); row += by)
    if (!list_->item(row)->isHidden()) {
      list_->setCurrentRow(row);
      break;
    }
  return true;
}

}  // namespace penumbra::ui
