#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "image/image.h"

/// What the torture test feeds a project with. All of it follows from small numbers, so that two
/// processes need not exchange it.
namespace torture {

inline constexpr penumbra::image::Size photo_size{24, 18};

/// A folder of photos with tags.csv and masks.
struct PhotoFolder {
  struct Photo {
    std::string name;  ///< of the file
    std::vector<std::string> tags;
    std::string split;
    std::vector<std::uint8_t> truth;  ///< 0, 1.. the folder's classes in their order, 255
  };
  std::vector<std::string> classes;
  std::vector<Photo> photos;
};
PhotoFolder photo_folder(int number);
std::string folder_name(int number);
void write_photo_folder(const std::filesystem::path& folder, int number);

/// The photo of a name that a folder has.
penumbra::image::Image photo_pixels(const std::string& name);

const std::vector<std::string>& class_pool();

/// The parts of an image's labels (layer_file.h) that a step "label" states.
using Parts = std::map<int, std::vector<std::uint8_t>>;
Parts label_parts(const nlohmann::json& step);

}  // namespace torture
