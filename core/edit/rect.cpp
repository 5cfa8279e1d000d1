#include "edit/rect.h"

#include <algorithm>

namespace penumbra::edit {

Rect intersection(const Rect& a, const Rect& b) {
  const int left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  const Rect common{left, top, std::min(a.right(), b.right()) - left,
                    std::min(a.bottom(), b.bottom()) - top};
  return a.empty() || b.empty() || common.empty() ? Rect{} : common;
}

Rect united(const Rect& a, const Rect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Rect grown(const Rect& rect, int margin) {
  return {rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin};
}

}  // namespace penumbra::edit
