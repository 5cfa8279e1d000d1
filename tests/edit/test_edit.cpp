#include <QtTest>
#include <algorithm>
#include <limits>
#include <set>

#include "base/error.h"
#include "crf/dense_crf.h"
#include "edit/brush.h"
#include "edit/crf_rectangle.h"
#include "edit/flood.h"
#include "edit/grow.h"
#include "edit/holes.h"
#include "edit/plain.h"
#include "edit/replace.h"
#include "edit/smooth.h"
#include "edit/specks.h"
#include "edit/superpixels.h"
#include "edit/take.h"

using namespace penumbra;
using namespace penumbra::edit;
using image::Image;
using image::LabelMap;
using image::Size;
using plain::Painted;

namespace {

constexpr Size sizes[] = {{1, 1}, {1, 9}, {8, 1}, {2, 2}, {13, 11}, {31, 22}};

std::size_t at(Size size, int x, int y) { return static_cast<std::size_t>(y * size.width + x); }

Image random_photo(Size size, std::mt19937& random) {
  Image photo{size, std::vector<std::uint8_t>(3 * size.area())};
  for (std::size_t i = 0; i < size.area(); ++i) {
    const auto x = i % static_cast<std::size_t>(size.width);
    const bool right = x > static_cast<std::size_t>(size.width) / 2;
    for (std::size_t c = 0; c < 3; ++c)
      photo.pixels[3 * i + c] = static_cast<std::uint8_t>((right ? 150 : 60) + random() % 40);
  }
  return photo;
}

double between(double low, double high, std::mt19937& random) {
  return low + (high - low) * static_cast<double>(random() % 100000) / 100000.0;
}

std::vector<Point> random_points(Size size, int count, std::mt19937& random) {
  std::vector<Point> points;
  for (int k = 0; k < count; ++k)
    points.push_back({between(-0.5 * size.width, 1.5 * size.width, random),
                      between(-0.5 * size.height, 1.5 * size.height, random)});
  return points;
}

/// In a half of all cases whole or half coordinates, where ties are.
std::vector<Point> points_with_ties(Size size, int count, std::mt19937& random) {
  auto points = random_points(size, count, random);
  if (random() % 2 == 0)
    for (Point& point : points) point = {std::round(2 * point.x) / 2, std::round(2 * point.y) / 2};
  return points;
}

using Run = std::function<Rect(Canvas, const Limits&)>;

/// Runs an operation under each kind of limits, with and without a drawn mask, and compares map,
/// mask and rectangle with what painting by hand gives. Returns what differs; empty if all is well.
QString compare(const LabelMap& before, const Painted& painted, const Run& run,
                std::mt19937& random) {
  LabelMap selection{before.size, {}};
  for (std::size_t i = 0; i < before.labels.size(); ++i)
    selection.labels.push_back(random() % 3 == 0 ? 0 : 1 + random() % 200);
  std::bitset<256> labels;
  for (const std::size_t label : {0, 1, 2, 3, 4, 255}) labels[label] = random() % 2 == 0;
  const Limits all_limits[] = {
      {}, {labels, nullptr}, {std::nullopt, &selection}, {labels, &selection}};
  for (const Limits& limits : all_limits) {
    for (const bool with_drawn : {false, true}) {
      std::vector<std::uint8_t> drawn;
      if (with_drawn)
        for (std::size_t i = 0; i < before.labels.size(); ++i) drawn.push_back(random() % 2);
      const auto expected = plain::paint(before, drawn, painted, limits);
      LabelMap map = before;
      const Rect changed = run({map, with_drawn ? &drawn : nullptr}, limits);
      const QString where = QString("%1 x %2, only_over %3, selection %4, drawn %5: ")
                                .arg(map.size.width)
                                .arg(map.size.height)
                                .arg(limits.only_over.has_value())
                                .arg(limits.selection != nullptr)
                                .arg(with_drawn);
      for (int y = 0; y < map.size.height; ++y)
        for (int x = 0; x < map.size.width; ++x)
          if (const auto i = at(map.size, x, y); map.labels[i] != expected.map.labels[i])
            return where + QString("label %1 instead of %2 at %3, %4")
                               .arg(map.labels[i])
                               .arg(expected.map.labels[i])
                               .arg(x)
                               .arg(y);
      if (drawn != expected.drawn) return where + "the drawn mask differs";
      if (changed != expected.changed)
        return where + QString("the rectangle is %1 %2 %3 %4 instead of %5 %6 %7 %8")
                           .arg(changed.x)
                           .arg(changed.y)
                           .arg(changed.width)
                           .arg(changed.height)
                           .arg(expected.changed.x)
                           .arg(expected.changed.y)
                           .arg(expected.changed.width)
                           .arg(expected.changed.height);
    }
  }
  return {};
}

template <class Kind, class Work>
QString error_of(const Work& work) {
  try {
    work();
  } catch (const Kind& error) {
    return error.what();
  }
  return {};
}

}  // namespace

#define COMPARE_WITH_PLAIN(before, painted, run)                    \
  do {                                                              \
    const QString failure = compare(before, painted, run, random_); \
    QVERIFY2(failure.isEmpty(), qPrintable(failure));               \
  } while (false)

class TestEdit : public QObject {
  Q_OBJECT

  std::mt19937 random_;

 private Q_SLOTS:
  void init() { random_.seed(5); }

  void brush_paints_pixels_near_the_line() {
    for (const Size size : sizes) {
      for (int round = 0; round < 60; ++round) {
        const auto before = plain::random_map(size, random_);
        const auto points = points_with_ties(size, 1 + round % 6, random_);
        double radius = round % 3 == 0 ? 5 : between(0.1, 12, random_);
        if (round % 3 == 1)  // a pixel's centre lies on the edge, but for rounding
          radius = std::max(0.1, std::hypot(points[0].x - size.width / 2 - 0.5,
                                            points[0].y - size.height / 2 - 0.5));
        const auto painted = plain::where(size, 3, [&](int x, int y) {
          return plain::near_polyline({x + 0.5, y + 0.5}, points, radius);
        });
        COMPARE_WITH_PLAIN(before, painted, [&](Canvas canvas, const Limits& limits) {
          return brush(canvas, points, radius, 3, limits);
        });
      }
    }
  }

  void brush_spans_do_not_overlap_along_a_smooth_line() {
    std::vector<Point> points;
    for (int k = 0; k < 50; ++k) points.push_back({10 + 2.0 * k, 40 + 0.5 * k});
    std::set<std::pair<int, int>> seen;
    for (const Span& span : brush_spans({120, 100}, points, 8))
      for (int x = span.left; x < span.right; ++x) QVERIFY(seen.emplace(x, span.y).second);
  }

  void brush_comes_from_far_away() {
    // A line through the map's middle, whose ends lie where distances are no longer exact.
    LabelMap map{{40, 30}, std::vector<std::uint8_t>(1200)};
    const std::vector<Point> line{{-1e9, 15}, {1e9, 15}};
    QCOMPARE(brush({map}, line, 2, 1), (Rect{0, 13, 40, 4}));
    QCOMPARE(std::count(map.labels.begin(), map.labels.end(), 1), 160);
    const std::vector<Point> away{{-1e9, -1e9}, {1e9, -1e9}, {1e9, 1e9}};
    QVERIFY(brush({map}, away, 2, 2).empty());
    const std::vector<Point> diagonal{{-1e8, -1e8}, {1e8, 1e8}};
    QCOMPARE(brush({map}, diagonal, 0.5, 2), (Rect{0, 0, 30, 30}));
    for (int i = 0; i < 30; ++i) QCOMPARE(map.labels[at(map.size, i, i)], std::uint8_t{2});
  }

  void brush_refuses_what_is_no_stroke() {
    LabelMap map{{4, 4}, std::vector<std::uint8_t>(16)};
    const std::vector<Point> point{{1, 1}};
    for (const double radius : {0.0, -1.0, 1e9, std::numeric_limits<double>::quiet_NaN()})
      QVERIFY(error_of<UsageError>([&] { brush({map}, point, radius, 1); }).contains("radius"));
    QVERIFY(error_of<UsageError>([&] { brush({map}, {}, 1, 1); }).contains("no points"));
  }

  void polygons_fill_by_even_odd() {
    for (const Size size : sizes) {
      for (int round = 0; round < 60; ++round) {
        const auto before = plain::random_map(size, random_);
        std::vector<Ring> rings;
        for (int k = 0; k <= round % 3; ++k)
          rings.push_back(points_with_ties(size, 3 + round % 5, random_));
        const auto painted = plain::where(size, 255, [&](int x, int y) {
          return plain::inside_rings({x + 0.5, y + 0.5}, rings);
        });
        COMPARE_WITH_PLAIN(before, painted, [&](Canvas canvas, const Limits& limits) {
          return fill_polygon(canvas, rings, 255, limits);
        });
      }
    }
  }

  void a_polygon_of_whole_pixels_is_exact_and_has_a_hole() {
    LabelMap map{{12, 10}, std::vector<std::uint8_t>(120)};
    const Ring outer{{2, 1}, {9, 1}, {9, 8}, {2, 8}}, hole{{4, 3}, {6, 3}, {6, 5}, {4, 5}};
    QCOMPARE(fill_polygon({map}, std::vector{outer, hole}, 7), (Rect{2, 1, 7, 7}));
    QCOMPARE(std::count(map.labels.begin(), map.labels.end(), 7), 49 - 4);
    QVERIFY(fill_polygon({map}, std::vector{outer, hole}, 7).empty());
    QVERIFY(!error_of<UsageError>([&] {
               fill_polygon({map}, std::vector<Ring>{{{1, 1}, {2, 2}}}, 1);
             }).isEmpty());
  }

  void two_polygons_share_no_pixel_along_their_border() {
    const Size size{40, 40};
    const Point a{3.3, 5.1}, b{33.7, 29.4};
    const std::vector<Ring> left{{a, b, {2.2, 37.9}}}, right{{a, b, {38.1, 4.4}}};
    const auto one = polygon_mask(size, left), other = polygon_mask(size, right);
    for (std::size_t i = 0; i < size.area(); ++i) QVERIFY(one.labels[i] + other.labels[i] < 2);
  }

  void flood_follows_the_colour() {
    for (const Size size : sizes) {
      for (int round = 0; round < 20; ++round) {
        const auto before = plain::random_map(size, random_);
        const auto photo = random_photo(size, random_);
        const double tolerance = between(0, 70, random_);
        const Point seed = random_points(size, 1, random_).front();
        const int x = static_cast<int>(std::floor(seed.x)),
                  y = static_cast<int>(std::floor(seed.y));
        std::vector<bool> region(size.area());
        if (x >= 0 && y >= 0 && x < size.width && y < size.height)
          region = plain::connected(size, x, y, [&](std::size_t i) {
            double squared = 0;
            for (std::size_t c = 0; c < 3; ++c)
              squared += std::pow(
                  double(photo.pixels[3 * i + c]) - photo.pixels[3 * at(size, x, y) + c], 2);
            return squared <= tolerance * tolerance;
          });
        const auto painted =
            plain::where(size, 1, [&](int u, int v) { return bool(region[at(size, u, v)]); });
        COMPARE_WITH_PLAIN(before, painted, [&](Canvas canvas, const Limits& limits) {
          return flood_fill(canvas, photo, seed, tolerance, 1, limits);
        });
      }
    }
    LabelMap map{{4, 4}, std::vector<std::uint8_t>(16)};
    const Image other{{3, 4}, std::vector<std::uint8_t>(36)};
    QVERIFY(error_of<Error>([&] { flood_fill({map}, other, {1, 1}, 3, 1); }).contains("size"));
  }

  void superpixels_cover_the_photo() {
    for (const Size size : {Size{1, 1}, Size{1, 40}, Size{3, 2}, Size{5, 5}, Size{33, 33},
                            Size{90, 7}, Size{64, 48}}) {
      for (const int region : {4, 10, 16, 1000}) {
        const auto found = compute_superpixels(random_photo(size, random_), region);
        QCOMPARE(found.index.size(), size.area());
        for (std::size_t k = 0; k < found.bounds.size(); ++k) {
          const auto own = plain::where(size, 1, [&](int x, int y) {
            return found.index[at(size, x, y)] == static_cast<std::int32_t>(k);
          });
          const LabelMap empty{size, std::vector<std::uint8_t>(size.area())};
          QCOMPARE(plain::paint(empty, {}, own, {}).changed, found.bounds[k]);
        }
      }
    }
    const auto photo = random_photo({8, 8}, random_);
    QVERIFY(error_of<UsageError>([&] { compute_superpixels(photo, 3); }).contains("region"));
    QVERIFY(error_of<Error>([&] { compute_superpixels({}, 10); }).contains("empty"));
  }

  void superpixels_keep_to_edges() {
    const Size size{80, 60};
    const auto photo = random_photo(size, random_);
    const auto found = compute_superpixels(photo, 10);
    QVERIFY(found.bounds.size() > 20);
    std::vector<int> left(found.bounds.size()), right(found.bounds.size());
    for (std::size_t i = 0; i < size.area(); ++i)
      ++(i % 80 > 40 ? right : left)[static_cast<std::size_t>(found.index[i])];
    int stray = 0;
    for (std::size_t k = 0; k < left.size(); ++k) stray += std::min(left[k], right[k]);
    QVERIFY2(stray < 60, qPrintable(QString::number(stray)));
  }

  void superpixels_fill_under_points() {
    for (const Size size : sizes) {
      const auto found = compute_superpixels(random_photo(size, random_), 4);
      for (int round = 0; round < 10; ++round) {
        const auto before = plain::random_map(size, random_);
        const auto points = random_points(size, 1 + round % 4, random_);
        std::set<std::int32_t> wanted;
        for (const Point& p : points)
          if (p.x >= 0 && p.y >= 0 && p.x < size.width && p.y < size.height)
            wanted.insert(found.index[at(size, static_cast<int>(p.x), static_cast<int>(p.y))]);
        const auto painted = plain::where(
            size, 2, [&](int x, int y) { return wanted.contains(found.index[at(size, x, y)]); });
        COMPARE_WITH_PLAIN(before, painted, [&](Canvas canvas, const Limits& limits) {
          return fill_superpixels(canvas, found, points, 2, limits);
        });
      }
    }
    LabelMap map{{4, 4}, std::vector<std::uint8_t>(16)};
    const auto other = compute_superpixels(random_photo({5, 4}, random_), 4);
    const std::vector<Point> point{{1, 1}};
    QVERIFY(error_of<Error>([&] { fill_superpixels({map}, other, point, 1); }).contains("size"));
  }

  void takes_from_another_layer() {
    for (const Size size : sizes) {
      for (int round = 0; round < 20; ++round) {
        const auto before = plain::random_map(size, random_);
        const auto layer = plain::random_map(size, random_);
        const int x = static_cast<int>(random_() % static_cast<unsigned>(size.width));
        const int y = static_cast<int>(random_() % static_cast<unsigned>(size.height));
        const auto label = layer.labels[at(size, x, y)];
        std::optional<std::uint8_t> as;
        if (round % 2) as = 4;
        const auto region =
            plain::connected(size, x, y, [&](std::size_t i) { return layer.labels[i] == label; });
        COMPARE_WITH_PLAIN(before,
                           plain::where(size, as.value_or(label),
                                        [&](int u, int v) { return bool(region[at(size, u, v)]); }),
                           [&](Canvas canvas, const Limits& limits) {
                             return take_region(canvas, layer, {x + 0.9, y + 0.1}, as, limits);
                           });
        COMPARE_WITH_PLAIN(
            before,
            plain::where(size, as.value_or(label),
                         [&](int u, int v) { return layer.labels[at(size, u, v)] == label; }),
            [&](Canvas canvas, const Limits& limits) {
              return take_label(canvas, layer, label, as, limits);
            });
      }
      LabelMap map = plain::random_map(size, random_);
      QVERIFY(take_region({map}, map, {-0.1, 0}, 1).empty());
      QVERIFY(take_region({map}, map, {0, double(size.height)}, 1).empty());
      const LabelMap other{{50, 1}, std::vector<std::uint8_t>(50)};
      QVERIFY(error_of<Error>([&] { take_region({map}, other, {0, 0}, 1); }).contains("size"));
      QVERIFY(error_of<Error>([&] { take_label({map}, other, 0, 1); }).contains("size"));
    }
  }

  void takes_scores_above_a_threshold() {
    for (const Size size : sizes) {
      for (int round = 0; round < 20; ++round) {
        const auto before = plain::random_map(size, random_);
        image::ScoreMap score{size, {}};
        for (std::size_t i = 0; i < size.area(); ++i)
          score.scores.push_back(static_cast<float>(random_() % 5) / 4);
        const int x = static_cast<int>(random_() % static_cast<unsigned>(size.width));
        const int y = static_cast<int>(random_() % static_cast<unsigned>(size.height));
        const auto above = [&](std::size_t i) { return score.scores[i] > 0.25f; };
        const auto region = plain::connected(size, x, y, above);
        COMPARE_WITH_PLAIN(
            before, plain::where(size, 1, [&](int u, int v) { return above(at(size, u, v)); }),
            [&](Canvas canvas, const Limits& limits) {
              return take_score(canvas, score, 0.25f, {}, 1, limits);
            });
        COMPARE_WITH_PLAIN(
            before,
            plain::where(size, 1, [&](int u, int v) { return bool(region[at(size, u, v)]); }),
            [&](Canvas canvas, const Limits& limits) {
              return take_score(canvas, score, 0.25f, Point{x + 0.5, y + 0.5}, 1, limits);
            });
      }
    }
  }

  void replaces_a_label() {
    for (const Size size : sizes) {
      for (int round = 0; round < 20; ++round) {
        const auto before = plain::random_map(size, random_);
        const int x = static_cast<int>(random_() % static_cast<unsigned>(size.width));
        const int y = static_cast<int>(random_() % static_cast<unsigned>(size.height));
        const auto from = before.labels[at(size, 0, 0)];
        const auto has = [&](std::size_t i) { return before.labels[i] == from; };
        const auto region = plain::connected(size, x, y, has);
        COMPARE_WITH_PLAIN(before,
                           plain::where(size, 2, [&](int u, int v) { return has(at(size, u, v)); }),
                           [&](Canvas canvas, const Limits& limits) {
                             return replace_label(canvas, from, 2, {}, limits);
                           });
        COMPARE_WITH_PLAIN(
            before,
            plain::where(size, 2, [&](int u, int v) { return bool(region[at(size, u, v)]); }),
            [&](Canvas canvas, const Limits& limits) {
              return replace_label(canvas, from, 2, Point{x + 0.5, y + 0.5}, limits);
            });
      }
    }
  }

  void fills_holes() {
    for (const Size size : sizes) {
      for (int round = 0; round < 12; ++round) {
        const auto before = plain::random_map(size, random_);
        const auto label = static_cast<std::uint8_t>(round % 3);
        std::optional<std::int64_t> largest;
        if (round % 2) largest = 1 + round / 4;
        auto painted = plain::difference(before, plain::without_holes(before, label, largest));
        COMPARE_WITH_PLAIN(before, painted, [&](Canvas canvas, const Limits& limits) {
          return fill_holes(canvas, label, largest, limits);
        });
      }
    }
  }

  void removes_specks() {
    for (const Size size : sizes) {
      for (int round = 0; round < 12; ++round) {
        auto before = plain::random_map(size, random_);
        if (round % 4 == 3)  // pure noise, where regions grow together
          for (auto& label : before.labels) label = static_cast<std::uint8_t>(random_() % 5);
        std::optional<std::uint8_t> label;
        if (round % 3 == 2) label = 1;
        const std::int64_t area = 1 + static_cast<std::int64_t>(random_() % 25);
        const auto after = plain::without_specks(before, area, label);
        COMPARE_WITH_PLAIN(before, plain::difference(before, after),
                           [&](Canvas canvas, const Limits& limits) {
                             return remove_specks(canvas, area, label, limits);
                           });
      }
    }
  }

  void grows_and_shrinks_by_a_disc() {
    for (const Size size : sizes) {
      for (int round = 0; round < 12; ++round) {
        const auto before = plain::random_map(size, random_);
        const int distance = 1 + round % 7;
        const auto label = static_cast<std::uint8_t>(random_() % 6);
        const auto has = [&](std::uint8_t value) { return value == label; };
        const auto has_not = [&](std::uint8_t value) { return value != label; };
        COMPARE_WITH_PLAIN(before,
                           plain::where(size, label,
                                        [&](int x, int y) {
                                          return has_not(before.labels[at(size, x, y)]) &&
                                                 plain::has_near(before, x, y, distance, has);
                                        }),
                           [&](Canvas canvas, const Limits& limits) {
                             return grow_label(canvas, label, distance, limits);
                           });
        COMPARE_WITH_PLAIN(before,
                           plain::where(size, 255,
                                        [&](int x, int y) {
                                          return has(before.labels[at(size, x, y)]) &&
                                                 plain::has_near(before, x, y, distance, has_not);
                                        }),
                           [&](Canvas canvas, const Limits& limits) {
                             return shrink_label(canvas, label, distance, 255, limits);
                           });
      }
    }
    LabelMap map{{4, 4}, std::vector<std::uint8_t>(16)};
    for (const int distance : {0, -1, 1001}) {
      QVERIFY(error_of<UsageError>([&] { grow_label({map}, 1, distance); }).contains("distance"));
      QVERIFY(
          error_of<UsageError>([&] { shrink_label({map}, 1, distance, 0); }).contains("distance"));
    }
  }

  void growing_far_is_exact() {
    const Size size{420, 3};
    LabelMap map{size, std::vector<std::uint8_t>(size.area())};
    map.labels[at(size, 0, 0)] = 1;
    QCOMPARE(grow_label({map}, 1, 400), (Rect{0, 0, 401, 3}));
    QCOMPARE(map.labels[at(size, 400, 0)], std::uint8_t{1});
    QCOMPARE(map.labels[at(size, 401, 0)], std::uint8_t{0});
    QCOMPARE(map.labels[at(size, 400, 1)], std::uint8_t{0});
    QCOMPARE(map.labels[at(size, 399, 2)], std::uint8_t{1});
  }

  void smooths_by_majority() {
    for (const Size size : sizes) {
      for (int round = 0; round < 12; ++round) {
        const auto before = plain::random_map(size, random_);
        const double radius = 1 + 0.5 * (round % 8);
        COMPARE_WITH_PLAIN(before, plain::difference(before, plain::smoothed(before, radius)),
                           [&](Canvas canvas, const Limits& limits) {
                             return smooth_borders(canvas, radius, limits);
                           });
      }
    }
    LabelMap map{{4, 4}, std::vector<std::uint8_t>(16)};
    for (const double radius : {0.5, 101.0})
      QVERIFY(error_of<UsageError>([&] { smooth_borders({map}, radius); }).contains("radius"));
  }

  void crf_refines_a_rectangle() {
    const Size size{40, 30};
    for (int round = 0; round < 4; ++round) {
      const auto photo = random_photo(size, random_);
      const auto before = plain::random_map(size, random_);
      const Rect asked = round == 0 ? Rect{-9, -9, 100, 100} : Rect{7, 4 + round, 20, 15};
      const Rect rect = intersection(asked, whole(size));
      // The same by hand.
      Image part{{rect.width, rect.height}, {}};
      std::vector<std::uint8_t> present;
      std::set<std::uint8_t> classes{0};
      for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x) {
          for (std::size_t c = 0; c < 3; ++c)
            part.pixels.push_back(photo.pixels[3 * at(size, x, y) + c]);
          present.push_back(before.labels[at(size, x, y)]);
          if (present.back() != 255) classes.insert(present.back());
        }
      }
      const std::vector<std::uint8_t> labels(classes.begin(), classes.end());
      const auto count = static_cast<float>(labels.size());
      std::vector<float> probability;
      for (const auto label : labels)
        for (const auto value : present)
          probability.push_back(value == 255     ? 1 / count
                                : value == label ? 0.7f
                                                 : (1 - 0.7f) / (count - 1));
      const auto marginals = crf::dense_crf(part, probability, static_cast<int>(labels.size()));
      auto after = before;
      for (int y = 0; y < rect.height; ++y) {
        for (int x = 0; x < rect.width; ++x) {
          std::size_t best = 0;
          for (std::size_t p = 1; p < labels.size(); ++p)
            if (marginals[p * part.size.area() + at(part.size, x, y)] >
                marginals[best * part.size.area() + at(part.size, x, y)])
              best = p;
          after.labels[at(size, rect.x + x, rect.y + y)] = labels[best];
        }
      }
      QVERIFY(after != before);
      COMPARE_WITH_PLAIN(before, plain::difference(before, after),
                         [&](Canvas canvas, const Limits& limits) {
                           return refine_by_crf(canvas, photo, asked, 0.7, 1, limits);
                         });
    }
  }

  void crf_moves_a_border_to_the_edge() {
    const Size size{60, 40};
    const auto photo = random_photo(size, random_);  // the edge is between columns 30 and 31
    LabelMap map{size, std::vector<std::uint8_t>(size.area())};
    for (int y = 0; y < size.height; ++y)
      for (int x = 27; x < size.width; ++x) map.labels[at(size, x, y)] = x < 34 ? 255 : 2;
    refine_by_crf({map}, photo, whole(size), 0.8, 1);
    for (int y = 0; y < size.height; ++y)
      for (int x = 0; x < size.width; ++x)
        QCOMPARE(map.labels[at(size, x, y)], std::uint8_t(x > 30 ? 2 : 0));
  }

  void crf_refuses_and_does_nothing() {
    const Size size{6, 5};
    const auto photo = random_photo(size, random_);
    LabelMap map{size, std::vector<std::uint8_t>(size.area(), 255)};
    QVERIFY(refine_by_crf({map}, photo, whole(size), 0.8, 1).empty());  // nothing to choose from
    QVERIFY(refine_by_crf({map}, photo, {6, 0, 3, 3}, 0.8, 1).empty());
    for (const double confidence : {0.0, 1.0, -1.0})
      QVERIFY(error_of<UsageError>([&] {
                refine_by_crf({map}, photo, whole(size), confidence, 1);
              }).contains("confidence"));
    const auto other = random_photo({6, 6}, random_);
    QVERIFY(error_of<Error>([&] {
              refine_by_crf({map}, other, whole(size), 0.8, 1);
            }).contains("size"));
  }

  void a_large_rectangle_is_refined_at_a_smaller_size() {
    // 120 labels on 720,000 pixels: the marginals at full size would be too much.
    const Size size{1200, 600};
    const auto photo = random_photo(size, random_);
    LabelMap map{size, std::vector<std::uint8_t>(size.area())};
    for (int y = 0; y < size.height; ++y)
      for (int x = 601; x < size.width; ++x) map.labels[at(size, x, y)] = 3;
    for (std::uint8_t label = 4; label < 124; ++label) map.labels[at(size, 10 * label, 9)] = label;
    const Rect changed = refine_by_crf({map}, photo, whole(size), 0.8, 1);
    QVERIFY(!changed.empty());
    QCOMPARE(map.labels[at(size, 100, 300)], std::uint8_t{0});
    QCOMPARE(map.labels[at(size, 1100, 300)], std::uint8_t{3});
  }

  void sizes_have_to_agree() {
    LabelMap map{{4, 4}, std::vector<std::uint8_t>(16)};
    const std::vector<Point> point{{1, 1}};
    std::vector<std::uint8_t> drawn(15);
    QVERIFY(error_of<Error>([&] { brush({map, &drawn}, point, 1, 1); }).contains("drawn"));
    const LabelMap selection{{4, 5}, std::vector<std::uint8_t>(20)};
    QVERIFY(error_of<Error>([&] {
              brush({map}, point, 1, 1, {std::nullopt, &selection});
            }).contains("selection"));
    LabelMap nothing;
    QVERIFY(error_of<Error>([&] { brush({nothing}, point, 1, 1); }).contains("empty"));
    QCOMPARE(map.labels, std::vector<std::uint8_t>(16));
  }
};

QTEST_GUILESS_MAIN(TestEdit)
#include "test_edit.moc"
