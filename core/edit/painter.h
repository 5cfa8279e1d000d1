#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "edit/canvas.h"

namespace penumbra::edit {

/// Pixels left .. right - 1 of row y.
struct Span {
  int y = 0;
  int left = 0;
  int right = 0;
  bool operator==(const Span&) const = default;
};

/// A set of pixels, each in one span.
using Spans = std::vector<Span>;

/// The one place that writes labels: obeys limits, marks what was drawn, and keeps the rectangle of
/// what changed.
class Painter {
 public:
  /// The canvas and the limits' selection have to outlive the painter. Throws Error if their sizes
  /// differ.
  Painter(Canvas canvas, const Limits& limits);

  /// Gives the pixels of a span the label. What lies outside the map is cut off.
  void paint(Span span, std::uint8_t label);
  void paint(std::span<const Span> spans, std::uint8_t label) {
    for (const Span& span : spans) paint(span, label);
  }
  void paint(int x, int y, std::uint8_t label) { paint(Span{y, x, x + 1}, label); }

  Rect changed() const;

 private:
  struct Range {
    std::size_t begin, end;
  };
  Range paint_limited(std::size_t begin, std::size_t end, std::uint8_t label);
  Range paint_all(std::size_t begin, std::size_t end, std::uint8_t label);
  bool differs(std::size_t i, std::uint8_t label) const {
    return labels_[i] != label || (drawn_ && drawn_[i] != 1);
  }

  image::Size size_;
  std::uint8_t* labels_;
  std::uint8_t* drawn_;
  Limits limits_;
  std::array<bool, 256> over_{};  ///< by label: may be painted over
  int left_, top_, right_ = 0, bottom_ = 0;
};

/// Paints all spans with one label.
Rect paint(Canvas canvas, const Limits& limits, std::span<const Span> spans, std::uint8_t label);

}  // namespace penumbra::edit
