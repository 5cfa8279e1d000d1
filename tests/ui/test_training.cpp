#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>
#include <cmath>

#include "private_settings.h"
#include "train/options.h"
#include "ui/training/curve_plot.h"
#include "ui/training/option_form.h"

using namespace penumbra;
using namespace penumbra::ui;

class TestTraining : public QObject {
  Q_OBJECT

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
    CurvePlot plot("loss", CurvePlot::Smoothing::Exponential, 3);
    plot.resize(600, 300);
    plot.set_phases({{50, "segmentation on"}});
    plot.set_end(100);
    for (int step = 1; step <= 60; ++step) {
      plot.add("total", step, 2.0 / step);
      plot.add("affinity", step, step == 10 ? std::nan("") : 0.5);
    }
    QCOMPARE(plot.series_count(), 2);
    QCOMPARE(plot.point_count("total"), 60);
    QCOMPARE(plot.point_count("affinity"), 59);
    const QImage with_curves = plot.grab().toImage();
    plot.clear();
    QCOMPARE(plot.series_count(), 0);
    plot.add("total", 1, 1);
    QCOMPARE(plot.point_count("total"), 1);
    QTest::qWait(200);
    QVERIFY(plot.grab().toImage() != with_curves);
  }

  void a_long_run_is_drawn_fast() {
    CurvePlot plot("loss", CurvePlot::Smoothing::Exponential, 3);
    plot.resize(900, 500);
    for (int step = 1; step <= 20'000; ++step)
      for (const char* name : {"total", "classification", "affinity", "segmentation", "energy"})
        plot.add(name, step, 1.0 + std::sin(step * 0.01));
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::qWait(300);
    QElapsedTimer clock;
    clock.start();
    plot.grab();
    qInfo("20,000 steps of 5 losses: %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 100);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestTraining)
#include "test_training.moc"
