#include "edit/painter.h"

#include <algorithm>

#include "base/error.h"

namespace penumbra::edit {

Painter::Painter(Canvas canvas, const Limits& limits)
    : size_(canvas.map.size),
      labels_(canvas.map.labels.data()),
      drawn_(canvas.drawn ? canvas.drawn->data() : nullptr),
      limits_(limits),
      left_(size_.width),
      top_(size_.height) {
  const auto area = size_.area();
  if (size_.width < 1 || size_.height < 1 || canvas.map.labels.size() != area)
    throw Error("the label map is empty or its labels do not match its size", "edit");
  if (canvas.drawn && canvas.drawn->size() != area)
    throw Error("the drawn mask differs from the label map in size", "edit");
  if (limits.selection &&
      (limits.selection->size != size_ || limits.selection->labels.size() != area))
    throw Error("the selection differs from the label map in size", "edit");
  for (std::size_t i = 0; i < over_.size(); ++i)
    over_[i] = !limits.only_over || limits.only_over->test(i);
}

void Painter::paint(Span span, std::uint8_t label) {
  const int left = std::max(span.left, 0), right = std::min(span.right, size_.width);
  if (left >= right || span.y < 0 || span.y >= size_.height) return;
  const auto row = pixel_index(size_, 0, span.y);
  const auto begin = row + static_cast<std::size_t>(left);
  const auto end = row + static_cast<std::size_t>(right);
  const Range range = limits_.only_over || limits_.selection ? paint_limited(begin, end, label)
                                                             : paint_all(begin, end, label);
  if (range.begin >= range.end) return;
  left_ = std::min(left_, static_cast<int>(range.begin - row));
  right_ = std::max(right_, static_cast<int>(range.end - row));
  top_ = std::min(top_, span.y);
  bottom_ = std::max(bottom_, span.y + 1);
}

Painter::Range Painter::paint_all(std::size_t begin, std::size_t end, std::uint8_t label) {
  while (begin < end && !differs(begin, label)) ++begin;
  while (begin < end && !differs(end - 1, label)) --end;
  std::fill(labels_ + begin, labels_ + end, label);
  if (drawn_) std::fill(drawn_ + begin, drawn_ + end, std::uint8_t{1});
  return {begin, end};
}

Painter::Range Painter::paint_limited(std::size_t begin, std::size_t end, std::uint8_t label) {
  const auto* selected = limits_.selection ? limits_.selection->labels.data() : nullptr;
  Range changed{end, begin};
  for (auto i = begin; i < end; ++i) {
    if ((selected && !selected[i]) || !over_[labels_[i]] || !differs(i, label)) continue;
    labels_[i] = label;
    if (drawn_) drawn_[i] = 1;
    changed.begin = std::min(changed.begin, i);
    changed.end = i + 1;
  }
  return changed;
}

Rect Painter::changed() const {
  if (left_ >= right_) return {};
  return {left_, top_, right_ - left_, bottom_ - top_};
}

Rect paint(Canvas canvas, const Limits& limits, std::span<const Span> spans, std::uint8_t label) {
  Painter painter(canvas, limits);
  painter.paint(spans, label);
  return painter.changed();
}

}  // namespace penumbra::edit
