#include "ui/commands/shortcut_sheet.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/commands/command_list.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int action_role = Qt::UserRole;

QAction* action_of(const QTreeWidgetItem* item) {
  return item ? item->data(0, action_role).value<QAction*>() : nullptr;
}
}  // namespace

ShortcutSheet::ShortcutSheet(CommandList& commands, QWidget* parent)
    : QDialog(parent), commands_(commands) {
  setObjectName("shortcutSheet");
  setWindowTitle(tr("Keys"));
  resize(72 * grid_px, 76 * grid_px);
  filter_ = new QLineEdit(this);
  filter_->setObjectName("shortcutFilter");
  filter_->setPlaceholderText(tr("Find a command or a key"));
  filter_->setAccessibleName(tr("Find a command or a key"));
  filter_->setClearButtonEnabled(true);
  list_ = new QTreeWidget(this);
  list_->setObjectName("shortcutList");
  list_->setAccessibleName(tr("Commands and their keys"));
  list_->setHeaderLabels({tr("Command"), tr("Keys")});
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list_->header()->setStretchLastSection(false);
  keys_ = new QKeySequenceEdit(this);
  keys_->setObjectName("shortcutKeys");
  keys_->setAccessibleName(tr("New keys"));
  keys_->setToolTip(tr("Press the keys that the chosen command is to have"));
  auto* change = new QPushButton(tr("Change"), this);
  change->setObjectName("shortcutChange");
  change->setToolTip(tr("Give the chosen command these keys; empty: none"));
  auto* reset = new QPushButton(tr("Reset all"), this);
  reset->setObjectName("shortcutReset");
  reset->setToolTip(tr("Give all commands their usual keys"));
  notice_ = new QLabel(this);
  notice_->setObjectName("shortcutNotice");
  notice_->setWordWrap(true);

  auto* row = new QHBoxLayout;
  row->addWidget(keys_, 1);
  row->addWidget(change);
  row->addWidget(reset);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(filter_);
  layout->addWidget(list_, 1);
  layout->addLayout(row);
  layout->addWidget(notice_);
  connect(filter_, &QLineEdit::textChanged, this, &ShortcutSheet::fill);
  connect(list_, &QTreeWidget::currentItemChanged, this, &ShortcutSheet::show_chosen);
  connect(change, &QPushButton::clicked, this, &ShortcutSheet::change);
  connect(reset, &QPushButton::clicked, &commands_, &CommandList::reset_keys);
  connect(&commands_, &CommandList::keysChanged, this, &ShortcutSheet::fill);
}

void ShortcutSheet::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  fill();
}

void ShortcutSheet::fill() {
  const QAction* chosen = action_of(list_->currentItem());
  list_->clear();
  QMap<QString, QTreeWidgetItem*> places;
  const auto add = [&](const QString& place, const QString& text, const QString& keys) {
    if (!(place + ' ' + text + ' ' + keys).contains(filter_->text(), Qt::CaseInsensitive))
      return static_cast<QTreeWidgetItem*>(nullptr);
    auto*& heading = places[place];
    if (!heading) {
      heading = new QTreeWidgetItem(list_, {place});
      heading->setFlags(Qt::ItemIsEnabled);
      QFont bold = font();
      bold.setBold(true);
      heading->setFont(0, bold);
      heading->setExpanded(true);
    }
    return new QTreeWidgetItem(heading, {text, keys});
  };
  for (QAction* action : commands_.actions()) {
    auto* item = add(commands_.place(action), plain_text(*action),
                     action->shortcut().toString(QKeySequence::NativeText));
    if (!item) continue;
    item->setData(0, action_role, QVariant::fromValue(action));
    if (action == chosen) list_->setCurrentItem(item);
  }
  for (const auto& [text, keys] :
       {std::pair{tr("Zoom at the cursor"), tr("Wheel")},
        std::pair{tr("Move the image"), tr("Space or middle button, drag")},
        std::pair{tr("The photo without layers"), tr("Q, held")}})
    if (auto* item = add(tr("Image"), text, keys)) item->setFlags(Qt::ItemIsEnabled);
}

void ShortcutSheet::show_chosen() {
  const QAction* action = action_of(list_->currentItem());
  keys_->setEnabled(action != nullptr);
  keys_->setKeySequence(action ? action->shortcut() : QKeySequence());
  notice_->clear();
}

void ShortcutSheet::change() {
  QAction* action = action_of(list_->currentItem());
  if (!action) {
    notice_->setText(tr("Choose a command in the list first."));
    return;
  }
  const QKeySequence keys = keys_->keySequence();
  if (const QAction* other = commands_.taken_by(keys, action)) {
    notice_->setText(
        tr("%1 belongs to \"%2\" already: choose other keys, or change that one first.")
            .arg(keys.toString(QKeySequence::NativeText), plain_text(*other)));
    return;
  }
  commands_.set_keys(action, keys);
  notice_->setText(keys.isEmpty()
                       ? tr("\"%1\" has no keys now.").arg(plain_text(*action))
                       : tr("\"%1\" has the keys %2 now.")
                             .arg(plain_text(*action), keys.toString(QKeySequence::NativeText)));
}

}  // namespace penumbra::ui
