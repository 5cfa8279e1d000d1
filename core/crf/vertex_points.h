#pragma once

#include <cstdint>
#include <vector>

#include "crf/permutohedral_lattice.h"

namespace penumbra::crf {

/// The points that hang on each vertex, in order, so that vertices can be summed independently of
/// each other: `points[k]` for k in [starts[v], starts[v + 1]), each with the point's number as
/// `vertex`.
struct VertexPoints {
  explicit VertexPoints(const PermutohedralLattice& lattice);

  std::vector<std::uint32_t> starts;
  std::vector<Corner> points;
};

}  // namespace penumbra::crf
