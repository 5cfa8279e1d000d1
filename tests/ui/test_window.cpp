#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QtTest>
#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "base/job.h"
#include "dataset/demo_scenes.h"
#include "dataset/label_source.h"
#include "evaluate/report.h"
#include "event_loop_watch.h"
#include "image/mask.h"
#include "photo_project.h"
#include "private_settings.h"
#include "right_click.h"
#include "ui/demo.h"
#include "ui/jobs/status_strip.h"
#include "ui/main_window.h"
#include "ui/project/project_opening.h"
#include "ui/project/recent_projects.h"
#include "ui/training/training_page.h"
#include "ui/training/training_run.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

/// Drives the window as a person does, by the names of its parts.
class TestWindow : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<MainWindow> window_;
  std::unique_ptr<EventLoopWatch> watch_;

  template <typename T>
  T* part(const char* name) const {
    auto* found = window_->findChild<T*>(name);
    if (!found) qFatal("the window has no %s", name);
    return found;
  }

  void click(const char* name) const { QTest::mouseClick(part<QWidget>(name), Qt::LeftButton); }
  void trigger(const char* name) const { part<QAction>(name)->trigger(); }

  void show_window() {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1400, 900);
    window_->show();
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    QTest::qWait(100);
    watch_ = std::make_unique<EventLoopWatch>();
  }

  void open_demo() {
    trigger("actionOpenDemo");
    QTRY_VERIFY_WITH_TIMEOUT(window_->project() != nullptr, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(window_->project()->image_count(), 20, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!window_->jobs().any_active(), 20'000);
  }

  bool at(MainWindow::Place place) const {
    const std::array names = {"photosPage", "inspectPage", "trainingPage", "comparePage",
                              "exportPage"};
    return part<QWidget>(names[static_cast<std::size_t>(place)])->isVisible();
  }

  /// What no control may do, whatever is going on.
  void expect_no_stall(double limit_ms = 100) {
    watch_->finish();
    qInfo("event loop: %d ticks, longest stall %.0f ms (with what the machine added: %.0f ms)",
          watch_->ticks(), watch_->longest_stall_ms(), watch_->longest_gap_ms());
    QVERIFY2(
        watch_->longest_stall_ms() <= limit_ms,
        qPrintable(QString("the window stood still for %1 ms").arg(watch_->longest_stall_ms())));
  }

 private Q_SLOTS:
  void initTestCase() {
    // A small version of the demo's scenes, where the window looks for them.
    JobControl control;
    NoProgress progress;
    fs::create_directories(demo_folder().parent_path());
    dataset::write_demo_scenes(
        demo_folder(), {.seed = 3, .training_images = 16, .validation_images = 4, .threads = 2},
        control, progress);
  }

  void cleanup() {
    if (window_) {
      window_->jobs().stop_all();
      QTRY_VERIFY_WITH_TIMEOUT(!window_->jobs().any_active(), 60'000);
    }
    watch_.reset();
    window_.reset();
    // Each test starts with a project of the demo that nobody touched.
    fs::remove_all(project_of(demo_folder()));
    QSettings().clear();
  }

  void the_watch_sees_a_stall() {
    EventLoopWatch watch;
    QTimer::singleShot(20, [] { QThread::msleep(300); });
    QTest::qWait(500);
    watch.finish();
    QVERIFY(watch.longest_stall_ms() > 100);
  }

  void a_window_without_a_project_says_what_to_do() {
    show_window();
    QVERIFY(part<QWidget>("newProject")->isVisible());
    QVERIFY(part<QWidget>("openDemo")->isVisible());
    QVERIFY(!part<QWidget>("placeTrain")->isEnabled());
    QVERIFY(!part<QAction>("actionTrain")->isEnabled());
    QVERIFY(!part<QWidget>("wayStrip")->isVisible());
    QCOMPARE(part<QLabel>("statusSummary")->text(), QString("No project open"));
  }

  void a_folder_that_holds_nothing_is_told_in_the_window() {
    show_window();
    QTemporaryDir empty;
    window_->open(empty.path().toStdString());
    QTRY_VERIFY(part<StatusStrip>("statusStrip")->message().contains("failed"));
    QVERIFY(part<QLabel>("startNotice")->isVisible());
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QVERIFY(window_->project() == nullptr);
    // The log has it, too
    trigger("actionLog");
    QVERIFY(part<QPlainTextEdit>("logText")->isVisible());
    QVERIFY(part<QPlainTextEdit>("logText")->toPlainText().contains("failed"));
  }

  void a_folder_that_is_dropped_becomes_a_project() {
    PhotoProject photos;
    photos.close();
    fs::remove_all(photos.folder());
    show_window();
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(QString::fromStdString(photos.photos().string()))});
    QDragEnterEvent enter({100, 100}, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window_.get(), &drop);
    QTRY_VERIFY2(window_->project() != nullptr,
                 qPrintable(part<StatusStrip>("statusStrip")->message()));
    QTRY_COMPARE(window_->project()->image_count(), 6);
    QVERIFY(is_project(photos.folder()));
    QVERIFY(at(MainWindow::Place::Photos));
    QTRY_VERIFY(part<StatusStrip>("statusStrip")->message().contains("6 images"));
    QCOMPARE(recent_projects().size(), 1);
    trigger("actionCloseProject");
    QVERIFY(window_->project() == nullptr);
    QVERIFY(part<QToolButton>("recentProject")->isVisible());
    click("recentProject");
    QTRY_VERIFY(window_->project() != nullptr);
  }

  void a_project_that_a_job_still_uses_is_opened_as_it_was() {
    show_window();
    open_demo();
    std::atomic<bool> end{false};
    window_->jobs().start("at work", [&, project = window_->project()->project()](
                                         JobControl& control, ProgressSink&) {
      while (!end && !control.stop_requested()) QThread::msleep(5);
    });
    trigger("actionCloseProject");
    trigger("actionOpenDemo");
    trigger("actionOpenDemo");  // a second click
    QTRY_VERIFY(window_->project() != nullptr);
    QVERIFY(window_->project()->project()->writable());
    end = true;
    QTRY_VERIFY(!window_->jobs().any_active());
  }

  void a_filter_that_is_not_understood_leaves_the_images_as_they_are() {
    show_window();
    open_demo();
    auto* query = window_->findChild<QLineEdit*>("filterText");
    QVERIFY(query);
    query->setText("split:val");
    QTest::keyClick(query, Qt::Key_Return);
    QTRY_COMPARE(window_->project()->filtered_images().size(), std::size_t(4));
    query->setText("split:val (");
    QTest::keyClick(query, Qt::Key_Return);
    QTRY_VERIFY(!query->toolTip().isEmpty());
    QTRY_COMPARE(window_->project()->where(), QString("split:val"));
    // What else changes is seen meanwhile, and what was typed stays to be mended.
    window_->project()->images_changed();
    QTest::qWait(200);
    QCOMPARE(window_->project()->filtered_images().size(), std::size_t(4));
    QCOMPARE(query->text(), QString("split:val ("));
    QVERIFY(!query->toolTip().isEmpty());
    query->setText("");
    QTest::keyClick(query, Qt::Key_Return);
    QTRY_COMPARE(window_->project()->filtered_images().size(), std::size_t(20));
    QVERIFY(query->toolTip().isEmpty());
    // One that was remembered, or that is not understood any more, hides nothing either.
    const auto group = window_->project()->settings_group();
    trigger("actionCloseProject");
    QSettings().setValue(group + "/where", "(");
    trigger("actionOpenDemo");
    QTRY_VERIFY(window_->project() != nullptr);
    QTRY_COMPARE(window_->project()->image_count(), 20);
    QTRY_COMPARE(window_->project()->filtered_images().size(), std::size_t(20));
  }

  void places_keys_and_filter() {
    show_window();
    open_demo();
    QTest::keyClick(window_.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(at(MainWindow::Place::Inspect));
    QTest::keyClick(window_.get(), Qt::Key_4, Qt::ControlModifier);
    QVERIFY(at(MainWindow::Place::Compare));
    QTest::keyClick(window_.get(), Qt::Key_Escape);
    QVERIFY(at(MainWindow::Place::Photos));
    QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(part<QLineEdit>("filterText")->hasFocus());
    QTest::keyClicks(part<QLineEdit>("filterText"), "split:val");
    QTRY_COMPARE(part<QLabel>("statusSummary")->text(), QString("4 of 20 images"));
    QTest::keyClick(window_.get(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!part<QWidget>("facets")->isVisible());
    QTest::keyClick(window_.get(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(part<QWidget>("facets")->isVisible());
    QTest::keyClick(window_.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(part<QWidget>("commandPalette")->isVisible());
    QTest::keyClicks(part<QLineEdit>("commandText"), "go to export");
    QTest::keyClick(part<QLineEdit>("commandText"), Qt::Key_Return);
    QTRY_VERIFY(at(MainWindow::Place::Export));
    expect_no_stall();
  }

  void the_last_place_comes_back() {
    show_window();
    open_demo();
    window_->project()->set_where("split:val");
    QTRY_COMPARE(window_->project()->filtered_images().size(), std::size_t(4));
    const auto image = window_->project()->filtered_images()[2];
    window_->project()->set_current(image);
    window_->go_to(MainWindow::Place::Inspect);
    trigger("actionCloseProject");
    trigger("actionOpenDemo");
    QTRY_VERIFY(window_->project() != nullptr);
    QVERIFY(at(MainWindow::Place::Inspect));
    QTRY_COMPARE(part<QLineEdit>("filterText")->text(), QString("split:val"));
    QTRY_COMPARE(window_->project()->current(), std::optional(image));
  }

  void folded_panels_and_the_tab_below_come_back() {
    show_window();
    open_demo();
    trigger("actionLog");
    window_->go_to(MainWindow::Place::Train);
    auto* splitter = part<QSplitter>("trainingSplitter");
    QVERIFY(part<QWidget>("trainingTabs")->isVisible());
    QTest::mousePress(splitter->handle(1), Qt::LeftButton, {}, {1, 100});
    QTest::mouseMove(splitter->handle(1), {-79, 100});
    QTest::mouseRelease(splitter->handle(1), Qt::LeftButton, {}, {-79, 100});
    const QList<int> sizes = splitter->sizes();
    trigger("actionPanels");
    QVERIFY(!part<QWidget>("trainingTabs")->isVisible());
    window_->close();
    window_.reset();
    show_window();
    open_demo();
    QVERIFY(at(MainWindow::Place::Train));
    QVERIFY(!part<QWidget>("trainingTabs")->isVisible());
    window_->go_to(MainWindow::Place::Photos);
    QVERIFY(!part<QWidget>("facets")->isVisible());
    QCOMPARE(part<QTabWidget>("below")->currentIndex(), 1);
    trigger("actionInstantLabels");  // its form is at the side
    QVERIFY(part<QWidget>("labelForm")->isVisible());
    QTRY_COMPARE(part<QSplitter>("trainingSplitter")->sizes(), sizes);
    window_->go_to(MainWindow::Place::Photos);
    QVERIFY(part<QWidget>("facets")->isVisible());
  }

  void a_right_click_takes_a_project_out_of_the_list() {
    show_window();
    open_demo();
    trigger("actionCloseProject");
    auto* button = part<QToolButton>("recentProject");
    const QString folder = recent_projects().value(0);
    QVERIFY(pick(right_click(button, {10, 10}), "copyRecentPath"));
    QCOMPARE(QApplication::clipboard()->text(), folder);
    QVERIFY(pick(right_click(button, {10, 10}), "forgetRecent"));
    QVERIFY(recent_projects().isEmpty());
    QTRY_VERIFY(!window_->findChild<QToolButton*>("recentProject"));
    QVERIFY(is_project(folder.toStdString()));  // it is still there
  }

  void a_right_click_on_a_job_stops_it_and_copies_what_went_wrong() {
    show_window();
    trigger("actionJobs");
    window_->jobs().start("at work", [](JobControl& control, ProgressSink&) {
      while (true) {
        control.checkpoint();
        QThread::msleep(2);
      }
    });
    const auto row = [this] { return part<QWidget>("jobRow"); };
    QVERIFY(pick(right_click(row(), {5, 5}), "menu_pauseJob"));
    QTRY_COMPARE(window_->jobs().jobs()[0]->state(), JobState::Paused);
    QVERIFY(pick(right_click(row(), {5, 5}), "menu_stopJob"));
    QTRY_COMPARE(window_->jobs().jobs()[0]->state(), JobState::Cancelled);
    QVERIFY(pick(right_click(row(), {5, 5}), "copyJob"));
    QVERIFY(QApplication::clipboard()->text().startsWith("at work\nStopped"));
    window_->jobs().dismiss_ended();
    QTRY_VERIFY(!window_->findChild<QWidget*>("jobRow"));
    window_->jobs().start("to fail", [](JobControl&, ProgressSink&) {
      throw std::runtime_error("the disk is full");
    });
    QTRY_COMPARE(window_->jobs().jobs()[0]->state(), JobState::Failed);
    QVERIFY(pick(right_click(row(), {5, 5}), "menu_copyJobFailure"));
    QCOMPARE(QApplication::clipboard()->text(), QString("to fail\nthe disk is full"));
  }

  void a_layer_is_taken_to_another_place() {
    show_window();
    open_demo();
    project::Layers layers(*window_->project()->project());
    project::Layer layer;
    layer.name = "mine";
    const auto mine = layers.create(layer).id;
    window_->project()->layers_changed();
    const auto truth = window_->project()->find_layer(QString("truth"))->id;
    auto* inspect = part<InspectPage>("inspectPage");
    Q_EMIT inspect->comparisonRequested(mine, truth);
    QVERIFY(at(MainWindow::Place::Compare));
    QCOMPARE(part<QComboBox>("compareLayer")->currentText(), QString("mine"));
    Q_EMIT inspect->comparisonRequested(truth, mine);
    QCOMPARE(part<QComboBox>("compareReference")->currentText(), QString("mine"));
    Q_EMIT inspect->exportRequested(truth);
    QVERIFY(at(MainWindow::Place::Export));
    QCOMPARE(part<QComboBox>("exportLayer")->currentText(), QString("truth"));
  }

  void the_way_shows_the_next_step() {
    show_window();
    open_demo();
    QTRY_VERIFY(part<QLabel>("wayNext")->text().contains("without training"));
    click("wayInstant");
    QVERIFY(at(MainWindow::Place::Inspect));
    QVERIFY(part<QToolButton>("liveSwitch")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(window_->project()->find_layer(QString("instant")) != nullptr,
                             120'000);
    QTRY_VERIFY(part<QLabel>("wayNext")->text().contains("train on the tags"));
    click("liveSwitch");
    trigger("actionInstantLabels");
    QVERIFY(at(MainWindow::Place::Train));
    QVERIFY(part<QWidget>("labelForm")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!window_->jobs().any_active(), 120'000);
    expect_no_stall();
    // Nothing keeps the project locked once it is closed.
    trigger("actionCloseProject");
    trigger("actionOpenDemo");
    QTRY_VERIFY(window_->project() != nullptr);
    QVERIFY(window_->project()->project()->writable());
  }

  void every_control_can_be_named_and_every_command_has_a_text() {
    show_window();
    open_demo();
    QStringList nameless;
    for (const QWidget* widget : window_->findChildren<QWidget*>()) {
      const bool control =
          qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
          qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
          qobject_cast<const QAbstractSpinBox*>(widget) ||
          qobject_cast<const QAbstractItemView*>(widget);
      if (!control || widget->objectName().startsWith("qt_") ||
          qobject_cast<const QScrollBar*>(widget))
        continue;
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      const bool inside = widget->parentWidget() &&
                          (qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) ||
                           qobject_cast<const QComboBox*>(widget->parentWidget()) ||
                           qobject_cast<const QLineEdit*>(widget->parentWidget()) ||
                           qobject_cast<const QAbstractItemView*>(widget->parentWidget()) ||
                           qobject_cast<const QTabBar*>(widget->parentWidget()) ||
                           widget->parentWidget()->inherits("QComboBoxPrivateContainer") ||
                           widget->parentWidget()->inherits("QKeySequenceEdit") ||
                           widget->parentWidget()->inherits("QHeaderView"));
      if (inside || widget->inherits("QHeaderView") || widget->inherits("QComboBoxListView"))
        continue;
      if (widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty()) &&
          widget->toolTip().isEmpty())
        nameless << QString("%1 %2 in %3")
                        .arg(widget->metaObject()->className(), widget->objectName(),
                             widget->parentWidget() ? widget->parentWidget()->objectName() : "");
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join("\n")));
    for (const QAction* action : window_->commands().actions()) {
      QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
      QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
    }
    // Keys that two commands of a place share would do nothing.
    for (QAction* action : window_->commands().actions())
      for (const auto& sequence : action->shortcuts()) {
        const QAction* other = window_->commands().taken_by(sequence, action);
        QVERIFY2(!other, qPrintable(sequence.toString() + ' ' + action->objectName() + ' ' +
                                    (other ? other->objectName() : QString())));
      }
  }

  /// The journey of a new user: photos with tags, train, watch, label, look, compare, export.
  void from_photos_to_masks() {
    QTemporaryDir out;
    show_window();
    QElapsedTimer clock;
    clock.start();
    const auto told = [&](const char* what) {
      qInfo("%s: %lld ms, longest stall %.0f ms", what, clock.elapsed(),
            watch_->longest_stall_ms());
    };
    open_demo();
    auto* grid = part<QListView>("imageGrid");
    QTRY_VERIFY(!grid->model()->index(0, 0).data(Qt::DecorationRole).isNull());
    told("opened");

    // Start a run
    click("placeTrain");
    QCOMPARE(part<QComboBox>("preset")->currentText(), QString("demo"));
    part<QSpinBox>("steps")->setValue(30);
    part<QSpinBox>("option_batch")->setValue(2);
    part<QSpinBox>("option_checkpoint_every")->setValue(5);
    part<QSpinBox>("option_validate_every")->setValue(10);
    QVERIFY2(part<QPushButton>("startRun")->isEnabled(),
             qPrintable(part<QLabel>("trainingNotice")->text()));
    click("startRun");
    auto& run = part<TrainingPage>("trainingPage")->run();
    QCOMPARE(run.state(), JobState::Running);

    // Look around while it trains
    click("placeInspect");
    auto* canvas = part<Canvas>("canvas");
    canvas->setFocus();
    QStringList names;
    for (int i = 0; i < 5; ++i) {
      QTest::keyClick(canvas, Qt::Key_Right);
      QTest::qWait(150);
      names << part<QLabel>("imageName")->text();
    }
    names.removeDuplicates();
    QCOMPARE(names.size(), 5);
    QTRY_VERIFY(canvas->has_photo());
    told("moved between images");
    click("placeTrain");
    QTRY_VERIFY2_WITH_TIMEOUT(run.state() == JobState::Done, qPrintable(run.failure()), 180'000);
    QTRY_COMPARE(window_->project()->runs().size(), std::size_t(1));
    told("trained");

    // Label with the run
    window_->project()->set_where("split:val");
    QTRY_COMPARE(window_->project()->filtered_images().size(), std::size_t(4));
    part<QTabWidget>("trainingTabs")->setCurrentIndex(1);
    auto* source = part<QComboBox>("labelSource");
    for (const char* wanted : {"cam", "refined", "segmentation"}) {
      int row = -1;
      for (int i = 0; i < source->count(); ++i)
        if (source->itemText(i).startsWith(wanted, Qt::CaseInsensitive)) row = i;
      QVERIFY2(row >= 0, wanted);
      source->setCurrentIndex(row);
      QTRY_VERIFY(part<QPushButton>("startLabel")->isEnabled());
      click("startLabel");
      QTRY_VERIFY_WITH_TIMEOUT(!window_->jobs().any_active(), 120'000);
    }
    QTRY_VERIFY(window_->project()->layers().size() >= 4);  // and truth
    told("labelled");

    // An image with its layers
    click("placeInspect");
    auto* inspect = part<InspectPage>("inspectPage");
    QTRY_VERIFY(inspect->shown_image().has_value());
    told("inspected");

    // Compare with truth
    click("placeCompare");
    QTRY_VERIFY_WITH_TIMEOUT(!window_->jobs().any_active(), 60'000);
    told("compared");

    // Export, and read it again
    click("placeExport");
    auto* layer = part<QComboBox>("exportLayer");
    layer->setCurrentIndex(0);  // what a segmentation network said comes first
    QCOMPARE(part<QComboBox>("exportFormat")->currentData().toString(), QString("voc"));
    part<QLineEdit>("exportFolder")->setText(out.path() + "/voc");
    QTRY_VERIFY2(part<QPushButton>("startExport")->isEnabled(),
                 qPrintable(part<QLabel>("exportSummary")->text()));
    QVERIFY(part<QLabel>("exportSummary")->text().startsWith("4 of 4"));
    click("startExport");
    auto* result = part<QLabel>("exportResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->text() != "Exporting…", 60'000);
    QVERIFY2(result->text().startsWith("Written"), qPrintable(result->text()));
    told("exported");
    expect_no_stall();

    JobControl control;
    NoProgress progress;
    const auto demo = dataset::read(demo_folder(), {}, control, progress).subset("val");
    const auto report = evaluate::evaluate_labels(
        dataset::labels_in((out.path() + "/voc/SegmentationClass").toStdString()), "the export",
        [](const dataset::Item& item) { return item.id; }, demo, 2, control, progress);
    QCOMPARE(report.images, std::size_t(4));
  }

  void an_unknown_run_is_told() {
    show_window();
    open_demo();
    QTemporaryDir none;
    window_->open_run(none.path().toStdString());
    click("placeTrain");
    QTRY_VERIFY(part<QLabel>("trainingMessage")->text().contains(none.path()));
  }

  void closing_asks_while_jobs_run() {
    show_window();
    std::atomic<bool> ended{false};
    window_->jobs().start("slow to stop", [&](JobControl& control, ProgressSink&) {
      while (!control.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      ended = true;
      control.checkpoint();
    });
    watch_->restart();
    QVERIFY(!window_->close());
    auto* question = part<QMessageBox>("closeQuestion");
    QTRY_VERIFY(question->isVisible());
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTest::qWait(50);
    QVERIFY(window_->isVisible());
    QVERIFY(window_->jobs().any_active());
    QVERIFY(!window_->close());
    click("stopAndClose");
    QVERIFY(window_->isVisible());
    QTRY_VERIFY(!window_->isVisible());
    QVERIFY(ended);
    expect_no_stall();
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestWindow)
#include "test_window.moc"
