#include "edit/grow.h"

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "edit/connected.h"

namespace penumbra::edit {
namespace {

void check_distance(int distance) {
  if (distance < 1 || distance > farthest_growth)
    throw UsageError("the distance is out of range", "grow or shrink",
                     "Use 1 to " + std::to_string(farthest_growth) + " px");
}

Rect label_bounds(const image::LabelMap& map, std::uint8_t label) {
  const auto spans =
      matching_spans(map.size, [&](std::size_t i) { return map.labels[i] == label; });
  if (spans.empty()) return {};
  int left = map.size.width, right = 0;
  for (const Span& span : spans) {
    left = std::min(left, span.left);
    right = std::max(right, span.right);
  }
  return {left, spans.front().y, right - left, spans.back().y + 1 - spans.front().y};
}

/// The pixels of `window` not in a set that lie within `distance` of one in it.
/// is_in(index in the map): whether a pixel is in the set.
template <class IsIn>
Spans near_set(image::Size size, const Rect& window, int distance, const IsIn& is_in) {
  cv::Mat outside(window.height, window.width, CV_8U);
  bool any = false;
  for (int y = 0; y < window.height; ++y) {
    for (int x = 0; x < window.width; ++x) {
      const bool in = is_in(pixel_index(size, window.x + x, window.y + y));
      any |= in;
      outside.at<std::uint8_t>(y, x) = in ? 0 : 1;
    }
  }
  if (!any) return {};
  cv::Mat distances;
  cv::distanceTransform(outside, distances, cv::DIST_L2, cv::DIST_MASK_PRECISE);
  const float most = static_cast<float>(distance * distance) + 0.5f;  // squares are whole
  const auto local = matching_spans({window.width, window.height}, [&](std::size_t i) {
    const float d = distances.ptr<float>()[i];
    return d > 0 && d * d < most;
  });
  Spans spans;
  for (const Span& span : local)
    spans.push_back({span.y + window.y, span.left + window.x, span.right + window.x});
  return spans;
}

}  // namespace

Rect grow_label(Canvas canvas, std::uint8_t label, int distance, const Limits& limits) {
  check_distance(distance);
  const auto& map = canvas.map;
  const Rect bounds = label_bounds(map, label);
  if (bounds.empty()) return {};
  const auto spans = near_set(map.size, intersection(grown(bounds, distance), whole(map.size)),
                              distance, [&](std::size_t i) { return map.labels[i] == label; });
  return paint(canvas, limits, spans, label);
}

Rect shrink_label(Canvas canvas, std::uint8_t label, int distance, std::uint8_t to,
                  const Limits& limits) {
  check_distance(distance);
  const auto& map = canvas.map;
  const Rect bounds = label_bounds(map, label);
  if (bounds.empty()) return {};
  // A pixel of another label beside a pixel of this one is at most one away from the bounds.
  const auto spans = near_set(map.size, intersection(grown(bounds, 1), whole(map.size)), distance,
                              [&](std::size_t i) { return map.labels[i] != label; });
  return paint(canvas, limits, spans, to);
}

}  // namespace penumbra::edit
