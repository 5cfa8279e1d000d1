#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>
#include <atomic>
#include <filesystem>
#include <thread>

#include "base/job.h"
#include "dataset/demo_scenes.h"
#include "event_loop_watch.h"
#include "image/mask.h"
#include "private_settings.h"
#include "ui/demo.h"
#include "ui/jobs/status_strip.h"
#include "ui/main_window.h"
#include "ui/training/curve_plot.h"
#include "ui/training/training_page.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/inspect_page.h"
#include "ui/viewer/layer_panel.h"

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

  void show_window() {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1280, 800);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    window_->activateWindow();
    QTest::qWait(200);
    watch_ = std::make_unique<EventLoopWatch>();
  }

  int loss_points() const { return part<CurvePlot>("lossCurves")->point_count("total"); }

  /// Whether the curve stops growing for `quiet_ms` before `limit_ms` are over: a pause takes
  /// effect after the step under way, which is long on a busy machine.
  bool stands_still(int quiet_ms, int limit_ms) const {
    QElapsedTimer whole;
    whole.start();
    while (whole.elapsed() < limit_ms) {
      const int before = loss_points();
      QTest::qWait(quiet_ms);
      if (loss_points() == before) return true;
    }
    return false;
  }

  /// Screenshots go to PENUMBRA_SCREENSHOTS, in both palettes, where that is set. Grabbing a window
  /// takes its time, which is not the window's.
  void screenshot(const QString& name) {
    const QString folder = qEnvironmentVariable("PENUMBRA_SCREENSHOTS");
    if (folder.isEmpty()) return;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
      window_->appearance().set_theme(theme);
      QTest::qWait(300);
      window_->grab().save(folder + '/' + name + (theme == Theme::Light ? "-light" : "-dark") +
                           ".png");
    }
    window_->appearance().set_theme(Theme::System);
    if (watch_) watch_->restart();
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
  }

  void the_watch_sees_a_stall() {
    EventLoopWatch watch;
    QTimer::singleShot(20, [] { QThread::msleep(300); });
    QTest::qWait(500);
    watch.finish();
    QVERIFY(watch.longest_stall_ms() > 100);
  }

  void an_empty_window_says_what_to_do() {
    show_window();
    QVERIFY(part<QWidget>("openFolder")->isVisible());
    QVERIFY(part<QWidget>("openDemo")->isVisible());
    QVERIFY(!part<QWidget>("placeTrain")->isEnabled());
    QCOMPARE(part<QLabel>("statusSummary")->text(), QString("No photos open"));
    screenshot("empty");
  }

  void a_folder_that_holds_nothing_is_told_in_the_window() {
    show_window();
    QTemporaryDir empty;
    window_->open_data(empty.path().toStdString());
    QTRY_VERIFY(part<StatusStrip>("statusStrip")->message().contains("failed"));
    QVERIFY(part<QLabel>("startNotice")->isVisible());
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QVERIFY(window_->dataset() == nullptr);
  }

  void wrong_options_are_told_before_a_run_starts() {
    show_window();
    click("openDemo");
    QTRY_VERIFY(window_->dataset());
    click("placeTrain");
    auto* size = part<QSpinBox>("option_image_size");
    const int usual = size->value();
    size->setValue(usual + 1);
    QVERIFY(!part<QPushButton>("startRun")->isEnabled());
    QVERIFY(part<QLabel>("trainingNotice")->text().contains("image_size"));
    size->setValue(usual);
    QVERIFY(part<QPushButton>("startRun")->isEnabled());
    part<QLineEdit>("weights")->setText("/nowhere/weights.safetensors");
    QVERIFY(!part<QPushButton>("startRun")->isEnabled());
  }

  void the_demo_opened_as_a_folder_is_known_as_the_demo() {
    show_window();
    window_->open_data(demo_folder());
    QTRY_VERIFY(window_->dataset());
    QCOMPARE(part<QComboBox>("preset")->currentText(), QString("demo"));
    QVERIFY(part<QLineEdit>("weights")->text().endsWith("demo_encoder.safetensors"));
  }

  void trains_inspects_labels_and_exports_the_demo() {
    QTemporaryDir out;
    show_window();
    QElapsedTimer clock;
    clock.start();

    // Open
    click("openDemo");
    auto* grid = part<QListView>("imageGrid");
    QTRY_COMPARE(grid->model()->rowCount(), 20);
    QTRY_VERIFY(!grid->model()->index(0, 0).data(Qt::DecorationRole).isNull());
    screenshot("photos");

    // Filter
    QTest::keyClicks(part<QLineEdit>("filterText"), "bear");
    QVERIFY(grid->model()->rowCount() < 20);
    QCOMPARE(part<QLabel>("statusSummary")->text(),
             QString("%1 of 20 images").arg(grid->model()->rowCount()));
    part<QLineEdit>("filterText")->clear();
    QCOMPARE(grid->model()->rowCount(), 20);

    // Start a run
    click("placeTrain");
    screenshot("train");
    QCOMPARE(part<QComboBox>("preset")->currentText(), QString("demo"));
    part<QSpinBox>("steps")->setValue(400);
    part<QSpinBox>("option_batch")->setValue(2);
    part<QSpinBox>("option_checkpoint_every")->setValue(5);
    part<QSpinBox>("option_validate_every")->setValue(10);
    part<QLineEdit>("runFolder")->setText(out.path() + "/run");
    QVERIFY2(part<QPushButton>("startRun")->isEnabled(),
             qPrintable(part<QLabel>("trainingNotice")->text()));
    click("startRun");
    auto& run = part<TrainingPage>("trainingPage")->run();
    QCOMPARE(run.state(), JobState::Running);
    QTRY_VERIFY2_WITH_TIMEOUT(loss_points() >= 3 || !run.active(), qPrintable(run.failure()),
                              120'000);
    QVERIFY2(run.active(), qPrintable(run.failure()));

    qInfo("training started: %lld ms, longest stall %.0f ms", clock.elapsed(),
          watch_->longest_stall_ms());

    // Move between images while it trains
    click("placeInspect");
    auto* canvas = part<Canvas>("canvas");
    canvas->setFocus();
    const int points_before = loss_points();
    QStringList names;
    for (int i = 0; i < 6; ++i) {
      QTest::keyClick(canvas, Qt::Key_Right);
      names << part<QLabel>("imageName")->text();
      QTest::qWait(150);
    }
    names.removeDuplicates();
    QCOMPARE(names.size(), 6);
    QTRY_VERIFY(canvas->has_photo());
    QTRY_VERIFY_WITH_TIMEOUT(loss_points() > points_before, 60'000);
    QVERIFY(run.active());

    qInfo("moved between images: %lld ms, longest stall %.0f ms", clock.elapsed(),
          watch_->longest_stall_ms());

    // Pause: the curve stands still. Resume: it grows.
    click("placeTrain");
    screenshot("training");
    click("pauseRun");
    QCOMPARE(run.state(), JobState::Paused);
    QVERIFY(stands_still(3000, 60'000));
    const int paused_at = loss_points();
    QVERIFY(paused_at < 400);
    click("pauseRun");
    QCOMPARE(run.state(), JobState::Running);
    QTRY_VERIFY_WITH_TIMEOUT(loss_points() > paused_at, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>("miouCurves")->series_count() > 0, 120'000);
    screenshot("training-later");

    qInfo("paused, resumed, validated: %lld ms, longest stall %.0f ms", clock.elapsed(),
          watch_->longest_stall_ms());

    // Stop: within a step, keeping the checkpoint
    click("stopRun");
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), JobState::Cancelled, 60'000);
    QVERIFY(fs::exists((out.path() + "/run/options.json").toStdString()));
    QCOMPARE(part<QPushButton>("startRun")->text(), QString("Continue"));

    qInfo("stopped: %lld ms, longest stall %.0f ms", clock.elapsed(), watch_->longest_stall_ms());

    // Layers of an image with ground truth
    part<QLineEdit>("filterText")->setText("");
    click("placeInspect");
    auto* inspect = part<InspectPage>("inspectPage");
    auto& panel = inspect->layer_panel();
    for (const LayerKind kind : all_layers) panel.set_visible_layer(kind, false);
    int rows_to_truth = 0;
    while (!window_->dataset()->items[std::size_t(rows_to_truth)].has_truth()) ++rows_to_truth;
    auto* strip = part<QListView>("filmStrip");
    strip->setCurrentIndex(strip->model()->index(rows_to_truth, 0));
    const auto* state = part<QLabel>("layerState");
    QTRY_VERIFY_WITH_TIMEOUT(
        !state->toolTip().isEmpty() ||
            (inspect->shown_layers() && inspect->shown_layers()->has(LayerKind::Segmentation)),
        120'000);
    QVERIFY2(state->toolTip().isEmpty(), qPrintable(state->toolTip()));
    QVERIFY(inspect->shown_layers()->has(LayerKind::Truth));
    const QImage bare = canvas->grab().toImage();
    QImage last = bare;
    for (const char* name : {"truth", "cam", "uncertain", "refined"}) {
      auto* box = part<QCheckBox>((QString(name) + "Visible").toLatin1().constData());
      QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
      QVERIFY2(box->isChecked(), name);
      screenshot(QString("inspect-") + name);
      const QImage now = canvas->grab().toImage();
      if (QString(name) != "refined") QVERIFY2(now != last, name);  // early labels may be empty
      last = now;
    }
    QTest::keyPress(canvas, Qt::Key_Q);
    QTest::keyRelease(canvas, Qt::Key_Q);
    watch_->restart();

    qInfo("layers shown: %lld ms, longest stall %.0f ms", clock.elapsed(),
          watch_->longest_stall_ms());

    // Export
    click("placeExport");
    part<QComboBox>("exportLayer")->setCurrentText("Segmentation");
    auto* images = part<QComboBox>("exportImages");
    images->setCurrentIndex(images->findData("val"));
    QCOMPARE(part<QComboBox>("exportFormat")->currentText(), QString("voc"));
    part<QLineEdit>("exportFolder")->setText(out.path() + "/voc");
    QVERIFY2(part<QPushButton>("startExport")->isEnabled(),
             qPrintable(part<QLabel>("exportSummary")->text()));
    click("startExport");
    auto* result = part<QLabel>("exportResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->text() != "Exporting…", 120'000);
    QVERIFY2(result->text().startsWith("Written"), qPrintable(result->text()));
    screenshot("export");
    const fs::path masks = (out.path() + "/voc/SegmentationClass").toStdString();
    std::size_t written = 0;
    for (const auto& item : window_->dataset()->subset("val").items) {
      const auto mask = image::read_mask(masks / (item.id + ".png"));
      QCOMPARE(mask.size, item.size);
      ++written;
    }
    QCOMPARE(written, std::size_t(4));

    watch_->finish();
    qInfo("event loop: %d ticks, longest stall %.0f ms (with what the machine added: %.0f ms)",
          watch_->ticks(), watch_->longest_stall_ms(), watch_->longest_gap_ms());
    if (qEnvironmentVariable("PENUMBRA_SCREENSHOTS").isEmpty())
      QVERIFY2(
          watch_->longest_stall_ms() <= 100,
          qPrintable(QString("the window stood still for %1 ms").arg(watch_->longest_stall_ms())));
  }

  void an_existing_run_is_shown_with_its_curves() {
    // What a run folder holds is tested with the trainer; here, that a wrong one is told.
    show_window();
    click("openDemo");
    QTRY_VERIFY(window_->dataset());
    QTemporaryDir none;
    window_->open_run(none.path().toStdString());
    click("placeTrain");
    QVERIFY(part<QLabel>("trainingNotice")->text().contains("options.json"));
  }

  void closing_waits_for_jobs_without_freezing() {
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
    QVERIFY(window_->isVisible());
    QTRY_VERIFY(!window_->isVisible());
    QVERIFY(ended);
    watch_->finish();
    QVERIFY(watch_->longest_stall_ms() <= 100);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestWindow)
#include "test_window.moc"
