#include "edit/brush.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"

namespace penumbra::edit {
namespace {

/// Lines that reach farther are cut before distances to them are taken, which would be inexact.
constexpr double far_away = 1e5;

/// All points within `radius` of the line from `a` to `b`.
class Capsule {
 public:
  Capsule(Point a, Point b, double radius)
      : a_(a),
        b_(b),
        radius_(radius),
        dx_(b.x - a.x),
        dy_(b.y - a.y),
        squared_(dx_ * dx_ + dy_ * dy_) {}

  bool covers(Point p) const {
    const double px = p.x - a_.x, py = p.y - a_.y;
    const double t = squared_ > 0 ? std::clamp((px * dx_ + py * dy_) / squared_, 0.0, 1.0) : 0.0;
    const double ex = px - t * dx_, ey = py - t * dy_;
    return ex * ex + ey * ey <= radius_ * radius_;
  }

  /// The x that are covered at height y, one interval: those of the discs at the ends and of the
  /// rectangle between.
  std::pair<double, double> interval(double y) const {
    std::pair<double, double> x{1, 0};
    const auto join = [&](double left, double right) {
      x = x.first > x.second ? std::pair(left, right)
                             : std::pair(std::min(x.first, left), std::max(x.second, right));
    };
    for (const Point& end : {a_, b_}) {
      const double rest = radius_ * radius_ - (y - end.y) * (y - end.y);
      if (rest >= 0) join(end.x - std::sqrt(rest), end.x + std::sqrt(rest));
    }
    if (dy_ != 0) {
      const double length = std::sqrt(squared_);
      const double nx = -dy_ / length * radius_, ny = dx_ / length * radius_;
      const Point corners[] = {{a_.x + nx, a_.y + ny},
                               {b_.x + nx, b_.y + ny},
                               {b_.x - nx, b_.y - ny},
                               {a_.x - nx, a_.y - ny}};
      for (int i = 0; i < 4; ++i) {
        const Point& from = corners[i];
        const Point& to = corners[(i + 1) % 4];
        if ((from.y <= y) == (to.y <= y)) continue;
        const double at = from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x);
        join(at, at);
      }
    }
    return x;
  }

  double top() const { return std::min(a_.y, b_.y) - radius_; }
  double bottom() const { return std::max(a_.y, b_.y) + radius_; }

 private:
  Point a_, b_;
  double radius_, dx_, dy_, squared_;
};

/// The part of the line from `a` to `b` inside the box (Liang and Barsky); false where there is
/// none.
bool cut(Point& a, Point& b, Point low, Point high) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  double first = 0, last = 1;
  const auto limit = [&](double step, double room) {  // t * step <= room
    if (step == 0) return room >= 0;
    const double t = room / step;
    if (step > 0)
      last = std::min(last, t);
    else
      first = std::max(first, t);
    return true;
  };
  if (!limit(-dx, a.x - low.x) || !limit(dx, high.x - a.x) || !limit(-dy, a.y - low.y) ||
      !limit(dy, high.y - a.y) || first > last)
    return false;
  const Point start = a;
  a = {start.x + first * dx, start.y + first * dy};
  b = {start.x + last * dx, start.y + last * dy};
  return true;
}

bool is_far(Point p) { return std::abs(p.x) > far_away || std::abs(p.y) > far_away; }

/// Joins spans of a row that overlap or touch, as those of neighbouring stretches do, before they
/// are given out.
class RowJoiner {
 public:
  explicit RowJoiner(int height) : rows_(static_cast<std::size_t>(height)) {}

  void add(Span span) {
    Span& open = rows_[static_cast<std::size_t>(span.y)];
    if (open.left < open.right && span.left <= open.right && open.left <= span.right) {
      open.left = std::min(open.left, span.left);
      open.right = std::max(open.right, span.right);
    } else {
      if (open.left < open.right) done_.push_back(open);
      open = span;
    }
  }

  Spans finish() && {
    for (const Span& open : rows_)
      if (open.left < open.right) done_.push_back(open);
    return std::move(done_);
  }

 private:
  Spans rows_;
  Spans done_;
};

void add_capsule(const Capsule& capsule, image::Size size, RowJoiner& rows) {
  const int top = std::max(first_centre(capsule.top(), size.height) - 1, 0);
  const int bottom = std::min(first_centre(capsule.bottom(), size.height) + 1, size.height);
  for (int y = top; y < bottom; ++y) {
    const auto covers = [&](int x) { return capsule.covers({x + 0.5, y + 0.5}); };
    const auto [from, to] = capsule.interval(y + 0.5);
    if (from > to) continue;
    int left = first_centre(from, size.width), right = first_centre(to, size.width);
    // The ends are rounded: the distance decides.
    while (left > 0 && covers(left - 1)) --left;
    while (right < size.width && covers(right)) ++right;
    while (left < right && !covers(left)) ++left;
    while (left < right && !covers(right - 1)) --right;
    if (left < right) rows.add({y, left, right});
  }
}

}  // namespace

Spans brush_spans(image::Size size, std::span<const Point> points, double radius) {
  if (points.empty()) throw UsageError("has no points", "brush", "Give at least one");
  if (!(radius > 0 && radius <= largest_brush))
    throw UsageError("the radius is out of range", "brush",
                     "Use more than 0 and at most " + std::to_string(int(largest_brush)) + " px");
  RowJoiner rows(size.height);
  const Point low{-radius - 1, -radius - 1};
  const Point high{size.width + radius + 1, size.height + radius + 1};
  for (std::size_t i = 0; i < std::max<std::size_t>(points.size() - 1, 1); ++i) {
    Point a = points[i], b = points[std::min(i + 1, points.size() - 1)];
    if ((is_far(a) || is_far(b)) && !cut(a, b, low, high)) continue;
    add_capsule(Capsule(a, b, radius), size, rows);
  }
  return std::move(rows).finish();
}

Rect brush(Canvas canvas, std::span<const Point> points, double radius, std::uint8_t label,
           const Limits& limits) {
  return paint(canvas, limits, brush_spans(canvas.map.size, points, radius), label);
}

}  // namespace penumbra::edit
