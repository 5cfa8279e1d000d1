#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPointingDevice>
#include <QPushButton>
#include <QSpinBox>
#include <QTabletEvent>
#include <QToolButton>
#include <span>

#include "edit/brush.h"
#include "edit/crf_rectangle.h"
#include "edit/flood.h"
#include "edit/grow.h"
#include "edit/holes.h"
#include "edit/polygon.h"
#include "edit/replace.h"
#include "edit/smooth.h"
#include "edit/specks.h"
#include "edit/superpixels.h"
#include "editor_window.h"
#include "event_loop_watch.h"
#include "private_settings.h"

using namespace penumbra;
using namespace penumbra::ui;

/// Every tool but brush and eraser, by mouse, pen and keys; each result is what core makes of the
/// same points.
class TestEditorTools : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<EditorWindow> it_;

  void open() {
    it_ = std::make_unique<EditorWindow>();
    it_->open();
  }
  image::Image photo() const { return image::read_image(it_->photos() / "photo1.png"); }
  /// Waits for an operation and compares what the project has with `expected`.
  void expect(const image::LabelMap& expected, int operations = 1) const {
    QTRY_COMPARE_WITH_TIMEOUT(it_->editor().done(), operations, 20'000);
    const auto stored = it_->stored();
    QCOMPARE(stored.labels, expected.labels);
    QCOMPARE(it_->editor().labels()->plane->values, expected.labels);
  }
  void press(const char* button) const { QTest::mouseClick(it_->part(button), Qt::LeftButton); }

 private Q_SLOTS:
  void cleanup() {
    it_.reset();
    QSettings().clear();
  }

  void a_polygon_is_closed_by_enter() {
    open();
    it_->take(Qt::Key_P);
    it_->key(Qt::Key_3);
    const std::vector<edit::Point> corners{{20, 20}, {100, 30}, {60, 130}};
    for (const auto& at : corners) it_->click(at.x, at.y);
    it_->click(10, 150);
    it_->key(Qt::Key_Backspace);  // one too many
    QCOMPARE(it_->editor().has_unsaved(), false);
    it_->key(Qt::Key_Return);
    auto expected = it_->segmentation();
    const edit::Ring ring = it_->heard(corners);
    edit::fill_polygon({expected}, std::span(&ring, 1), 3);
    expect(expected);
  }

  void a_polygon_is_closed_by_a_double_click() {
    open();
    it_->take(Qt::Key_P);
    it_->key(Qt::Key_2);
    it_->click(20, 20);
    it_->click(100, 20);
    it_->click(100, 120);
    QTest::mouseDClick(&it_->canvas(), Qt::LeftButton, {}, it_->screen(100, 120));
    auto expected = it_->segmentation();
    const edit::Ring ring = it_->heard({{20, 20}, {100, 20}, {100, 120}});
    edit::fill_polygon({expected}, std::span(&ring, 1), 2);
    expect(expected);
  }

  void escape_forgets_a_polygon_and_then_leaves() {
    open();
    it_->take(Qt::Key_P);
    it_->click(20, 20);
    it_->click(100, 20);
    it_->key(Qt::Key_Escape);
    QVERIFY(it_->page().isVisible());
    it_->key(Qt::Key_Return);  // there is nothing to close
    QCOMPARE(it_->editor().done(), 0);
    it_->key(Qt::Key_Escape);
    QVERIFY(!it_->page().isVisible());
  }

  void the_lasso_fills_what_it_goes_round() {
    open();
    it_->take(Qt::Key_L);
    it_->key(Qt::Key_3);
    const std::vector<edit::Point> way{{20, 20}, {100, 30}, {90, 90}, {60, 130}, {25, 80}};
    it_->press(20, 20);
    for (const auto& at : way) it_->move(at.x, at.y);
    it_->key(Qt::Key_Escape);
    it_->release(25, 80);
    QCOMPARE(it_->editor().has_unsaved(), false);
    it_->drag(way);
    auto expected = it_->segmentation();
    const edit::Ring ring = it_->heard(way);
    edit::fill_polygon({expected}, std::span(&ring, 1), 3);
    expect(expected);
  }

  void the_flood_fills_an_area_of_like_colour() {
    open();
    it_->take(Qt::Key_F);
    it_->key(Qt::Key_1);
    it_->part<QSpinBox>("tolerance")->setValue(40);
    it_->click(180, 80);
    auto expected = it_->segmentation();
    edit::flood_fill({expected}, photo(), it_->point(180, 80), 40, 1);
    QCOMPARE(EditorWindow::at(expected, 165, 65), 1);
    expect(expected);
  }

  void superpixels_are_painted_over() {
    open();
    it_->key(Qt::Key_S);
    auto* state = it_->part<QLabel>("editState");
    QTRY_COMPARE(state->text(), QString());
    it_->key(Qt::Key_BracketRight);
    const int size = it_->page().editing().toolbox().options().region_size;
    QVERIFY(size > 24);
    QTest::qWait(300);  // a slider that moves asks for many sizes: the last one counts
    QTRY_COMPARE(state->text(), QString());
    QTRY_VERIFY(it_->editor().labels() != nullptr);
    it_->key(Qt::Key_3);
    const auto superpixels = edit::compute_superpixels(photo(), size);
    it_->press(30, 30);
    QCOMPARE(it_->shown_label(30, 30), 3);
    it_->move(30, 120);
    QCOMPARE(it_->shown_label(30, 120), 3);
    it_->release(30, 120);
    auto expected = it_->segmentation();
    const auto from = it_->point(30, 30), to = it_->point(30, 120);
    std::vector<edit::Point> line;
    const int steps = static_cast<int>(std::ceil(std::hypot(to.x - from.x, to.y - from.y)));
    for (int i = 0; i <= steps; ++i)
      line.push_back({from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps});
    edit::fill_superpixels({expected}, superpixels, line, 3);
    expect(expected);
  }

  void a_region_is_taken_from_another_layer() {
    open();
    it_->take(Qt::Key_T);
    auto* from = it_->part<QComboBox>("takeFrom");
    from->setCurrentText("cam");
    Q_EMIT from->activated(from->currentIndex());
    it_->click(130, 20);
    auto expected = it_->segmentation();
    EditorWindow::fill(expected, {120, 0, 120, 160}, 3);
    expect(expected);
    // Back from the segmentation, as another class.
    from->setCurrentText("segmentation");
    Q_EMIT from->activated(from->currentIndex());
    it_->part<QCheckBox>("takeAsCurrent")->setChecked(true);
    it_->key(Qt::Key_1);
    it_->click(180, 80);
    EditorWindow::fill(expected, EditorWindow::dog, 1);
    expect(expected, 2);
  }

  void what_scores_high_is_taken_from_a_cam() {
    open();
    it_->take(Qt::Key_T);
    it_->key(Qt::Key_3);
    auto* from = it_->part<QComboBox>("takeFrom");
    from->setCurrentText("cam");
    Q_EMIT from->activated(from->currentIndex());
    it_->part<QCheckBox>("takeScore")->setChecked(true);
    it_->part<QDoubleSpinBox>("takeThreshold")->setValue(0.9);
    it_->click(230, 20);
    QTRY_COMPARE(it_->editor().done(), 1);
    const auto stored = it_->stored();
    QCOMPARE(EditorWindow::at(stored, 239, 10), 3);
    QCOMPARE(EditorWindow::at(stored, 218, 10), 3);
    QCOMPARE(EditorWindow::at(stored, 212, 10), 0);
  }

  void the_crf_refines_a_rectangle() {
    open();
    it_->take(Qt::Key_C);
    it_->drag({{125, 20}, {180, 90}, {230, 140}});
    QTRY_COMPARE_WITH_TIMEOUT(it_->editor().done(), 1, 20'000);
    const auto a = it_->point(125, 20), b = it_->point(230, 140);
    const QRect area = QRectF(QPointF(a.x, a.y), QPointF(b.x, b.y)).toAlignedRect();
    auto expected = it_->segmentation();
    edit::refine_by_crf({expected}, photo(), {area.x(), area.y(), area.width(), area.height()}, 0.8,
                        1);
    expect(expected);
    QVERIFY(expected.labels != it_->segmentation().labels);
  }

  void a_class_is_replaced_here_or_everywhere() {
    open();
    it_->take(Qt::Key_R);
    it_->key(Qt::Key_3);
    it_->click(60, 70);
    auto expected = it_->segmentation();
    EditorWindow::fill(expected, EditorWindow::cat, 3);
    expect(expected);
    it_->part<QCheckBox>("replaceEverywhere")->setChecked(true);
    it_->key(Qt::Key_2);
    it_->click(5, 5);
    edit::replace_label({expected}, 0, 2, {});
    expect(expected, 2);
  }

  void tidying_up_is_of_the_class_in_hand() {
    open();
    it_->take(Qt::Key_E);
    auto options = it_->page().editing().toolbox().options();
    options.radius = 6;
    it_->page().editing().toolbox().set_options(options);
    it_->click(60, 70);  // a hole in the cat
    auto expected = it_->segmentation();
    edit::brush({expected}, it_->heard({{60, 70}}), 6, 0);
    expect(expected);
    it_->key(Qt::Key_1);
    press("fillHoles");
    edit::fill_holes({expected}, 1);
    expect(expected, 2);
    it_->part<QSpinBox>("growPixels")->setValue(5);
    press("grow");
    edit::grow_label({expected}, 1, 5);
    expect(expected, 3);
    it_->key(Qt::Key_G, Qt::ShiftModifier);
    edit::shrink_label({expected}, 1, 5, 0);
    expect(expected, 4);
    press("smooth");
    edit::smooth_borders({expected}, it_->part<QSpinBox>("smoothRadius")->value());
    expect(expected, 5);
    it_->part<QSpinBox>("speckArea")->setValue(100'000);
    it_->key(Qt::Key_K);
    edit::remove_specks({expected}, 100'000, std::uint8_t{1});
    expect(expected, 6);
    press("fillHoles");
    QTRY_COMPARE(it_->message(), QString("Holes filled: nothing changed"));
  }

  void a_pen_paints_as_wide_as_it_is_pressed() {
    open();
    it_->take(Qt::Key_B);
    auto options = it_->page().editing().toolbox().options();
    options.radius = 20;
    it_->page().editing().toolbox().set_options(options);
    it_->key(Qt::Key_3);
    const QPointingDevice pen(
        "pen", 7, QInputDevice::DeviceType::Stylus, QPointingDevice::PointerType::Pen,
        QInputDevice::Capability::Position | QInputDevice::Capability::Pressure, 1, 1);
    const auto send = [&](QEvent::Type type, double x, double y, double pressure,
                          Qt::MouseButtons held) {
      const QPointF at = it_->screen(x, y);
      QTabletEvent event(type, &pen, at, it_->canvas().mapToGlobal(at), pressure, 0, 0, 0, 0, 0,
                         Qt::NoModifier, Qt::LeftButton, held);
      QApplication::sendEvent(&it_->canvas(), &event);
      return event.isAccepted();
    };
    QVERIFY(send(QEvent::TabletPress, 40, 20, 0.2, Qt::LeftButton));
    QVERIFY(send(QEvent::TabletMove, 120, 20, 0.5, Qt::LeftButton));
    QVERIFY(send(QEvent::TabletMove, 200, 20, 1.0, Qt::LeftButton));
    QVERIFY(send(QEvent::TabletRelease, 200, 20, 0, Qt::NoButton));
    auto expected = it_->segmentation();
    const auto way = it_->heard({{40, 20}, {120, 20}, {200, 20}});
    edit::brush({expected}, std::span(way).first(1), 4, 3);
    edit::brush({expected}, std::span(way).first(2), 10, 3);
    edit::brush({expected}, std::span(way).last(2), 20, 3);
    expect(expected);
  }

  void strokes_during_a_long_operation_keep_their_order() {
    open();
    it_->take(Qt::Key_R);
    it_->key(Qt::Key_3);
    const auto centre = it_->point(60, 70);
    auto options = it_->page().editing().toolbox().options();
    options.radius = 15;
    options.only_over = std::bitset<256>(1U << 3U);
    // The replacement waits for the thread that the CRF keeps busy; the stroke is over its result.
    it_->editor().run({edit::RefineByCrf{{125, 0, 115, 160}, 0.9}, {}, {}});
    it_->click(60, 70);
    it_->page().editing().toolbox().set_options(options);
    it_->key(Qt::Key_B);
    it_->key(Qt::Key_2);
    it_->click(60, 70);
    QTRY_VERIFY_WITH_TIMEOUT(!it_->editor().has_unsaved(), 20'000);
    auto expected = it_->segmentation();
    edit::refine_by_crf({expected}, photo(), {125, 0, 115, 160}, 0.9, 1);
    edit::replace_label({expected}, 1, 3, centre);
    edit::Limits limits;
    limits.only_over = options.only_over;
    edit::brush({expected}, std::vector{it_->point(60, 70)}, 15, 2, limits);
    expect(expected, 3);
  }

  void another_image_is_shown_while_an_operation_goes_on() {
    open();
    it_->take(Qt::Key_C);
    it_->key(Qt::Key_1);
    EventLoopWatch watch;
    it_->drag({{5, 5}, {100, 100}, {235, 155}});
    it_->key(Qt::Key_B);
    it_->press(20, 20);  // a stroke that has not ended belongs to its image
    it_->key(Qt::Key_Right);
    QTRY_COMPARE(it_->page().shown_image(), std::optional<project::ImageId>(2));
    it_->release(20, 20);
    watch.finish();
    QTRY_VERIFY_WITH_TIMEOUT(it_->editor().labels() && !it_->editor().has_unsaved(), 20'000);
    QCOMPARE(it_->editor().done(), 0);
    QCOMPARE(it_->stored(2).labels, it_->segmentation().labels);
    it_->key(Qt::Key_Left);
    QTRY_COMPARE_WITH_TIMEOUT(it_->editor().done(), 2, 20'000);
    QCOMPARE(EditorWindow::at(it_->stored(1), 20, 20), 1);
    QVERIFY2(watch.longest_stall_ms() < 100, qPrintable(QString::number(watch.longest_stall_ms())));
  }

  void closing_writes_what_is_under_way() {
    open();
    it_->take(Qt::Key_B);
    it_->key(Qt::Key_2);
    it_->click(20, 20);
    it_->click(40, 140);
    it_->window().close();  // at once
    QTRY_VERIFY(!it_->window().isVisible());
    it_->close();
    it_->open();
    QTRY_COMPARE(it_->editor().done(), 2);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestEditorTools)
#include "test_editor_tools.moc"
