#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QToolTip>
#include <QtTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "private_settings.h"
#include "right_click.h"
#include "train/options.h"
#include "ui/jobs/job_list.h"
#include "ui/training/curve_panel.h"
#include "ui/training/curve_plot.h"
#include "ui/training/layer_name.h"
#include "ui/training/option_form.h"
#include "ui/training/preview_pictures.h"
#include "ui/training/run_form.h"

using namespace penumbra;
using namespace penumbra::ui;

class TestTraining : public QObject {
  Q_OBJECT

 private:
  static double size(std::pair<double, double> range) { return range.second - range.first; }

 private Q_SLOTS:
  void form_shows_every_option_and_gives_it_back() {
    OptionForm form({"steps"});
    for (const auto& info : train::describe()) {
      auto* field = form.findChild<QWidget*>("option_" + QString::fromStdString(info.name));
      QCOMPARE(field != nullptr, info.name != "steps");
    }
    for (const auto& name : train::preset_names()) {
      train::TrainOptions wanted = train::preset(name);
      form.show_options(wanted);
      train::TrainOptions read = train::preset(name);
      read.learning_rate = 1;
      read.batch = 1;
      read.segmentation_target = "refined";
      read.label_size = "123";
      form.read_into(read);
      QVERIFY2(read == wanted, name.c_str());
    }
  }

  void edits_reach_the_options() {
    OptionForm form({"steps"});
    form.show_options(train::preset("voc"));
    QSignalSpy edited(&form, &OptionForm::edited);
    form.findChild<QSpinBox*>("option_batch")->setValue(7);
    form.findChild<QDoubleSpinBox*>("option_learning_rate")->setValue(0.00025);
    form.findChild<QComboBox*>("option_classifier_init")->setCurrentText("ridge");
    QCOMPARE(edited.count(), 3);
    train::TrainOptions options = train::preset("voc");
    form.read_into(options);
    QCOMPARE(options.batch, 7);
    QCOMPARE(options.learning_rate, 0.00025);
    QCOMPARE(options.classifier_init, std::string("ridge"));
  }

  void small_numbers_are_shown_in_full() {
    OptionForm form({});
    form.show_options(train::preset("voc"));
    const auto* rate = form.findChild<QDoubleSpinBox*>("option_learning_rate");
    QCOMPARE(rate->text(), QString("6e-05"));
    QCOMPARE(rate->value(), 6e-5);
  }

  void curves_grow_and_leave_out_what_is_not_finite() {
    CurvePlot plot({"loss", 3, true});
    plot.resize(600, 300);
    plot.set_phases({{50, "segmentation on"}});
    plot.set_end(100);
    for (int step = 1; step <= 60; ++step) {
      plot.add("run", "total", step, 2.0 / step);
      plot.add("run", "affinity", step, step == 10 ? std::nan("") : 0.5);
    }
    QCOMPARE(plot.series_count(), 2);
    QCOMPARE(plot.point_count("total"), 60);
    QCOMPARE(plot.point_count("affinity"), 59);
    const QImage with_curves = plot.grab().toImage();
    plot.clear();
    QCOMPARE(plot.series_count(), 0);
    plot.add("run", "total", 1, 1);
    QCOMPARE(plot.point_count("total"), 1);
    QTest::qWait(200);
    QVERIFY(plot.grab().toImage() != with_curves);
  }

  void smoothing_is_an_unbiased_mean_of_the_past() {
    CurvePlot plot({"loss", 3, true});
    plot.set_smoothing(0.5);
    for (int step = 1; step <= 3; ++step) plot.add("run", "a", step, step);
    // (1/8 * 1 + 1/4 * 2 + 1/2 * 3) / (7/8)
    QVERIFY2(plot.values_at(3)[1].startsWith("2.429"), qPrintable(plot.values_at(3)[1]));
    plot.set_points("run", "b", {{1, 1}, {2, 2}, {3, 3}});
    QVERIFY(plot.values_at(3)[2].startsWith("2.429"));
    plot.set_smoothing(0);
    QVERIFY(plot.values_at(3)[1].startsWith("3 "));
  }

  void values_under_the_cursor_are_of_the_nearest_step() {
    CurvePlot plot({"mIoU", 3, false});
    plot.resize(700, 300);
    plot.set_run("1", "first", 0);
    plot.set_run("2", "second", 1);
    plot.set_points("1", "CAM", {{100, 30}, {200, 40}});
    plot.set_points("2", "CAM", {{100, 35}, {220, 45}});
    QCOMPARE(plot.values_at(190), (QStringList{"Step 200", "40  CAM (first)", "45  CAM (second)"}));
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::qWait(200);
    auto* canvas = plot.findChild<QWidget*>("curveCanvas");
    const QPoint at = plot.place_of(100, 30);
    QTest::mouseMove(canvas, at - QPoint(3, 0));
    QTest::mouseMove(canvas, at);
    QTRY_VERIFY(QToolTip::text().contains("35  CAM (second)"));
    QToolTip::hideText();
    plot.show_quantity("CAM", false);
    QVERIFY(plot.values_at(190).isEmpty());
  }

  void the_view_is_moved_and_fitted_again() {
    CurvePlot plot({"loss", 3, true});
    plot.resize(700, 300);
    for (int step = 1; step <= 100; ++step) plot.add("run", "total", step, 1.0 / step);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::qWait(250);
    auto* canvas = plot.findChild<QWidget*>("curveCanvas");
    QVERIFY(plot.follows());
    const auto all = plot.x_range();
    QSignalSpy follows(&plot, &CurvePlot::followsChanged);
    QWheelEvent wheel(QPointF(300, 150), canvas->mapToGlobal(QPointF(300, 150)), {}, {0, 120},
                      Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas, &wheel);
    QVERIFY(!plot.follows());
    QCOMPARE(follows.count(), 1);
    QVERIFY(size(plot.x_range()) < size(all));
    const auto zoomed = plot.x_range();
    plot.add("run", "total", 101, 0.01);
    QTest::qWait(250);
    QCOMPARE(plot.x_range().second, zoomed.second);  // it stays where it was put
    QTest::mousePress(canvas, Qt::LeftButton, {}, QPoint(300, 150));
    QTest::mouseMove(canvas, QPoint(320, 150));
    QTest::mouseMove(canvas, QPoint(360, 150));
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, QPoint(360, 150));
    QVERIFY(plot.x_range().first < zoomed.first);
    QTest::keyClick(&plot, Qt::Key_0);
    QTRY_COMPARE(plot.x_range().second, 101.0);
    QVERIFY(plot.follows());
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(!plot.follows() && size(plot.x_range()) < size(all));
    const auto closer = plot.x_range();
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(plot.x_range().first > closer.first);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, QPoint(300, 150));
    QVERIFY(plot.follows());
  }

  void a_logarithmic_axis_leaves_out_what_is_not_positive() {
    CurvePlot plot({"loss", 3, true});
    plot.resize(700, 300);
    plot.set_points("run", "a", {{1, -1}, {2, 0.001}, {3, 100}});
    plot.set_logarithmic(true);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY(plot.y_range().first > 0.0005);
    QTRY_VERIFY(plot.y_range().second > 100);
    plot.set_logarithmic(false);
    QTRY_COMPARE(plot.y_range().first, -1.0);
  }

  void the_panel_chooses_hides_and_smooths() {
    CurvePanel panel;
    panel.resize(900, 400);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* tabs = panel.findChild<QTabBar*>("plotChoice");
    QVERIFY(!tabs->isTabVisible(static_cast<int>(PlotKind::Other)));
    train::StepMetrics metrics;
    metrics.step = 1;
    metrics.parts = {{"affinity", 2}};
    metrics.memory_bytes = 2'000'000'000;
    panel.add("run", 1, values_of(metrics));
    panel.set_curves("log",
                     curves_of(std::vector<train::EventCurve>{{"train/seg_loss", {{1, 0.5}}},
                                                              {"miou/teacher_aux_cam", {{1, 33}}},
                                                              {"strange", {{1, 3}}},
                                                              {"memory/bytes", {{1, 3e9}}}}));
    QVERIFY(tabs->isTabVisible(static_cast<int>(PlotKind::Other)));
    QCOMPARE(panel.plot(PlotKind::Losses).quantities(),
             (QStringList{"total", "affinity", "train/seg_loss"}));
    QCOMPARE(panel.plot(PlotKind::Miou).quantities(), QStringList{"auxiliary CAM, teacher"});
    QCOMPARE(panel.plot(PlotKind::Memory).values_at(1),
             (QStringList{"Step 1", "2  process (run)", "3  process (log)"}));
    auto* affinity = panel.findChild<QToolButton*>("legend_affinity");
    QTest::mouseClick(affinity, Qt::LeftButton);
    QVERIFY(!panel.plot(PlotKind::Losses).is_shown("affinity"));
    panel.remove_run("log");
    QVERIFY(!panel.findChild<QToolButton*>("legend_train/seg_loss"));
    QVERIFY(!panel.findChild<QToolButton*>("legend_affinity")->isChecked());
    panel.show_plot(PlotKind::Miou);
    QVERIFY(panel.plot(PlotKind::Miou).isVisible());
    QVERIFY(!panel.findChild<QSlider*>("smoothing")->isEnabled());
  }

  void a_hidden_plot_is_laid_out_in_silence() {
    static QStringList said;
    const auto before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext&, const QString& text) { said << text; });
    {
      CurvePanel panel;
      panel.add("run", 1, {{PlotKind::Losses, "total", 1}, {PlotKind::Memory, "process", 1}});
      panel.resize(900, 400);
      panel.show();
      QTest::qWait(200);
      panel.resize(300, 40);
      QTest::qWait(200);
      panel.resize(900, 400);
      QTest::qWait(200);
    }
    qInstallMessageHandler(before);
    QVERIFY2(said.filter("Paint").isEmpty(), qPrintable(said.join('\n')));
  }

  void a_right_click_on_a_plot_offers_what_can_be_done_with_it() {
    QSettings().clear();
    CurvePanel panel;
    panel.resize(900, 400);
    for (int step = 1; step <= 10; ++step)
      panel.add("run", step, {{PlotKind::Losses, "total", 1.0 / step}});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    CurvePlot& plot = panel.plot(PlotKind::Losses);
    auto* canvas = plot.findChild<QWidget*>("curveCanvas");
    const QPoint middle = canvas->rect().center();
    QMenu* menu = right_click(canvas, middle);
    QVERIFY(menu && !entry(menu, "plotFit")->isEnabled());
    QVERIFY(pick(menu, "plotLogAxis"));
    QVERIFY(panel.findChild<QCheckBox*>("logAxis")->isChecked());
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(!plot.follows());
    QVERIFY(pick(right_click(canvas, middle), "plotFit"));
    QVERIFY(plot.follows());
    QVERIFY(pick(right_click(canvas, middle), "plotCopyTable"));
    QVERIFY(QApplication::clipboard()->text().startsWith("step,"));
    QVERIFY(pick(right_click(canvas, middle), "plotCopy"));
    QVERIFY(!QApplication::clipboard()->pixmap().isNull());
    QVERIFY(pick(right_click(canvas, middle), "exportPng"));
    QVERIFY(panel.findChild<QFileDialog*>("exportCurvesDialog"));
    // Smoothing and axis are as they were left.
    panel.findChild<QSlider*>("smoothing")->setValue(12);
    CurvePanel again;
    QCOMPARE(again.findChild<QSlider*>("smoothing")->value(), 12);
    QVERIFY(again.findChild<QCheckBox*>("logAxis")->isChecked());
    QSettings().clear();
  }

  void a_long_run_is_drawn_fast() {
    CurvePlot plot({"loss", 3, true});
    plot.resize(900, 500);
    for (int step = 1; step <= 20'000; ++step)
      for (const char* name : {"total", "classification", "affinity", "segmentation", "energy"})
        plot.add("run", name, step, 1.0 + std::sin(step * 0.01));
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::qWait(300);
    QElapsedTimer clock;
    clock.start();
    plot.grab();
    qInfo("20,000 steps of 5 losses: %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 100);
    clock.start();
    plot.set_smoothing(0.9);
    qInfo("smoothed: %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 100);
  }

  void previews_are_drawn_over_the_photo() {
    QImage photo(6, 4, QImage::Format_RGB32);
    photo.fill(qRgb(10, 20, 30));
    train::Preview preview{{{6, 4}, std::vector<float>(24, 0)},
                           {{6, 4}, std::vector<std::uint8_t>(24, 0)},
                           {{6, 4}, std::vector<std::uint8_t>(24, 0)}};
    preview.cam.scores[0] = 1;
    preview.uncertain.labels[1] = 1;
    for (std::size_t i = 0; i < 12; ++i) preview.label.labels[i] = 2;
    const auto drawn =
        draw_preview("a", photo, preview, {"cat", "dog"}, {{"dog", qRgb(200, 0, 0)}});
    QCOMPARE(drawn.photo, photo);
    QCOMPARE(drawn.cam.pixel(1, 0), photo.pixel(1, 0));
    QVERIFY(drawn.cam.pixel(0, 0) != photo.pixel(0, 0));
    QVERIFY(drawn.uncertain.pixel(1, 0) != photo.pixel(1, 0));
    QCOMPARE(drawn.uncertain.pixel(3, 3), photo.pixel(3, 3));
    QCOMPARE(drawn.label.pixel(2, 1), qRgb(200, 0, 0));  // at the border
    QVERIFY(qRed(drawn.label.pixel(2, 0)) > 100 && qRed(drawn.label.pixel(2, 0)) < 200);
    QCOMPARE(drawn.label.pixel(2, 3), photo.pixel(2, 3));
    QCOMPARE(drawn.classes, QString("dog"));
    // Without a photo the maps are on grey.
    QVERIFY(!draw_preview("a", {}, preview, {}, {}).cam.isNull());
  }

  void layers_are_named_by_source_and_by_what_made_them() {
    const label::ModelFiles weights{.weights = "/w/a.pth"};
    QCOMPARE(proposed_layer_name({}, label::Source::Instant, false, weights), QString("instant"));
    project::Layer layer;
    layer.name = "instant";
    layer.options = {{"source", "instant"}, {"crf", false}, {"model", "/w/a.pth"}};
    QCOMPARE(proposed_layer_name({layer}, label::Source::Instant, false, weights),
             QString("instant"));
    QCOMPARE(proposed_layer_name({layer}, label::Source::Instant, true, weights),
             QString("instant-crf"));
    QCOMPARE(proposed_layer_name({layer}, label::Source::Instant, false, {.weights = "/w/b.pth"}),
             QString("instant-2"));
    QCOMPARE(proposed_layer_name({layer}, label::Source::Instant, false, {.run = "/p/runs/run-3"}),
             QString("instant-run-3"));
  }

  void weights_are_fetched_from_their_address_and_checked() {
    QTemporaryDir folder;
    const std::filesystem::path published = (folder.path() + "/tiny-7f3a.pth").toStdString();
    std::ofstream(published) << "weights";
    const auto hash = QCryptographicHash::hash("weights", QCryptographicHash::Sha256).toHex();
    const auto write_manifest = [&](const QByteArray& sha256) {
      const nlohmann::json entry = {{"name", "tiny"},
                                    {"encoder", "tiny"},
                                    {"patch", 16},
                                    {"publisher", "https://example.org"},
                                    {"address", "file://" + published.string()},
                                    {"sha256", sha256.toStdString()}};
      std::ofstream((folder.path() + "/manifest.json").toStdString())
          << nlohmann::json{{"weights", {entry}}};
    };
    qputenv("PENUMBRA_MODELS", folder.path().toLocal8Bit());
    for (const bool right : {false, true}) {
      write_manifest(right ? hash.left(8) : QByteArray("00000000"));
      JobList jobs;
      QSignalSpy failed(&jobs, &JobList::failed);
      RunForm form(jobs);
      auto* sources = form.findChild<QLabel*>("weightsSourceList");
      QVERIFY(sources->text().contains("fetch:tiny"));
      Q_EMIT sources->linkActivated("fetch:tiny");
      auto* line = form.findChild<QLineEdit*>("weights");
      if (right) {
        QTRY_VERIFY(line->text().endsWith("weights/tiny-7f3a.pth"));
        QVERIFY(std::filesystem::exists(line->text().toStdString()));
      } else {
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!line->text().endsWith("tiny-7f3a.pth"));
      }
    }
    qunsetenv("PENUMBRA_MODELS");
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestTraining)
#include "test_training.moc"
