#include "crf/vertex_points.h"

namespace penumbra::crf {

VertexPoints::VertexPoints(const PermutohedralLattice& lattice)
    : starts(lattice.row_count() + 1), points(lattice.point_count() * lattice.corner_count()) {
  for (std::size_t k = 0; k < points.size(); ++k) ++starts[lattice.corners()[k].vertex + 1];
  for (std::size_t v = 1; v < starts.size(); ++v) starts[v] += starts[v - 1];
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::size_t k = 0; k < points.size(); ++k) {
    const Corner& corner = lattice.corners()[k];
    const auto point = static_cast<std::uint32_t>(k / lattice.corner_count());
    points[next[corner.vertex]++] = {point, corner.weight};
  }
}

}  // namespace penumbra::crf
