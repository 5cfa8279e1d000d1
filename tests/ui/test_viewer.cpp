#include <QSignalSpy>
#include <QtTest>

#include "private_settings.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/colour_map.h"
#include "ui/viewer/layers.h"
#include "ui/viewer/overlay.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace {

/// Left half background, right half class 1.
image::LabelMap halves(int width, int height) {
  image::LabelMap map{{width, height}, std::vector<std::uint8_t>(std::size_t(width * height))};
  for (int y = 0; y < height; ++y)
    for (int x = width / 2; x < width; ++x) map.labels[std::size_t(y * width + x)] = 1;
  return map;
}

LayerSettings only(LayerKind kind, double opacity = 1) {
  LayerSettings settings;
  settings.view(kind) = {true, opacity};
  return settings;
}

std::shared_ptr<const Pyramid> grey_photo(int width, int height) {
  QImage photo(width, height, QImage::Format_RGB32);
  photo.fill(QColor(120, 120, 120));
  return std::make_shared<const Pyramid>(make_pyramid(photo));
}

}  // namespace

class TestViewer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void labels_are_filled_and_outlined_in_the_class_colour() {
    ImageLayers layers;
    layers.size = {40, 20};
    layers.label(LayerKind::Refined) = make_label_layer(halves(40, 20));
    const QImage drawn = render_overlay(layers, only(LayerKind::Refined), {1, {0, 0}}, {40, 20});
    QCOMPARE(qAlpha(drawn.pixel(5, 10)), 0);
    QCOMPARE(qAlpha(drawn.pixel(35, 10)), qRound(0.45 * 255));
    QCOMPARE(drawn.pixel(20, 10), class_colour(1).rgba());  // the outline, opaque
  }

  void the_outline_keeps_its_width_at_any_zoom() {
    ImageLayers layers;
    layers.size = {40, 20};
    layers.label(LayerKind::Truth) = make_label_layer(halves(40, 20));
    for (const double scale : {1.0, 4.0, 9.0}) {
      const QSize size(int(40 * scale), int(20 * scale));
      const QImage drawn = render_overlay(layers, only(LayerKind::Truth), {scale, {0, 0}}, size);
      int opaque = 0;
      for (int x = 0; x < size.width(); ++x)
        opaque += qAlpha(drawn.pixel(x, size.height() / 2)) == 255;
      QCOMPARE(opaque, 1);
    }
  }

  void cam_is_the_more_opaque_the_higher_it_is() {
    label::Inspection inspection;
    inspection.photo.size = {3, 1};
    inspection.cams = {{2, {{3, 1}, {0.0F, 0.5F, 1.0F}}}, {5, {{3, 1}, {0.25F, 0.0F, 0.0F}}}};
    const ImageLayers layers = make_layers(inspection);
    QCOMPARE(int(layers.cam(LayerKind::Cam, 0)->values[0]), 64);  // the maximum over classes
    LayerSettings settings = only(LayerKind::Cam);
    settings.cam_class = 2;
    const QImage drawn = render_overlay(layers, settings, {1, {0, 0}}, {3, 1});
    QCOMPARE(qAlpha(drawn.pixel(0, 0)), 0);
    QVERIFY(qAlpha(drawn.pixel(1, 0)) > 90);
    QVERIFY(qAlpha(drawn.pixel(2, 0)) > qAlpha(drawn.pixel(1, 0)) + 90);
    settings.view(LayerKind::Cam).opacity = 0.5;
    const QImage half = render_overlay(layers, settings, {1, {0, 0}}, {3, 1});
    QVERIFY(qAbs(qAlpha(half.pixel(2, 0)) - qAlpha(drawn.pixel(2, 0)) / 2) <= 1);
  }

  void the_uncertain_region_is_hatched() {
    ImageLayers layers;
    layers.size = {64, 64};
    layers.label(LayerKind::Uncertain) = make_label_layer(halves(64, 64));
    const QImage drawn = render_overlay(layers, only(LayerKind::Uncertain), {1, {0, 0}}, {64, 64});
    int hatched = 0;
    for (int x = 40; x < 60; ++x) hatched += qAlpha(drawn.pixel(x, 30)) > 0;
    QVERIFY(hatched > 2 && hatched < 12);
    QCOMPARE(drawn.pixel(32, 30), qRgba(255, 255, 255, 255));  // the contour
    QCOMPARE(qAlpha(drawn.pixel(10, 30)), 0);
  }

  void smaller_layers_of_a_huge_photo_cover_all_of_it() {
    ImageLayers layers;
    layers.size = {80, 40};
    layers.label(LayerKind::Truth) = make_label_layer(halves(40, 20));
    const QImage drawn = render_overlay(layers, only(LayerKind::Truth), {0.5, {0, 0}}, {40, 20});
    QCOMPARE(qAlpha(drawn.pixel(18, 10)), 0);
    QCOMPARE(drawn.pixel(20, 10), class_colour(1).rgba());
    QCOMPARE(qAlpha(drawn.pixel(39, 19)), qRound(0.45 * 255));
  }

  void a_highlighted_class_dims_the_others() {
    ImageLayers layers;
    layers.size = {40, 20};
    layers.label(LayerKind::Refined) = make_label_layer(halves(40, 20));
    LayerSettings settings = only(LayerKind::Refined);
    settings.highlighted_class = 2;
    const QImage drawn = render_overlay(layers, settings, {1, {0, 0}}, {40, 20});
    QVERIFY(qAlpha(drawn.pixel(35, 10)) < 30);
  }

  void drawing_a_window_full_of_layers_is_fast() {
    ImageLayers layers;
    layers.size = {4096, 3072};
    layers.label(LayerKind::Refined) = make_label_layer(halves(4096, 3072));
    layers.label(LayerKind::Uncertain) = layers.label(LayerKind::Refined);
    LayerSettings settings = only(LayerKind::Refined);
    settings.view(LayerKind::Uncertain) = {true, 1};
    QElapsedTimer clock;
    clock.start();
    render_overlay(layers, settings, {0.3, {0, 0}}, {1600, 900});
    qInfo("two layers at 1600 x 900: %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 100);
  }

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

  void keys_fit_show_100_percent_and_step() {
    Canvas canvas;
    canvas.resize(400, 300);
    canvas.set_photo(grey_photo(800, 400));
    const double fit = canvas.zoom();
    QTest::keyClick(&canvas, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas.zoom(), 1.0);
    QTest::keyClick(&canvas, Qt::Key_0);
    QCOMPARE(canvas.zoom(), fit);
    QSignalSpy step(&canvas, &Canvas::stepRequested);
    QTest::keyClick(&canvas, Qt::Key_Right);
    QTest::keyClick(&canvas, Qt::Key_Left);
    QCOMPARE(step.count(), 2);
    QCOMPARE(step[0][0].toInt(), 1);
    QCOMPARE(step[1][0].toInt(), -1);
  }

  void q_held_shows_the_bare_photo() {
    Canvas canvas;
    canvas.resize(200, 120);
    canvas.set_photo(grey_photo(200, 100));
    auto layers = std::make_shared<ImageLayers>();
    layers->size = {200, 100};
    layers->label(LayerKind::Truth) = make_label_layer(halves(200, 100));
    canvas.set_layers(layers);
    canvas.set_settings(only(LayerKind::Truth));
    const auto right = [&] { return canvas.grab().toImage().pixelColor(150, 60); };
    const QColor grey(120, 120, 120);
    QVERIFY(right() != grey);
    QTest::keyPress(&canvas, Qt::Key_Q);
    QCOMPARE(right(), grey);
    QTest::keyRelease(&canvas, Qt::Key_Q);
    QVERIFY(right() != grey);
  }

  void layers_of_another_size_are_not_drawn() {
    Canvas canvas;
    canvas.resize(200, 120);
    canvas.set_photo(grey_photo(200, 100));
    auto layers = std::make_shared<ImageLayers>();
    layers->size = {40, 20};
    layers->label(LayerKind::Truth) = make_label_layer(halves(40, 20));
    canvas.set_layers(layers);
    canvas.set_settings(only(LayerKind::Truth));
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

  void text_of_both_palettes_can_be_read() {
    for (const QPalette& palette : {light_palette(), dark_palette()}) {
      const auto ratio = [&](QPalette::ColorRole text, QPalette::ColorRole on) {
        return contrast(palette.color(text), palette.color(on));
      };
      QVERIFY(ratio(QPalette::WindowText, QPalette::Window) >= 4.5);
      QVERIFY(ratio(QPalette::Text, QPalette::Base) >= 4.5);
      QVERIFY(ratio(QPalette::ButtonText, QPalette::Button) >= 4.5);
      QVERIFY(ratio(QPalette::HighlightedText, QPalette::Highlight) >= 4.5);
      QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Base) >= 4.5);
      QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Window) >= 4.5);
      QVERIFY(ratio(QPalette::PlaceholderText, QPalette::AlternateBase) >= 4.5);
      QVERIFY(ratio(QPalette::Link, QPalette::Window) >= 4.5);
    }
    QVERIFY(is_dark(dark_palette()) && !is_dark(light_palette()));
  }

  void class_colours_differ_and_none_is_black() {
    for (int a = 1; a <= 80; ++a) {
      QVERIFY(class_colour(a).lightness() > 40);
      for (int b = a + 1; b <= 80; ++b) QVERIFY(class_colour(a) != class_colour(b));
    }
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestViewer)
#include "test_viewer.moc"
