#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>

namespace penumbra::crf {

/// Floats on a cache-line boundary, zero at first: rows of vertices or pixels.
class RowBuffer {
 public:
  RowBuffer() = default;
  explicit RowBuffer(std::size_t count);

  float* data() { return data_.get(); }
  const float* data() const { return data_.get(); }
  void clear();

 private:
  struct Free {
    void operator()(float* p) const { ::operator delete[](p, std::align_val_t{64}); }
  };
  std::unique_ptr<float[], Free> data_;
  std::size_t count_ = 0;
};

/// Pixels [first, first + count) of `channels` planes as interleaved rows of `width` floats, the
/// rest of each row zero.
void planes_to_rows(std::span<const float> planes, int channels, std::size_t first,
                    std::size_t count, std::size_t width, float* rows);

/// The way back.
void rows_to_planes(const float* rows, int channels, std::size_t first, std::size_t count,
                    std::size_t width, std::span<float> planes);

}  // namespace penumbra::crf
