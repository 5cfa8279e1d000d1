#include "crf/permutohedral_lattice.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "crf/lattice_kernels.h"

namespace penumbra::crf {

/// Numbers keys in the order in which they are first seen: open addressing, linear probing.
class PermutohedralLattice::VertexTable {
 public:
  explicit VertexTable(std::size_t expected) : slots_(std::bit_ceil(2 * expected + 1024)) {
    keys_.reserve(expected);
  }

  std::size_t size() const { return keys_.size(); }
  std::uint64_t key(std::uint32_t vertex) const { return keys_[vertex - 1]; }

  std::uint32_t find_or_insert(std::uint64_t key) {
    Slot& slot = slots_[locate(key)];
    if (slot.vertex != 0) return slot.vertex;
    keys_.push_back(key);
    const auto vertex = static_cast<std::uint32_t>(keys_.size());
    slot = {vertex, tag_of(key)};
    if (keys_.size() * 2 > slots_.size()) grow();
    return vertex;
  }

  void prefetch(std::uint64_t key) const { __builtin_prefetch(&slots_[first_slot_of(key)]); }

 private:
  /// Vertex 0 marks a free slot. The tag spares most looks at the keys.
  struct Slot {
    std::uint32_t vertex = 0;
    std::uint32_t tag = 0;
  };

  static std::uint64_t hash(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u; }
  static std::uint32_t tag_of(std::uint64_t key) {
    return static_cast<std::uint32_t>(hash(key) >> 8);
  }
  std::size_t first_slot_of(std::uint64_t key) const {
    return hash(key) >> (64 - std::countr_zero(slots_.size()));
  }

  std::size_t locate(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint32_t tag = tag_of(key);
    std::size_t i = first_slot_of(key);
    while (slots_[i].vertex != 0 && (slots_[i].tag != tag || keys_[slots_[i].vertex - 1] != key)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  void grow() {
    slots_.assign(slots_.size() * 2, Slot{});
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      slots_[locate(keys_[k])] = {static_cast<std::uint32_t>(k + 1), tag_of(keys_[k])};
    }
  }

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> keys_;
};

namespace {

struct KeyedVertex {
  std::uint64_t key;
  std::uint32_t vertex;
};

/// Sorts by the lowest `bits` bits of keys that have no others, from the last digit to the first.
void sort_by_key(std::vector<KeyedVertex>& list, unsigned bits) {
  constexpr unsigned digit_bits = 11;
  constexpr std::uint64_t digit_mask = (std::uint64_t{1} << digit_bits) - 1;
  std::vector<KeyedVertex> sorted(list.size());
  for (unsigned shift = 0; shift < bits; shift += digit_bits) {
    std::array<std::uint32_t, digit_mask + 2> start{};
    for (const KeyedVertex& entry : list) ++start[((entry.key >> shift) & digit_mask) + 1];
    for (std::size_t k = 1; k < start.size(); ++k) start[k] += start[k - 1];
    for (const KeyedVertex& entry : list) {
      sorted[start[(entry.key >> shift) & digit_mask]++] = entry;
    }
    list.swap(sorted);
  }
}

/// Sets next[b] = a for each vertex a whose key, `step` added, is that of a vertex b. Both lists
/// are sorted. next[0] is left with any value.
void link(const std::vector<KeyedVertex>& after, const std::vector<KeyedVertex>& before,
          std::uint64_t step, std::uint32_t* next) {
  const KeyedVertex* a = after.data();
  const KeyedVertex* b = before.data();
  const KeyedVertex* const last_a = a + after.size();
  const KeyedVertex* const last_b = b + before.size();
  while (a != last_a && b != last_b) {
    const std::uint64_t key_a = a->key + step;
    const std::uint64_t key_b = b->key;
    next[key_a == key_b ? b->vertex : 0] = a->vertex;
    a += key_a <= key_b;
    b += key_b <= key_a;
  }
}

}  // namespace

PermutohedralLattice::PermutohedralLattice(std::span<const float> features, int dimensions,
                                           InstructionSet set)
    : dimensions_(dimensions),
      point_count_(features.size() / static_cast<std::size_t>(dimensions)),
      scale_(lattice_scale(dimensions)) {
  const LatticeKeys layout = lay_out(features);
  VertexTable vertices(point_count_);
  embed_points(features, layout, vertices, set);
  row_count_ = vertices.size() + 1;
  connect_vertices(layout, vertices);
}

float PermutohedralLattice::slice_scale() const {
  return 1.0f / (1.0f + std::exp2(-static_cast<float>(dimensions_)));
}

LatticeKeys PermutohedralLattice::lay_out(std::span<const float> features) const {
  const auto d = static_cast<std::size_t>(dimensions_);
  const std::size_t points = features.size() / d;
  std::array<double, max_dimensions> lowest{};
  std::array<double, max_dimensions> highest{};
  for (std::size_t i = 0; i < d; ++i) {
    const std::span<const float> plane = features.subspan(i * points, points);
    float low = plane[0];
    float high = plane[0];
    float sum = 0;
    for (const float value : plane) {
      low = std::min(low, value);
      high = std::max(high, value);
      sum += value * 0;  // not a number where a value is not finite
    }
    lowest[i] = (low + sum) * static_cast<double>(scale_[i]);
    highest[i] = high * static_cast<double>(scale_[i]);
  }
  return lay_out_keys(std::span(lowest).first(d), std::span(highest).first(d));
}

void PermutohedralLattice::embed_points(std::span<const float> features, const LatticeKeys& layout,
                                        VertexTable& vertices, InstructionSet set) {
  const auto d = static_cast<std::size_t>(dimensions_);
  const std::size_t points = features.size() / d;
  const LatticeKernels& kernels = lattice_kernels(set, 0);
  corners_.resize((points + point_lookahead) * (d + 1));

  // Neighbouring pixels mostly share vertices: remember the last one of each remainder.
  std::array<std::uint64_t, max_dimensions + 1> last_key;
  std::array<std::uint32_t, max_dimensions + 1> last_vertex{};
  last_key.fill(~std::uint64_t{0});

  EmbeddedTile tile;
  std::array<std::uint64_t, tile_points*(max_dimensions + 1)> keys;
  Corner* corner = corners_.data();
  for (std::size_t first = 0; first < points; first += tile_points) {
    const std::size_t count = std::min(tile_points, points - first);
    kernels.embed(features.data(), points, first, count, dimensions_, scale_.data(), tile);
    std::uint64_t* point_keys = keys.data();
    for (std::size_t i = 0; i < count; ++i, point_keys += d + 1) {
      std::uint64_t key = 0;
      std::array<float, max_dimensions + 1> offset;        // by rank
      std::array<std::uint64_t, max_dimensions + 1> step;  // by rank
      for (std::size_t j = 0; j <= d; ++j) {
        const auto rank = static_cast<std::size_t>(tile.rank[j][i]);
        offset[rank] = tile.offset[j][i];
        step[rank] = layout.step[j];
        key += layout.step[j] * static_cast<std::uint64_t>(tile.base[j][i] - layout.lowest[j]);
      }
      for (std::size_t r = 0; r <= d; ++r) {
        if (r > 0) key += 1 - step[d + 1 - r];
        point_keys[r] = key;
        vertices.prefetch(key);
        corner[i * (d + 1) + r].weight =
            r == 0 ? 1 + offset[d] - offset[0] : offset[d - r] - offset[d + 1 - r];
      }
    }
    rows_before_tile_.push_back(static_cast<std::uint32_t>(vertices.size() + 1));
    point_keys = keys.data();
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t r = 0; r <= d; ++r, ++corner, ++point_keys) {
        if (*point_keys != last_key[r]) {
          last_key[r] = *point_keys;
          last_vertex[r] = vertices.find_or_insert(*point_keys);
        }
        corner->vertex = last_vertex[r];
      }
    }
  }
  rows_before_tile_.push_back(static_cast<std::uint32_t>(vertices.size() + 1));
}

void PermutohedralLattice::connect_vertices(const LatticeKeys& layout,
                                            const VertexTable& vertices) {
  const auto d = static_cast<std::size_t>(dimensions_);
  const auto remainder_bits = static_cast<unsigned>(std::bit_width(d));
  const std::uint64_t remainder_mask = (std::uint64_t{1} << remainder_bits) - 1;
  std::vector<std::vector<KeyedVertex>> by_remainder(d + 1);
  for (auto& list : by_remainder) list.reserve(row_count_ / (d + 1) * 5 / 4);
  for (std::uint32_t v = 1; v < row_count_; ++v) {
    const std::uint64_t key = vertices.key(v);
    by_remainder[key & remainder_mask].push_back({key >> remainder_bits, v});
  }
  for (auto& list : by_remainder) sort_by_key(list, layout.bits - remainder_bits);

  next_.assign((d + 1) * row_count_, 0);
  for (std::size_t j = 0; j <= d; ++j) {
    std::uint32_t* next = next_.data() + j * row_count_;
    const std::uint64_t step = layout.step[j] >> remainder_bits;
    const std::uint64_t all_steps = layout.all_steps >> remainder_bits;
    for (std::size_t r = 0; r <= d; ++r) {
      // The vertex before is one less in every coordinate, but d more in coordinate j.
      link(by_remainder[r], by_remainder[r > 0 ? r - 1 : d], r > 0 ? step : step - all_steps, next);
    }
    next[0] = 0;
  }
}

void clear_new_rows(const PermutohedralLattice& lattice, std::size_t tile, std::size_t width,
                    float* rows) {
  const std::vector<std::uint32_t>& before = lattice.rows_before_tile();
  std::fill(rows + before[tile] * width, rows + before[tile + 1] * width, 0.0f);
}

}  // namespace penumbra::crf
