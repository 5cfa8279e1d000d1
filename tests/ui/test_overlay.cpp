#include <QPainter>
#include <QtTest>
#include <ctime>
#include <random>

#include "private_settings.h"
#include "sample_planes.h"
#include "ui/viewer/overlay.h"
#include "ui/viewer/scrolled_picture.h"

using namespace penumbra;
using namespace penumbra::ui;

namespace {

SharedPlane noise(int width, int height) {
  std::mt19937 random(7);
  auto plane = std::make_shared<Plane>(Plane{{width, height}, {}});
  plane->values.resize(plane->size.area());
  for (auto& value : plane->values) value = static_cast<std::uint8_t>(random());
  return plane;
}

Overlay one(image::Size size, OverlayItem item) { return {size, {std::move(item)}}; }

int drawn_in_row(const QImage& picture, int y, int from, int to) {
  int count = 0;
  for (int x = from; x < to; ++x) count += qAlpha(picture.pixel(x, y)) > 0;
  return count;
}

}  // namespace

class TestOverlay : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void labels_are_filled_and_outlined_in_the_class_colour() {
    const QImage drawn =
        render_overlay(one({40, 20}, labels_of(halves(40, 20))), {1, {0, 0}}, {40, 20});
    QCOMPARE(qAlpha(drawn.pixel(5, 10)), 0);
    QCOMPARE(qAlpha(drawn.pixel(35, 10)), qRound(0.45 * 255));
    QCOMPARE(drawn.pixel(20, 10), sample_colour);  // the outline, opaque
  }

  void an_outline_alone_leaves_the_inside_free() {
    LabelOverlay item = labels_of(halves(40, 20));
    item.filled = false;
    const QImage drawn = render_overlay(one({40, 20}, item), {1, {0, 0}}, {40, 20});
    QCOMPARE(drawn.pixel(20, 10), sample_colour);
    QCOMPARE(qAlpha(drawn.pixel(35, 10)), 0);
  }

  void the_outline_keeps_its_width_at_any_zoom() {
    for (const double scale : {1.0, 4.0, 9.0}) {
      const QSize size(int(40 * scale), int(20 * scale));
      const QImage drawn =
          render_overlay(one({40, 20}, labels_of(halves(40, 20))), {scale, {0, 0}}, size);
      int opaque = 0;
      for (int x = 0; x < size.width(); ++x)
        opaque += qAlpha(drawn.pixel(x, size.height() / 2)) == 255;
      QCOMPARE(opaque, 1);
    }
  }

  void patterns_tell_values_apart_without_colour() {
    LabelOverlay item = labels_of(halves(80, 80));
    item.outlined = false;
    item.looks[1].pattern = Pattern::Hatched;
    const auto count = [&] {
      const QImage drawn = render_overlay(one({80, 80}, item), {1, {0, 0}}, {80, 80});
      int pixels = 0;
      for (int y = 8; y < 72; ++y) pixels += drawn_in_row(drawn, y, 44, 76);
      return pixels;
    };
    const int hatched = count();
    item.looks[1].pattern = Pattern::Dotted;
    const int dotted = count();
    item.looks[1].pattern = Pattern::Solid;
    const int solid = count();
    QCOMPARE(solid, 64 * 32);
    QVERIFY(hatched > solid / 8 && hatched < solid / 3);
    QVERIFY(dotted > solid / 30 && dotted < hatched);
  }

  void labels_count_only_where_their_score_is_high_enough() {
    LabelOverlay item = labels_of(halves(40, 20));
    item.scores = halves(40, 20, 100);
    item.least_score = 100;
    const auto alpha = [&] {
      return qAlpha(render_overlay(one({40, 20}, item), {1, {0, 0}}, {40, 20}).pixel(35, 10));
    };
    QVERIFY(alpha() > 0);
    item.least_score = 101;
    QCOMPARE(alpha(), 0);
  }

  void scores_are_the_more_opaque_the_higher_they_are() {
    ScoreOverlay item;
    item.scores = std::make_shared<const Plane>(Plane{{3, 1}, {0, 128, 255}});
    const QImage drawn = render_overlay(one({3, 1}, item), {1, {0, 0}}, {3, 1});
    QCOMPARE(qAlpha(drawn.pixel(0, 0)), 0);
    QVERIFY(qAlpha(drawn.pixel(1, 0)) > 90);
    QVERIFY(qAlpha(drawn.pixel(2, 0)) > qAlpha(drawn.pixel(1, 0)) + 90);
    item.opacity = 0.5;
    const QImage half = render_overlay(one({3, 1}, item), {1, {0, 0}}, {3, 1});
    QVERIFY(qAbs(qAlpha(half.pixel(2, 0)) - qAlpha(drawn.pixel(2, 0)) / 2) <= 1);
    item.colour_map = ColourMap::Magma;
    QVERIFY(render_overlay(one({3, 1}, item), {1, {0, 0}}, {3, 1}).pixel(2, 0) != half.pixel(2, 0));
  }

  void the_uncertain_region_is_hatched_with_a_line_at_both_thresholds() {
    // Three bands: 0, 100, 200.
    auto plane = std::make_shared<Plane>(Plane{{90, 60}, {}});
    for (int i = 0; i < 90 * 60; ++i)
      plane->values.push_back(static_cast<std::uint8_t>(i % 90 / 30 * 100));
    const QImage drawn =
        render_overlay(one({90, 60}, RegionOverlay{.values = plane, .low = 64, .high = 178}),
                       {1, {0, 0}}, {90, 60});
    QCOMPARE(drawn_in_row(drawn, 30, 0, 30), 0);
    QCOMPARE(drawn_in_row(drawn, 30, 60, 90), 0);
    const int hatched = drawn_in_row(drawn, 30, 33, 57);
    QVERIFY(hatched > 2 && hatched < 12);
    int low = 0;
    for (int y = 4; y < 56; ++y) {
      QCOMPARE(drawn.pixel(59, y), qRgba(255, 255, 255, 255));  // high: a whole line
      low += drawn.pixel(30, y) == qRgba(255, 255, 255, 255);
    }
    QVERIFY(low > 10 && low < 45);  // low: a dashed one
  }

  void smaller_planes_cover_all_of_the_photo() {
    const QImage drawn =
        render_overlay(one({80, 40}, labels_of(halves(40, 20))), {0.5, {0, 0}}, {40, 20});
    QCOMPARE(qAlpha(drawn.pixel(18, 10)), 0);
    QCOMPARE(drawn.pixel(20, 10), sample_colour);
    QCOMPARE(qAlpha(drawn.pixel(39, 19)), qRound(0.45 * 255));
  }

  void a_part_drawn_later_fits_what_was_moved() {
    const image::Size size{300, 200};
    Overlay overlay{size,
                    {ScoreOverlay{.scores = noise(300, 200)}, labels_of(halves(300, 200)),
                     RegionOverlay{.values = noise(60, 40), .low = 60, .high = 180}}};
    std::get<LabelOverlay>(overlay.items[1]).looks[1].pattern = Pattern::Dotted;
    for (const double scale : {0.37, 1.0, 3.3}) {
      const auto draw = [&](const ViewTransform& view, QImage& picture, const QRect& part) {
        QPainter(&picture).fillRect(part, Qt::gray);
        render_overlay(overlay, view, picture, part);
      };
      ScrolledPicture scrolled;
      ViewTransform view{scale, {-20.25, 10.5}};
      const auto update = [&]() -> const QImage& {
        return scrolled.update(view, {160, 120}, 1, [&](QImage& picture, const QRect& part) {
          draw(view, picture, part);
        });
      };
      update();
      for (const QPointF step : {QPointF(7, 0), QPointF(-13, 5), QPointF(0, -31), QPointF(3, 40)}) {
        view.offset += step;
        QImage fresh(160, 120, QImage::Format_RGB32);
        draw(view, fresh, fresh.rect());
        QCOMPARE(update(), fresh);
      }
    }
  }

  void four_layers_on_a_whole_window_are_drawn_in_time() {
    const image::Size size{4096, 4096};
    const auto labels = labels_of(halves(4096, 4096));
    const auto scores = noise(4096, 4096);
    const Overlay overlay{size,
                          {ScoreOverlay{.scores = scores}, labels, labels,
                           RegionOverlay{.values = halves(4096, 4096, 100), .low = 50}}};
    QImage target(1600, 900, QImage::Format_ARGB32_Premultiplied);
    target.fill(Qt::transparent);
    // Time of the processor, which a busy machine does not change.
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
      const std::clock_t start = std::clock();
      render_overlay(overlay, {0.3, {0, 0}}, target, target.rect());
      best = std::min(best, 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    qInfo("four layers at 1600 x 900: %.1f ms of one processor", best);
    QVERIFY(best < 50);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestOverlay)
#include "test_overlay.moc"
