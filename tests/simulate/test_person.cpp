#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "simulate/curve_plot.h"
#include "simulate/person.h"

using namespace penumbra;
using simulate::Policy;

namespace {

constexpr image::Size size{40, 30};

image::LabelMap filled(std::uint8_t label) {
  return {size, std::vector<std::uint8_t>(size.area(), label)};
}

void fill(image::LabelMap& map, edit::Rect rect, std::uint8_t label) {
  for (int y = rect.y; y < rect.bottom(); ++y)
    for (int x = rect.x; x < rect.right(); ++x) map.labels[edit::pixel_index(size, x, y)] = label;
}

/// What a stroke paints on an empty map.
image::LabelMap painted(const edit::Operation& operation) {
  auto map = filled(image::ignore_label);
  edit::apply(operation, {map}, {});
  return map;
}

}  // namespace

class TestPerson : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_largest_wrong_region_is_found() {
    auto truth = filled(0), labels = filled(0);
    QVERIFY(!simulate::largest_wrong_region(truth, labels));
    fill(truth, {2, 2, 10, 10}, 1);    // 100 px that are missed
    fill(truth, {20, 2, 10, 5}, 2);    // 50 px
    fill(labels, {0, 20, 40, 10}, 3);  // 400 px of background that are wrong
    fill(truth, {0, 20, 40, 10}, image::ignore_label);
    const auto region = simulate::largest_wrong_region(truth, labels);
    QVERIFY(region);
    QCOMPARE(region->label, std::uint8_t{1});
    QCOMPARE(region->area, std::int64_t{100});
    QCOMPARE(std::ranges::count(region->mask.labels, 1), std::ptrdiff_t{100});
    fill(truth, {0, 20, 40, 10}, 0);
    QCOMPARE(simulate::largest_wrong_region(truth, labels)->label, std::uint8_t{0});
    QVERIFY_EXCEPTION_THROWN(simulate::largest_wrong_region(truth, {{2, 2}, {0, 0, 0, 0}}), Error);
  }

  void a_click_is_one_pixel_in_the_middle() {
    auto truth = filled(0), labels = filled(0);
    fill(truth, {10, 5, 11, 11}, 4);
    const auto region = *simulate::largest_wrong_region(truth, labels);
    const auto point = simulate::centre(region);
    QCOMPARE(point.x, 15.5);
    QCOMPARE(point.y, 10.5);
    const auto map = painted(simulate::stroke(Policy::Clicks, region));
    QCOMPARE(std::ranges::count(map.labels, 4), std::ptrdiff_t{1});
    // At the border of the image, too: it is an edge.
    auto corner = filled(0);
    fill(corner, {0, 0, 9, 9}, 1);
    QCOMPARE(simulate::centre(*simulate::largest_wrong_region(corner, labels)).x, 4.5);
  }

  void a_scribble_stays_within_the_region() {
    auto labels = filled(0);
    for (const auto& shape : {std::vector<edit::Rect>{{4, 4, 30, 9}},
                              std::vector<edit::Rect>{{4, 4, 5, 22}, {4, 20, 30, 6}},
                              std::vector<edit::Rect>{{7, 3, 1, 20}}}) {
      auto truth = filled(0);
      for (const auto& rect : shape) fill(truth, rect, 2);
      const auto region = *simulate::largest_wrong_region(truth, labels);
      const auto map = painted(simulate::stroke(Policy::Scribbles, region));
      std::ptrdiff_t inside = 0;
      for (std::size_t i = 0; i < map.labels.size(); ++i) {
        if (map.labels[i] == image::ignore_label) continue;
        QCOMPARE(map.labels[i], std::uint8_t{2});
        QCOMPARE(truth.labels[i], std::uint8_t{2});
        ++inside;
      }
      QVERIFY(inside >= 10);
    }
    auto speck = filled(0);
    fill(speck, {7, 7, 1, 1}, 2);
    const auto region = *simulate::largest_wrong_region(speck, labels);
    QCOMPARE(simulate::scribble(region).size(), std::size_t{1});
  }

  void policies_have_names_and_costs() {
    for (const auto policy : {Policy::Clicks, Policy::Scribbles, Policy::Masks})
      QVERIFY(simulate::policy_from_name(simulate::name(policy)) == policy);
    QVERIFY_EXCEPTION_THROWN(simulate::policy_from_name("dots"), UsageError);
    const simulate::Costs costs;
    QVERIFY(costs.of(Policy::Clicks) < costs.of(Policy::Scribbles));
    QVERIFY(costs.of(Policy::Scribbles) < costs.of(Policy::Masks));
  }

  void a_plot_leaves_out_what_is_not_known() {
    const auto nothing = std::numeric_limits<double>::quiet_NaN();
    const auto svg = simulate::plot_svg("a < b", "minutes", "mIoU, %",
                                        {{"one", {{0, 50}, {10, 60}}}, {"two", {{0, nothing}}}});
    QVERIFY(svg.starts_with("<svg"));
    QVERIFY(svg.find("a &lt; b") != std::string::npos);
    QVERIFY(svg.find("nan") == std::string::npos);
    QVERIFY(simulate::plot_svg("", "", "", {}).find("nan") == std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestPerson)
#include "test_person.moc"
