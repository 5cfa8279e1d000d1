#include "train/views.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "image/statistics.h"
#include "train/resample.h"

namespace penumbra::train {
namespace {

/// torchvision's random resized crop: ten tries, then the largest central part of allowed aspect.
void draw_crop(View& view, const ViewOptions& options, Random& random) {
  constexpr double aspect_low = 3.0 / 4, aspect_high = 4.0 / 3;
  const auto [width, height] = view.photo;
  const double area = static_cast<double>(width) * height;
  for (int attempt = 0; attempt < 10; ++attempt) {
    const double target = area * random.uniform(options.area_low, options.area_high);
    const double aspect = std::exp(random.uniform(std::log(aspect_low), std::log(aspect_high)));
    view.width = static_cast<int>(std::lround(std::sqrt(target * aspect)));
    view.height = static_cast<int>(std::lround(std::sqrt(target / aspect)));
    if (view.width < 1 || view.width > width || view.height < 1 || view.height > height) continue;
    view.x = static_cast<int>(random.below(static_cast<std::size_t>(width - view.width + 1)));
    view.y = static_cast<int>(random.below(static_cast<std::size_t>(height - view.height + 1)));
    return;
  }
  const double aspect = static_cast<double>(width) / height;
  view.width = aspect > aspect_high ? static_cast<int>(std::lround(height * aspect_high)) : width;
  view.height = aspect < aspect_low ? static_cast<int>(std::lround(width / aspect_low)) : height;
  view.width = std::clamp(view.width, 1, width);
  view.height = std::clamp(view.height, 1, height);
  view.x = (width - view.width) / 2;
  view.y = (height - view.height) / 2;
}

ColourJitter draw_jitter(Random& random) {
  ColourJitter jitter;
  jitter.brightness = random.uniform(0.6, 1.4);
  jitter.contrast = random.uniform(0.6, 1.4);
  jitter.saturation = random.uniform(0.8, 1.2);
  jitter.hue = random.uniform(-0.1, 0.1);
  for (std::size_t last = jitter.order.size() - 1; last > 0; --last)
    std::swap(jitter.order[last], jitter.order[random.below(last + 1)]);
  return jitter;
}

/// The crop in pixels of a picture of another size.
Box crop_in(image::Size size, const View& view) {
  const double across = static_cast<double>(size.width) / view.photo.width;
  const double down = static_cast<double>(size.height) / view.photo.height;
  return {view.x * across, view.y * down, view.width * across, view.height * down};
}

}  // namespace

ViewOptions global_view(int size) { return {.size = size}; }

ViewOptions local_view(int size) {
  return {.size = size,
          .area_low = 0.05,
          .area_high = 0.32,
          .flip = 0.5,
          .jitter = 0.8,
          .grey = 0.2,
          .blur = 0.5};
}

View draw_view(image::Size photo, const ViewOptions& options, Random& random) {
  View view;
  view.size = options.size;
  view.photo = photo;
  draw_crop(view, options, random);
  view.flip = random.chance(options.flip);
  view.jittered = random.chance(options.jitter);
  view.jitter = draw_jitter(random);
  view.grey = random.chance(options.grey);
  const double radius = random.uniform(0.1, 2.0);
  view.blur_radius = random.chance(options.blur) ? radius : 0;
  return view;
}

int decoded_side(const View& view) {
  const double scale =
      std::min(1.0, view.size / static_cast<double>(std::min(view.width, view.height)));
  return static_cast<int>(std::ceil(scale * std::min(view.photo.width, view.photo.height)));
}

void render_view(const image::Image& photo, const View& view, std::span<float> result) {
  const auto area = static_cast<std::size_t>(view.size) * static_cast<std::size_t>(view.size);
  std::vector<float> rgb(area * 3);
  resample_bicubic(photo, crop_in(photo.size, view), view.flip, view.size, rgb);
  if (view.jittered) apply_jitter(rgb, view.jitter);
  if (view.grey) make_grey(rgb);
  if (view.blur_radius > 0) gaussian_blur(rgb, view.size, view.blur_radius);
  for (std::size_t c = 0; c < 3; ++c) {
    const float scale = 1 / (255 * image::image_std[c]);
    const float offset = image::image_mean[c] / image::image_std[c];
    float* plane = &result[c * area];
    for (std::size_t i = 0; i < area; ++i) plane[i] = rgb[i * 3 + c] * scale - offset;
  }
}

void render_labels(const image::LabelMap& labels, const View& view,
                   std::span<std::uint8_t> result) {
  const Box box = crop_in(labels.size, view);
  const auto nearest = [&](double start, double length, int limit, int i) {
    const int at = static_cast<int>(start + (i + 0.5) * length / view.size);
    return static_cast<std::size_t>(std::clamp(at, 0, limit - 1));
  };
  std::vector<std::size_t> columns;
  for (int x = 0; x < view.size; ++x)
    columns.push_back(
        nearest(box.x, box.width, labels.size.width, view.flip ? view.size - 1 - x : x));
  auto* out = result.data();
  for (int y = 0; y < view.size; ++y) {
    const auto row = nearest(box.y, box.height, labels.size.height, y);
    for (const auto column : columns)
      *out++ = labels.labels[row * static_cast<std::size_t>(labels.size.width) + column];
  }
}

void render_sparse_labels(const image::LabelMap& labels, const View& view,
                          std::span<std::uint8_t> result) {
  render_labels(labels, view, result);
  const Box box = crop_in(labels.size, view);
  const auto in_view = [&](double start, double length, int i) {
    return static_cast<int>(std::floor((i + 0.5 - start) * view.size / length));
  };
  const auto last_of = [](double start, double length, int limit) {
    return std::min(limit, static_cast<int>(std::ceil(start + length)));
  };
  const auto size = static_cast<std::size_t>(view.size);
  const auto width = static_cast<std::size_t>(labels.size.width);
  const int right = last_of(box.x, box.width, labels.size.width);
  const int bottom = last_of(box.y, box.height, labels.size.height);
  for (int y = std::max(0, static_cast<int>(box.y)); y < bottom; ++y) {
    const int to_y = in_view(box.y, box.height, y);
    if (to_y < 0 || to_y >= view.size) continue;
    const auto* row = &labels.labels[static_cast<std::size_t>(y) * width];
    for (int x = std::max(0, static_cast<int>(box.x)); x < right; ++x) {
      if (row[x] == image::ignore_label) continue;
      const int to_x = in_view(box.x, box.width, x);
      if (to_x < 0 || to_x >= view.size) continue;
      const int column = view.flip ? view.size - 1 - to_x : to_x;
      auto& at = result[static_cast<std::size_t>(to_y) * size + static_cast<std::size_t>(column)];
      if (at == image::ignore_label) at = row[x];
    }
  }
}

}  // namespace penumbra::train
