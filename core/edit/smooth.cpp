#include "edit/smooth.h"

#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "edit/connected.h"

namespace penumbra::edit {
namespace {

/// How often each label occurs in a disc that moves along a row.
class DiscHistogram {
 public:
  DiscHistogram(const image::LabelMap& map, double radius)
      : map_(map), reach_(static_cast<int>(radius)) {
    for (int dy = -reach_; dy <= reach_; ++dy)
      half_widths_.push_back(static_cast<int>(std::sqrt(radius * radius - dy * dy)));
    for (const auto label : map.labels) ++counts_[label];
    for (int label = 0; label < 256; ++label)
      if (counts_[static_cast<std::size_t>(label)] > 0)
        present_.push_back(static_cast<std::uint8_t>(label));
  }

  void place(int x, int y) {
    counts_.fill(0);
    for_rows(y, [&](int row, int half) {
      for (int column = x - half; column <= x + half; ++column) count(column, row, 1);
    });
  }

  /// From (x - 1, y) to (x, y).
  void move_to(int x, int y) {
    for_rows(y, [&](int row, int half) {
      count(x - 1 - half, row, -1);
      count(x + half, row, 1);
    });
  }

  std::uint8_t majority(std::uint8_t own) const {
    std::uint8_t best = own;
    for (const auto label : present_)
      if (counts_[label] > counts_[best]) best = label;
    return best;
  }

 private:
  template <class Visit>
  void for_rows(int y, const Visit& visit) const {
    for (int dy = -reach_; dy <= reach_; ++dy)
      if (y + dy >= 0 && y + dy < map_.size.height)
        visit(y + dy, half_widths_[static_cast<std::size_t>(dy + reach_)]);
  }

  void count(int x, int y, int change) {
    if (x >= 0 && x < map_.size.width) counts_[map_.labels[pixel_index(map_.size, x, y)]] += change;
  }

  const image::LabelMap& map_;
  int reach_;
  std::vector<int> half_widths_;  ///< of the disc's rows
  std::vector<std::uint8_t> present_;
  std::array<int, 256> counts_{};
};

/// 1 where a square of `reach` to each side of a pixel holds more than one label.
cv::Mat near_border(const image::LabelMap& map, int reach) {
  const auto [width, height] = map.size;
  cv::Mat border = cv::Mat::zeros(height, width, CV_8U);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto i = pixel_index(map.size, x, y);
      if (x + 1 < width && map.labels[i] != map.labels[i + 1])
        border.data[i] = border.data[i + 1] = 1;
      if (const auto below = i + static_cast<std::size_t>(width);
          y + 1 < height && map.labels[i] != map.labels[below])
        border.data[i] = border.data[below] = 1;
    }
  }
  const int side = 2 * reach + 1;
  cv::dilate(border, border, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
  return border;
}

}  // namespace

Rect smooth_borders(Canvas canvas, double radius, const Limits& limits) {
  if (!(radius >= 1 && radius <= largest_smoothing))
    throw UsageError("the radius is out of range", "smooth",
                     "Use 1 to " + std::to_string(int(largest_smoothing)) + " px");
  Painter painter(canvas, limits);
  const image::LabelMap before = canvas.map;
  const cv::Mat near = near_border(before, static_cast<int>(radius));
  const auto spans = matching_spans(before.size, [&](std::size_t i) {
    return near.data[i] != 0 && (!limits.selection || limits.selection->labels[i] != 0);
  });
  DiscHistogram histogram(before, radius);
  for (const Span& span : spans) {
    histogram.place(span.left, span.y);
    for (int x = span.left; x < span.right; ++x) {
      if (x > span.left) histogram.move_to(x, span.y);
      const auto own = before.labels[pixel_index(before.size, x, span.y)];
      const auto majority = histogram.majority(own);
      if (majority != own) painter.paint(x, span.y, majority);
    }
  }
  return painter.changed();
}

}  // namespace penumbra::edit
