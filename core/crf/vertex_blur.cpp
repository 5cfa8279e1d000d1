#include "crf/vertex_blur.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"

namespace penumbra::crf {

namespace {

/// Neighbours this close are blurred in waves.
constexpr std::size_t close_neighbours = 4096;

}  // namespace

VertexBlur::VertexBlur(const PermutohedralLattice& lattice) : row_count_(lattice.row_count()) {
  for (std::size_t j = 0; j < lattice.corner_count(); ++j) {
    const std::span<const std::uint32_t> next = lattice.next(j);
    for (std::uint32_t v = 1; v < row_count_; ++v) {
      if (next[v] == 0) continue;
      reach_ = std::max<std::size_t>(reach_, next[v] > v ? next[v] - v : v - next[v]);
      if (reach_ > close_neighbours) {
        make_chains(lattice);
        return;
      }
    }
  }
  for (std::size_t j = 0; j < lattice.corner_count(); ++j) {
    const std::span<const std::uint32_t> next = lattice.next(j);
    std::vector<NeighbourPair>& pairs = neighbours_.emplace_back(row_count_);
    for (std::uint32_t v = 1; v < row_count_; ++v) {
      pairs[v].after = next[v];
      if (next[v] != 0) pairs[next[v]].before = v;
    }
  }
}

void VertexBlur::make_chains(const PermutohedralLattice& lattice) {
  std::vector<std::uint8_t> has_before(row_count_);
  for (std::size_t j = 0; j < lattice.corner_count(); ++j) {
    const std::span<const std::uint32_t> next = lattice.next(j);
    std::fill(has_before.begin(), has_before.end(), std::uint8_t{0});
    for (const std::uint32_t v : next) has_before[v] = 1;
    std::vector<std::uint32_t>& chain = chains_.emplace_back();
    chain.reserve(row_count_ + chain_lookahead);
    for (std::uint32_t head = 1; head < row_count_; ++head) {
      if (has_before[head] || next[head] == 0) continue;
      for (std::uint32_t v = head; v != 0; v = next[v]) chain.push_back(v);
      chain.back() |= chain_end;
    }
    chain.insert(chain.end(), chain_lookahead, 0);
  }
}

float* VertexBlur::apply(const LatticeKernels& kernels, float* rows, float* spare, int blocks,
                         int threads) const {
  if (!chains_.empty()) {
    in_chains(kernels, rows, blocks, threads);
    return rows;
  }
  return threads > 1 ? in_ranges(kernels, rows, spare, blocks, threads)
                     : in_waves(kernels, rows, spare, blocks);
}

/// Direction j blurs chunk w - j in wave w. Chunks are at least as long as the lattice's reach, so
/// what a direction reads the one before has written, and nothing that is still to be read is
/// overwritten.
float* VertexBlur::in_waves(const LatticeKernels& kernels, float* from, float* to,
                            int blocks) const {
  const std::size_t chunk = std::max<std::size_t>(reach_, 256);
  const std::size_t chunks = (row_count_ + chunk - 1) / chunk;
  const std::size_t directions = neighbours_.size();
  for (std::size_t wave = 0; wave < chunks + directions - 1; ++wave) {
    for (std::size_t j = 0; j < directions && j <= wave; ++j) {
      if (wave - j >= chunks) continue;
      const std::size_t begin = (wave - j) * chunk;
      kernels.blur(neighbours_[j].data(), std::max<std::size_t>(begin, 1),
                   std::min(begin + chunk, row_count_), j % 2 == 0 ? from : to,
                   j % 2 == 0 ? to : from, blocks);
    }
  }
  return directions % 2 == 0 ? from : to;
}

float* VertexBlur::in_ranges(const LatticeKernels& kernels, float* from, float* to, int blocks,
                             int threads) const {
  const std::size_t ranges = static_cast<std::size_t>(threads) * 4;
  const std::size_t range = (row_count_ + ranges - 1) / ranges;
  for (const std::vector<NeighbourPair>& pairs : neighbours_) {
    parallel_for(ranges, threads, [&](std::size_t r) {
      kernels.blur(pairs.data(), std::max<std::size_t>(std::min(r * range, row_count_), 1),
                   std::min((r + 1) * range, row_count_), from, to, blocks);
    });
    std::swap(from, to);
  }
  return from;
}

void VertexBlur::in_chains(const LatticeKernels& kernels, float* rows, int blocks,
                           int threads) const {
  const std::size_t ranges = threads > 1 ? static_cast<std::size_t>(threads) * 4 : 1;
  for (const std::vector<std::uint32_t>& chain : chains_) {
    const std::size_t length = chain.size() - chain_lookahead;
    // Ranges begin behind the end of a chain.
    const auto start = [&](std::size_t r) {
      std::size_t k = std::min(r * ((length + ranges - 1) / ranges), length);
      while (k > 0 && k < length && !(chain[k - 1] & chain_end)) ++k;
      return k;
    };
    parallel_for(ranges, threads, [&](std::size_t r) {
      kernels.blur_chains(chain.data(), start(r), start(r + 1), rows, blocks);
    });
  }
}

}  // namespace penumbra::crf
