#include "formats/brush_rle.h"

#include <array>
#include <string>

#include "base/error.h"

namespace penumbra::formats {
namespace {

constexpr std::size_t channels = 4;
constexpr std::array<int, 4> length_bits{3, 4, 8, 16};  // of the four kinds of runs
constexpr int value_bits = 8;

class BitWriter {
 public:
  void write(std::uint32_t value, int bits) {
    for (int bit = bits - 1; bit >= 0; --bit) {
      if (used_ % 8 == 0) bytes_.push_back(0);
      if ((value >> bit & 1) != 0)
        bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | 0x80 >> used_ % 8);
      ++used_;
    }
  }
  std::vector<std::uint8_t> take() && { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t used_ = 0;
};

[[noreturn]] void refuse(const std::string& why) {
  throw Error(why, "brush stroke", "Export the task again");
}

class BitReader {
 public:
  explicit BitReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint32_t read(int bits) {
    std::uint32_t value = 0;
    for (int bit = 0; bit < bits; ++bit, ++used_) {
      if (used_ / 8 >= bytes_.size()) refuse("its run lengths end within a run");
      value = value << 1 | (bytes_[used_ / 8] >> (7 - used_ % 8) & 1u);
    }
    return value;
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t used_ = 0;
};

void write_run(BitWriter& bits, std::size_t values, std::uint32_t value) {
  while (values > 0) {
    std::size_t kind = 0;
    while (kind + 1 < length_bits.size() && values > std::size_t{1} << length_bits[kind]) ++kind;
    const auto count = std::min(values, std::size_t{1} << length_bits[kind]);
    bits.write(1, 1);
    bits.write(static_cast<std::uint32_t>(kind), 2);
    bits.write(static_cast<std::uint32_t>(count - 1), length_bits[kind]);
    bits.write(value, value_bits);
    values -= count;
  }
}

/// Joins opaque values that follow each other to stretches of pixels.
class Stretches {
 public:
  explicit Stretches(const std::function<void(std::size_t, std::size_t)>& inside)
      : inside_(inside) {}

  /// Values from `first` on; only those of the last channel count.
  void add(std::size_t first, std::size_t last) {
    const auto pixel = first / channels, end = last / channels;
    if (pixel >= end) return;
    if (pixel != start_ + count_) flush(), start_ = pixel;
    count_ = end - start_;
  }
  void flush() {
    if (count_ > 0) inside_(start_, count_);
    count_ = 0;
  }

 private:
  const std::function<void(std::size_t, std::size_t)>& inside_;
  std::size_t start_ = 0, count_ = 0;
};

}  // namespace

std::vector<std::uint8_t> encode_brush(const image::LabelMap& map, std::uint8_t label) {
  BitWriter bits;
  bits.write(static_cast<std::uint32_t>(map.labels.size() * channels), 32);
  bits.write(value_bits - 1, 5);
  for (const int length : length_bits) bits.write(static_cast<std::uint32_t>(length - 1), 4);
  for (std::size_t at = 0; at < map.labels.size();) {
    const bool is_inside = map.labels[at] == label;
    const auto start = at;
    while (at < map.labels.size() && (map.labels[at] == label) == is_inside) ++at;
    write_run(bits, (at - start) * channels, is_inside ? 255 : 0);
  }
  return std::move(bits).take();
}

void decode_brush(std::span<const std::uint8_t> bytes, image::Size size,
                  const std::function<void(std::size_t, std::size_t)>& inside) {
  BitReader bits(bytes);
  const std::size_t count = bits.read(32);
  if (count != size.area() * channels)
    refuse("its run lengths cover " + std::to_string(count / channels) + " pixels instead of " +
           std::to_string(size.area()));
  const int value_size = static_cast<int>(bits.read(5)) + 1;
  std::array<int, 4> sizes{};
  for (auto& length : sizes) length = static_cast<int>(bits.read(4)) + 1;
  Stretches stretches(inside);
  for (std::size_t at = 0; at < count;) {
    const bool is_run = bits.read(1) == 1;
    const std::size_t length = std::size_t{bits.read(sizes[bits.read(2)])} + 1;
    if (length > count - at) refuse("its run lengths go on after its last pixel");
    const auto value = [&] { return (bits.read(value_size) & 0xff) != 0; };
    if (is_run) {
      if (value()) stretches.add(at, at + length);
    } else {
      for (std::size_t i = at; i < at + length; ++i)
        if (value() && i % channels == channels - 1) stretches.add(i - (channels - 1), i + 1);
    }
    at += length;
  }
  stretches.flush();
}

}  // namespace penumbra::formats
