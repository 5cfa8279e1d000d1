#include "edit/crf_rectangle.h"

#include <array>
#include <cmath>

#include "base/error.h"
#include "crf/dense_crf.h"
#include "edit/painter.h"
#include "image/resize.h"

namespace penumbra::edit {
namespace {

/// Pixels times labels that are computed at full size.
constexpr double most_values = 40e6;

image::Image cut(const image::Image& photo, const Rect& rect) {
  image::Image part{{rect.width, rect.height}, {}};
  part.pixels.reserve(3 * part.size.area());
  for (int y = rect.y; y < rect.bottom(); ++y) {
    const auto* row = photo.pixels.data() + 3 * pixel_index(photo.size, rect.x, y);
    part.pixels.insert(part.pixels.end(), row, row + 3 * rect.width);
  }
  return part;
}

image::LabelMap cut(const image::LabelMap& map, const Rect& rect) {
  image::LabelMap part{{rect.width, rect.height}, {}};
  part.labels.reserve(part.size.area());
  for (int y = rect.y; y < rect.bottom(); ++y) {
    const auto* row = map.labels.data() + pixel_index(map.size, rect.x, y);
    part.labels.insert(part.labels.end(), row, row + rect.width);
  }
  return part;
}

/// Background and the classes that occur, ascending.
std::vector<std::uint8_t> choices(const image::LabelMap& map) {
  std::array<bool, 256> present{};
  for (const auto label : map.labels) present[label] = true;
  std::vector<std::uint8_t> labels{0};
  for (std::uint8_t label = 1; label < image::ignore_label; ++label)
    if (present[label]) labels.push_back(label);
  return labels;
}

std::vector<float> unary(const image::LabelMap& map, const std::vector<std::uint8_t>& labels,
                         double confidence) {
  const auto area = map.size.area();
  const auto count = static_cast<float>(labels.size());
  const auto own = static_cast<float>(confidence);
  std::vector<float> probability(area * labels.size(), (1 - own) / (count - 1));
  for (std::size_t p = 0; p < labels.size(); ++p) {
    for (std::size_t i = 0; i < area; ++i) {
      if (map.labels[i] == labels[p]) probability[p * area + i] = own;
      if (map.labels[i] == image::ignore_label) probability[p * area + i] = 1 / count;
    }
  }
  return probability;
}

/// The label of the largest value at each pixel, at `size`.
image::LabelMap most_likely(const std::vector<float>& values, image::Size values_size,
                            const std::vector<std::uint8_t>& labels, image::Size size) {
  image::LabelMap result{size, std::vector<std::uint8_t>(size.area())};
  std::vector<float> best(size.area(), -1);
  for (std::size_t p = 0; p < labels.size(); ++p) {
    const auto* plane = values.data() + p * values_size.area();
    image::ScoreMap scores{values_size, {plane, plane + values_size.area()}};
    if (values_size != size) scores = image::resize(scores, size);
    for (std::size_t i = 0; i < best.size(); ++i) {
      if (scores.scores[i] <= best[i]) continue;
      best[i] = scores.scores[i];
      result.labels[i] = labels[p];
    }
  }
  return result;
}

image::Size computed_size(image::Size size, std::size_t labels) {
  const double values = static_cast<double>(size.area()) * static_cast<double>(labels);
  if (values <= most_values) return size;
  const double scale = std::sqrt(most_values / values);
  const auto scaled = [&](int side) { return std::max(1, static_cast<int>(side * scale)); };
  return {scaled(size.width), scaled(size.height)};
}

}  // namespace

Rect refine_by_crf(Canvas canvas, const image::Image& photo, const Rect& rectangle,
                   double confidence, int threads, const Limits& limits) {
  if (!(confidence > 0 && confidence < 1))
    throw UsageError("the confidence is out of range", "CRF", "Use more than 0 and less than 1");
  if (photo.size != canvas.map.size || photo.pixels.size() != 3 * photo.size.area())
    throw Error("the photo differs from the label map in size", "CRF");
  Painter painter(canvas, limits);
  const Rect rect = intersection(rectangle, whole(photo.size));
  if (rect.empty()) return {};
  auto part = cut(canvas.map, rect);
  const auto labels = choices(part);
  if (labels.size() < 2) return {};
  const auto full = part.size;
  const auto size = computed_size(full, labels.size());
  auto pixels = cut(photo, rect);
  if (size != full) {
    part = image::resize(part, size);
    pixels = image::thumbnail(pixels, size);
  }
  crf::CrfOptions kernels;
  kernels.threads = threads;
  const auto marginals = crf::dense_crf(pixels, unary(part, labels, confidence),
                                        static_cast<int>(labels.size()), kernels);
  const auto refined = most_likely(marginals, size, labels, full);
  for (int y = 0; y < rect.height; ++y) {
    for (int x = 0; x < rect.width; ++x) {
      const auto label = refined.labels[pixel_index(full, x, y)];
      const int map_x = rect.x + x, map_y = rect.y + y;
      if (label != canvas.map.labels[pixel_index(photo.size, map_x, map_y)])
        painter.paint(map_x, map_y, label);
    }
  }
  return painter.changed();
}

}  // namespace penumbra::edit
