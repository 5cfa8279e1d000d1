#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "crf/bilateral_filter.h"
#include "crf/lattice_keys.h"
#include "crf/pixel_features.h"
#include "device/lattice_threads.h"

using namespace penumbra;

namespace {

constexpr int dimensions = 5, corners_of_point = dimensions + 1;

/// What device::LatticeCuda does, one thread after the other.
class HostLattice {
 public:
  /// features: of each image, all of the same number of points.
  explicit HostLattice(const std::vector<std::vector<float>>& features)
      : points_(static_cast<std::uint32_t>(features[0].size() / dimensions)) {
    const auto scale = crf::lattice_scale(dimensions);
    std::array<double, dimensions> lowest{}, highest{};
    lowest.fill(1e30);
    highest.fill(-1e30);
    for (const auto& image : features)
      for (std::size_t i = 0; i < image.size(); ++i) {
        const std::size_t plane = i / points_;
        const double value = image[i] * static_cast<double>(scale[plane]);
        lowest[plane] = std::min(lowest[plane], value);
        highest[plane] = std::max(highest[plane], value);
      }
    const auto keys = crf::lay_out_keys(lowest, highest);
    arrays_.form.dimensions = dimensions;
    std::copy(scale.begin(), scale.end(), arrays_.form.scale);
    std::copy(keys.step.begin(), keys.step.end(), arrays_.form.step);
    std::copy(keys.lowest.begin(), keys.lowest.end(), arrays_.form.lowest);
    arrays_.form.all_steps = keys.all_steps;
    arrays_.form.remainder_mask = 7;
    arrays_.form.image_bit = keys.bits;
    arrays_.points = points_ * static_cast<std::uint32_t>(features.size());
    arrays_.corners_of_point = corners_of_point;
    arrays_.corners = arrays_.points * corners_of_point;

    corner_keys_.resize(arrays_.corners);
    weights_.resize(arrays_.corners);
    for (std::size_t image = 0; image < features.size(); ++image)
      for (std::size_t p = 0; p < points_; ++p) {
        const std::size_t first = (image * points_ + p) * corners_of_point;
        device::embed_point<dimensions>(arrays_.form, features[image].data() + p, points_, image,
                                        &corner_keys_[first], &weights_[first]);
      }
    corner_at_.resize(arrays_.corners);
    std::iota(corner_at_.begin(), corner_at_.end(), 0U);
    std::ranges::stable_sort(corner_at_, {},
                             [&](std::uint32_t corner) { return corner_keys_[corner]; });
    for (const auto corner : corner_at_) keys_.push_back(corner_keys_[corner]);
    for (auto* numbers : {&vertices_, &heads_, &vertex_at_}) numbers->resize(arrays_.corners);
    starts_.resize(arrays_.corners + 2);
    vertex_keys_.resize(arrays_.corners + 1);
    arrays_.corner_keys = corner_keys_.data();
    arrays_.weights = weights_.data();
    arrays_.vertices = vertices_.data();
    arrays_.keys = keys_.data();
    arrays_.corner_at = corner_at_.data();
    arrays_.heads = heads_.data();
    arrays_.vertex_at = vertex_at_.data();
    arrays_.vertex_keys = vertex_keys_.data();
    arrays_.starts = starts_.data();
    arrays_.vertex_count = &vertex_count_;
    for (std::uint32_t i = 0; i < arrays_.corners; ++i) device::mark_head(arrays_, i);
    std::partial_sum(heads_.begin(), heads_.end(), vertex_at_.begin());
    for (std::uint32_t i = 0; i < arrays_.corners; ++i) device::number_place(arrays_, i);
    arrays_.rows = vertex_count_ + 1;
    for (auto* neighbours : {&before_, &after_})
      neighbours->resize(corners_of_point * static_cast<std::size_t>(arrays_.rows));
    arrays_.before = before_.data();
    arrays_.after = after_.data();
    for (std::uint32_t v = 1; v < arrays_.rows; ++v) device::connect_vertex(arrays_, v);
  }

  std::uint32_t vertex_count() const { return vertex_count_; }

  std::vector<float> filter(const std::vector<float>& values, int channels) const {
    const auto width = static_cast<std::size_t>(channels);
    const std::uint32_t tiles =
        (arrays_.corners + device::places_of_tile - 1) / device::places_of_tile;
    const float unset = std::nanf("");  // what nothing writes may not be read
    std::vector<float> from(arrays_.rows * width, unset), to = from;
    std::vector<float> first_sums(tiles * width, unset), last_sums = first_sums;
    std::fill_n(from.begin(), width, 0.0F);
    std::fill_n(to.begin(), width, 0.0F);
    const device::LatticeRows rows{channels, values.data(), from.data(), first_sums.data(),
                                   last_sums.data()};
    const auto each = [&](std::uint32_t begin, std::uint32_t end, const auto& body) {
      for (auto i = begin; i < end; ++i)
        for (int c = 0; c < channels; ++c) body(i, c);
    };
    each(0, tiles, [&](auto tile, int c) { device::splat_tile(arrays_, rows, tile, c); });
    each(1, arrays_.rows, [&](auto v, int c) { device::join_tiles(arrays_, rows, v, c); });
    for (int j = 0; j <= dimensions; ++j) {
      each(1, arrays_.rows, [&](auto v, int c) {
        device::blur_vertex(arrays_, j, channels, from.data(), to.data(), v, c);
      });
      std::swap(from, to);
    }
    const float scale = 1 / (1 + std::exp2(-static_cast<float>(dimensions)));
    std::vector<float> result(values.size());
    each(0, arrays_.points, [&](auto point, int c) {
      device::slice_point(arrays_, channels, scale, from.data(), result.data(), point, c);
    });
    return result;
  }

 private:
  std::uint32_t points_;
  device::LatticeArrays arrays_{};
  std::vector<std::uint64_t> corner_keys_, keys_, vertex_keys_;
  std::vector<float> weights_;
  std::vector<std::uint32_t> corner_at_, vertices_, heads_, vertex_at_, starts_, before_, after_;
  std::uint32_t vertex_count_ = 0;
};

std::vector<float> random_values(std::size_t count, float low, float high, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(low, high);
  std::vector<float> values(count);
  for (float& value : values) value = uniform(random);
  return values;
}

}  // namespace

/// The lattice of the GPU, without one.
class TestLatticeThreads : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_batch_is_filtered_as_the_cpu_filters_each_image() {
    const image::Size size{67, 41};
    const std::size_t pixels = size.area();
    constexpr int channels = 3;
    constexpr float sigma_xy = 20, sigma_rgb = 15;
    std::vector<std::vector<float>> colours;
    colours.push_back(random_values(3 * pixels, 0, 255, 1));  // a vertex for nearly each corner
    colours.emplace_back(3 * pixels, 90.0F);                  // few vertices, of many points each
    colours.push_back(random_values(3 * pixels, 100, 130, 2));
    std::vector<std::vector<float>> features;
    for (const auto& image : colours)
      features.push_back(crf::bilateral_features(size, image, sigma_xy, sigma_rgb));
    const HostLattice lattice(features);

    // Rows of points; the CPU takes planes.
    const auto values = random_values(colours.size() * pixels * channels, 0, 1, 3);
    const auto filtered = lattice.filter(values, channels);
    QCOMPARE(lattice.filter(values, channels), filtered);
    for (std::size_t image = 0; image < colours.size(); ++image) {
      const crf::BilateralFilter filter(size, colours[image], sigma_xy, sigma_rgb);
      std::vector<float> planes(pixels * channels), expected(planes.size());
      const auto row = [&](std::size_t p, std::size_t c) {
        return (image * pixels + p) * channels + c;
      };
      for (std::size_t p = 0; p < pixels; ++p)
        for (std::size_t c = 0; c < channels; ++c) planes[c * pixels + p] = values[row(p, c)];
      filter.apply(planes, channels, expected);
      for (std::size_t p = 0; p < pixels; ++p)
        for (std::size_t c = 0; c < channels; ++c) {
          const float wanted = expected[c * pixels + p];
          QVERIFY2(std::abs(filtered[row(p, c)] - wanted) <= 1e-4F * std::abs(wanted),
                   qPrintable(QString("image %1, pixel %2: %3 and %4")
                                  .arg(image)
                                  .arg(p)
                                  .arg(filtered[row(p, c)])
                                  .arg(wanted)));
        }
    }
  }

  void one_point_is_a_lattice() {
    const HostLattice lattice({{0, 0, 0, 0, 0}});
    QCOMPARE(lattice.vertex_count(), 6U);
    const auto filtered = lattice.filter({2}, 1);
    QVERIFY(filtered[0] > 0 && filtered[0] <= 2);
  }
};

QTEST_GUILESS_MAIN(TestLatticeThreads)
#include "test_lattice_threads.moc"
