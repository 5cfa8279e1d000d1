#include "image/mask.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "image/png_file.h"

namespace penumbra::image {
namespace {

std::uint32_t packed(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return std::uint32_t{red} << 16 | std::uint32_t{green} << 8 | blue;
}

const std::unordered_map<std::uint32_t, std::uint8_t>& voc_indices() {
  static const auto indices = [] {
    std::unordered_map<std::uint32_t, std::uint8_t> map;
    for (std::size_t i = 0; i < voc_palette().size(); ++i) {
      const auto& [red, green, blue] = voc_palette()[i];
      map.emplace(packed(red, green, blue), static_cast<std::uint8_t>(i));
    }
    return map;
  }();
  return indices;
}

std::vector<std::uint8_t> indices_of_colours(const PngPixels& png,
                                             const std::filesystem::path& file) {
  const auto step = static_cast<std::size_t>(png.channels);
  std::vector<std::uint8_t> labels(png.header.size.area());
  std::uint32_t last_colour = 0;
  std::uint8_t last_label = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto* sample = png.samples.data() + i * step;
    const auto colour = packed(sample[0], sample[1], sample[2]);
    if (step == 4 && sample[3] != 255)
      throw Error("has transparent pixels, which stand for no class", file.string(),
                  "Save it without transparency");
    if (colour != last_colour) {
      const auto found = voc_indices().find(colour);
      if (found == voc_indices().end())
        throw Error("holds the colour (" + std::to_string(sample[0]) + ", " +
                        std::to_string(sample[1]) + ", " + std::to_string(sample[2]) +
                        "), which is not in the VOC palette",
                    file.string(), "Save it as an indexed PNG whose indices are the class ids");
      last_colour = colour;
      last_label = found->second;
    }
    labels[i] = last_label;
  }
  return labels;
}

LabelMap labels_of(PngPixels png, const std::filesystem::path& file) {
  const auto refuse = [&](const char* what) -> void {
    throw Error(what, file.string(), "Save it as an 8-bit indexed PNG whose indices are class ids");
  };
  if (png.header.bit_depth == 16) refuse("is a 16-bit image, not a mask");
  switch (png.header.kind) {
    case PngKind::Indexed:
    case PngKind::Grey:
      return {png.header.size, std::move(png.samples)};
    case PngKind::GreyAlpha:
      refuse("is a grey image with transparency, not a mask");
      break;
    case PngKind::Rgb:
    case PngKind::RgbAlpha:
      break;
  }
  return {png.header.size, indices_of_colours(png, file)};
}

}  // namespace

LabelMap read_mask(const std::filesystem::path& file) {
  return labels_of(read_png_as_stored(file), file);
}

LabelMap read_mask(std::string_view bytes, const std::filesystem::path& name) {
  return labels_of(read_png_as_stored(bytes, name), name);
}

Size read_mask_size(const std::filesystem::path& file) { return read_png_header(file).size; }

std::string encode_mask(const LabelMap& mask, const Palette& palette) {
  return encode_png(mask.size, 1, mask.labels, &palette);
}

void write_mask(const std::filesystem::path& file, const LabelMap& mask, const Palette& palette) {
  write_png_file(file, mask.size, 1, mask.labels, &palette);
}

std::vector<std::uint8_t> score_levels(const ScoreMap& scores) {
  std::vector<std::uint8_t> levels(scores.scores.size());
  std::transform(scores.scores.begin(), scores.scores.end(), levels.begin(), [](float score) {
    // False for what is not a number.
    return score > 0 ? static_cast<std::uint8_t>(std::lround(std::min(score, 1.0F) * 255)) : 0;
  });
  return levels;
}

void write_scores(const std::filesystem::path& file, const ScoreMap& scores) {
  write_png_file(file, scores.size, 1, score_levels(scores));
}

}  // namespace penumbra::image
