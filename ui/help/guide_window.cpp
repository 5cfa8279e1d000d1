#include "ui/help/guide_window.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/help/guide_browser.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

QToolButton* tool(QWidget* parent, const char* name, const char* icon, const QString& tip) {
  auto* button = new QToolButton(parent);
  button->setObjectName(name);
  button->setIcon(stroke_icon(icon));
  button->setAutoRaise(true);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  return button;
}

}  // namespace

GuideWindow::GuideWindow(QWidget* parent) : QDialog(parent) {
  setObjectName("guideWindow");
  setWindowTitle(tr("Guide"));
  resize(120 * grid_px, 88 * grid_px);
  page_ = new GuideBrowser(this);
  page_->setObjectName("guidePage");
  page_->setAccessibleName(tr("Page of the guide"));
  contents_ = new QListWidget(this);
  contents_->setObjectName("guideContents");
  contents_->setAccessibleName(tr("Contents of the page"));
  contents_->setFrameShape(QFrame::NoFrame);
  contents_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  search_ = new QLineEdit(this);
  search_->setObjectName("guideSearch");
  search_->setPlaceholderText(tr("Find in this page"));
  search_->setAccessibleName(tr("Find in this page"));
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(40 * grid_px);
  found_ = new QLabel(this);
  found_->setObjectName("guideFound");
  auto* back = tool(this, "guideBack", "undo", tr("Back to the page before"));
  auto* home = tool(this, "guideHome", "list", tr("First page"));
  auto* next = tool(this, "guideNext", "down", tr("Next place"));
  auto* previous = tool(this, "guidePrevious", "up", tr("Place before"));
  back->setEnabled(false);

  auto* bar = new QHBoxLayout;
  for (QWidget* widget : std::initializer_list<QWidget*>{back, home}) bar->addWidget(widget);
  bar->addSpacing(2 * grid_px);
  bar->addWidget(search_, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{next, previous, found_})
    bar->addWidget(widget);
  bar->addStretch();
  auto* split = new QSplitter(this);
  split->addWidget(contents_);
  split->addWidget(page_);
  split->setStretchFactor(1, 1);
  split->setSizes({28 * grid_px, 92 * grid_px});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addLayout(bar);
  layout->addWidget(split, 1);

  connect(page_, &QTextBrowser::sourceChanged, this, &GuideWindow::list_contents);
  connect(page_, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
  connect(back, &QToolButton::clicked, page_, &QTextBrowser::backward);
  connect(home, &QToolButton::clicked, page_, &QTextBrowser::home);
  connect(contents_, &QListWidget::currentRowChanged, this, &GuideWindow::go_to_heading);
  connect(search_, &QLineEdit::textEdited, this, [this] {
    page_->moveCursor(QTextCursor::Start);
    find(false);
  });
  connect(search_, &QLineEdit::returnPressed, this, [this] { find(false); });
  connect(next, &QToolButton::clicked, this, [this] { find(false); });
  connect(previous, &QToolButton::clicked, this, [this] { find(true); });
  auto* keys = new QShortcut(QKeySequence::Find, this);
  connect(keys, &QShortcut::activated, search_, qOverload<>(&QWidget::setFocus));
  for (auto* button : findChildren<QToolButton*>()) button->setFocusPolicy(Qt::TabFocus);
  page_->setSource(QUrl("qrc:/docs/guide.md"));
  page_->setFocus();
}

void GuideWindow::list_contents() {
  const QSignalBlocker quiet(contents_);
  contents_->clear();
  for (auto block = page_->document()->begin(); block.isValid(); block = block.next()) {
    const int level = block.blockFormat().headingLevel();
    if (level == 0) continue;
    auto* item = new QListWidgetItem(QString(2 * (level - 1), ' ') + block.text(), contents_);
    item->setData(Qt::UserRole, block.position());
    item->setToolTip(block.text());
  }
}

void GuideWindow::go_to_heading(int row) {
  if (row < 0) return;
  QTextCursor cursor(page_->document());
  cursor.movePosition(QTextCursor::End);
  page_->setTextCursor(cursor);  // so that the heading comes to the top, not the bottom
  cursor.setPosition(contents_->item(row)->data(Qt::UserRole).toInt());
  page_->setTextCursor(cursor);
  page_->verticalScrollBar()->setValue(page_->verticalScrollBar()->value() +
                                       page_->cursorRect().top() - grid_px);
}

/// Goes on at the other end where there is no further place.
void GuideWindow::find(bool backwards) {
  const QString text = search_->text();
  if (text.isEmpty()) {
    found_->clear();
    return;
  }
  const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
  bool found = page_->find(text, flags);
  if (!found) {
    page_->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
    found = page_->find(text, flags);
  }
  found_->setText(found ? QString() : tr("Not found"));
}

}  // namespace penumbra::ui
