#include <QtTest>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "image/rle.h"

using namespace penumbra;
using namespace penumbra::image;

namespace {

struct Golden {
  std::vector<double> polygon;
  std::string counts;
  std::uint64_t area;
  Box box;
};

constexpr Size golden_size{23, 17};

/// What pycocotools 2.0 makes of these polygons in an image of 23 x 17.
const std::vector<Golden>& golden() {
  static const std::vector<Golden> values{
      {{2.3, 3.1, 15.7, 2.2, 18.4, 12.9, 7.5, 15.2},
       "f13>2N2N3M2N000000O010000003L5L\\2",
       144,
       {3, 2, 15, 13}},
      // leaves the image on all sides
      {{-4.5, -3.2, 30, 4, 10.5, 22.7},
       "05<2N2N1O2N2N2Nf20ZM0000000O2N1O1O1O1OO",
       309,
       {0, 0, 23, 17}},
      // whole numbers, a corner twice
      {{5, 5, 5, 5, 12, 5, 12, 11, 5, 11}, "j26;00000000000f5", 42, {5, 5, 7, 6}},
      // crosses itself
      {{3.5, 2.5, 20.5, 14.5, 20.5, 2.5, 3.5, 14.5},
       "W2;7N2N101N2N101N1001N1O2N2O0O2N2O0o0",
       102,
       {4, 3, 17, 11}},
      // smaller than a pixel
      {{1.1, 1.2, 1.3, 1.25, 1.2, 1.4}, "W<", 0, {0, 0, 0, 0}},
      // the whole image
      {{0, 0, 23, 0, 23, 17, 0, 17}, "0W<", 391, {0, 0, 23, 17}},
      // outside
      {{22.9, 16.9, 40, 16.9, 40, 40}, "W<", 0, {0, 0, 0, 0}},
  };
  return values;
}

}  // namespace

class TestRle : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void polygons_give_the_pixels_of_pycocotools() {
    for (const auto& expected : golden()) {
      const auto runs = polygon_runs(golden_size, expected.polygon);
      QCOMPARE(compress_runs(runs), expected.counts);
      QCOMPARE(area(runs), expected.area);
      QVERIFY(bounding_box(runs, golden_size) == expected.box);
      QCOMPARE(expand_runs(expected.counts), runs);
    }
  }

  void all_labels_are_encoded_in_one_pass() {
    std::mt19937 random(3);
    for (int round = 0; round < 100; ++round) {
      const Size size{1 + static_cast<int>(random() % 20), 1 + static_cast<int>(random() % 20)};
      LabelMap map{size, std::vector<std::uint8_t>(size.area())};
      const auto labels = 1 + random() % 9;
      for (auto& label : map.labels) label = static_cast<std::uint8_t>(random() % labels * 31);
      const auto all = encode_labels(map);
      std::size_t covered = 0;
      for (const auto& [label, runs] : all) {
        QCOMPARE(runs, encode_runs(map, label));
        covered += area(runs);
      }
      QCOMPARE(covered, size.area());
    }
    QVERIFY(encode_labels({}).empty());
  }

  void encode_and_paint_are_inverse() {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
      const Size size{1 + static_cast<int>(random() % 20), 1 + static_cast<int>(random() % 20)};
      LabelMap map{size, std::vector<std::uint8_t>(size.area())};
      const auto density = random() % 11;
      for (auto& label : map.labels) label = random() % 10 < density ? 3 : 0;
      const auto runs = encode_runs(map, 3);
      QCOMPARE(encode_runs(size, map.labels), runs);
      QCOMPARE(expand_runs(compress_runs(runs)), runs);
      LabelMap painted{size, std::vector<std::uint8_t>(size.area())};
      paint_runs(painted, runs, 3);
      QVERIFY(painted == map);

      Box box{size.width, size.height, 0, 0};
      int right = -1, bottom = -1;
      std::uint64_t inside = 0;
      for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
          if (map.labels[static_cast<std::size_t>(y * size.width + x)] == 3) {
            ++inside;
            box.x = std::min(box.x, x), box.y = std::min(box.y, y);
            right = std::max(right, x), bottom = std::max(bottom, y);
          }
      box = inside ? Box{box.x, box.y, right - box.x + 1, bottom - box.y + 1} : Box{};
      QCOMPARE(area(runs), inside);
      QVERIFY(bounding_box(runs, size) == box);
    }
  }

  void long_runs_survive_the_string() {
    const Runs runs{0, 4294967295U, 1, 0, 4294967295U, 31, 32, 1U << 20};
    QCOMPARE(expand_runs(compress_runs(runs)), runs);
  }

  void wrong_input_is_refused() {
    LabelMap map{{4, 3}, std::vector<std::uint8_t>(12)};
    QVERIFY_EXCEPTION_THROWN(paint_runs(map, Runs{5, 3}, 1), Error);
    QVERIFY_EXCEPTION_THROWN(paint_runs(map, Runs{5, 8}, 1), Error);
    QCOMPARE(map.labels, std::vector<std::uint8_t>(12));
    QVERIFY_EXCEPTION_THROWN(encode_runs(Size{4, 4}, map.labels), Error);
    for (const char* text : {"P", "0\x7f", "!", "oooooooooooo0", "0O", "00o"})
      QVERIFY_EXCEPTION_THROWN(expand_runs(text), Error);
    for (const std::vector<double>& polygon : {std::vector<double>{},
                                               {1, 2, 3, 4},
                                               {1, 2, 3, 4, 5, 6, 7},
                                               {1, 2, 3, 4, 5, 1e9},
                                               {1, 2, 3, 4, 5, std::nan("")}})
      QVERIFY_EXCEPTION_THROWN(polygon_runs(golden_size, polygon), Error);
  }
};

QTEST_GUILESS_MAIN(TestRle)
#include "test_rle.moc"
