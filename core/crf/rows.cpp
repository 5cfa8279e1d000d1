#include "crf/rows.h"

#include <algorithm>

namespace penumbra::crf {

RowBuffer::RowBuffer(std::size_t count)
    : data_(static_cast<float*>(::operator new[](count * sizeof(float), std::align_val_t{64}))),
      count_(count) {
  clear();
}

void RowBuffer::clear() { std::fill_n(data_.get(), count_, 0.0f); }

void planes_to_rows(std::span<const float> planes, int channels, std::size_t first,
                    std::size_t count, std::size_t width, float* rows) {
  const auto used = static_cast<std::size_t>(channels);
  const std::size_t plane = planes.size() / used;
  for (std::size_t c = 0; c < width; ++c) {
    const float* from = planes.data() + c * plane + first;
    for (std::size_t i = 0; i < count; ++i) rows[i * width + c] = c < used ? from[i] : 0.0f;
  }
}

void rows_to_planes(const float* rows, int channels, std::size_t first, std::size_t count,
                    std::size_t width, std::span<float> planes) {
  const auto used = static_cast<std::size_t>(channels);
  const std::size_t plane = planes.size() / used;
  for (std::size_t c = 0; c < used; ++c) {
    float* to = planes.data() + c * plane + first;
    for (std::size_t i = 0; i < count; ++i) to[i] = rows[i * width + c];
  }
}

}  // namespace penumbra::crf
