// The kernels in terms of a vector type `Vec` that the including file defines in an unnamed
// namespace together with the instruction set to compile for. Nothing here may call an inline
// function of another header: its code would be compiled for that instruction set, and the linker
// might keep it for the whole program.

/// e^x for x <= 0, relative error below 3e-7; x below -87 counts as -87.
inline Vec exp_of_nonpositive(Vec x) {
  x = max(x, Vec::all(-87.0f));
  const Vec n = round(x * Vec::all(1.44269504088896341f));
  Vec r = multiply_add(n, Vec::all(-0.693359375f), x);
  r = multiply_add(n, Vec::all(2.12194440054690583e-4f), r);
  Vec y = Vec::all(1.0f / 720);
  y = multiply_add(y, r, Vec::all(1.0f / 120));
  y = multiply_add(y, r, Vec::all(1.0f / 24));
  y = multiply_add(y, r, Vec::all(1.0f / 6));
  y = multiply_add(y, r, Vec::all(0.5f));
  y = multiply_add(y, r, Vec::all(1.0f));
  y = multiply_add(y, r, Vec::all(1.0f));
  return times_power_of_two(y, n);
}

/// A row of values in registers: `Blocks` blocks, known at compile time, or, with Blocks 0, at run
/// time.
template <int Blocks>
struct Row {
  static constexpr int per_vector = Vec::width / block_width;
  static constexpr int max_blocks = Blocks ? Blocks : 64;
  static constexpr int max_vectors = (max_blocks + per_vector - 1) / per_vector;
  Vec v[max_vectors];

  static int count(int blocks) {
    return Blocks ? max_vectors : (blocks + per_vector - 1) / per_vector;
  }
  /// Blocks of vector k.
  static int blocks_of(int k, int blocks) {
    const int rest = (Blocks ? Blocks : blocks) - k * per_vector;
    return rest < per_vector ? rest : per_vector;
  }
  static Vec load(const float* p, int k, int blocks) {
    const int part = blocks_of(k, blocks);
    if (part < per_vector) return Vec::load_blocks(p + k * Vec::width, part);
    return Vec::load(p + k * Vec::width);
  }
  static void store(float* p, int k, int blocks, Vec value) {
    const int part = blocks_of(k, blocks);
    if (part < per_vector) return value.store_blocks(p + k * Vec::width, part);
    value.store(p + k * Vec::width);
  }
};

#define PENUMBRA_UNROLL _Pragma("GCC unroll 8")

/// Always inlined: GCC 12 takes a function that only prefetches for one without effect, and drops
/// calls of it.
template <int Blocks>
[[gnu::always_inline]] inline void prefetch_row(const float* vertices, std::uint32_t vertex,
                                                int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const float* row = vertices + vertex * width;
  PENUMBRA_UNROLL
  for (std::size_t k = 0; k < width; k += 16) __builtin_prefetch(row + k);
}

/// Calls body(c) for each corner: in a row without a loop where there are those of an image's
/// position (3) or position and colour (6).
template <class Body>
inline void each_corner(std::size_t corner_count, const Body& body) {
  if (corner_count == 6) {
    PENUMBRA_UNROLL
    for (std::size_t c = 0; c < 6; ++c) body(c);
  } else if (corner_count == 3) {
    PENUMBRA_UNROLL
    for (std::size_t c = 0; c < 3; ++c) body(c);
  } else {
    for (std::size_t c = 0; c < corner_count; ++c) body(c);
  }
}

template <int Blocks>
void splat_row(const Row<Blocks>& row, float scale, const Corner* corners, std::size_t corner_count,
               float* vertices, int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  each_corner(corner_count, [&](std::size_t c) {
    const Vec weight = Vec::all(corners[c].weight * scale);
    float* to = vertices + corners[c].vertex * width;
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) {
      const Vec sum = multiply_add(weight, row.v[k], Row<Blocks>::load(to, k, blocks));
      Row<Blocks>::store(to, k, blocks, sum);
    }
  });
}

template <int Blocks>
void slice_row(Row<Blocks>& row, float scale, const Corner* corners, std::size_t corner_count,
               const float* vertices, int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  each_corner(corner_count, [&](std::size_t c) {
    const Vec weight = Vec::all(corners[c].weight * scale);
    const float* from = vertices + corners[c].vertex * width;
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) {
      row.v[k] = multiply_add(weight, Row<Blocks>::load(from, k, blocks), row.v[k]);
    }
  });
}

template <int Blocks>
void splat_points(const Corner* corners, std::size_t corner_count, std::size_t begin,
                  std::size_t end, const float* rows, float* vertices, int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  for (std::size_t i = begin; i < end; ++i, rows += width) {
    Row<Blocks> row;
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) row.v[k] = Row<Blocks>::load(rows, k, blocks);
    splat_row<Blocks>(row, 1.0f, corners + i * corner_count, corner_count, vertices, blocks);
  }
}

template <int Blocks>
void gather_vertices(const std::uint32_t* starts, const Corner* points, const float* scale,
                     std::size_t begin, std::size_t end, const float* rows, float* vertices,
                     int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  for (std::size_t v = begin; v < end; ++v) {
    Row<Blocks> sum;
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) sum.v[k] = Vec::all(0.0f);
    for (std::size_t p = starts[v]; p < starts[v + 1]; ++p) {
      const std::size_t point = points[p].vertex;
      const Vec weight = Vec::all(points[p].weight * (scale ? scale[point] : 1.0f));
      const float* row = rows + point * width;
      PENUMBRA_UNROLL
      for (int k = 0; k < n; ++k) {
        sum.v[k] = multiply_add(weight, Row<Blocks>::load(row, k, blocks), sum.v[k]);
      }
    }
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) Row<Blocks>::store(vertices + v * width, k, blocks, sum.v[k]);
  }
}

template <int Blocks>
void blur_vertices(const NeighbourPair* neighbours, std::size_t begin, std::size_t end,
                   const float* from, float* to, int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  const Vec half = Vec::all(0.5f);
  for (std::size_t v = begin; v < end; ++v) {
    const float* before = from + neighbours[v].before * width;
    const float* after = from + neighbours[v].after * width;
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) {
      const Vec sides = Row<Blocks>::load(before, k, blocks) + Row<Blocks>::load(after, k, blocks);
      const Vec sum = multiply_add(half, sides, Row<Blocks>::load(from + v * width, k, blocks));
      Row<Blocks>::store(to + v * width, k, blocks, sum);
    }
  }
}

template <int Blocks>
void blur_chain_vertices(const std::uint32_t* chain, std::size_t begin, std::size_t end,
                         float* rows, int blocks) {
  if (begin >= end) return;
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  const Vec half = Vec::all(0.5f);
  Row<Blocks> before;
  Row<Blocks> here;
  float* at = rows + (chain[begin] & ~chain_end) * width;
  PENUMBRA_UNROLL
  for (int k = 0; k < n; ++k) {
    before.v[k] = Vec::all(0.0f);
    here.v[k] = Row<Blocks>::load(at, k, blocks);
  }
  for (std::size_t i = begin; i < end; ++i) {
    prefetch_row<Blocks>(rows, chain[i + chain_lookahead] & ~chain_end, blocks);
    // Whatever follows the range is not part of the chain: row 0 stands for it.
    float* next = rows + (i + 1 < end ? chain[i + 1] & ~chain_end : 0) * width;
    const Vec goes_on = Vec::all(chain[i] & chain_end ? 0.0f : 1.0f);
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) {
      const Vec after = Row<Blocks>::load(next, k, blocks);
      const Vec sides = multiply_add(after, goes_on, before.v[k]);
      Row<Blocks>::store(at, k, blocks, multiply_add(half, sides, here.v[k]));
      before.v[k] = here.v[k] * goes_on;
      here.v[k] = after;
    }
    at = next;
  }
}

template <int Blocks>
void slice_points(const Corner* corners, std::size_t corner_count, float scale, std::size_t begin,
                  std::size_t end, const float* vertices, float* rows, int blocks) {
  const std::size_t width = static_cast<std::size_t>(Blocks ? Blocks : blocks) * block_width;
  const int n = Row<Blocks>::count(blocks);
  for (std::size_t i = begin; i < end; ++i, rows += width) {
    Row<Blocks> row;
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) row.v[k] = Vec::all(0.0f);
    slice_row<Blocks>(row, scale, corners + i * corner_count, corner_count, vertices, blocks);
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) Row<Blocks>::store(rows, k, blocks, row.v[k]);
  }
}

/// Fetches what a point of a mean-field step will read and add to.
template <int Blocks>
[[gnu::always_inline]] inline void prefetch_point(const MeanFieldStep& step, std::size_t point) {
  for (int t = 0; t < step.term_count; ++t) {
    const MeanFieldTerm& term = step.terms[t];
    const Corner* corners = term.corners + point * term.corner_count;
    for (std::size_t c = 0; c < term.corner_count; ++c) {
      if (step.receive) prefetch_row<Blocks>(term.blurred, corners[c].vertex, step.blocks);
      if (term.splatted) prefetch_row<Blocks>(term.splatted, corners[c].vertex, step.blocks);
    }
  }
}

/// The messages that a point receives.
template <int Blocks>
Row<Blocks> messages_of(const MeanFieldStep& step, std::size_t point) {
  const int n = Row<Blocks>::count(step.blocks);
  Row<Blocks> row;
  PENUMBRA_UNROLL
  for (int k = 0; k < n; ++k) row.v[k] = Vec::all(0.0f);
  if (!step.receive) return row;
  for (int t = 0; t < step.term_count; ++t) {
    const MeanFieldTerm& term = step.terms[t];
    slice_row<Blocks>(row, term.scale * term.normalization[point],
                      term.corners + point * term.corner_count, term.corner_count, term.blurred,
                      step.blocks);
  }
  return row;
}

/// Turns messages into marginals: probability * exp(message), divided by the sum.
template <int Blocks>
void normalize_row(Row<Blocks>& row, const float* probability, bool receive, int blocks) {
  const int n = Row<Blocks>::count(blocks);
  if (receive) {
    Vec largest = Vec::all(0.0f);
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) largest = max(largest, row.v[k]);
    const Vec shift = largest_of(largest);
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) {
      row.v[k] = exp_of_nonpositive(row.v[k] - shift) * Row<Blocks>::load(probability, k, blocks);
    }
  } else {
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) row.v[k] = Row<Blocks>::load(probability, k, blocks);
  }
  Vec total = Vec::all(0.0f);
  PENUMBRA_UNROLL
  for (int k = 0; k < n; ++k) total = total + row.v[k];
  const Vec factor = Vec::all(1.0f) / sum_of(total);
  PENUMBRA_UNROLL
  for (int k = 0; k < n; ++k) row.v[k] = row.v[k] * factor;
}

/// The same for `count` rows of one block each in memory, as many at once as a vector holds.
inline void normalize_blocks(float* rows, const float* probability, bool receive,
                             std::size_t count) {
  constexpr std::size_t per_vector = Vec::width / block_width;
  for (std::size_t i = 0; i < count; i += per_vector) {
    const auto blocks = static_cast<int>(count - i < per_vector ? count - i : per_vector);
    Vec value = Row<0>::load(probability + i * block_width, 0, blocks);
    if (receive) {
      const Vec message = Row<0>::load(rows + i * block_width, 0, blocks);
      const Vec largest = largest_of_blocks(max(message, Vec::all(0.0f)));
      value = exp_of_nonpositive(message - largest) * value;
    }
    Row<0>::store(rows + i * block_width, 0, blocks, value / sum_of_blocks(value));
  }
}

/// Stores the marginals of a point where they are wanted, and splats them.
template <int Blocks>
void send(const MeanFieldStep& step, std::size_t point, const Row<Blocks>& row, float* marginals) {
  if (marginals) {
    const int n = Row<Blocks>::count(step.blocks);
    PENUMBRA_UNROLL
    for (int k = 0; k < n; ++k) Row<Blocks>::store(marginals, k, step.blocks, row.v[k]);
  }
  for (int t = 0; t < step.term_count; ++t) {
    const MeanFieldTerm& term = step.terms[t];
    if (!term.splatted) continue;
    splat_row<Blocks>(row, term.normalization[point], term.corners + point * term.corner_count,
                      term.corner_count, term.splatted, step.blocks);
  }
}

template <int Blocks>
void mean_field_points(const MeanFieldStep& step, std::size_t begin, std::size_t end) {
  const std::size_t width =
      static_cast<std::size_t>(Blocks ? Blocks : step.blocks) * block_width;
  const float* probability = step.probability + begin * width;
  float* marginals = step.marginals;
  for (std::size_t i = begin; i < end; ++i, probability += width) {
    prefetch_point<Blocks>(step, i + point_lookahead);
    Row<Blocks> row = messages_of<Blocks>(step, i);
    normalize_row<Blocks>(row, probability, step.receive, step.blocks);
    send<Blocks>(step, i, row, marginals);
    if (marginals) marginals += width;
  }
}

/// Rows of one block go in groups, so that a point need not wait for the one before.
template <>
void mean_field_points<1>(const MeanFieldStep& step, std::size_t begin, std::size_t end) {
  constexpr std::size_t group = point_lookahead;
  alignas(64) float rows[group * block_width];
  for (std::size_t first = begin; first < end; first += group) {
    const std::size_t count = end - first < group ? end - first : group;
    for (std::size_t i = 0; i < count; ++i) {
      prefetch_point<1>(step, first + i + point_lookahead);
      Row<1>::store(rows + i * block_width, 0, 1, messages_of<1>(step, first + i).v[0]);
    }
    normalize_blocks(rows, step.probability + first * block_width, step.receive, count);
    for (std::size_t i = 0; i < count; ++i) {
      float* marginals =
          step.marginals ? step.marginals + (first - begin + i) * block_width : nullptr;
      send<1>(step, first + i, {{Row<1>::load(rows + i * block_width, 0, 1)}}, marginals);
    }
  }
}

template <int Dimensions>
void embed_points_of(const float* features, std::size_t stride, std::size_t first,
                     std::size_t count, const float* scale, EmbeddedTile& tile) {
  constexpr int coordinates = Dimensions + 1;
  constexpr float unit = 1.0f / coordinates;
  for (std::size_t i = 0; i < tile_points; ++i) {
    const std::size_t point = first + (i < count ? i : 0);
    float elevated[coordinates];
    float sum = 0;
    PENUMBRA_UNROLL
    for (int j = Dimensions; j > 0; --j) {
      const float value = features[static_cast<std::size_t>(j - 1) * stride + point] * scale[j - 1];
      elevated[j] = sum - static_cast<float>(j) * value;
      sum += value;
    }
    elevated[0] = sum;

    float offset[coordinates];
    std::int32_t base[coordinates];
    std::int32_t excess = 0;
    PENUMBRA_UNROLL
    for (int j = 0; j < coordinates; ++j) {
      const float cell = elevated[j] * unit;
      const float shifted = cell + (cell < 0 ? -0.5f : 0.5f);
      base[j] = static_cast<std::int32_t>(shifted);
      offset[j] = cell - static_cast<float>(base[j]);
      excess += base[j];
    }
    PENUMBRA_UNROLL
    for (int j = 0; j < coordinates; ++j) {
      std::int32_t rank = excess;
      PENUMBRA_UNROLL
      for (int k = 0; k < coordinates; ++k) {
        if (k == j) continue;
        rank += k < j ? offset[k] >= offset[j] : offset[k] > offset[j];
      }
      const std::int32_t wrap = (rank < 0) - (rank > Dimensions);
      tile.rank[j][i] = rank + wrap * coordinates;
      tile.base[j][i] = base[j] + wrap;
      tile.offset[j][i] = offset[j] - static_cast<float>(wrap);
    }
  }
}

void embed_tile(const float* features, std::size_t stride, std::size_t first, std::size_t count,
                int dimensions, const float* scale, EmbeddedTile& tile) {
  switch (dimensions) {
    case 1:
      return embed_points_of<1>(features, stride, first, count, scale, tile);
    case 2:
      return embed_points_of<2>(features, stride, first, count, scale, tile);
    case 3:
      return embed_points_of<3>(features, stride, first, count, scale, tile);
    case 4:
      return embed_points_of<4>(features, stride, first, count, scale, tile);
    default:
      return embed_points_of<5>(features, stride, first, count, scale, tile);
  }
}

// Calls KERNEL<Blocks>(ARGUMENTS) for the number of blocks at hand.
#define PENUMBRA_BY_BLOCKS(BLOCKS, KERNEL, ...) \
  switch (BLOCKS) {                             \
    case 1:                                     \
      return KERNEL<1>(__VA_ARGS__);            \
    case 2:                                     \
      return KERNEL<2>(__VA_ARGS__);            \
    case 4:                                     \
      return KERNEL<4>(__VA_ARGS__);            \
    case 6:                                     \
      return KERNEL<6>(__VA_ARGS__);            \
    case 8:                                     \
      return KERNEL<8>(__VA_ARGS__);            \
    default:                                    \
      return KERNEL<0>(__VA_ARGS__);            \
  }

const LatticeKernels kernels{
    embed_tile,
    [](const Corner* corners, std::size_t corner_count, std::size_t begin, std::size_t end,
       const float* rows, float* vertices, int blocks) {
      PENUMBRA_BY_BLOCKS(blocks, splat_points, corners, corner_count, begin, end, rows, vertices,
                         blocks)
    },
    [](const std::uint32_t* starts, const Corner* points, const float* scale, std::size_t begin,
       std::size_t end, const float* rows, float* vertices, int blocks) {
      PENUMBRA_BY_BLOCKS(blocks, gather_vertices, starts, points, scale, begin, end, rows, vertices,
                         blocks)
    },
    [](const NeighbourPair* neighbours, std::size_t begin, std::size_t end, const float* from,
       float* to, int blocks) {
      PENUMBRA_BY_BLOCKS(blocks, blur_vertices, neighbours, begin, end, from, to, blocks)
    },
    [](const std::uint32_t* chain, std::size_t begin, std::size_t end, float* rows, int blocks) {
      PENUMBRA_BY_BLOCKS(blocks, blur_chain_vertices, chain, begin, end, rows, blocks)
    },
    [](const Corner* corners, std::size_t corner_count, float scale, std::size_t begin,
       std::size_t end, const float* vertices, float* rows, int blocks) {
      PENUMBRA_BY_BLOCKS(blocks, slice_points, corners, corner_count, scale, begin, end, vertices,
                         rows, blocks)
    },
    [](const MeanFieldStep& step, std::size_t begin, std::size_t end) {
      PENUMBRA_BY_BLOCKS(step.blocks, mean_field_points, step, begin, end)
    },
};

#undef PENUMBRA_BY_BLOCKS
#undef PENUMBRA_UNROLL
