#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <algorithm>
#include <optional>

#include "editor_window.h"
#include "private_settings.h"
#include "small_disk.h"

using namespace penumbra;
using namespace penumbra::ui;

/// Edits that can't be written: what the window says, keeps, and asks at its end.
class TestEditorSaving : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir home_;
  std::unique_ptr<SmallDisk> disk_;
  std::optional<Filler> filler_;
  std::unique_ptr<EditorWindow> it_;

  std::filesystem::path place() const { return home_.path().toStdString() + "/small"; }
  void fill_disk() { filler_.emplace(place() / "filler"); }

  /// A stroke that is on the disk, then a full disk, and strokes until one is not.
  void paint_until_it_is_full() {
    disk_ = std::make_unique<SmallDisk>(place(), 2048);
    if (!disk_->mounted()) return;
    it_ = std::make_unique<EditorWindow>(true, place());
    it_->open();
    it_->take(Qt::Key_B);
    it_->drag({{20, 20}, {100, 30}});
    it_->wait_saved();
    fill_disk();
    for (int i = 0; i < 200 && !it_->message().contains("Not saved yet"); ++i) {
      it_->key(Qt::Key_1 + i % 3);
      it_->drag({{10.0 + i % 90, 40.0 + i % 50}, {200.0 - i % 70, 120.0 - i % 60}});
      QTest::qWait(20);
    }
    QTRY_VERIFY2_WITH_TIMEOUT(it_->message().contains("Not saved yet"), qPrintable(it_->message()),
                              20'000);
    QVERIFY2(it_->message().contains("disk is full"), qPrintable(it_->message()));
    QTest::qWait(500);  // the strokes before it are carried out
    QVERIFY(it_->editor().has_unsaved());
  }
  bool question() const { return it_->window().findChild<QMessageBox*>("unsavedQuestion"); }
  bool asks() const {
    const auto all = it_->window().findChildren<QMessageBox*>("unsavedQuestion");
    return std::ranges::any_of(all, &QWidget::isVisible);
  }
  void answer(const char* button) const {
    QTest::mouseClick(it_->part<QPushButton>(button), Qt::LeftButton);
  }
  /// What is seen of the first image is in the project, also when it is opened anew.
  void expect_all_is_there(const image::LabelMap& seen, std::size_t operations) {
    QCOMPARE(it_->stored().labels, seen.labels);
    it_->close();
    it_->open();
    it_->take(Qt::Key_B);
    QCOMPARE(it_->editor().labels()->plane->values, seen.labels);
    QCOMPARE(it_->editor().history().size(), operations);
  }
  image::LabelMap seen() const {
    const auto& plane = *it_->editor().labels()->plane;
    return {plane.size, plane.values};
  }

 private Q_SLOTS:
  void cleanup() {
    filler_.reset();
    it_.reset();
    disk_.reset();
    QSettings().clear();
  }

  void a_full_disk_is_said_and_what_was_painted_is_kept() {
    paint_until_it_is_full();
    if (!disk_->mounted()) QSKIP("mounting a file system needs root");
    it_->drag({{120, 10}, {120, 150}});  // it goes on
    const auto painted = seen();
    filler_.reset();
    it_->wait_saved();
    const auto operations = it_->editor().history().size();
    QVERIFY2(it_->message().contains("Everything is saved now"), qPrintable(it_->message()));
    expect_all_is_there(painted, operations);
  }

  void a_window_with_unsaved_edits_asks_before_it_closes() {
    paint_until_it_is_full();
    if (!disk_->mounted()) QSKIP("mounting a file system needs root");
    const auto painted = seen();
    const auto operations = it_->editor().history().size();
    it_->window().close();
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    QVERIFY(it_->window().isVisible());
    it_->window().findChild<QMessageBox*>("unsavedQuestion")->reject();
    QTRY_VERIFY(!question());
    QVERIFY(it_->window().isVisible());
    QTRY_VERIFY(it_->editor().labels() != nullptr);
    QCOMPARE(seen().labels, painted.labels);  // nothing is lost by the question
    it_->window().close();
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    filler_.reset();
    answer("saveAgain");
    QTRY_VERIFY_WITH_TIMEOUT(!it_->window().isVisible(), 20'000);
    it_->open();
    it_->take(Qt::Key_B);
    expect_all_is_there(painted, operations);
  }

  void a_person_may_close_and_lose_them() {
    paint_until_it_is_full();
    if (!disk_->mounted()) QSKIP("mounting a file system needs root");
    it_->window().close();
    QTRY_VERIFY_WITH_TIMEOUT(question(), 20'000);
    answer("closeUnsaved");
    QTRY_VERIFY_WITH_TIMEOUT(!it_->window().isVisible(), 20'000);
  }

  void edits_of_a_closed_project_are_asked_about_too_data() {
    QTest::addColumn<QStringList>("order");
    const auto row = [](const char* name, const QStringList& order) {
      QTest::newRow(name) << order;
    };
    row("try again once there is room", {"close", "room", "again"});
    row("try again while it is full", {"close", "again", "room", "again"});
    row("try again twice while it is full", {"close", "again", "again", "room", "again"});
    row("saved while it asks", {"close", "room", "saved", "again"});
    row("cancelled", {"close", "cancel", "room", "close"});
    row("room before it is closed", {"room", "close"});
    row("saved before it is closed", {"room", "saved", "close"});
    row("the project is opened again", {"open", "close", "again", "room", "again"});
    row("the project is opened and closed again", {"open", "leave", "close", "room", "again"});
    row("the project is opened again while it asks", {"close", "cancel", "open", "room", "close"});
    row("closed twice", {"room", "close twice"});
    row("closed twice while it is full", {"close twice", "room", "again"});
  }

  /// The disk is full and the project closed. After each step in which the window is to close, it
  /// asks while the disk is full, and closes when it is not; nothing is lost.
  void edits_of_a_closed_project_are_asked_about_too() {
    QFETCH(QStringList, order);
    paint_until_it_is_full();
    if (!disk_->mounted()) QSKIP("mounting a file system needs root");
    const auto painted = seen();
    const auto operations = it_->editor().history().size();
    it_->trigger("actionCloseProject");
    QVERIFY(it_->editor().has_unsaved());
    for (const auto& step : order) {
      if (step == "room") filler_.reset();
      if (step == "saved") it_->wait_saved();
      if (step == "leave") it_->trigger("actionCloseProject");
      if (step == "open") {
        it_->window().open(it_->folder());
        QTRY_VERIFY(it_->window().project() != nullptr);
        QVERIFY(it_->editor().has_unsaved());
      }
      if (step == "cancel") {
        it_->window().findChild<QMessageBox*>("unsavedQuestion")->reject();
        QTRY_VERIFY(!question());
        QTest::qWait(300);
        QVERIFY(it_->window().isVisible());
      }
      if (step == "again") answer("saveAgain");
      if (step.startsWith("close")) it_->window().close();
      if (step == "close twice") it_->window().close();
      if (!step.startsWith("close") && step != "again") continue;
      if (filler_) {
        QTRY_VERIFY_WITH_TIMEOUT(asks(), 20'000);
        QTRY_COMPARE(it_->window().findChildren<QMessageBox*>("unsavedQuestion").size(), 1);
        QVERIFY(it_->window().isVisible());
      } else {
        QTRY_VERIFY_WITH_TIMEOUT(!it_->window().isVisible(), 20'000);
        QVERIFY(!asks());
      }
    }
    it_->open();
    it_->take(Qt::Key_B);
    expect_all_is_there(painted, operations);
  }

  void a_person_may_close_and_lose_those_of_a_closed_project() {
    paint_until_it_is_full();
    if (!disk_->mounted()) QSKIP("mounting a file system needs root");
    it_->trigger("actionCloseProject");
    it_->window().close();
    QTRY_VERIFY_WITH_TIMEOUT(asks(), 20'000);
    answer("closeUnsaved");
    QVERIFY(!it_->window().isVisible());
  }

  void a_stroke_whose_image_was_left_at_once_is_waited_for() {
    it_ = std::make_unique<EditorWindow>();
    it_->open();
    it_->take(Qt::Key_B);
    for (int i = 0; i < 20; ++i) it_->drag({{20.0 + 5 * i, 20}, {100, 30.0 + 5 * i}});
    it_->key(Qt::Key_Right);
    QVERIFY(it_->editor().has_unsaved());
    it_->window().close();
    QTRY_VERIFY(!it_->window().isVisible());
    it_->open();
    it_->take(Qt::Key_B);
    QCOMPARE(it_->editor().history().size(), std::size_t{20});
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestEditorSaving)
#include "test_editor_saving.moc"
