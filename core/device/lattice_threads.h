#pragma once

#include <cstdint>

#include "device/gpu_thread.h"

// What one thread of each kernel of the lattice does (lattice_cuda.cu), in plain functions that a
// test without a GPU runs as well. The lattice is that of crf/permutohedral_lattice.h: the same
// keys, the same vertices, the same order of blurs and of sums.

namespace penumbra::device {

/// Places of the sorted corners that one thread adds up.
inline constexpr std::uint32_t places_of_tile = 64;

inline constexpr int most_lattice_dimensions = 5;

/// How points become keys: as crf::LatticeKeys, and the number of the image above all fields.
struct LatticeForm {
  int dimensions;
  float scale[most_lattice_dimensions];
  std::uint64_t step[most_lattice_dimensions + 1];
  std::int32_t lowest[most_lattice_dimensions + 1];
  std::uint64_t all_steps;
  std::uint64_t remainder_mask;
  unsigned image_bit;
};

/// Keys and barycentric weights of the corners of a point, by remainder. feature: of the point, its
/// planes `stride` apart.
template <int Dimensions>
PENUMBRA_THREAD void embed_point(const LatticeForm& form, const float* feature,
                                 std::uint64_t stride, std::uint64_t image, std::uint64_t* keys,
                                 float* weights) {
  constexpr int coordinates = Dimensions + 1;
  constexpr float unit = 1.0f / coordinates;
  float elevated[coordinates];
  float sum = 0;
  for (int j = Dimensions; j > 0; --j) {
    const float value = feature[static_cast<std::uint64_t>(j - 1) * stride] * form.scale[j - 1];
    elevated[j] = sum - static_cast<float>(j) * value;
    sum += value;
  }
  elevated[0] = sum;

  float offset[coordinates];
  std::int32_t base[coordinates];
  std::int32_t excess = 0;
  for (int j = 0; j < coordinates; ++j) {
    const float cell = elevated[j] * unit;
    base[j] = static_cast<std::int32_t>(cell + (cell < 0 ? -0.5f : 0.5f));
    offset[j] = cell - static_cast<float>(base[j]);
    excess += base[j];
  }
  float offset_of_rank[coordinates] = {};
  std::uint64_t step_of_rank[coordinates] = {};
  std::uint64_t key = image << form.image_bit;
  for (int j = 0; j < coordinates; ++j) {
    std::int32_t rank = excess;
    for (int k = 0; k < coordinates; ++k) {
      if (k != j) rank += k < j ? offset[k] >= offset[j] : offset[k] > offset[j];
    }
    const std::int32_t wrap = (rank < 0) - (rank > Dimensions);
    rank += wrap * coordinates;
    for (int r = 0; r < coordinates; ++r) {  // an index known at compile time stays in registers
      if (r != rank) continue;
      offset_of_rank[r] = offset[j] - static_cast<float>(wrap);
      step_of_rank[r] = form.step[j];
    }
    key += form.step[j] * static_cast<std::uint64_t>(base[j] + wrap - form.lowest[j]);
  }
  keys[0] = key;
  weights[0] = 1 + offset_of_rank[Dimensions] - offset_of_rank[0];
  for (int r = 1; r < coordinates; ++r) {
    key += 1 - step_of_rank[coordinates - r];
    keys[r] = key;
    weights[r] = offset_of_rank[Dimensions - r] - offset_of_rank[coordinates - r];
  }
}

/// The neighbours of a vertex along direction j: one less in every coordinate, but d more in j; and
/// the reverse.
PENUMBRA_THREAD std::uint64_t key_before(const LatticeForm& form, std::uint64_t key, int j) {
  const auto others = form.all_steps - form.step[j];
  return (key & form.remainder_mask) > 0
             ? key - 1 + form.step[j]
             : key + static_cast<std::uint64_t>(form.dimensions) - others;
}
PENUMBRA_THREAD std::uint64_t key_after(const LatticeForm& form, std::uint64_t key, int j) {
  const auto d = static_cast<std::uint64_t>(form.dimensions);
  const auto others = form.all_steps - form.step[j];
  return (key & form.remainder_mask) < d ? key + 1 - form.step[j] : key - d + others;
}

/// The vertex of a key, 0 where there is none. vertex_keys: ascending, of vertices 1 to `count`.
PENUMBRA_THREAD std::uint32_t find_vertex(const std::uint64_t* vertex_keys, std::uint32_t count,
                                          std::uint64_t key) {
  std::uint32_t low = 1, high = count + 1;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (vertex_keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low <= count && vertex_keys[low] == key ? low : 0;
}

/// Lattices of a batch of images in the memory of a GPU. Corners are numbered point by point;
/// places are those of the corners sorted by their keys, equal ones in the order of their numbers;
/// vertices are numbered from 1 in the order of keys.
struct LatticeArrays {
  LatticeForm form;
  std::uint32_t points, corners_of_point;
  std::uint32_t corners;     ///< of all points
  std::uint32_t rows;        ///< vertices and row 0
  float* weights;            ///< by corner
  std::uint32_t* vertices;   ///< by corner
  std::uint32_t* corner_at;  ///< by place
  std::uint32_t* vertex_at;  ///< by place
  std::uint32_t* starts;     ///< by vertex: its first place; one more behind the last
  std::uint32_t* before;     ///< by direction and vertex, `rows` a direction
  std::uint32_t* after;      ///< likewise
  // Needed while it is built alone:
  std::uint64_t* corner_keys;   ///< by corner
  std::uint64_t* keys;          ///< by place
  std::uint32_t* heads;         ///< by place: 1 where a vertex begins
  std::uint64_t* vertex_keys;   ///< by vertex
  std::uint32_t* vertex_count;  ///< a single number
};

/// Whether a vertex begins at a place.
PENUMBRA_THREAD void mark_head(const LatticeArrays& a, std::uint32_t place) {
  a.heads[place] = place == 0 || a.keys[place] != a.keys[place - 1] ? 1 : 0;
}

/// Enters what a place says of its vertex. heads, summed up, are vertex_at.
PENUMBRA_THREAD void number_place(const LatticeArrays& a, std::uint32_t place) {
  const std::uint32_t vertex = a.vertex_at[place];
  a.vertices[a.corner_at[place]] = vertex;
  if (a.heads[place]) {
    a.vertex_keys[vertex] = a.keys[place];
    a.starts[vertex] = place;
  }
  if (place + 1 == a.corners) {
    a.starts[vertex + 1] = a.corners;
    *a.vertex_count = vertex;
  }
}

PENUMBRA_THREAD void connect_vertex(const LatticeArrays& a, std::uint32_t vertex) {
  const std::uint64_t key = a.vertex_keys[vertex];
  for (int j = 0; j <= a.form.dimensions; ++j) {
    const auto at = static_cast<std::uint64_t>(j) * a.rows + vertex;
    a.before[at] = find_vertex(a.vertex_keys, a.rows - 1, key_before(a.form, key, j));
    a.after[at] = find_vertex(a.vertex_keys, a.rows - 1, key_after(a.form, key, j));
  }
}

/// Rows of `channels` values: of points, of vertices (row 0 is zero), and the sums of those
/// vertices whose places lie in several tiles: of a tile's first vertex and of its last.
struct LatticeRows {
  int channels;
  const float* values;
  float* vertices;
  float* first_sums;
  float* last_sums;
};

/// Adds up one channel of a tile of places, vertex by vertex.
PENUMBRA_THREAD void splat_tile(const LatticeArrays& a, const LatticeRows& rows, std::uint32_t tile,
                                int channel) {
  const std::uint32_t begin = tile * places_of_tile;
  const std::uint32_t end = a.corners - begin < places_of_tile ? a.corners : begin + places_of_tile;
  const auto channels = static_cast<std::uint64_t>(rows.channels);
  const auto c = static_cast<std::uint64_t>(channel);
  std::uint32_t vertex = a.vertex_at[begin];
  bool began_before = begin > 0 && a.vertex_at[begin - 1] == vertex;
  float sum = 0;
  for (std::uint32_t place = begin; place < end; ++place) {
    if (a.vertex_at[place] != vertex) {
      (began_before ? rows.first_sums[tile * channels + c] : rows.vertices[vertex * channels + c]) =
          sum;
      vertex = a.vertex_at[place];
      began_before = false;
      sum = 0;
    }
    const std::uint32_t corner = a.corner_at[place];
    sum += a.weights[corner] * rows.values[corner / a.corners_of_point * channels + c];
  }
  if (began_before)
    rows.first_sums[tile * channels + c] = sum;
  else if (end < a.corners && a.vertex_at[end] == vertex)
    rows.last_sums[tile * channels + c] = sum;
  else
    rows.vertices[vertex * channels + c] = sum;
}

/// Joins the sums of a vertex whose places lie in several tiles.
PENUMBRA_THREAD void join_tiles(const LatticeArrays& a, const LatticeRows& rows,
                                std::uint32_t vertex, int channel) {
  const std::uint32_t first = a.starts[vertex] / places_of_tile;
  const std::uint32_t last = (a.starts[vertex + 1] - 1) / places_of_tile;
  if (first == last) return;
  const auto channels = static_cast<std::uint64_t>(rows.channels);
  const auto c = static_cast<std::uint64_t>(channel);
  float sum = rows.last_sums[first * channels + c];
  for (std::uint32_t tile = first + 1; tile <= last; ++tile)
    sum += rows.first_sums[tile * channels + c];
  rows.vertices[vertex * channels + c] = sum;
}

PENUMBRA_THREAD void blur_vertex(const LatticeArrays& a, int direction, int channels,
                                 const float* from, float* to, std::uint32_t vertex, int channel) {
  const auto at = static_cast<std::uint64_t>(direction) * a.rows + vertex;
  const auto width = static_cast<std::uint64_t>(channels);
  const auto c = static_cast<std::uint64_t>(channel);
  const float sides = from[a.before[at] * width + c] + from[a.after[at] * width + c];
  to[vertex * width + c] = 0.5f * sides + from[vertex * width + c];
}

PENUMBRA_THREAD void slice_point(const LatticeArrays& a, int channels, float scale,
                                 const float* vertices, float* result, std::uint32_t point,
                                 int channel) {
  const auto width = static_cast<std::uint64_t>(channels);
  const auto c = static_cast<std::uint64_t>(channel);
  const std::uint64_t first = static_cast<std::uint64_t>(point) * a.corners_of_point;
  float sum = 0;
  for (std::uint32_t r = 0; r < a.corners_of_point; ++r)
    sum += a.weights[first + r] * scale * vertices[a.vertices[first + r] * width + c];
  result[point * width + c] = sum;
}

}  // namespace penumbra::device
