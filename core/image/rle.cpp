#include "image/rle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <opencv2/core.hpp>

#include "base/error.h"

namespace penumbra::image {
namespace {

/// Column after column, as run lengths count them.
std::vector<std::uint8_t> by_columns(const cv::Mat& rows) {
  std::vector<std::uint8_t> columns(rows.total());
  if (rows.empty()) return columns;
  cv::Mat turned(rows.cols, rows.rows, CV_8U, columns.data());
  cv::transpose(rows, turned);
  return columns;
}

/// Pixels that OpenCV only reads.
cv::Mat as_matrix(Size size, std::span<const std::uint8_t> pixels) {
  return {size.height, size.width, CV_8U, const_cast<std::uint8_t*>(pixels.data())};
}

/// Where the run of the value at `at` ends; eight pixels at a time.
std::size_t run_end(std::span<const std::uint8_t> pixels, std::size_t at) {
  static_assert(std::endian::native == std::endian::little);
  const auto value = pixels[at];
  const std::uint64_t pattern = 0x0101010101010101U * value;
  for (std::uint64_t word = 0; at + sizeof word <= pixels.size(); at += sizeof word) {
    std::memcpy(&word, pixels.data() + at, sizeof word);
    if (word != pattern) return at + static_cast<std::size_t>(std::countr_zero(word ^ pattern)) / 8;
  }
  while (at < pixels.size() && pixels[at] == value) ++at;
  return at;
}

/// Of a matrix of 0 and 255.
Runs encode(const cv::Mat& inside) {
  const auto pixels = by_columns(inside);
  Runs runs;
  if (pixels.empty() || pixels.front() != 0) runs.push_back(0);
  for (std::size_t at = 0; at < pixels.size();) {
    const auto end = run_end(pixels, at);
    runs.push_back(static_cast<std::uint32_t>(end - at));
    at = end;
  }
  return runs;
}

}  // namespace

Runs encode_runs(Size size, std::span<const std::uint8_t> mask) {
  if (mask.size() != size.area())
    throw Error("the mask has " + std::to_string(mask.size()) + " pixels, the image " +
                    std::to_string(size.area()),
                "run-length encoding");
  return encode(as_matrix(size, mask) != 0);
}

Runs encode_runs(const LabelMap& map, std::uint8_t label) {
  return encode(as_matrix(map.size, map.labels) == label);
}

std::map<std::uint8_t, Runs> encode_labels(const LabelMap& map) {
  std::array<Runs, 256> runs;
  std::array<std::size_t, 256> covered{};  // how far the runs of each label reach
  const auto pixels = by_columns(as_matrix(map.size, map.labels));
  for (std::size_t at = 0; at < pixels.size();) {
    const auto label = pixels[at];
    const auto end = run_end(pixels, at);
    runs[label].push_back(static_cast<std::uint32_t>(at - covered[label]));
    runs[label].push_back(static_cast<std::uint32_t>(end - at));
    covered[label] = end;
    at = end;
  }
  std::map<std::uint8_t, Runs> found;
  for (std::size_t label = 0; label < runs.size(); ++label) {
    if (runs[label].empty()) continue;
    if (covered[label] < pixels.size())
      runs[label].push_back(static_cast<std::uint32_t>(pixels.size() - covered[label]));
    found.emplace(static_cast<std::uint8_t>(label), std::move(runs[label]));
  }
  return found;
}

void paint_runs(LabelMap& map, std::span<const std::uint32_t> runs, std::uint8_t label) {
  std::uint64_t total = 0;
  for (const auto run : runs) total += run;
  if (total != map.size.area())
    throw Error("the runs cover " + std::to_string(total) + " pixels, the image has " +
                    std::to_string(map.size.area()),
                "run-length mask", "Repair the annotation");
  const auto height = static_cast<std::size_t>(map.size.height);
  const auto width = static_cast<std::size_t>(map.size.width);
  std::size_t position = 0;
  bool inside = false;
  for (std::size_t run : runs) {
    auto start = position;
    position += run;
    inside = !inside;
    if (inside) continue;  // was outside
    while (start < position) {
      const auto column = start / height, row = start % height;
      const auto count = std::min(position - start, height - row);
      for (std::size_t y = row; y < row + count; ++y) map.labels[y * width + column] = label;
      start += count;
    }
  }
}

std::uint64_t area(std::span<const std::uint32_t> runs) {
  std::uint64_t sum = 0;
  for (std::size_t i = 1; i < runs.size(); i += 2) sum += runs[i];
  return sum;
}

Box bounding_box(std::span<const std::uint32_t> runs, Size size) {
  const auto height = static_cast<std::uint64_t>(size.height);
  int left = size.width, right = -1, top = size.height, bottom = -1;
  std::uint64_t position = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i % 2 == 1 && runs[i] > 0) {
      const auto first = position, last = position + runs[i] - 1;
      left = std::min(left, static_cast<int>(first / height));
      right = std::max(right, static_cast<int>(last / height));
      const bool one_column = first / height == last / height;
      top = std::min(top, one_column ? static_cast<int>(first % height) : 0);
      bottom = std::max(bottom, one_column ? static_cast<int>(last % height) : size.height - 1);
    }
    position += runs[i];
  }
  if (right < 0) return {};
  return {left, top, right - left + 1, bottom - top + 1};
}

std::string compress_runs(std::span<const std::uint32_t> runs) {
  std::string text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    std::int64_t value = runs[i];
    if (i > 2) value -= runs[i - 2];
    for (bool more = true; more;) {
      int group = static_cast<int>(value & 0x1f);
      value >>= 5;
      more = (group & 0x10) != 0 ? value != -1 : value != 0;
      if (more) group |= 0x20;
      text.push_back(static_cast<char>('0' + group));
    }
  }
  return text;
}

Runs expand_runs(std::string_view text) {
  const auto refuse = [](const char* why) -> void {
    throw Error(why, "compressed run-length mask", "Repair the annotation");
  };
  Runs runs;
  for (std::size_t at = 0; at < text.size();) {
    std::int64_t value = 0;
    for (int shift = 0;; shift += 5) {
      if (at == text.size()) refuse("the text ends within a number");
      const int group = text[at++] - '0';
      if (group < 0 || group > 0x3f) refuse("the text holds a character that does not belong");
      if (shift > 35) refuse("the text holds a number that is too long");
      value |= static_cast<std::int64_t>(group & 0x1f) << shift;
      if ((group & 0x20) == 0) {
        if ((group & 0x10) != 0) value -= std::int64_t{1} << (shift + 5);
        break;
      }
    }
    if (runs.size() > 2) value += runs[runs.size() - 2];
    if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
      refuse("the text holds a run of impossible length");
    runs.push_back(static_cast<std::uint32_t>(value));
  }
  return runs;
}

}  // namespace penumbra::image
