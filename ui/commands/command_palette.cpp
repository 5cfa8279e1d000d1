#include "ui/commands/command_palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/commands/command_list.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

/// How well `text` fits: 3 starts so, 2 a word starts so, 1 its letters occur in order, 0 not.
int fit(const QString& text, const QString& sought) {
  if (sought.isEmpty()) return 1;
  if (text.startsWith(sought, Qt::CaseInsensitive)) return 3;
  if (text.contains(' ' + sought, Qt::CaseInsensitive)) return 2;
  int at = 0;
  for (const QChar letter : sought) {
    at = static_cast<int>(text.indexOf(letter, at, Qt::CaseInsensitive));
    if (at < 0) return 0;
    ++at;
  }
  return 1;
}

}  // namespace

CommandPalette::CommandPalette(const CommandList& commands, QWidget* parent)
    : QDialog(parent, Qt::Popup), commands_(commands) {
  setObjectName("commandPalette");
  setWindowTitle(tr("Commands"));
  text_ = new QLineEdit(this);
  text_->setObjectName("commandText");
  text_->setPlaceholderText(tr("Type what you want to do"));
  text_->setAccessibleName(tr("Command"));
  text_->installEventFilter(this);
  matches_ = new QListWidget(this);
  matches_->setObjectName("commandMatches");
  matches_->setAccessibleName(tr("Commands that fit"));
  matches_->setFocusPolicy(Qt::NoFocus);
  matches_->setUniformItemSizes(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->addWidget(text_);
  layout->addWidget(matches_);
  setFixedSize(70 * grid_px, 50 * grid_px);
  connect(text_, &QLineEdit::textChanged, this, &CommandPalette::find);
  connect(text_, &QLineEdit::returnPressed, this, &CommandPalette::trigger);
  connect(matches_, &QListWidget::itemClicked, this, &CommandPalette::trigger);
}

void CommandPalette::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  if (const QWidget* window = parentWidget()) {
    const QPoint middle = window->mapToGlobal(QPoint(window->width() / 2, 8 * grid_px));
    move(middle - QPoint(width() / 2, 0));
  }
  text_->clear();
  text_->setFocus();
  find();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
      const int row = matches_->currentRow() + (key == Qt::Key_Down ? 1 : -1);
      if (row >= 0 && row < matches_->count()) matches_->setCurrentRow(row);
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

void CommandPalette::find() {
  std::vector<std::pair<int, QAction*>> fitting;
  for (QAction* action : commands_.actions())
    if (const int how = fit(plain_text(*action), text_->text().trimmed());
        how > 0 && action->isEnabled())
      fitting.emplace_back(how, action);
  std::ranges::stable_sort(fitting, std::greater<>(), &std::pair<int, QAction*>::first);
  matches_->clear();
  found_.clear();
  for (const auto& [how, action] : fitting) {
    QString text = commands_.place(action) + ": " + plain_text(*action);
    if (!action->shortcut().isEmpty())
      text += "    " + action->shortcut().toString(QKeySequence::NativeText);
    matches_->addItem(text);
    found_.push_back(action);
  }
  matches_->setCurrentRow(0);
}

void CommandPalette::trigger() {
  const int row = matches_->currentRow();
  if (row < 0 || row >= static_cast<int>(found_.size())) return;
  QAction* action = found_[static_cast<std::size_t>(row)];
  accept();
  // After the palette has gone, so that the action finds the focus where it was.
  QTimer::singleShot(0, action, &QAction::trigger);
}

}  // namespace penumbra::ui
