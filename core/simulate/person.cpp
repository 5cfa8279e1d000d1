#include "simulate/person.h"

#include <algorithm>
#include <array>
#include <deque>
#include <opencv2/imgproc.hpp>
#include <opencv2/ximgproc.hpp>
#include <string>

#include "base/error.h"
#include "edit/components.h"

namespace penumbra::simulate {
namespace {

constexpr std::array<std::string_view, 3> policy_names{"clicks", "scribbles", "masks"};
constexpr double click_radius = 0.5;  // one pixel
constexpr double scribble_radius = 1.5;

/// The region with a frame of one pixel, so that the image's border counts as an edge.
cv::Mat framed(const image::LabelMap& mask) {
  const cv::Mat plain(mask.size.height, mask.size.width, CV_8UC1,
                      const_cast<std::uint8_t*>(mask.labels.data()));
  cv::Mat result;
  cv::copyMakeBorder(plain, result, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  return result;
}

edit::Point pixel(const cv::Point& in_frame) { return {in_frame.x - 0.5, in_frame.y - 0.5}; }

/// Steps from a pixel to each of the skeleton, breadth first; the last one reached, and the way.
struct Walk {
  cv::Point last;
  cv::Mat before;  ///< index of the pixel before, -1 where none was
};

Walk walk(const cv::Mat& skeleton, cv::Point start) {
  Walk result{start, cv::Mat(skeleton.size(), CV_32SC1, cv::Scalar(-1))};
  std::deque<cv::Point> front{start};
  result.before.at<int>(start) = start.y * skeleton.cols + start.x;
  while (!front.empty()) {
    const auto at = front.front();
    front.pop_front();
    result.last = at;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const cv::Point next{at.x + dx, at.y + dy};
        if (!cv::Rect({}, skeleton.size()).contains(next) || skeleton.at<std::uint8_t>(next) == 0 ||
            result.before.at<int>(next) >= 0)
          continue;
        result.before.at<int>(next) = at.y * skeleton.cols + at.x;
        front.push_back(next);
      }
  }
  return result;
}

}  // namespace

std::string_view name(Policy policy) { return policy_names[static_cast<std::size_t>(policy)]; }

Policy policy_from_name(std::string_view name) {
  const auto* found = std::ranges::find(policy_names, name);
  if (found == policy_names.end())
    throw UsageError("'" + std::string(name) + "' is no policy", "--policy",
                     "Use clicks, scribbles or masks");
  return static_cast<Policy>(found - policy_names.begin());
}

std::optional<WrongRegion> largest_wrong_region(const image::LabelMap& truth,
                                                const image::LabelMap& labels) {
  if (truth.size != labels.size) throw Error("truth and labels differ in size", "simulation");
  // Right pixels and those without truth are 255, the others what they should be.
  auto wrong = truth;
  for (std::size_t i = 0; i < wrong.labels.size(); ++i)
    if (labels.labels[i] == truth.labels[i]) wrong.labels[i] = image::ignore_label;
  const auto components = edit::find_components(wrong);
  const edit::Component* largest = nullptr;
  for (const auto& component : components.list)
    if (component.label != image::ignore_label && (!largest || component.area > largest->area))
      largest = &component;
  if (!largest) return std::nullopt;
  const auto number = static_cast<std::int32_t>(largest - components.list.data());
  WrongRegion region{largest->label, largest->area, {truth.size, {}}};
  region.mask.labels.reserve(truth.size.area());
  for (const auto index : components.index) region.mask.labels.push_back(index == number ? 1 : 0);
  return region;
}

edit::Point centre(const WrongRegion& region) {
  cv::Mat distance;
  cv::distanceTransform(framed(region.mask), distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
  cv::Point best;
  cv::minMaxLoc(distance, nullptr, nullptr, nullptr, &best);
  return pixel(best);
}

std::vector<edit::Point> scribble(const WrongRegion& region) {
  cv::Mat skeleton;
  cv::ximgproc::thinning(framed(region.mask) * 255, skeleton);
  std::vector<cv::Point> points;
  cv::findNonZero(skeleton, points);
  if (points.size() < 2) return {centre(region)};
  // The two ends that are furthest from each other, walking from anywhere and back.
  const auto there = walk(skeleton, walk(skeleton, points.front()).last);
  std::vector<edit::Point> line;
  for (auto at = there.last;;) {
    line.push_back(pixel(at));
    const int before = there.before.at<int>(at);
    const cv::Point next{before % skeleton.cols, before / skeleton.cols};
    if (next == at) break;
    at = next;
  }
  return line;
}

edit::Operation stroke(Policy policy, const WrongRegion& region) {
  if (policy == Policy::Scribbles) {
    cv::Mat distance;
    cv::distanceTransform(framed(region.mask), distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    auto line = scribble(region);
    // Where the region is thinner than the pen, the pen is.
    double room = scribble_radius;
    for (const auto& point : line)
      room = std::min(room, distance.at<float>(static_cast<int>(point.y + 0.5),
                                               static_cast<int>(point.x + 0.5)) -
                                0.5);
    return {edit::Brush{std::move(line), std::max(room, click_radius), region.label}, {}, {}};
  }
  return {edit::Brush{{centre(region)}, click_radius, region.label}, {}, {}};
}

double Costs::of(Policy policy) const {
  switch (policy) {
    case Policy::Clicks:
      return click;
    case Policy::Scribbles:
      return scribble;
    case Policy::Masks:
      break;
  }
  return mask;
}

}  // namespace penumbra::simulate
