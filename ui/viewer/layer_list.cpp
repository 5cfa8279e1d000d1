#include "ui/viewer/layer_list.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <algorithm>

#include "ui/context_menu.h"
#include "ui/percent.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/viewer/layer_stack.h"

namespace penumbra::ui {
namespace {
constexpr int key_role = Qt::UserRole;
constexpr int most_rows = 10;

int row_height(const QWidget& list) {
  return std::max(list.fontMetrics().height(), 2 * grid_px) + grid_px / 2;
}
}  // namespace

LayerList::LayerList(LayerStack& stack, QWidget* parent) : QWidget(parent), stack_(stack) {
  list_ = new QListWidget(this);
  list_->setObjectName("layerList");
  list_->setAccessibleName(tr("Layers, the highest first"));
  list_->setDragDropMode(QAbstractItemView::InternalMove);
  list_->setDefaultDropAction(Qt::MoveAction);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setUniformItemSizes(true);

  const auto action = [this](const char* name, const QString& text, const char* keys, int by) {
    auto* made = new QAction(text, this);
    made->setObjectName(name);
    made->setShortcut(QKeySequence(keys));
    made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(made, &QAction::triggered, this, [this, by] { move(by); });
    addAction(made);
    return made;
  };
  const auto button = [this](const char* name, const char* icon, QAction* does) {
    auto* tool = new QToolButton(this);
    tool->setObjectName(name);
    tool->setIcon(stroke_icon(icon));
    tool->setAutoRaise(true);
    tool->setToolTip(does->text() + " (" + does->shortcut().toString(QKeySequence::NativeText) +
                     ")");
    tool->setAccessibleName(does->text());
    connect(tool, &QToolButton::clicked, does, &QAction::trigger);
    return tool;
  };
  auto* up = button("layerUp", "up", action("action_layer_up", tr("Layer up"), "Alt+Up", -1));
  auto* down =
      button("layerDown", "down", action("action_layer_down", tr("Layer down"), "Alt+Down", 1));

  auto* opacity_label = new QLabel(tr("Opacity"), this);
  opacity_ = new QSlider(Qt::Horizontal, this);
  opacity_->setObjectName("layerOpacity");
  opacity_->setRange(0, 100);
  opacity_->setToolTip(tr("Opacity of the chosen layer"));
  opacity_->setAccessibleName(opacity_->toolTip());
  opacity_label->setBuddy(opacity_);
  auto* style_label = new QLabel(tr("Areas"), this);
  style_ = new QComboBox(this);
  style_->setObjectName("layerStyle");
  style_->addItems({tr("Fill and outline"), tr("Fill"), tr("Outline")});
  style_->setToolTip(tr("How the areas of the chosen layer are drawn"));
  style_label->setBuddy(style_);

  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(grid_px);
  layout->setVerticalSpacing(grid_px / 2);
  layout->addWidget(list_, 0, 0, 1, 4);
  layout->addWidget(opacity_label, 1, 0);
  layout->addWidget(opacity_, 1, 1);
  layout->addWidget(up, 1, 2);
  layout->addWidget(down, 1, 3);
  layout->addWidget(style_label, 2, 0);
  layout->addWidget(style_, 2, 1, 1, 3);
  layout->setColumnStretch(1, 1);

  connect(&stack_, &LayerStack::rowsChanged, this, &LayerList::fill);
  connect(&stack_, &LayerStack::changed, this, &LayerList::update_items);
  connect(list_, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
    stack_.set_visible(item->data(key_role).toString(), item->checkState() == Qt::Checked);
  });
  connect(list_, &QListWidget::currentRowChanged, this, &LayerList::update_look);
  // A drag moved a row.
  connect(
      list_->model(), &QAbstractItemModel::rowsMoved, this,
      [this] {
        QStringList keys;
        for (int i = 0; i < list_->count(); ++i) keys << list_->item(i)->data(key_role).toString();
        stack_.set_order(keys);
      },
      Qt::QueuedConnection);  // once the view is done with it
  connect(opacity_, &QSlider::valueChanged, this, [this](int value) {
    auto view = stack_.view(chosen());
    view.opacity = value / 100.0;
    stack_.set_view(chosen(), view);
  });
  connect(style_, &QComboBox::currentIndexChanged, this, [this](int index) {
    auto view = stack_.view(chosen());
    view.style = static_cast<LayerStyle>(index);
    stack_.set_view(chosen(), view);
  });
  give_context_menu(*list_, "layerMenu",
                    [this](QMenu& menu, const QPoint& at) { fill_menu(menu, at); });
  fill();
}

void LayerList::fill_menu(QMenu& menu, const QPoint& at) {
  QListWidgetItem* item = list_->itemAt(at);
  if (!item) return;
  list_->setCurrentItem(item);
  const QString key = item->data(key_role).toString();
  QAction* visible = add_action(menu, "layerVisible", tr("Show"),
                                [this, key] { stack_.set_visible(key, !stack_.visible(key)); });
  visible->setCheckable(true);
  visible->setChecked(stack_.visible(key));
  add_action(menu, "layerAlone", tr("Show only this"), [this, key] { show_only(key); });
  menu.addActions(actions());
  Q_EMIT menuAsked(&menu, key);
}

void LayerList::show_only(const QString& key) {
  for (const auto& row : std::vector(stack_.rows())) stack_.set_visible(row.key, row.key == key);
}

QString LayerList::chosen() const {
  const auto* item = list_->currentItem();
  return item ? item->data(key_role).toString() : QString();
}

void LayerList::fill() {
  const QSignalBlocker blocker(list_);
  const QString before = chosen();
  list_->clear();
  for (const auto& row : stack_.rows()) {
    auto* item = new QListWidgetItem(list_);
    item->setData(key_role, row.key);
    item->setSizeHint({0, row_height(*list_)});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                   Qt::ItemIsDragEnabled);
    update_item(*item);
    if (row.key == before || list_->currentRow() < 0) list_->setCurrentItem(item);
  }
  const int shown = std::clamp(list_->count(), 3, most_rows);
  list_->setFixedHeight(shown * row_height(*list_) + 2 * list_->frameWidth());
  update_look();
}

void LayerList::update_item(QListWidgetItem& item) const {
  const StackRow* row = stack_.find(item.data(key_role).toString());
  if (!row) return;
  const LayerView view = stack_.view(row->key);
  QString text = row->title;
  if (view.opacity < 0.995) text += " · " + in_percent(view.opacity);
  item.setText(text);
  item.setCheckState(view.visible ? Qt::Checked : Qt::Unchecked);
  item.setToolTip(row->there ? row->help : row->help + "\n" + tr("This image has none."));
  QFont font = list_->font();
  font.setItalic(!row->there);
  item.setFont(font);
  item.setForeground(row->there ? QBrush() : QBrush(palette().color(QPalette::PlaceholderText)));
}

/// Layers that are not there are named in a colour of the palette.
void LayerList::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) update_items();
}

void LayerList::update_items() {
  const QSignalBlocker blocker(list_);
  for (int i = 0; i < list_->count(); ++i) update_item(*list_->item(i));
  list_->viewport()->update();
  update_look();
}

void LayerList::update_look() {
  const QSignalBlocker no_opacity(opacity_);
  const QSignalBlocker no_style(style_);
  const StackRow* row = stack_.find(chosen());
  const LayerView view = stack_.view(chosen());
  opacity_->setEnabled(row);
  opacity_->setValue(qRound(view.opacity * 100));
  style_->setEnabled(row && row->has_style);
  style_->setCurrentIndex(static_cast<int>(view.style));
}

void LayerList::move(int by) { stack_.move(chosen(), by); }

}  // namespace penumbra::ui
