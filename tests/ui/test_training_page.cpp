#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>
#include <filesystem>

#include "base/atomic_file.h"
#include "private_settings.h"
#include "project/evidence.h"
#include "project/layers.h"
#include "project/select.h"
#include "right_click.h"
#include "train/agreement.h"
#include "train/event_file.h"
#include "train/metrics_log.h"
#include "train/previews.h"
#include "train/run_folder.h"
#include "train/run_origin.h"
#include "training_project.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/training/curve_plot.h"
#include "ui/training/label_form.h"
#include "ui/training/training_page.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::ui;

namespace {

constexpr int patience_ms = 180'000;

train::StepMetrics step_metrics(std::int64_t step) {
  train::StepMetrics metrics;
  metrics.step = step;
  metrics.loss = 2.0 / static_cast<double>(step);
  metrics.parts = {{"affinity", 0.3}, {"classification", 1.0 / static_cast<double>(step)}};
  metrics.learning_rate = 1e-4;
  metrics.images_per_second = 9;
  metrics.memory_bytes = 1 << 30;
  return metrics;
}

}  // namespace

/// Drives the Train place as a person does, by the names of its parts.
class TestTrainingPage : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<TrainingProject> made_;
  std::unique_ptr<JobList> jobs_;
  std::unique_ptr<OpenProject> project_;
  std::unique_ptr<TrainingPage> page_;

  template <typename T>
  T* part(const QString& name) const {
    auto* found = page_->findChild<T*>(name);
    if (!found) qFatal("the page has no %s", qPrintable(name));
    return found;
  }
  void click(const char* name) const { part<QAbstractButton>(name)->click(); }
  QString text(const char* name) const { return part<QLabel>(name)->text(); }
  int points(const char* quantity = "total") const {
    return part<CurvePlot>("lossCurves")->point_count(quantity);
  }

  void show_page() {
    page_ = std::make_unique<TrainingPage>(*jobs_);
    page_->resize(1400, 900);
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
  }

  void show_project() {
    made_ = std::make_unique<TrainingProject>();
    project_ = std::make_unique<OpenProject>(made_->get(), *jobs_);
    QTRY_COMPARE(project_->filtered_images().size(), std::size_t(11));
    show_page();
    page_->set_project(project_.get());
    QTRY_VERIFY(part<QComboBox>("trainImages")->currentText().contains("8"));
  }

  /// A run that a test can wait for.
  void make_small(int steps) {
    part<QSpinBox>("option_image_size")->setValue(64);
    part<QSpinBox>("option_batch")->setValue(2);
    part<QSpinBox>("option_checkpoint_every")->setValue(5);
    part<QSpinBox>("option_validate_every")->setValue(5);
    part<QSpinBox>("option_preview_every")->setValue(2);
    part<QSpinBox>("steps")->setValue(steps);
    QVERIFY2(part<QPushButton>("startRun")->isEnabled(), qPrintable(text("trainingNotice")));
  }

  void train_to_end(int steps) {
    make_small(steps);
    click("startRun");
    QVERIFY(page_->run().active());
    QTRY_VERIFY_WITH_TIMEOUT(!page_->run().active(), patience_ms);
    QVERIFY2(page_->run().state() == JobState::Done, qPrintable(page_->run().failure()));
  }

  QTreeWidgetItem* run_item(const QString& name) const {
    const auto found = part<QTreeWidget>("runList")->findItems(name, Qt::MatchExactly);
    return found.isEmpty() ? nullptr : found.front();
  }

  /// As a person who draws background along the top of every image.
  void draw_background() const {
    auto& project = *made_->get();
    const auto evidence = project::evidence_layer(project).id;
    for (const auto& row : project::rows(project, project::select(project, {}))) {
      const image::Size size = row.size;
      image::LabelMap said{size, std::vector<std::uint8_t>(size.area(), image::ignore_label)};
      std::fill_n(said.labels.begin(), size.area() / 8, std::uint8_t{0});
      project::EditSession session(project, evidence, row.id);
      project::say(session, said, "stroke");
      session.close();
    }
  }

  /// As the command line would have left it.
  fs::path write_run(const std::string& name, int steps, int of) {
    auto options = train::preset("quick");
    options.steps = of;
    const auto run = train::create_run_folder(made_->runs() / name, options);
    train::MetricsLog log(run.metrics());
    for (int step = 1; step <= steps; ++step) log.add(step_metrics(step));
    train::ValidationMetrics validation;
    validation.step = steps;
    validation.miou = {{"student_cam", 31}, {"student_segmentation", 42.5}};
    log.add(validation);
    return run.root;
  }

  void shot(const QString& name) {
    const QString folder = qEnvironmentVariable("PENUMBRA_SCREENSHOTS");
    if (folder.isEmpty()) return;
    for (const bool dark : {false, true}) {
      QApplication::setPalette(dark ? dark_palette() : light_palette());
      QTest::qWait(400);
      page_->grab().save(folder + "/" + name + (dark ? "-dark.png" : "-light.png"));
    }
    QApplication::setPalette(light_palette());
  }

 private Q_SLOTS:
  void initTestCase() {
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    new Appearance(this);
  }
  void init() { jobs_ = std::make_unique<JobList>(); }
  void cleanup() {
    jobs_->stop_all();
    QTRY_VERIFY_WITH_TIMEOUT(!jobs_->any_active(), 60'000);
    page_.reset();
    project_.reset();
    jobs_.reset();
    made_.reset();
    QApplication::setPalette(light_palette());
  }

  void without_a_project_it_says_what_is_missing() {
    show_page();
    QVERIFY(!part<QPushButton>("startRun")->isEnabled());
    QVERIFY(!part<QPushButton>("startLabel")->isEnabled());
    QVERIFY(text("trainingNotice").contains("project"));
    QVERIFY(part<QLabel>("previewEmpty")->isVisible());
    QVERIFY(!part<QPushButton>("pauseRun")->isVisible());
    shot("empty");
  }

  void the_demo_brings_its_preset_and_encoder() {
    show_project();
    QCOMPARE(part<QComboBox>("preset")->currentText(), QString("demo"));
    QVERIFY(part<QLineEdit>("weights")->text().endsWith("demo_encoder.safetensors"));
    QVERIFY(text("weightsAbout").contains("GPL-3.0"));
    QCOMPARE(part<QLineEdit>("runName")->text(), QString("run-1"));
    QTRY_VERIFY(part<QComboBox>("validationImages")->currentText().contains("val"));
    QTRY_VERIFY(part<QComboBox>("device")->count() >= 2);
    QVERIFY(part<QComboBox>("device")->currentText().contains("CPU"));
    QVERIFY(part<QPushButton>("startRun")->isEnabled());
  }

  void what_differs_from_the_preset_is_marked_and_taken_back() {
    show_project();
    click("advanced");
    QCOMPARE(text("presetDifferences"), QString("No option is changed"));
    auto* batch = part<QSpinBox>("option_batch");
    const int usual = batch->value();
    QVERIFY(!part<QToolButton>("reset_batch")->isVisibleTo(page_.get()));
    batch->setValue(usual - 1);
    part<QDoubleSpinBox>("option_learning_rate")->setValue(0.002);
    QCOMPARE(text("presetDifferences"), QString("2 options differ"));
    QVERIFY(part<QToolButton>("reset_batch")->isVisibleTo(page_.get()));
    click("reset_batch");
    QCOMPARE(batch->value(), usual);
    QCOMPARE(text("presetDifferences"), QString("1 option differs"));
    part<QSpinBox>("steps")->setValue(7);
    click("resetAll");
    QCOMPARE(text("presetDifferences"), QString("No option is changed"));
    QVERIFY(part<QSpinBox>("steps")->value() > 7);
  }

  void what_cannot_work_is_told_before_a_start() {
    show_project();
    auto* start = part<QPushButton>("startRun");
    auto* size = part<QSpinBox>("option_image_size");
    const int usual = size->value();
    size->setValue(usual + 1);
    QVERIFY(!start->isEnabled());
    QVERIFY(text("trainingNotice").contains("image_size"));
    size->setValue(usual);
    QVERIFY(start->isEnabled());
    part<QSpinBox>("option_batch")->setValue(9);
    QVERIFY(text("trainingNotice").contains("smaller batch"));
    part<QSpinBox>("option_batch")->setValue(2);
    part<QComboBox>("option_encoder")->setCurrentText("tiny");
    QVERIFY(text("trainingNotice").contains("encoder"));
    part<QComboBox>("option_encoder")->setCurrentText("demo");
    part<QLineEdit>("weights")->setText("/nowhere/weights.safetensors");
    QVERIFY(!start->isEnabled());
    part<QLineEdit>("weights")->clear();
    QVERIFY(start->isEnabled());
    QVERIFY(text("weightsAbout").contains("nothing"));
    fs::create_directories(made_->runs() / "taken");
    part<QLineEdit>("runName")->setText("taken");
    QVERIFY(text("trainingNotice").contains("name"));
    part<QLineEdit>("runName")->setText("../up");
    QVERIFY(!start->isEnabled());
  }

  void weights_are_dropped_and_their_sources_are_told() {
    show_project();
    click("weightsSources");
    QVERIFY(text("weightsSourceList").contains("facebookresearch/dino"));
    const auto file = made_->folder() / "dino_vits16_pretrain.pth";
    write_file(file, "x");
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    auto* target = part<QLineEdit>("weights")->parentWidget()->parentWidget();
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(target, &drop);
    QCOMPARE(part<QLineEdit>("weights")->text(), QString::fromStdString(file.string()));
    QVERIFY(text("weightsAbout").contains("small encoder"));
  }

  void trains_watches_pauses_stops_and_goes_on() {
    show_project();
    click("useSelectedPreviews");
    QCOMPARE(text("previewImages"), QString("1 image"));
    click("usualPreviews");
    QSignalSpy ready(page_.get(), &TrainingPage::modelReady);
    QSignalSpy runs(project_.get(), &OpenProject::runsChanged);
    make_small(400);
    click("startRun");
    QVERIFY(!part<QPushButton>("startRun")->isEnabled());
    QTRY_VERIFY2_WITH_TIMEOUT(points() >= 6 || !page_->run().active(),
                              qPrintable(page_->run().failure()), patience_ms);
    QVERIFY2(page_->run().active(), qPrintable(page_->run().failure()));
    QTRY_VERIFY(run_item("run-1"));
    QCOMPARE(run_item("run-1")->checkState(0), Qt::Checked);
    QCOMPARE(run_item("run-1")->text(4), QString("Running"));
    QTRY_VERIFY_WITH_TIMEOUT(part<CurvePlot>("miouCurves")->series_count() >= 3, patience_ms);
    QVERIFY(part<CurvePlot>("speedCurves")->has_curves());
    QVERIFY(part<CurvePlot>("memoryCurves")->has_curves());
    QVERIFY(part<CurvePlot>("rateCurves")->has_curves());

    // Previews: pictures that change as the run goes on.
    QTRY_VERIFY_WITH_TIMEOUT(page_->findChild<QLabel*>("preview_cam_2"), patience_ms);
    QVERIFY(!part<QLabel>("previewEmpty")->isVisible());
    const auto cam = part<QLabel>("preview_cam_0")->pixmap().toImage();
    QVERIFY(cam != part<QLabel>("preview_photo_0")->pixmap().toImage());
    QTRY_VERIFY_WITH_TIMEOUT(part<QSlider>("previewStep")->maximum() >= 3, patience_ms);
    shot("training");
    part<QTabBar>("plotChoice")->setCurrentIndex(1);
    shot("miou");

    click("pauseRun");
    QCOMPARE(page_->run().state(), JobState::Paused);
    QTRY_COMPARE(run_item("run-1")->text(4), QString("Paused"));
    QVERIFY(text("trainingHeadline").contains("paused"));
    // Back to the first previews: they stay.
    auto* slider = part<QSlider>("previewStep");
    slider->setValue(0);
    QTRY_COMPARE(text("previewStepText"), QString("after step 0"));
    click("pauseRun");
    const int paused_at = points();
    QTRY_VERIFY_WITH_TIMEOUT(points() > paused_at, patience_ms);
    QCOMPARE(text("previewStepText"), QString("after step 0"));

    click("stopRun");
    QTRY_COMPARE_WITH_TIMEOUT(page_->run().state(), JobState::Cancelled, patience_ms);
    QTRY_COMPARE(run_item("run-1")->text(4), QString("Stopped"));
    QVERIFY(!ready.isEmpty() && !runs.isEmpty());
    QCOMPARE(part<QLineEdit>("runName")->text(), QString("run-2"));
    const auto origin = train::read_run_origin(made_->runs() / "run-1");
    QCOMPARE(origin.split, std::string("train"));
    QCOMPARE(origin.validation_split, std::string("val"));

    // It goes on where it was, whatever the form says now.
    part<QSpinBox>("option_batch")->setValue(5);
    const int stopped_at = points();
    QVERIFY(part<QPushButton>("continueRun")->isEnabled());
    click("continueRun");
    QTRY_VERIFY_WITH_TIMEOUT(points() > stopped_at + 1 || !page_->run().active(), patience_ms);
    QVERIFY2(page_->run().active(), qPrintable(page_->run().failure()));
    click("stopRun");
    QTRY_VERIFY_WITH_TIMEOUT(!page_->run().active(), patience_ms);
    const auto steps = train::read_metrics(made_->runs() / "run-1").steps;
    QTRY_COMPARE(points(), static_cast<int>(steps.size()));
    for (std::size_t i = 0; i < steps.size(); ++i)
      QCOMPARE(steps[i].step, static_cast<std::int64_t>(i + 1));
  }

  void a_run_that_was_stopped_before_its_first_checkpoint_starts_again() {
    show_project();
    auto options = train::preset("demo");
    options.image_size = 64;
    options.batch = 2;
    options.steps = 2;
    train::create_run_folder(made_->runs() / "early", options);
    train::write_run_origin(made_->runs() / "early", {.split = "train"});
    QTRY_VERIFY(run_item("early"));
    QCOMPARE(run_item("early")->text(4), QString("Not begun"));
    part<QTreeWidget>("runList")->setCurrentItem(run_item("early"));
    QCOMPARE(part<QPushButton>("continueRun")->text(), QString("Start again"));
    click("continueRun");
    QTRY_VERIFY_WITH_TIMEOUT(!page_->run().active(), patience_ms);
    QVERIFY2(page_->run().state() == JobState::Done, qPrintable(page_->run().failure()));
    QTRY_COMPARE(run_item("early")->text(4), QString("Done"));
    QVERIFY(!part<QPushButton>("continueRun")->isEnabled());
  }

  void a_run_fine_tunes_the_networks_of_another_one() {
    show_project();
    train_to_end(3);
    QTRY_VERIFY(part<QPushButton>("fineTuneRun")->isEnabled());
    draw_background();
    part<QSpinBox>("steps")->setValue(7);
    auto* start = part<QComboBox>("startFrom");
    QCOMPARE(start->currentIndex(), 0);
    QVERIFY(part<QLineEdit>("weights")->isVisible());
    click("fineTuneRun");
    QVERIFY(start->currentText().contains("run-1"));
    QVERIFY(!part<QLineEdit>("weights")->isVisible());
    QCOMPARE(part<QSpinBox>("option_image_size")->value(), 64);  // as that run's
    QCOMPARE(part<QSpinBox>("steps")->value(), 3);
    QCOMPARE(part<QLineEdit>("runName")->text(), QString("run-2"));
    shot("fine-tune");
    click("startRun");
    QTRY_VERIFY_WITH_TIMEOUT(!page_->run().active(), patience_ms);
    QVERIFY2(page_->run().state() == JobState::Done, qPrintable(page_->run().failure()));
    const auto origin = train::read_run_origin(made_->runs() / "run-2");
    QCOMPARE(origin.from, train::last_checkpoint(made_->runs() / "run-1")->string());
    QVERIFY(origin.weights.empty());
    const auto agreement = train::read_agreement(made_->runs() / "run-2");
    QVERIFY(agreement && agreement->images > 0);
    QVERIFY2(text("trainingMessage").contains("run-2 is trained"),
             qPrintable(text("trainingMessage")));
    QCOMPARE(text("trainingMessage").contains("next start"), agreement->better());

    // Options of a run bring what it started from; encoder weights are one choice away.
    QTRY_VERIFY(run_item("run-2"));
    start->setCurrentIndex(0);
    QVERIFY(part<QLineEdit>("weights")->isVisible());
    part<QTreeWidget>("runList")->setCurrentItem(run_item("run-2"));
    click("useRunOptions");
    QVERIFY(start->currentText().contains("run-1"));

    // Networks of another encoder don't fit.
    const auto other = QString("base");
    auto* encoder = part<QComboBox>("option_encoder");
    QVERIFY(encoder->findText(other) >= 0);
    encoder->setCurrentText(other);
    QVERIFY2(text("trainingNotice").contains("run-1"), qPrintable(text("trainingNotice")));
    QVERIFY(!part<QPushButton>("startRun")->isEnabled());

    // A run that is gone can't be started from.
    fs::remove_all(made_->runs() / "run-1");
    QTRY_VERIFY_WITH_TIMEOUT(!run_item("run-1"), 20'000);
    QTRY_COMPARE(start->currentIndex(), 0);
    part<QTreeWidget>("runList")->setCurrentItem(run_item("run-2"));
    click("useRunOptions");
    QCOMPARE(start->currentIndex(), 0);
    QVERIFY2(text("trainingMessage").contains("run-1"), qPrintable(text("trainingMessage")));
    // What it has itself learned can be.
    click("fineTuneRun");
    QVERIFY(start->currentText().contains("run-2"));
  }

  void runs_of_the_command_line_appear_and_lie_over_each_other() {
    show_project();
    const auto first = write_run("from-cli", 20, 40);
    auto other_program = FileLock::take(train::RunFolder{first}.lock());
    QTRY_VERIFY(run_item("from-cli"));
    QCOMPARE(run_item("from-cli")->text(1), QString("quick"));
    QCOMPARE(run_item("from-cli")->text(2), QString("20 of 40"));
    QCOMPARE(run_item("from-cli")->text(4), QString("Running elsewhere"));
    auto* list = part<QTreeWidget>("runList");
    list->setCurrentItem(run_item("from-cli"));
    QVERIFY(!part<QPushButton>("continueRun")->isEnabled());
    other_program.reset();  // however it ended
    QTRY_COMPARE_WITH_TIMEOUT(run_item("from-cli")->text(4), QString("Not begun"), 20'000);
    QVERIFY(part<QPushButton>("continueRun")->isEnabled());
    run_item("from-cli")->setCheckState(0, Qt::Checked);
    QTRY_COMPARE(points(), 20);
    {
      train::MetricsLog log(train::RunFolder{first}.metrics(), 20);
      for (int step = 21; step <= 30; ++step) log.add(step_metrics(step));
    }
    QTRY_COMPARE_WITH_TIMEOUT(points(), 30, 20'000);
    write_run("second", 15, 15);
    QTRY_VERIFY(run_item("second"));
    run_item("second")->setCheckState(0, Qt::Checked);
    QTRY_COMPARE(points(), 45);
    QCOMPARE(run_item("second")->text(4), QString("Done"));
    const auto lines = part<CurvePlot>("lossCurves")->values_at(3);
    QCOMPARE(lines.size(), 7);  // the step, and three quantities of two runs
    QVERIFY(lines[1].contains("(from-cli)"));
    shot("several-runs");
    run_item("from-cli")->setCheckState(0, Qt::Unchecked);
    QCOMPARE(points(), 15);
    // Its options are a start for the next one.
    list->setCurrentItem(run_item("from-cli"));
    click("useRunOptions");
    QCOMPARE(part<QComboBox>("preset")->currentText(), QString("quick"));
    QCOMPARE(part<QSpinBox>("steps")->value(), 40);
  }

  void a_right_click_on_a_run_offers_what_can_be_done_with_it() {
    show_project();
    const auto folder = write_run("one", 5, 10);
    QTRY_VERIFY(run_item("one"));
    auto* list = part<QTreeWidget>("runList");
    const auto menu = [&] {
      return right_click(list, list->visualItemRect(run_item("one")).center());
    };
    const bool shown = run_item("one")->checkState(0) == Qt::Checked;
    QVERIFY(pick(menu(), "showRunCurves"));
    QCOMPARE(run_item("one")->checkState(0) == Qt::Checked, !shown);
    QVERIFY(pick(menu(), "useRunOptions"));
    QCOMPARE(part<QSpinBox>("steps")->value(), 10);
    QVERIFY(pick(menu(), "copyRunPath"));
    QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(folder.string()));
    QVERIFY(!entry(menu(), "closeRun"));  // the project's own stay
    QApplication::activePopupWidget()->close();
    QVERIFY(!right_click(list, {5, list->viewport()->height() - 3}));
  }

  void a_tensorboard_log_is_opened_beside_the_runs() {
    show_project();
    const auto log = made_->folder() / "published";
    fs::create_directories(log);
    {
      train::EventFile events(log);
      for (int step = 1; step <= 5; ++step)
        events.add(step, {{"train/cls_loss", 1.0 / step}, {"val/mIoU", 40.0 + step}});
    }
    part<QAction>("openLogFolder")->trigger();
    auto* dialog = part<QFileDialog>("openLogDialog");
    Q_EMIT dialog->fileSelected(QString::fromStdString(log.string()));
    dialog->reject();
    QTRY_COMPARE(points("train/cls_loss"), 5);
    QCOMPARE(part<CurvePlot>("miouCurves")->point_count("val/mIoU"), 5);
    QCOMPARE(run_item("published")->text(4), QString("TensorBoard log"));
    QVERIFY(!part<QPushButton>("continueRun")->isEnabled());
    click("closeOtherRun");
    QVERIFY(!run_item("published"));
    QCOMPARE(points("train/cls_loss"), 0);
    page_->show_run(made_->folder() / "nothing");
    QVERIFY(text("trainingMessage").contains("neither"));
    const auto file = fs::directory_iterator(log)->path();
    auto bytes = read_file(file);
    bytes[bytes.size() - 6] = static_cast<char>(~bytes[bytes.size() - 6]);
    write_file(file, bytes);
    page_->show_run(log);
    QTRY_VERIFY(text("trainingMessage").contains("checksum"));
  }

  void curves_are_saved() {
    show_project();
    write_run("a", 12, 12);
    QTRY_VERIFY(run_item("a"));
    run_item("a")->setCheckState(0, Qt::Checked);
    QTRY_COMPARE(points(), 12);
    const QString folder = QString::fromStdString(made_->folder().string());
    for (const auto& [action, name] :
         {std::pair{"exportPng", "/a.png"}, {"exportPdf", "/a.pdf"}, {"exportCsv", "/a.csv"}}) {
      part<QAction>(action)->trigger();
      auto* dialog = part<QFileDialog>("exportCurvesDialog");
      Q_EMIT dialog->fileSelected(folder + name);
      dialog->reject();
      QTRY_VERIFY(!page_->findChild<QFileDialog*>("exportCurvesDialog"));
      QVERIFY2(text("trainingMessage").contains(name), qPrintable(text("trainingMessage")));
    }
    QVERIFY(QImage(folder + "/a.png").width() > 500);
    QVERIFY(read_file((folder + "/a.pdf").toStdString()).starts_with("%PDF"));
    const auto table = QString::fromStdString(read_file((folder + "/a.csv").toStdString()));
    QCOMPARE(table.count("\r\n"), 13);
    QVERIFY(table.startsWith("step,a: total"));
    // A quantity that is hidden is not in the table; a folder that is none is told.
    part<QToolButton>("legend_total")->click();
    part<QAction>("exportCsv")->trigger();
    Q_EMIT part<QFileDialog>("exportCurvesDialog")->fileSelected(folder + "/b.csv");
    QVERIFY(
        !QString::fromStdString(read_file((folder + "/b.csv").toStdString())).contains("total"));
    Q_EMIT part<QFileDialog>("exportCurvesDialog")->fileSelected("/nowhere/at/all/c.png");
    QVERIFY(text("trainingMessage").contains("/nowhere/at/all/c.png"));
  }

  void an_estimate_tells_time_and_memory() {
    show_project();
    make_small(1000);
    click("estimate");
    QTRY_VERIFY_WITH_TIMEOUT(text("estimateResult").contains("s a step"), patience_ms);
    QVERIFY2(text("estimateResult").contains("1,000 steps"), qPrintable(text("estimateResult")));
    QVERIFY(text("estimateResult").contains("Memory"));
    QVERIFY(fs::is_empty(made_->runs()) || !fs::exists(made_->runs()));
    part<QSpinBox>("option_batch")->setValue(3);
    QVERIFY(!text("estimateResult").contains("s a step"));
  }

  void a_failure_is_told_with_what_to_do() {
    show_project();
    make_small(5);
    const auto file = made_->folder() / "broken.safetensors";
    write_file(file, "these are no weights");
    part<QLineEdit>("weights")->setText(QString::fromStdString(file.string()));
    click("startRun");
    QTRY_COMPARE_WITH_TIMEOUT(page_->run().state(), JobState::Failed, patience_ms);
    QVERIFY(part<QLabel>("trainingMessage")->isVisible());
    QVERIFY2(text("trainingMessage").contains("broken.safetensors"),
             qPrintable(text("trainingMessage")));
    shot("failed");
    // Another start takes the message away.
    part<QLineEdit>("weights")->clear();
    click("startRun");
    QVERIFY(text("trainingMessage").isEmpty());
  }

  void the_filtered_images_are_labelled_with_a_run() {
    show_project();
    train_to_end(4);
    project_->set_where("split:val");
    QTRY_COMPARE(project_->filtered_images().size(), std::size_t(3));
    part<QTabWidget>("trainingTabs")->setCurrentIndex(1);
    QCOMPARE(part<QComboBox>("labelModel")->currentText(), QString("run-1"));
    auto* source = part<QComboBox>("labelSource");
    QCOMPARE(source->count(), 5);
    source->setCurrentText("Refined CAM");
    QCOMPARE(part<QLineEdit>("labelLayer")->text(), QString("refined"));
    QVERIFY(part<QPushButton>("startLabel")->text().contains("3 filtered"));
    QSignalSpy labelled(part<LabelForm>("labelForm"), &LabelForm::labelled);
    QSignalSpy layers(project_.get(), &OpenProject::layersChanged);
    click("startLabel");
    QTRY_COMPARE_WITH_TIMEOUT(labelled.count(), 1, patience_ms);
    QVERIFY(!layers.isEmpty());
    QVERIFY2(text("labelResult").contains("3 images"), qPrintable(text("labelResult")));
    const auto* layer = project_->find_layer("refined");
    QVERIFY(layer && layer->finished);
    QCOMPARE(project::Layers(*made_->get()).images(layer->id).size(), std::size_t(3));
    shot("labelled");

    // The same again completes it; with other settings the name is another one.
    QCOMPARE(part<QLineEdit>("labelLayer")->text(), QString("refined"));
    part<QCheckBox>("labelCrf")->setChecked(true);
    QCOMPARE(part<QLineEdit>("labelLayer")->text(), QString("refined-crf-run-1"));
  }

  void instant_labels_need_no_run() {
    show_project();
    page_->offer_instant_labels();
    QCOMPARE(part<QComboBox>("labelModel")->currentText(), QString("Encoder weights alone"));
    QVERIFY(part<QLineEdit>("labelWeights")->isVisible());
    QCOMPARE(part<QComboBox>("labelSource")->count(), 1);
    QVERIFY(part<QPushButton>("startLabel")->isEnabled());
    part<QLineEdit>("labelWeights")->setText("/nowhere");
    QVERIFY(!part<QPushButton>("startLabel")->isEnabled());
    page_->offer_instant_labels();
    QVERIFY(part<QPushButton>("startLabel")->isEnabled());
    click("startLabel");
    QTRY_VERIFY_WITH_TIMEOUT(project_->find_layer("instant"), patience_ms);
    QCOMPARE(project::Layers(*made_->get()).images(project_->find_layer("instant")->id).size(),
             std::size_t(11));
  }

  void another_project_takes_the_place_of_this() {
    show_project();
    write_run("a", 12, 12);
    QTRY_VERIFY(run_item("a"));
    run_item("a")->setCheckState(0, Qt::Checked);
    QTRY_COMPARE(points(), 12);
    page_->set_project(nullptr);
    QCOMPARE(points(), 0);
    QVERIFY(!run_item("a"));
    QVERIFY(!part<QPushButton>("startRun")->isEnabled());
    page_->set_project(project_.get());
    QTRY_COMPARE(points(), 12);  // the latest run is shown
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestTrainingPage)
#include "test_training_page.moc"
