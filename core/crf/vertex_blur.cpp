#include "crf/vertex_blur.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"

namespace penumbra::crf {

namespace {

/// Waves of chunks: direction j blurs chunk w - j in wave w, so a chunk is read again while it is
/// still in the cache. Chunks are at least as long as the lattice's reach, so what a direction
/// reads the one before has written, and nothing that is still to be read is overwritten.
void blur_in_waves(const PermutohedralLattice& lattice, const LatticeKernels& kernels,
                   std::size_t chunk, float* from, float* to, int blocks) {
  const std::size_t rows = lattice.row_count();
  const std::size_t chunks = (rows + chunk - 1) / chunk;
  const std::size_t directions = lattice.corner_count();
  for (std::size_t wave = 0; wave < chunks + directions - 1; ++wave) {
    for (std::size_t j = 0; j < directions && j <= wave; ++j) {
      if (wave - j >= chunks) continue;
      const std::size_t begin = (wave - j) * chunk;
      float* source = j % 2 == 0 ? from : to;
      float* target = j % 2 == 0 ? to : from;
      kernels.blur(lattice.neighbours(j).data(), std::max<std::size_t>(begin, 1),
                   std::min(begin + chunk, rows), source, target, blocks);
    }
  }
}

}  // namespace

float* blur(const PermutohedralLattice& lattice, const LatticeKernels& kernels, float* from,
            float* to, int blocks, int threads) {
  constexpr std::size_t smallest_chunk = 512;
  constexpr std::size_t cached_floats = 64 * 1024;
  const std::size_t rows = lattice.row_count();
  const std::size_t directions = lattice.corner_count();

  const std::size_t chunk = std::max(lattice.reach(), smallest_chunk);
  const std::size_t width = static_cast<std::size_t>(blocks) * block_width;
  if (threads <= 1 && chunk * width <= cached_floats) {
    blur_in_waves(lattice, kernels, chunk, from, to, blocks);
    return directions % 2 == 0 ? from : to;
  }
  const std::size_t ranges = threads <= 1 ? 1 : static_cast<std::size_t>(threads) * 4;
  const std::size_t range = (rows - 1 + ranges - 1) / ranges;
  for (std::size_t j = 0; j < directions; ++j) {
    const NeighbourPair* neighbours = lattice.neighbours(j).data();
    parallel_for(ranges, threads, [&](std::size_t r) {
      const std::size_t begin = 1 + r * range;
      kernels.blur(neighbours, std::min(begin, rows), std::min(begin + range, rows), from, to,
                   blocks);
    });
    std::swap(from, to);
  }
  return from;
}

}  // namespace penumbra::crf
