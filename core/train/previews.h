#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "image/image.h"

/// What a run kept of a few images while it trained:
/// RUN/previews/step-NNNNNN/IMAGE.{cam,uncertain,label}.png, where IMAGE is the image's id in the
/// data set, and RUN/previews/classes.json. An image is there once it has all three maps.
namespace penumbra::train {

/// What the network of one step says of one image. The maps are of one size, with the photo's
/// proportions, and show all of it.
struct Preview {
  image::ScoreMap cam;        ///< the highest class activation of the image's classes, in [0,1]
  image::LabelMap uncertain;  ///< 1 where the auxiliary activation is uncertain, else 0
  image::LabelMap label;      ///< refined pseudo-label: class ids, 255 ignore
};

/// The maps of a preview.
enum class PreviewMap { Cam, Uncertain, Label };

/// Where a map of an image lies. Throws Error for an id that gives too long a name.
std::filesystem::path preview_file(const std::filesystem::path& run, std::int64_t step,
                                   std::string_view image, PreviewMap map);

/// The steps that have previews, ascending; none where the run has none.
std::vector<std::int64_t> preview_steps(const std::filesystem::path& run);
/// The ids of the images of a step, in alphabetical order.
std::vector<std::string> preview_images(const std::filesystem::path& run, std::int64_t step);
/// The names of the classes 1, 2, ... of the label maps. Throws Error for a damaged file.
std::vector<std::string> preview_classes(const std::filesystem::path& run);

bool has_preview(const std::filesystem::path& run, std::int64_t step, std::string_view image);
/// Throws Error where a map is missing, damaged or of another size than the others.
Preview read_preview(const std::filesystem::path& run, std::int64_t step, std::string_view image);

/// Each file is written atomically. Throws Error.
void write_preview(const std::filesystem::path& run, std::int64_t step, std::string_view image,
                   const Preview& preview);
void write_preview_classes(const std::filesystem::path& run, const std::vector<std::string>& names);

}  // namespace penumbra::train
