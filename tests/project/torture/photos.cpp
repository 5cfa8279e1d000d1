#include "project/torture/photos.h"

#include <algorithm>
#include <fstream>
#include <random>

#include "image/decode.h"
#include "image/mask.h"
#include "project/layer_file.h"

namespace torture {

namespace fs = std::filesystem;
using namespace penumbra;

namespace {

constexpr int photos_a_folder = 3, classes_a_folder = 3;

/// Noise of the given values.
std::vector<std::uint8_t> noise_of(std::mt19937& random, const std::vector<int>& values) {
  std::vector<std::uint8_t> samples(photo_size.area());
  for (auto& sample : samples) sample = static_cast<std::uint8_t>(values[random() % values.size()]);
  return samples;
}

}  // namespace

const std::vector<std::string>& class_pool() {
  static const std::vector<std::string> names{"boat", "bus", "car",   "cat",
                                              "cow",  "dog", "horse", "tree"};
  return names;
}

std::string folder_name(int number) { return "folder" + std::to_string(number); }

PhotoFolder photo_folder(int number) {
  PhotoFolder folder;
  const auto& pool = class_pool();
  for (int i = 0; i < classes_a_folder; ++i)
    folder.classes.push_back(pool[static_cast<std::size_t>(number * 2 + i) % pool.size()]);
  std::ranges::sort(folder.classes);
  std::mt19937 random(static_cast<unsigned>(number));
  for (std::size_t i = 0; i < photos_a_folder; ++i) {
    auto& photo = folder.photos.emplace_back();
    photo.name = "p" + std::to_string(number) + "-" + std::to_string(i) + ".png";
    photo.tags = {folder.classes[i], folder.classes[(i + 1) % folder.classes.size()]};
    photo.split = i == 0 ? "val" : "train";
    photo.truth = noise_of(random, {0, 1, 2, 3, 255});
  }
  return folder;
}

image::Image photo_pixels(const std::string& name) {
  // Blocks of few colours, so that a flood fill has something to fill.
  std::mt19937 random(static_cast<unsigned>(project::checksum(name)));
  image::Image photo{photo_size, std::vector<std::uint8_t>(photo_size.area() * 3)};
  std::uint8_t colours[3][3];
  for (auto& colour : colours)
    for (auto& channel : colour) channel = static_cast<std::uint8_t>(random());
  std::vector<std::size_t> blocks(64);
  for (auto& block : blocks) block = random() % 3;
  for (int y = 0; y < photo_size.height; ++y)
    for (int x = 0; x < photo_size.width; ++x) {
      const auto& colour = colours[blocks[static_cast<std::size_t>(y / 6 * 8 + x / 6)]];
      std::ranges::copy(colour, photo.pixels.begin() + (y * photo_size.width + x) * 3);
    }
  return photo;
}

void write_photo_folder(const fs::path& folder, int number) {
  fs::create_directories(folder / "masks");
  std::ofstream tags(folder / "tags.csv");
  tags << "image,tags,split\n";
  for (const auto& [name, names, split, truth] : photo_folder(number).photos) {
    image::write_png(folder / name, photo_pixels(name));
    image::write_mask(folder / "masks" / name, {photo_size, truth});
    tags << name << ',' << names[0] << ';' << names[1] << ',' << split << '\n';
  }
}

Parts label_parts(const nlohmann::json& step) {
  std::mt19937 random(step.at("seed").get<unsigned>());
  auto values = step.at("values").get<std::vector<int>>();
  const auto scores = values;
  values.insert(values.end(), {0, image::ignore_label});
  std::vector<int> levels(256);
  std::ranges::generate(levels, [level = 0]() mutable { return level++; });
  Parts parts{{project::map_part, noise_of(random, values)}};
  for (const int value : scores)
    if (random() % 2) parts[value] = noise_of(random, levels);
  if (random() % 2) parts[project::uncertainty_part] = noise_of(random, levels);
  return parts;
}

}  // namespace torture
