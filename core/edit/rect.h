#pragma once

namespace penumbra::edit {

/// Pixels x .. x + width - 1 by y .. y + height - 1.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool empty() const { return width <= 0 || height <= 0; }
  int right() const { return x + width; }    ///< one past the last column
  int bottom() const { return y + height; }  ///< one past the last row
  bool operator==(const Rect&) const = default;
};

/// The part of `a` inside `b`, all zeros where there is none.
Rect intersection(const Rect& a, const Rect& b);

/// The smallest rectangle with both in it; an empty one counts as nothing.
Rect united(const Rect& a, const Rect& b);

/// `rect` with `margin` pixels more on each side. The result is safe for any `rect` inside an image
/// and any margin up to the size of one.
Rect grown(const Rect& rect, int margin);

}  // namespace penumbra::edit
