#include "label/score_planes.h"

#include <algorithm>
#include <limits>
#include <span>

#include "base/error.h"
#include "label/interpolation.h"

namespace penumbra::label {
namespace {

/// One plane's row between two old rows, then stretched to the new width.
class RowInterpolation {
 public:
  RowInterpolation(image::Size from, image::Size to)
      : width_(static_cast<std::size_t>(from.width)),
        columns_(taps(from.width, to.width)),
        rows_(taps(from.height, to.height)),
        between_(width_) {}

  void operator()(std::span<const float> plane, std::size_t row, std::span<float> out) {
    const auto& tap = rows_[row];
    const float* const above = plane.data() + static_cast<std::size_t>(tap.first) * width_;
    const float* const below = plane.data() + static_cast<std::size_t>(tap.second) * width_;
    for (std::size_t x = 0; x < width_; ++x) {
      between_[x] = above[x] + tap.share * (below[x] - above[x]);
    }
    for (std::size_t x = 0; x < out.size(); ++x) {
      const float left = between_[static_cast<std::size_t>(columns_[x].first)];
      const float right = between_[static_cast<std::size_t>(columns_[x].second)];
      out[x] = left + columns_[x].share * (right - left);
    }
  }

 private:
  std::size_t width_;
  std::vector<Tap> columns_, rows_;
  std::vector<float> between_;
};

}  // namespace

ScorePlanes plane_of(const ScorePlanes& planes, std::size_t plane) {
  const auto values =
      std::span(planes.values).subspan(plane * planes.size.area(), planes.size.area());
  return {planes.size, {planes.classes[plane]}, {values.begin(), values.end()}};
}

ScorePlanes resize(const ScorePlanes& planes, image::Size size) {
  if (planes.size == size) return planes;
  ScorePlanes result{size, planes.classes, std::vector<float>(planes.classes.size() * size.area())};
  RowInterpolation row_of(planes.size, size);
  const auto width = static_cast<std::size_t>(size.width);
  for (std::size_t p = 0; p < planes.classes.size(); ++p) {
    const auto plane = std::span(planes.values).subspan(p * planes.size.area(), planes.size.area());
    for (std::size_t y = 0; y < static_cast<std::size_t>(size.height); ++y) {
      row_of(plane, y, std::span(result.values).subspan(p * size.area() + y * width, width));
    }
  }
  return result;
}

image::LabelMap best_label(const ScorePlanes& planes, image::Size size) {
  image::LabelMap result{size, std::vector<std::uint8_t>(size.area())};
  RowInterpolation row_of(planes.size, size);
  const auto width = static_cast<std::size_t>(size.width);
  std::vector<float> best(width), row(width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(size.height); ++y) {
    const auto labels = std::span(result.labels).subspan(y * width, width);
    for (std::size_t p = 0; p < planes.classes.size(); ++p) {
      const auto plane =
          std::span(planes.values).subspan(p * planes.size.area(), planes.size.area());
      row_of(plane, y, p == 0 ? best : row);
      for (std::size_t x = 0; x < width; ++x) {
        if (p > 0 && row[x] <= best[x]) continue;
        if (p > 0) best[x] = row[x];
        labels[x] = planes.classes[p];
      }
    }
  }
  return result;
}

image::ScoreMap uncertainty(const ScorePlanes& planes, image::Size size) {
  image::ScoreMap result{size, std::vector<float>(size.area())};
  if (planes.classes.size() < 2) return result;
  RowInterpolation row_of(planes.size, size);
  const auto width = static_cast<std::size_t>(size.width);
  std::vector<float> best(width), second(width), row(width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(size.height); ++y) {
    std::ranges::fill(best, std::numeric_limits<float>::lowest());
    std::ranges::fill(second, std::numeric_limits<float>::lowest());
    for (std::size_t p = 0; p < planes.classes.size(); ++p) {
      row_of(std::span(planes.values).subspan(p * planes.size.area(), planes.size.area()), y, row);
      for (std::size_t x = 0; x < width; ++x) {
        second[x] = std::max(second[x], std::min(best[x], row[x]));
        best[x] = std::max(best[x], row[x]);
      }
    }
    const auto out = std::span(result.scores).subspan(y * width, width);
    for (std::size_t x = 0; x < width; ++x)
      out[x] = std::clamp(1 - (best[x] - second[x]), 0.0F, 1.0F);
  }
  return result;
}

image::LabelMap combine(const image::LabelMap& strict, const image::LabelMap& lenient) {
  if (strict.size != lenient.size) throw Error("label maps differ in size", "refinement");
  auto result = strict;
  for (std::size_t i = 0; i < result.labels.size(); ++i) {
    if (strict.labels[i] == 0 && lenient.labels[i] != 0) result.labels[i] = image::ignore_label;
  }
  return result;
}

}  // namespace penumbra::label
