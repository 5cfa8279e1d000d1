#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>

namespace penumbra::crf {

/// Floats on large pages where the system has them: rows of vertices or pixels. The first
/// `zero_count` are zero, the others not initialized.
class RowBuffer {
 public:
  RowBuffer() = default;
  RowBuffer(std::size_t count, std::size_t zero_count);

  float* data() { return data_.get(); }
  const float* data() const { return data_.get(); }

 private:
  struct Free {
    void operator()(float* p) const { std::free(p); }
  };
  std::unique_ptr<float[], Free> data_;
};

/// Pixels [first, first + count) of `channels` planes as interleaved rows of `width` floats, the
/// rest of each row zero.
void planes_to_rows(std::span<const float> planes, int channels, std::size_t first,
                    std::size_t count, std::size_t width, float* rows);

/// The way back.
void rows_to_planes(const float* rows, int channels, std::size_t first, std::size_t count,
                    std::size_t width, std::span<float> planes);

}  // namespace penumbra::crf
