#include "soak/photos.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

#include "image/decode.h"
#include "project/import.h"
#include "project/layer_file.h"
#include "project/layers.h"
#include "project/select.h"

namespace soak {

namespace fs = std::filesystem;
using namespace penumbra;

namespace {

constexpr std::size_t first_photos = 10, more_photos = 3, classes_a_folder = 4;

/// An ellipse or a rectangle.
struct Shape {
  double x, y, width, height;
  bool round;

  bool holds(double px, double py) const {
    const double dx = std::abs(px - x) / width, dy = std::abs(py - y) / height;
    return round ? dx * dx + dy * dy < 1 : std::max(dx, dy) < 1;
  }
};

std::mt19937 random_of(const std::string& name) {
  return std::mt19937(static_cast<unsigned>(project::checksum(name)));
}

std::vector<Shape> shapes_of(const std::string& photo) {
  auto random = random_of(photo);
  std::vector<Shape> shapes(5);
  for (auto& shape : shapes)
    shape = {40.0 + random() % 400, 30.0 + random() % 300, 20.0 + random() % 70,
             20.0 + random() % 60, random() % 2 == 0};
  return shapes;
}

template <class Value>
std::vector<std::uint8_t> drawn(const Value& value) {
  std::vector<std::uint8_t> samples;
  samples.reserve(photo_size.area());
  for (int y = 0; y < photo_size.height; ++y)
    for (int x = 0; x < photo_size.width; ++x)
      samples.push_back(static_cast<std::uint8_t>(value(x, y)));
  return samples;
}

}  // namespace

const std::vector<std::string>& class_pool() {
  static const std::vector<std::string> names{"boat", "bus",   "car",   "cat",   "cow",
                                              "dog",  "horse", "tree",  "bird",  "sheep",
                                              "sofa", "plant", "train", "table", "chair"};
  return names;
}

PhotoFolder photo_folder(int number) {
  PhotoFolder folder;
  const auto& pool = class_pool();
  for (std::size_t i = 0; i < classes_a_folder; ++i)
    folder.classes.push_back(pool[(static_cast<std::size_t>(number) * 3 + i) % pool.size()]);
  std::ranges::sort(folder.classes);
  for (std::size_t i = 0; i < (number == 0 ? first_photos : more_photos); ++i) {
    auto& photo = folder.photos.emplace_back();
    photo.name = "p" + std::to_string(number) + "-" + std::to_string(i) + ".png";
    photo.tags = {folder.classes[i % classes_a_folder], folder.classes[(i + 1) % classes_a_folder]};
    photo.split = i % 3 == 0 ? "val" : "train";
  }
  return folder;
}

void write_photo_folder(const fs::path& folder, int number) {
  fs::create_directories(folder);
  std::ofstream tags(folder / "tags.csv");
  tags << "image,tags,split\n";
  for (const auto& photo : photo_folder(number).photos) {
    image::write_png(folder / photo.name, photo_pixels(photo.name));
    tags << photo.name << ',' << photo.tags[0] << ';' << photo.tags[1] << ',' << photo.split
         << '\n';
  }
}

image::Image photo_pixels(const std::string& name) {
  auto random = random_of(name + " colours");
  const auto shapes = shapes_of(name);
  std::vector<std::array<int, 3>> colours(shapes.size() + 1);
  for (auto& colour : colours)
    for (auto& channel : colour) channel = static_cast<int>(30 + random() % 190);
  image::Image photo{photo_size, {}};
  photo.pixels.reserve(photo_size.area() * 3);
  for (int y = 0; y < photo_size.height; ++y)
    for (int x = 0; x < photo_size.width; ++x) {
      std::size_t top = 0;
      for (std::size_t i = 0; i < shapes.size(); ++i)
        if (shapes[i].holds(x, y)) top = i + 1;
      const auto noise = static_cast<int>(random() % 9) - 4;
      for (const int channel : colours[top])
        photo.pixels.push_back(static_cast<std::uint8_t>(channel + noise + x / 32));
    }
  return photo;
}

bool has_labels(const std::string& photo) { return photo.starts_with("p0-"); }

std::vector<std::uint8_t> labels(const std::string& photo, const std::string& layer) {
  const auto shapes = shapes_of(photo);
  const bool shifted = layer == score_layer;
  return drawn([&](int x, int y) {
    int label = 0;
    for (std::size_t i = 0; i < shapes.size(); ++i)
      if (shapes[i].holds(x + (shifted ? 6 : 0), y)) label = 1 + static_cast<int>(i) % 4;
    return label;
  });
}

std::vector<std::uint8_t> scored_classes() { return {1, 3}; }

std::vector<std::uint8_t> scores(const std::string& photo, std::uint8_t value) {
  const auto shape = shapes_of(photo)[value];
  return drawn([&](int x, int y) {
    const double far = std::hypot((x - shape.x) / shape.width, (y - shape.y) / shape.height);
    return std::lround(255 * std::max(0.0, 1 - far / 2));
  });
}

void make_project(const Places& places) {
  NoProgress silent;
  JobControl control;
  for (int i = 0; i < folder_count; ++i) write_photo_folder(places.photos / std::to_string(i), i);
  const auto made = project::Project::create(places.project);
  project::import_images(*made, dataset::read(places.photos / "0", {}, control, silent), 2, control,
                         silent);
  project::Layers layers(*made);
  const auto create = [&](const char* name, project::LayerKind kind) {
    project::Layer layer;
    layer.name = name;
    layer.kind = kind;
    return layers.create(layer).id;
  };
  const auto base = create(base_layer, project::LayerKind::Segmentation);
  const auto cam = create(score_layer, project::LayerKind::Cam);
  const auto map = [](const std::vector<std::uint8_t>& samples) {
    image::ScoreMap scores{photo_size, {}};
    for (const auto sample : samples) scores.scores.push_back(static_cast<float>(sample) / 255.0F);
    return scores;
  };
  for (const auto& row : project::rows(*made, project::select(*made, {}))) {
    layers.write(base, {row.id, {photo_size, labels(row.name, base_layer)}, {}, {}});
    project::ImageLabels scored{row.id, {photo_size, labels(row.name, score_layer)}, {}, {}};
    for (const auto value : scored_classes())
      scored.scores.emplace_back(value, map(scores(row.name, value)));
    scored.uncertainty = map(scores(row.name, 2));
    layers.write(cam, scored);
  }
}

}  // namespace soak
