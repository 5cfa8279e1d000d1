#include <QtTest>
#include <algorithm>
#include <cmath>
#include <vector>

#include "train/colour.h"
#include "train/random.h"
#include "train/resample.h"
#include "train/views.h"

using namespace penumbra;
using namespace penumbra::train;

namespace {

template <typename Value>
image::Image picture(int width, int height, Value value) {
  image::Image image{{width, height}, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < 3; ++c) image.pixels.push_back(static_cast<std::uint8_t>(value(x, y, c)));
  return image;
}

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  double largest = a.size() == b.size() ? 0 : 1e9;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(double(a[i]) - b[i]));
  return largest;
}

View whole(image::Size size, int result) {
  View view;
  view.size = result;
  view.photo = size;
  view.width = size.width;
  view.height = size.height;
  return view;
}

}  // namespace

class TestViews : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void resampling_is_pillows() {
    // Expected values: Pillow 12, Image.crop(box).resize(size, BICUBIC).
    const auto noisy = picture(23, 17, [](int x, int y, int c) {
      return (x * 37 + y * 91 + c * 53 + x * y * (c + 1)) % 256;
    });
    const std::vector<float> reduced = {122, 130, 127, 121, 120, 132, 139, 122, 139, 128, 141, 128,
                                        128, 127, 121, 129, 123, 129, 132, 125, 124, 129, 136, 130,
                                        117, 121, 127, 136, 141, 123, 137, 127, 130, 118, 121, 135,
                                        137, 130, 136, 147, 131, 130, 144, 131, 125, 142, 114, 135};
    std::vector<float> result(48);
    resample_bicubic(noisy, {3, 2, 18, 14}, false, 4, result);
    QVERIFY(largest_difference(result, reduced) <= 1.01);

    std::vector<float> mirrored(48);
    resample_bicubic(noisy, {3, 2, 18, 14}, true, 4, mirrored);
    for (std::size_t y = 0; y < 4; ++y)
      for (std::size_t x = 0; x < 4; ++x)
        for (std::size_t c = 0; c < 3; ++c)
          QCOMPARE(mirrored[(y * 4 + x) * 3 + c], result[(y * 4 + 3 - x) * 3 + c]);

    const auto smooth =
        picture(23, 17, [](int x, int y, int c) { return x * x / 4 + y * 5 + c * 20; });
    const std::vector<float> first_row = {11, 31, 51, 12, 32, 52, 15, 35, 55, 17, 37,
                                          57, 20, 40, 60, 23, 43, 63, 25, 45, 65};
    const std::vector<float> last_row = {36, 56, 76, 37, 57, 77, 40, 60, 80, 42, 62,
                                         82, 45, 65, 85, 48, 68, 88, 50, 70, 90};
    result.assign(147, 0);
    resample_bicubic(smooth, {5, 1, 5, 6}, false, 7, result);
    QVERIFY(largest_difference({result.begin(), result.begin() + 21}, first_row) <= 1.01);
    QVERIFY(largest_difference({result.end() - 21, result.end()}, last_row) <= 1.01);
  }

  void resampling_keeps_a_flat_picture_at_any_size() {
    for (const auto size : {image::Size{1, 1}, image::Size{1, 90}, image::Size{301, 3}}) {
      const auto flat =
          picture(size.width, size.height, [](int, int, int c) { return 50 * c + 7; });
      std::vector<float> result(16 * 16 * 3);
      resample_bicubic(flat, {0, 0, double(size.width), double(size.height)}, false, 16, result);
      for (std::size_t i = 0; i < result.size(); ++i)
        QVERIFY(std::abs(result[i] - float(50 * (i % 3) + 7)) < 1e-3F);
    }
  }

  void colours_change_as_in_pillow_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<double>("amount");
    QTest::addColumn<QList<float>>("expected");
    // Pillow's ImageEnhance (8 bits, hence the tolerance), colorsys for the hue.
    QTest::newRow("brightness") << 0 << 1.4
                                << QList<float>{255, 84, 42, 14, 168, 255, 126, 126, 126};
    QTest::newRow("contrast") << 1 << 0.6 << QList<float>{158, 74, 56, 44, 110, 188, 92, 92, 92};
    QTest::newRow("saturation") << 2 << 1.2 << QList<float>{220, 52, 16, 0, 123, 255, 90, 90, 90};
    QTest::newRow("hue up") << 3 << 0.1 << QList<float>{200, 162, 30, 44, 10, 250, 90, 90, 90};
    QTest::newRow("hue down") << 3 << -0.1 << QList<float>{200, 30, 102, 10, 250, 236, 90, 90, 90};
  }
  void colours_change_as_in_pillow() {
    QFETCH(int, which);
    QFETCH(double, amount);
    QFETCH(QList<float>, expected);
    ColourJitter jitter;
    (which == 0   ? jitter.brightness
     : which == 1 ? jitter.contrast
     : which == 2 ? jitter.saturation
                  : jitter.hue) = amount;
    std::vector<float> pixels = {200, 60, 30, 10, 120, 250, 90, 90, 90};
    apply_jitter(pixels, jitter);
    QVERIFY(largest_difference(pixels, {expected.begin(), expected.end()}) <= 1.01);
  }

  void jitter_follows_its_order() {
    ColourJitter first{.brightness = 1.4, .saturation = 1.2};
    ColourJitter second = first;
    std::swap(second.order[0], second.order[2]);
    std::vector<float> a = {200, 60, 30, 10, 120, 250}, b = a;
    apply_jitter(a, first);
    apply_jitter(b, second);
    QVERIFY(largest_difference(a, b) > 1);
  }

  void blur_spreads_a_point_and_keeps_the_sum() {
    std::vector<float> rgb(15 * 15 * 3);
    for (std::size_t c = 0; c < 3; ++c) rgb[(7 * 15 + 7) * 3 + c] = 100;
    gaussian_blur(rgb, 15, 1.5);
    double sum = 0, variance = 0;
    for (int y = 0; y < 15; ++y)
      for (int x = 0; x < 15; ++x) {
        const double value = rgb[std::size_t((y * 15 + x) * 3)];
        sum += value;
        variance += value * (x - 7) * (x - 7);
      }
    QVERIFY(std::abs(sum - 100) < 1e-2);
    QVERIFY(std::abs(variance / sum - 2.25) < 0.1);
  }

  void grey_has_one_value_a_pixel() {
    std::vector<float> rgb = {200, 60, 30};
    make_grey(rgb);
    QVERIFY(largest_difference(rgb, {98.44F, 98.44F, 98.44F}) < 1e-3);
  }

  void drawn_views_keep_to_their_ranges() {
    const image::Size photo{500, 375};
    int flips = 0, jittered = 0;
    double smallest = 1, largest = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
      Random random({1, i});
      const auto view = draw_view(photo, global_view(224), random);
      QVERIFY(view.x >= 0 && view.y >= 0 && view.width > 0 && view.height > 0);
      QVERIFY(view.x + view.width <= 500 && view.y + view.height <= 375);
      const double area = double(view.width) * view.height / double(photo.area());
      const double aspect = double(view.width) / view.height;
      QVERIFY(aspect > 0.74 && aspect < 1.35);
      smallest = std::min(smallest, area);
      largest = std::max(largest, area);
      flips += view.flip;
      jittered += view.jittered;
      QVERIFY(!view.grey && view.blur_radius == 0);
      QVERIFY(view.jitter.hue >= -0.1 && view.jitter.hue < 0.1);
    }
    QVERIFY(smallest > 0.31 && smallest < 0.36 && largest > 0.9 && largest <= 1);
    QVERIFY(flips > 900 && flips < 1100 && jittered > 900 && jittered < 1100);
    int grey = 0, blurred = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
      Random random({2, i});
      const auto view = draw_view(photo, local_view(96), random);
      QVERIFY(double(view.width) * view.height / double(photo.area()) < 0.33);
      grey += view.grey;
      blurred += view.blur_radius > 0;
    }
    QVERIFY(grey > 320 && grey < 480 && blurred > 900 && blurred < 1100);
  }

  void odd_photos_have_views_too() {
    for (const auto size : {image::Size{1, 1}, image::Size{3000, 2}, image::Size{1, 400}}) {
      Random random({7});
      const auto view = draw_view(size, global_view(32), random);
      QVERIFY(view.width >= 1 && view.height >= 1);
      QVERIFY(view.x + view.width <= size.width && view.y + view.height <= size.height);
      std::vector<float> result(3 * 32 * 32);
      render_view(
          picture(size.width, size.height, [](int x, int y, int c) { return (x + y + c) % 256; }),
          view, result);
      for (const float value : result) QVERIFY(std::isfinite(value));
    }
  }

  void a_view_is_normalised_in_planes() {
    const auto flat = picture(20, 20, [](int, int, int c) {
      return c == 0 ? 255 : c == 1 ? 0 : 51;
    });
    std::vector<float> result(3 * 16 * 16);
    render_view(flat, whole({20, 20}, 16), result);
    QVERIFY(std::abs(result[0] - (1 - 0.485F) / 0.229F) < 1e-4F);
    QVERIFY(std::abs(result[256 + 5] + 0.456F / 0.224F) < 1e-4F);
    QVERIFY(std::abs(result[767] - (0.2F - 0.406F) / 0.225F) < 1e-4F);
  }

  void labels_follow_the_crop_and_flip_at_any_size() {
    View view = whole({40, 40}, 4);
    view.x = 20;
    view.width = 20;
    for (const int scale : {1, 2, 4}) {
      image::LabelMap labels{{40 / scale, 40 / scale}, {}};
      for (int y = 0; y < labels.size.height; ++y)
        for (int x = 0; x < labels.size.width; ++x) labels.labels.push_back(x * scale < 30 ? 1 : 2);
      std::vector<std::uint8_t> result(16);
      view.flip = false;
      render_labels(labels, view, result);
      for (std::size_t i = 0; i < 16; ++i) QCOMPARE(int(result[i]), i % 4 < 2 ? 1 : 2);
      view.flip = true;
      render_labels(labels, view, result);
      for (std::size_t i = 0; i < 16; ++i) QCOMPARE(int(result[i]), i % 4 < 2 ? 2 : 1);
    }
  }

  void a_click_is_in_every_view_that_shows_its_place() {
    View view = whole({400, 300}, 16);
    image::LabelMap clicks{{400, 300}, std::vector<std::uint8_t>(400 * 300, image::ignore_label)};
    clicks.labels[20 * 400 + 31] = 3;    // in row 1, column 1 of 16
    clicks.labels[299 * 400 + 399] = 2;  // the last pixel
    std::vector<std::uint8_t> result(256);
    const auto said = [&] { return 256 - std::ranges::count(result, image::ignore_label); };
    render_sparse_labels(clicks, view, result);
    QCOMPARE(int(result[16 + 1]), 3);
    QCOMPARE(int(result[255]), 2);
    QCOMPARE(said(), 2);
    view.flip = true;
    render_sparse_labels(clicks, view, result);
    QCOMPARE(int(result[16 + 14]), 3);
    QCOMPARE(int(result[240]), 2);
    QCOMPARE(said(), 2);
    view.flip = false;
    view.x = 200;
    view.width = 200;
    render_sparse_labels(clicks, view, result);
    QCOMPARE(int(result[255]), 2);
    QCOMPARE(said(), 1);
    // A view larger than the map shows a pixel as large as it is there.
    view = whole({4, 4}, 16);
    image::LabelMap small{{4, 4}, std::vector<std::uint8_t>(16, image::ignore_label)};
    small.labels[5] = 1;
    render_sparse_labels(small, view, result);
    QCOMPARE(said(), 16);
    QCOMPARE(int(result[4 * 16 + 4]), 1);
    // A map that is known everywhere is that of the nearest labels.
    for (std::size_t i = 0; i < small.labels.size(); ++i) small.labels[i] = std::uint8_t(i % 3);
    auto nearest = result;
    view.size = 3;
    render_labels(small, view, std::span(nearest).first(9));
    render_sparse_labels(small, view, std::span(result).first(9));
    QVERIFY(std::ranges::equal(std::span(nearest).first(9), std::span(result).first(9)));
  }

  void a_smaller_decode_shows_the_same_part() {
    const auto value = [](double x, double y, int c) { return 20 + x * 0.3 + y * 0.2 + c * 10; };
    const auto full =
        picture(400, 300, [&](int x, int y, int c) { return std::lround(value(x, y, c)); });
    const auto half = picture(200, 150, [&](int x, int y, int c) {
      return std::lround(value(2 * x + 0.5, 2 * y + 0.5, c));
    });
    Random random({3});
    View view = draw_view({400, 300}, global_view(64), random);
    view.jittered = false;
    QVERIFY(decoded_side(view) <= 150);
    std::vector<float> a(3 * 64 * 64), b = a;
    render_view(full, view, a);
    render_view(half, view, b);
    QVERIFY(largest_difference(a, b) < 0.02);
  }

  void random_numbers_depend_on_the_whole_key() {
    QCOMPARE(Random({1, 2, 3}).next(), Random({1, 2, 3}).next());
    QVERIFY(Random({1, 2, 3}).next() != Random({1, 3, 2}).next());
    QVERIFY(Random({1, 2}).next() != Random({1, 2, 0}).next());
    double sum = 0;
    Random random({5});
    for (int i = 0; i < 10000; ++i) {
      const double value = random.uniform();
      QVERIFY(value >= 0 && value < 1);
      QVERIFY(random.below(3) < 3);
      sum += value;
    }
    QVERIFY(std::abs(sum / 10000 - 0.5) < 0.02);
  }
};

QTEST_GUILESS_MAIN(TestViews)
#include "test_views.moc"
