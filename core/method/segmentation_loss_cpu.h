#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace penumbra::method {

/// Columns that lie between the same two columns of a smaller map.
struct ColumnSegment {
  int begin = 0, end = 0;
  int left = 0, right = 0;  ///< of the smaller map
};

/// How a row of a smaller map is stretched: bilinear, half-pixel centres, ends repeated.
struct RowStretch {
  std::vector<ColumnSegment> segments;
  std::vector<float> share;  ///< of the right column, one a column

  RowStretch(int from, int to);
  int columns() const { return static_cast<int>(share.size()); }
};

/// The weighted cross-entropy of a row of pixels, from logits of a smaller map.
/// logits: classes x width of the map; label: class ids, one a column; weight: of each column;
/// gradient: like logits, the loss's gradient, written. Returns the loss.
double cross_entropy_row(std::span<const float> logits, int classes, const RowStretch& stretch,
                         std::span<const std::int64_t> label, std::span<const float> weight,
                         std::span<float> gradient);

}  // namespace penumbra::method
