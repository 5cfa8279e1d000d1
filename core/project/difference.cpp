#include "project/difference.h"

#include <zstd.h>

#include <memory>

#include "base/error.h"

namespace penumbra::project {
namespace {

// Differences are mostly zeros: higher levels gain little.
constexpr int compression_level = 1;

std::size_t area(const edit::Rect& rect) {
  return static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height);
}

void flip(const std::vector<std::uint8_t>& change, const edit::Rect& rect, int stride,
          std::vector<std::uint8_t>& pixels) {
  const auto width = static_cast<std::size_t>(rect.width);
  for (int row = 0; row < rect.height; ++row) {
    const auto* from = change.data() + static_cast<std::size_t>(row) * width;
    auto* to = pixels.data() +
               static_cast<std::size_t>(rect.y + row) * static_cast<std::size_t>(stride) +
               static_cast<std::size_t>(rect.x);
    for (std::size_t i = 0; i < width; ++i) to[i] ^= from[i];
  }
}

}  // namespace

void apply(const Difference& difference, EditedMap& image) {
  flip(difference.map, difference.rect, image.map.size.width, image.map.labels);
  flip(difference.drawn, difference.rect, image.map.size.width, image.drawn);
}

std::string compress(const Difference& difference) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                     &ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, compression_level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::vector<std::uint8_t> planes(difference.map);
  planes.insert(planes.end(), difference.drawn.begin(), difference.drawn.end());
  std::string bytes(ZSTD_compressBound(planes.size()), '\0');
  const auto size =
      ZSTD_compress2(context.get(), bytes.data(), bytes.size(), planes.data(), planes.size());
  if (ZSTD_isError(size))
    throw Error(std::string("can't be compressed: ") + ZSTD_getErrorName(size), "an operation");
  bytes.resize(size);
  bytes.shrink_to_fit();
  return bytes;
}

Difference decompress(std::string_view bytes, const edit::Rect& rect, const std::string& where) {
  const auto size = 2 * area(rect);
  std::vector<std::uint8_t> planes;
  if (ZSTD_getFrameContentSize(bytes.data(), bytes.size()) == size) planes.resize(size);
  if (planes.empty() || ZSTD_decompress(planes.data(), size, bytes.data(), bytes.size()) != size)
    throw Error("is damaged", where, "Restore the project from a backup");
  const auto middle = planes.begin() + static_cast<std::ptrdiff_t>(size / 2);
  return {rect, {planes.begin(), middle}, {middle, planes.end()}};
}

}  // namespace penumbra::project
