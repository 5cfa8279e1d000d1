#pragma once

namespace penumbra::method {

inline constexpr int affinity_neighbours = 48;
inline constexpr int affinity_reach = 24;  ///< the largest dilation: padding on each side

/// Row and column offset of neighbour k.
struct NeighbourOffset {
  int row;
  int column;
};
NeighbourOffset neighbour_offset(int k);

/// Scaled squared colour differences of one image row to its neighbours, negative: the logits of
/// section 4's softmax. padded: 3 planes of (height + 2 reach) x (width + 2 reach), replicate
/// padded; logits: 48 x width.
void affinity_logits_row(const float* padded, int height, int width, int row, float* logits);

/// One iteration on one row of one channel. padded: a replicate-padded plane; weights: 48 x width
/// of this row; out: width.
void affinity_apply_row(const float* padded, int width, int row, const float* weights, float* out);

}  // namespace penumbra::method
