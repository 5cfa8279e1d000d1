#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "crf/instruction_set.h"
#include "crf/lattice_keys.h"

namespace penumbra::crf {

/// Points are embedded, cleared and transposed in tiles of this many.
inline constexpr std::size_t tile_points = 64;

/// Kernels may fetch the corners of this many points behind the last.
inline constexpr std::size_t point_lookahead = 8;

/// A corner of the simplex that encloses a point, and the point's barycentric weight for it.
struct Corner {
  std::uint32_t vertex;
  float weight;
};

/// The permutohedral lattice of a set of points: which vertices there are, how points hang on them
/// and which vertices are neighbours (Adams, Baek, Davis, "Fast High-Dimensional Filtering Using
/// the Permutohedral Lattice", Eurographics 2010). Points are embedded so that blurring each
/// direction with (1/2, 1, 1/2) and multiplying by `slice_scale()` is a Gaussian of unit variance.
/// Vertices are numbered from 1 in the order in which points touch them; row 0 of a vertex array
/// stands for every vertex that does not exist and stays zero.
class PermutohedralLattice {
 public:
  static constexpr int max_dimensions = LatticeKeys::max_dimensions;

  /// features: `dimensions` planes of one value a point, already divided by the standard
  /// deviations. Throws Error if a value is not finite or the values span too many lattice cells.
  PermutohedralLattice(std::span<const float> features, int dimensions, InstructionSet set);

  int dimensions() const { return dimensions_; }
  /// Corners of a point, and blur directions.
  std::size_t corner_count() const { return static_cast<std::size_t>(dimensions_) + 1; }
  std::size_t point_count() const { return point_count_; }
  /// Rows of a vertex array, row 0 included.
  std::size_t row_count() const { return row_count_; }

  /// `corner_count()` corners of each point, in turn, and of `point_lookahead` more that lie on row
  /// 0.
  const std::vector<Corner>& corners() const { return corners_; }
  /// Rows there are before the points of a tile add theirs, for each tile of `tile_points` points;
  /// at the end `row_count()`.
  const std::vector<std::uint32_t>& rows_before_tile() const { return rows_before_tile_; }
  /// The next vertex along one direction, for each row; 0 where there is none.
  std::span<const std::uint32_t> next(std::size_t direction) const {
    return std::span(next_).subspan(direction * row_count_, row_count_);
  }
  float slice_scale() const;

 private:
  class VertexTable;
  LatticeKeys lay_out(std::span<const float> features) const;
  void embed_points(std::span<const float> features, const LatticeKeys& layout,
                    VertexTable& vertices, InstructionSet set);
  void connect_vertices(const LatticeKeys& layout, const VertexTable& vertices);

  int dimensions_;
  std::size_t point_count_;
  std::array<float, max_dimensions> scale_;
  std::size_t row_count_ = 1;
  std::vector<Corner> corners_;
  std::vector<std::uint32_t> rows_before_tile_;
  std::vector<std::uint32_t> next_;
};

/// Sets those vertex rows, of `width` floats each, to zero that the points of a tile are the first
/// to touch. Done before each tile is splatted it clears all rows but row 0 while they are needed.
void clear_new_rows(const PermutohedralLattice& lattice, std::size_t tile, std::size_t width,
                    float* rows);

}  // namespace penumbra::crf
