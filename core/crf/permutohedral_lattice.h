#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "crf/instruction_set.h"

namespace penumbra::crf {

/// A corner of the simplex that encloses a point, and the point's barycentric weight for it.
struct Corner {
  std::uint32_t vertex;
  float weight;
};

/// The two neighbours of a vertex along one lattice direction; 0 where there is none.
struct NeighbourPair {
  std::uint32_t before;
  std::uint32_t after;
};

/// The permutohedral lattice of a set of points: which vertices there are, how points hang on them
/// and which vertices are neighbours (Adams, Baek, Davis, "Fast High-Dimensional Filtering Using
/// the Permutohedral Lattice", Eurographics 2010). Points are embedded so that blurring each
/// direction with (1/2, 1, 1/2) and multiplying by `slice_scale()` is a Gaussian of unit variance.
/// Vertices are numbered from 1 in the order in which points touch them; row 0 of a vertex array
/// stands for every vertex that does not exist and stays zero.
class PermutohedralLattice {
 public:
  static constexpr int max_dimensions = 5;

  /// features: `dimensions` planes of one value a point, already divided by the standard
  /// deviations. Throws Error if a value is not finite or the values span too many lattice cells.
  PermutohedralLattice(std::span<const float> features, int dimensions, InstructionSet set);

  int dimensions() const { return dimensions_; }
  /// Corners of a point, and blur directions.
  std::size_t corner_count() const { return static_cast<std::size_t>(dimensions_) + 1; }
  std::size_t point_count() const { return corners_.size() / corner_count(); }
  /// Rows of a vertex array, row 0 included.
  std::size_t row_count() const { return row_count_; }

  /// `corner_count()` corners of each point, in turn.
  const std::vector<Corner>& corners() const { return corners_; }
  /// Neighbours along one direction, a row each.
  std::span<const NeighbourPair> neighbours(std::size_t direction) const {
    return std::span(neighbours_).subspan(direction * row_count_, row_count_);
  }
  /// The largest difference between the numbers of two neighbours.
  std::size_t reach() const { return reach_; }
  float slice_scale() const;

 private:
  struct KeyLayout;
  class VertexTable;
  KeyLayout lay_out_keys(std::span<const float> features) const;
  void embed_points(std::span<const float> features, const KeyLayout& layout, VertexTable& vertices,
                    InstructionSet set);
  void connect_neighbours(const KeyLayout& layout, const VertexTable& vertices);

  int dimensions_;
  std::array<float, max_dimensions> scale_{};
  std::size_t row_count_ = 1;
  std::size_t reach_ = 0;
  std::vector<Corner> corners_;
  std::vector<NeighbourPair> neighbours_;
};

}  // namespace penumbra::crf
