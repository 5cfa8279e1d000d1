#include "formats/outline.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace penumbra::formats {
namespace {

/// The box of a label's pixels.
cv::Rect box_of(const cv::Mat1b& labels, std::uint8_t label) {
  int left = labels.cols, right = -1, top = labels.rows, bottom = -1;
  for (int y = 0; y < labels.rows; ++y) {
    const auto* row = labels[y];
    const auto* first = std::find(row, row + labels.cols, label);
    if (first == row + labels.cols) continue;
    top = std::min(top, y);
    bottom = y;
    left = std::min(left, static_cast<int>(first - row));
    int last = labels.cols - 1;
    while (row[last] != label) --last;
    right = std::max(right, last);
  }
  return right < 0 ? cv::Rect() : cv::Rect(left, top, right - left + 1, bottom - top + 1);
}

/// Closed lines as linked corners, to which holes are joined.
class Rings {
 public:
  explicit Rings(cv::Size size) : at_(size, -1) {}

  void start(const std::vector<cv::Point>& contour) {
    heads_.push_back(std::ssize(nodes_));
    append(contour, 0);
    nodes_.back().next = heads_.back();
  }

  /// `first`: the place of its leftmost corner. The pixels left of that belong to the region, up
  /// to another line of it.
  void join(const std::vector<cv::Point>& hole, std::size_t first) {
    auto from = hole[first];
    while (at_(from) < 0) --from.x;
    const auto bridge = at_(from);
    const auto after = nodes_[static_cast<std::size_t>(bridge)].next;
    const auto start = std::ssize(nodes_);
    append(hole, first);
    nodes_.push_back({hole[first], start + std::ssize(hole) + 1});
    nodes_.push_back({from, after});
    nodes_[static_cast<std::size_t>(bridge)].next = start;
  }

  /// Without corners in the middle of a straight line.
  std::vector<Ring> take(cv::Point offset) const {
    std::vector<Ring> rings;
    for (const auto head : heads_) {
      Ring ring;
      auto node = head;
      do {
        const auto& [point, next] = nodes_[static_cast<std::size_t>(node)];
        add(ring, {point.x + offset.x, point.y + offset.y});
        node = next;
      } while (node != head);
      while (ring.size() > 2 && straight(ring[ring.size() - 2], ring.back(), ring.front()))
        ring.pop_back();
      while (ring.size() < 3) ring.push_back(ring.back());
      rings.push_back(std::move(ring));
    }
    return rings;
  }

 private:
  struct Node {
    cv::Point point;
    std::ptrdiff_t next;
  };

  void append(const std::vector<cv::Point>& contour, std::size_t first) {
    for (std::size_t i = 0; i < contour.size(); ++i) {
      const auto point = contour[(first + i) % contour.size()];
      at_(point) = static_cast<int>(nodes_.size());
      nodes_.push_back({point, std::ssize(nodes_) + 1});
    }
  }

  /// Whether the way from a over b to c goes on along one of eight directions.
  static bool straight(Corner a, Corner b, Corner c) {
    const auto sign = [](int value) { return (value > 0) - (value < 0); };
    return sign(b.x - a.x) == sign(c.x - b.x) && sign(b.y - a.y) == sign(c.y - b.y);
  }

  static void add(Ring& ring, Corner corner) {
    if (ring.size() > 1 && straight(ring[ring.size() - 2], ring.back(), corner))
      ring.back() = corner;
    else if (ring.empty() || !(ring.back() == corner))
      ring.push_back(corner);
  }

  cv::Mat1i at_;  ///< a node at each pixel; -1 none
  std::vector<Node> nodes_;
  std::vector<std::ptrdiff_t> heads_;
};

}  // namespace

std::vector<Ring> outlines(const image::LabelMap& map, std::uint8_t label) {
  const cv::Mat1b labels(map.size.height, map.size.width,
                         const_cast<std::uint8_t*>(map.labels.data()));
  const auto box = box_of(labels, label);
  if (box.empty()) return {};
  const cv::Mat inside = labels(box) == label;
  std::vector<std::vector<cv::Point>> contours;
  std::vector<cv::Vec4i> tree;  // next, previous, first child, parent
  cv::findContours(inside, contours, tree, cv::RETR_CCOMP, cv::CHAIN_APPROX_NONE);

  Rings rings(box.size());
  struct Hole {
    std::size_t contour;
    std::size_t first;
    int left;
  };
  std::vector<Hole> holes;
  for (std::size_t i = 0; i < contours.size(); ++i) {
    const auto& contour = contours[i];
    if (tree[i][3] < 0) {
      rings.start(contour);
      continue;
    }
    const auto first =
        std::min_element(contour.begin(), contour.end(), [](auto a, auto b) { return a.x < b.x; });
    holes.push_back({i, static_cast<std::size_t>(first - contour.begin()), first->x});
  }
  // What lies left of a hole is joined before it.
  std::stable_sort(holes.begin(), holes.end(),
                   [](const Hole& a, const Hole& b) { return a.left < b.left; });
  for (const auto& hole : holes) rings.join(contours[hole.contour], hole.first);
  auto found = rings.take(box.tl());
  std::stable_sort(found.begin(), found.end(), [](const Ring& a, const Ring& b) {
    return std::pair(a.front().y, a.front().x) < std::pair(b.front().y, b.front().x);
  });
  return found;
}

void fill_rows(image::LabelMap& map, std::span<const Corner> ring, std::uint8_t label) {
  const auto paint = [&](int y, int first, int last) {
    auto* row =
        map.labels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(map.size.width);
    first = std::max(first, 0);
    last = std::min(last, map.size.width - 1);
    if (first <= last) std::fill(row + first, row + last + 1, label);
  };
  int top = map.size.height, bottom = -1, lowest = 0;
  for (const auto& corner : ring) {
    top = std::min(top, std::max(corner.y, 0));
    lowest = std::max(lowest, corner.y);
    bottom = std::max(bottom, std::min(corner.y, map.size.height - 1));
  }
  std::vector<float> crossings;
  for (int y = top; y <= bottom; ++y) {
    crossings.clear();
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
      if (y < std::min(a.y, b.y) || y > std::max(a.y, b.y)) continue;
      if (a.y == b.y) {
        paint(y, std::min(a.x, b.x), std::max(a.x, b.x));
        continue;
      }
      const float slope = static_cast<float>(b.x - a.x) / static_cast<float>(b.y - a.y);
      crossings.push_back(static_cast<float>(y - a.y) * slope + static_cast<float>(a.x));
      // An edge that ends where the polygon goes on counts twice: the next one starts there, too.
      if (y == std::max(a.y, b.y) && y < lowest) crossings.push_back(crossings.back());
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 1; i < crossings.size(); i += 2)
      paint(y, static_cast<int>(std::floor(crossings[i - 1] + 0.5F)),
            static_cast<int>(std::ceil(crossings[i] - 0.5F)));
  }
}

void fill_ring(image::LabelMap& map, std::span<const Corner> ring, std::uint8_t label) {
  cv::Mat1b labels(map.size.height, map.size.width, map.labels.data());
  std::vector<cv::Point> points;
  for (const auto& [x, y] : ring) points.emplace_back(x, y);
  cv::fillPoly(labels, std::vector<std::vector<cv::Point>>{points}, label);
}

}  // namespace penumbra::formats
