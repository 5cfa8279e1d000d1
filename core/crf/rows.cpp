#include "crf/rows.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace penumbra::crf {

RowBuffer::RowBuffer(std::size_t count, std::size_t zero_count) {
  constexpr std::size_t large_page = std::size_t{1} << 21;
  const std::size_t bytes = std::max<std::size_t>(count * sizeof(float), 1);
  const std::size_t alignment = bytes >= large_page ? large_page : 64;
  const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  data_.reset(static_cast<float*>(std::aligned_alloc(alignment, rounded)));
  if (!data_) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
  // Only a wish: without large pages everything works, a little slower.
  if (alignment == large_page) madvise(data_.get(), rounded, MADV_HUGEPAGE);
#endif
  std::fill_n(data_.get(), zero_count, 0.0f);
}

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
