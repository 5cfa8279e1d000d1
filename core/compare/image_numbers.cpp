#include "compare/image_numbers.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <span>

#include "base/hash.h"
#include "evaluate/confusion.h"

namespace penumbra::compare {
namespace {

/// The values that are there as numbers without gaps, so that matrices stay small.
class Compact {
 public:
  explicit Compact(const std::bitset<256>& present) {
    ids_.fill(image::ignore_label);
    for (std::size_t value = 0; value < image::ignore_label; ++value)
      if (present[value]) {
        ids_[value] = static_cast<std::uint8_t>(values_.size());
        values_.push_back(static_cast<std::uint8_t>(value));
      }
  }

  int count() const { return static_cast<int>(values_.size()); }
  std::uint8_t value(int id) const { return values_[static_cast<std::size_t>(id)]; }
  /// `count()` for 255.
  int column(std::uint8_t value) const {
    return value == image::ignore_label ? count() : ids_[value];
  }
  image::LabelMap ids_of(const image::LabelMap& map) const {
    image::LabelMap ids{map.size, std::vector<std::uint8_t>(map.labels.size())};
    std::ranges::transform(map.labels, ids.labels.begin(),
                           [&](std::uint8_t label) { return ids_[label]; });
    return ids;
  }

 private:
  std::array<std::uint8_t, 256> ids_;
  std::vector<std::uint8_t> values_;
};

std::uint64_t checksum(std::string_view bytes) {
  return hash_bytes(std::as_bytes(std::span(bytes)));
}

template <class Value>
void put(std::string& bytes, Value value) {
  std::array<char, sizeof value> raw;
  std::memcpy(raw.data(), &value, sizeof value);
  bytes.append(raw.data(), raw.size());
}

template <class Value>
Value take(std::string_view& bytes) {
  Value value;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return value;
}

constexpr std::size_t cell_bytes = 2 + sizeof(std::int64_t);
constexpr std::size_t boundary_bytes = 2 + 2 * sizeof(std::int64_t);

}  // namespace

ImageNumbers count_image(const image::LabelMap& reference, const image::LabelMap& other) {
  std::bitset<256> present;
  for (const auto label : reference.labels) present.set(label);
  for (const auto label : other.labels) present.set(label);
  const Compact compact(present);
  const auto first = compact.ids_of(reference);
  const auto second = compact.ids_of(other);
  evaluate::ConfusionMatrix confusion(compact.count());
  confusion.add(first, second);
  evaluate::BoundaryIou boundary(compact.count());
  boundary.add(first, second);

  ImageNumbers numbers;
  for (int t = 0; t < compact.count(); ++t) {
    for (int p = 0; p <= compact.count(); ++p)
      if (const auto pixels = confusion.count(t, p); pixels > 0)
        numbers.cells.push_back({compact.value(t),
                                 p < compact.count() ? compact.value(p) : image::ignore_label,
                                 pixels});
    numbers.boundary.push_back({compact.value(t), boundary.counts(t)});
  }
  return numbers;
}

ImageFigures figures_of(const ImageNumbers& numbers) {
  std::bitset<256> present;
  for (const auto& cell : numbers.cells) present.set(cell.reference).set(cell.other);
  for (const auto& one : numbers.boundary) present.set(one.value);
  const Compact compact(present);
  evaluate::ConfusionMatrix confusion(compact.count());
  for (const auto& cell : numbers.cells)
    confusion.add(compact.column(cell.reference), compact.column(cell.other), cell.pixels);
  evaluate::BoundaryIou boundary(compact.count());
  for (const auto& one : numbers.boundary) boundary.add(compact.column(one.value), one.counts);
  return {confusion.mean_iou(), confusion.pixel_accuracy(), boundary.mean_iou()};
}

std::string encode(const ImageNumbers& numbers) {
  std::string bytes;
  put(bytes, static_cast<std::uint32_t>(numbers.cells.size()));
  put(bytes, static_cast<std::uint32_t>(numbers.boundary.size()));
  for (const auto& cell : numbers.cells) {
    put(bytes, cell.reference);
    put(bytes, cell.other);
    put(bytes, cell.pixels);
  }
  for (const auto& one : numbers.boundary) {
    put(bytes, one.value);
    put(bytes, static_cast<std::uint8_t>(one.counts.in_truth ? 1 : 0));
    put(bytes, one.counts.together);
    put(bytes, one.counts.either);
  }
  put(bytes, checksum(bytes));
  return bytes;
}

std::optional<ImageNumbers> decode(std::string_view bytes) {
  constexpr std::size_t header = 2 * sizeof(std::uint32_t), sum = sizeof(std::uint64_t);
  if (bytes.size() < header + sum) return std::nullopt;
  auto end = bytes.substr(bytes.size() - sum);
  bytes.remove_suffix(sum);
  if (take<std::uint64_t>(end) != checksum(bytes)) return std::nullopt;
  const std::size_t cells = take<std::uint32_t>(bytes), classes = take<std::uint32_t>(bytes);
  if (bytes.size() != cells * cell_bytes + classes * boundary_bytes) return std::nullopt;
  ImageNumbers numbers;
  for (std::size_t i = 0; i < cells; ++i) {
    const auto reference = take<std::uint8_t>(bytes), other = take<std::uint8_t>(bytes);
    if (reference == image::ignore_label) return std::nullopt;
    numbers.cells.push_back({reference, other, take<std::int64_t>(bytes)});
  }
  for (std::size_t i = 0; i < classes; ++i) {
    ClassBoundary one;
    one.value = take<std::uint8_t>(bytes);
    if (one.value == image::ignore_label) return std::nullopt;
    one.counts.in_truth = take<std::uint8_t>(bytes) != 0;
    one.counts.together = take<std::int64_t>(bytes);
    one.counts.either = take<std::int64_t>(bytes);
    numbers.boundary.push_back(one);
  }
  return numbers;
}

}  // namespace penumbra::compare
