#include <QSignalSpy>
#include <QtTest>

#include "private_settings.h"
#include "sample_planes.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/minimap.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace {

std::shared_ptr<const Overlay> right_half(int width, int height) {
  return std::make_shared<const Overlay>(
      Overlay{{width, height}, {labels_of(halves(width, height))}});
}

}  // namespace

class TestCanvas : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void wheel_zooms_at_the_cursor() {
    Canvas canvas;
    canvas.resize(400, 300);
    canvas.set_photo(grey_photo(200, 100));
    const QPointF at(120, 90);
    const QPointF before = canvas.transform().to_image(at);
    const double zoom = canvas.zoom();
    QWheelEvent wheel(at, canvas.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas, &wheel);
    QVERIFY(canvas.zoom() > zoom * 1.2);
    const QPointF after = canvas.transform().to_image(at);
    QVERIFY((after - before).manhattanLength() < 1e-6);
  }

  void keys_fit_and_show_100_percent() {
    Canvas canvas;
    canvas.resize(400, 300);
    canvas.set_photo(grey_photo(800, 400));
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    const double fit = canvas.zoom();
    QTest::keyClick(&canvas, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas.zoom(), 1.0);
    QTest::keyClick(&canvas, Qt::Key_Plus);
    QCOMPARE(canvas.zoom(), 1.25);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QCOMPARE(canvas.zoom(), 1.0);
    QTest::keyClick(&canvas, Qt::Key_0);
    QCOMPARE(canvas.zoom(), fit);
  }

  void q_held_shows_the_bare_photo() {
    Canvas canvas;
    canvas.resize(200, 120);
    canvas.set_photo(grey_photo(200, 100));
    canvas.set_overlay(right_half(200, 100));
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    const auto right = [&] { return canvas.grab().toImage().pixelColor(150, 60); };
    const QColor grey(120, 120, 120);
    QVERIFY(right() != grey);
    QTest::keyPress(&canvas, Qt::Key_Q);
    QCOMPARE(right(), grey);
    QTest::keyRelease(&canvas, Qt::Key_Q);
    QVERIFY(right() != grey);
  }

  void an_overlay_of_another_size_is_not_drawn() {
    Canvas canvas;
    canvas.resize(200, 120);
    canvas.set_photo(grey_photo(200, 100));
    canvas.set_overlay(right_half(40, 20));
    QCOMPARE(canvas.grab().toImage().pixelColor(150, 60), QColor(120, 120, 120));
  }

  void drag_pans_and_the_photo_stays_in_reach() {
    Canvas canvas;
    canvas.resize(400, 300);
    canvas.set_photo(grey_photo(200, 100));
    const QPointF before = canvas.transform().offset;
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {200, 150});
    QTest::mouseMove(&canvas, {230, 140});
    QCOMPARE(canvas.transform().offset - before, QPointF(30, -10));
    QTest::mouseMove(&canvas, {5000, 5000});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {5000, 5000});
    QVERIFY(canvas.transform().offset.x() < canvas.width());
    QVERIFY(canvas.transform().offset.y() < canvas.height());
  }

  void what_is_seen_after_panning_is_what_a_new_canvas_shows() {
    Canvas moved;
    moved.resize(300, 200);
    moved.set_photo(grey_photo(900, 600));
    moved.set_overlay(right_half(900, 600));
    moved.zoom_at(1.7, {100, 100});
    moved.grab();
    for (const QPointF step : {QPointF(40, 3), QPointF(-90, -30), QPointF(12, 60)}) {
      moved.pan(step);
      moved.grab();
    }
    Canvas fresh;
    fresh.resize(300, 200);
    fresh.set_photo(grey_photo(900, 600));
    fresh.set_overlay(right_half(900, 600));
    fresh.set_view(moved.transform());
    QCOMPARE(moved.grab().toImage(), fresh.grab().toImage());
  }

  void linked_canvases_show_the_same_part() {
    Canvas left, right;
    for (Canvas* canvas : {&left, &right}) {
      canvas->resize(400, 300);
      canvas->set_photo(grey_photo(800, 400));
    }
    connect(&left, &Canvas::viewChanged, &right, &Canvas::set_view);
    connect(&right, &Canvas::viewChanged, &left, &Canvas::set_view);
    QSignalSpy answers(&right, &Canvas::viewChanged);
    left.zoom_at(3, {50, 60});
    left.pan({-20, 4});
    QCOMPARE(right.transform(), left.transform());
    QCOMPARE(answers.count(), 0);
    right.zoom_to_fit();
    QCOMPARE(left.transform(), right.transform());
  }

  void the_minimap_moves_what_is_in_sight() {
    Canvas canvas;
    canvas.resize(600, 400);
    canvas.set_photo(grey_photo(2000, 1000));
    canvas.show();
    auto* map = canvas.findChild<Minimap*>("minimap");
    QVERIFY(map->isHidden());  // all of it is in sight
    canvas.zoom_at(2, {0, 0});
    QVERIFY(!map->isHidden());
    const auto seen = [&] { return canvas.transform().to_image({300, 200}); };
    QTest::mousePress(map, Qt::LeftButton, {}, {map->width() / 2, map->height() / 2});
    QVERIFY((seen() - QPointF(1000, 500)).manhattanLength() < 30);
    QTest::mouseMove(map, {map->width() / 4, map->height() / 2});
    QTest::mouseRelease(map, Qt::LeftButton, {}, {map->width() / 4, map->height() / 2});
    QVERIFY(seen().x() < 700);
    QTest::keyClick(&canvas, Qt::Key_0);
    QVERIFY(map->isHidden());
  }

  void space_pans_with_the_mouse() {
    Canvas canvas;
    canvas.resize(400, 300);
    canvas.set_photo(grey_photo(800, 600));
    canvas.zoom_at(2, {0, 0});
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    QTest::mouseMove(&canvas, {100, 100});
    QTest::qWait(20);
    QTest::keyPress(&canvas, Qt::Key_Space);
    const QPointF before = canvas.transform().offset;
    QTest::mouseMove(&canvas, {60, 90});
    QTRY_COMPARE(canvas.transform().offset - before, QPointF(-40, -10));
    QTest::keyRelease(&canvas, Qt::Key_Space);
    QTest::mouseMove(&canvas, {10, 10});
    QTest::qWait(20);
    QCOMPARE(canvas.transform().offset - before, QPointF(-40, -10));
  }

  void pixels_stay_sharp_above_200_percent_and_get_a_grid_from_800() {
    QImage photo(40, 20, QImage::Format_RGB32);
    photo.fill(Qt::black);
    photo.setPixelColor(20, 10, Qt::white);
    Canvas canvas;
    canvas.resize(400, 300);
    canvas.set_photo(std::make_shared<const Pyramid>(make_pyramid(photo)));
    const auto colours_around = [&](double zoom) {
      canvas.zoom_at(zoom, {200, 150});
      canvas.center_on({20.5, 10.5});
      const QImage seen = canvas.grab().toImage();
      QSet<QRgb> found;
      const QPointF at = canvas.transform().to_screen({19, 10.5});
      for (int x = int(at.x()) + 1; x < at.x() + 3 * zoom - 1; ++x)
        found.insert(seen.pixel(x, int(at.y())));
      return found.size();
    };
    QCOMPARE(colours_around(4), 2);    // black and white
    QVERIFY(colours_around(10) >= 3);  // and the grid's grey
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestCanvas)
#include "test_canvas.moc"
