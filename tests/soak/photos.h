#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "image/image.h"
#include "project/project.h"
#include "project/torture/photos.h"

/// What the soak of the window works on. All of it follows from names and small numbers, so that
/// two processes need not exchange it.
namespace soak {

inline constexpr penumbra::image::Size photo_size{480, 360};
/// The first is what the project is made of, the others are added to it.
inline constexpr int folder_count = 6;
inline constexpr auto base_layer = "segmentation", score_layer = "cam", edited_layer = "edited";

using torture::PhotoFolder;
PhotoFolder photo_folder(int number);
void write_photo_folder(const std::filesystem::path& folder, int number);
/// Names that classes may get.
const std::vector<std::string>& class_pool();

penumbra::image::Image photo_pixels(const std::string& name);
/// Raw class values; nothing but the photos of the first folder has them.
bool has_labels(const std::string& photo);
std::vector<std::uint8_t> labels(const std::string& photo, const std::string& layer);
/// Classes with scores in `score_layer`, and these, in steps of 1/255.
std::vector<std::uint8_t> scored_classes();
std::vector<std::uint8_t> scores(const std::string& photo, std::uint8_t value);

/// Photos, the project, and where it is exported to.
struct Places {
  std::filesystem::path photos, project, exports;
};
/// With the photos of the first folder and two layers of labels.
void make_project(const Places& places);

}  // namespace soak
