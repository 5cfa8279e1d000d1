#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest>

#include "private_settings.h"
#include "ui/commands/command_list.h"
#include "ui/commands/command_palette.h"
#include "ui/commands/shortcut_sheet.h"

using namespace penumbra::ui;

class TestCommands : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QWidget> window_;
  std::unique_ptr<CommandList> commands_;
  QAction* open_ = nullptr;
  QAction* go_ = nullptr;

  QAction* action(const char* name, const QString& text, const char* keys) {
    auto* made = new QAction(text, window_.get());
    made->setObjectName(name);
    made->setShortcut(QKeySequence(keys));
    window_->addAction(made);
    return made;
  }

 private Q_SLOTS:
  void init() {
    QSettings().clear();
    window_ = std::make_unique<QWidget>();
    window_->resize(800, 600);
    open_ = action("actionOpen", "&Open project…", "Ctrl+O");
    go_ = action("actionGo", "Go to Train", "Ctrl+3");
    commands_ = std::make_unique<CommandList>();
    commands_->add_all(*window_, "Window");
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  }

  void the_palette_finds_by_a_few_letters_and_does_it() {
    CommandPalette palette(*commands_, window_.get());
    QSignalSpy opened(open_, &QAction::triggered), went(go_, &QAction::triggered);
    palette.show();
    auto* text = palette.findChild<QLineEdit*>("commandText");
    auto* matches = palette.findChild<QListWidget*>("commandMatches");
    QCOMPARE(matches->count(), 2);
    QTest::keyClicks(text, "train");
    QCOMPARE(matches->count(), 1);
    QVERIFY(matches->item(0)->text().contains("Ctrl+3"));
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_COMPARE(went.count(), 1);
    QVERIFY(!palette.isVisible());
    palette.show();
    QCOMPARE(text->text(), QString());
    QTest::keyClicks(text, "opj");  // letters in order
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_COMPARE(opened.count(), 1);
  }

  void what_cannot_be_done_now_is_not_offered() {
    go_->setEnabled(false);
    CommandPalette palette(*commands_, window_.get());
    palette.show();
    QCOMPARE(palette.findChild<QListWidget*>("commandMatches")->count(), 1);
  }

  void keys_are_changed_kept_and_reset() {
    ShortcutSheet sheet(*commands_);
    sheet.show();
    auto* list = sheet.findChild<QTreeWidget*>("shortcutList");
    auto* place = list->topLevelItem(list->topLevelItemCount() - 1);
    for (int i = 0; i < list->topLevelItemCount(); ++i)
      if (list->topLevelItem(i)->text(0) == "Window") place = list->topLevelItem(i);
    QCOMPARE(place->childCount(), 2);
    list->setCurrentItem(place->child(0));
    auto* keys = sheet.findChild<QKeySequenceEdit*>("shortcutKeys");
    QCOMPARE(keys->keySequence(), QKeySequence("Ctrl+O"));
    // Keys of another command are refused
    keys->setKeySequence(QKeySequence("Ctrl+3"));
    QTest::mouseClick(sheet.findChild<QPushButton*>("shortcutChange"), Qt::LeftButton);
    QVERIFY(sheet.findChild<QLabel*>("shortcutNotice")->text().contains("Go to Train"));
    QCOMPARE(open_->shortcut(), QKeySequence("Ctrl+O"));
    // Free ones are taken, and come back at the next start
    keys->setKeySequence(QKeySequence("Ctrl+Alt+P"));
    QTest::mouseClick(sheet.findChild<QPushButton*>("shortcutChange"), Qt::LeftButton);
    QCOMPARE(open_->shortcut(), QKeySequence("Ctrl+Alt+P"));
    QAction again("Open project…");
    again.setObjectName("actionOpen");
    again.setShortcut(QKeySequence("Ctrl+O"));
    CommandList next;
    next.add(&again, "Window");
    QCOMPARE(again.shortcut(), QKeySequence("Ctrl+Alt+P"));
    QCOMPARE(next.usual_keys(&again), QList<QKeySequence>{QKeySequence("Ctrl+O")});
    QTest::mouseClick(sheet.findChild<QPushButton*>("shortcutReset"), Qt::LeftButton);
    QCOMPARE(open_->shortcut(), QKeySequence("Ctrl+O"));
  }

  void the_sheet_finds_commands_and_keys() {
    ShortcutSheet sheet(*commands_);
    sheet.show();
    QTest::keyClicks(sheet.findChild<QLineEdit*>("shortcutFilter"), "ctrl+3");
    auto* list = sheet.findChild<QTreeWidget*>("shortcutList");
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->child(0)->text(0), QString("Go to Train"));
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestCommands)
#include "test_commands.moc"
