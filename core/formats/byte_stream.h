#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "formats/byte_source.h"

namespace penumbra::formats {

/// Walks over a source from its start, byte by byte. What lies behind `mark` stays in memory until
/// it is taken, the rest is dropped.
class ByteStream {
 public:
  static constexpr int end = -1;

  explicit ByteStream(const ByteSource& source) : source_(source) {}

  std::uint64_t offset() const { return base_ + at_; }

  int peek() {
    if (at_ == buffer_.size() && !fill()) return end;
    return static_cast<unsigned char>(buffer_[at_]);
  }
  int next() {
    const int sign = peek();
    if (sign != end) ++at_;
    return sign;
  }
  void mark() { mark_ = at_; }
  /// What lies between the mark and here.
  std::string_view marked() const { return std::string_view(buffer_).substr(mark_, at_ - mark_); }

 private:
  bool fill() {
    constexpr std::size_t chunk = std::size_t{1} << 18;
    buffer_.erase(0, mark_);
    base_ += mark_;
    at_ -= mark_;
    mark_ = 0;
    const auto from = base_ + buffer_.size();
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(chunk, source_.size() - from));
    if (count == 0) return false;
    buffer_ += source_.read(from, count);
    return true;
  }

  const ByteSource& source_;
  std::string buffer_;
  std::uint64_t base_ = 0;  ///< of the buffer in the source
  std::size_t at_ = 0;
  std::size_t mark_ = 0;
};

}  // namespace penumbra::formats
