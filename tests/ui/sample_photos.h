#pragma once

#include <QString>
#include <QTemporaryDir>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "image/decode.h"
#include "project/import.h"
#include "project/layers.h"
#include "project/project.h"

/// A project of a few photos, which lie beside it, with the classes cat (1) and dog (2). All photos
/// are tagged with both; the names are photo1.png and so on, the ids 1 and so on.
class SamplePhotos {
 public:
  explicit SamplePhotos(int count, penumbra::image::Size size = {160, 120}) : size_(size) {
    namespace dataset = penumbra::dataset;
    dataset::Dataset photos;
    photos.format = "folder";
    photos.root = path("photos");
    photos.classes = dataset::Classes({"cat", "dog"});
    photos.tag_source = "tags.csv";
    std::filesystem::create_directories(photos.root);
    for (int i = 1; i <= count; ++i) {
      dataset::Item item;
      item.id = "photo" + std::to_string(i);
      item.image = photos.root / (item.id + ".png");
      item.size = size;
      item.tags = {1, 2};
      item.tagged = true;
      write_photo(item.image, i);
      photos.items.push_back(item);
    }
    project_ = penumbra::project::Project::create(path("sample.penumbra"));
    penumbra::JobControl control;
    penumbra::NoProgress progress;
    penumbra::project::import_images(*project_, photos, 1, control, progress);
  }

  const std::shared_ptr<penumbra::project::Project>& project() const { return project_; }
  std::filesystem::path path(const std::string& name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }
  penumbra::image::Size size() const { return size_; }

  /// A layer of all images: the left half background, the right half `value`. With scores (unless
  /// truth or imported): cat rises from 0 on the left to 1 on the right, dog is 0.3 everywhere.
  penumbra::project::Layer add_layer(const std::string& name, penumbra::project::LayerKind kind,
                                     std::uint8_t value = 1) {
    using penumbra::project::LayerKind;
    penumbra::project::Layers layers(*project_);
    penumbra::project::Layer layer;
    layer.name = name;
    layer.kind = kind;
    layer = layers.create(layer);
    for (std::int64_t image = 1; image <= image_count(); ++image) {
      penumbra::project::ImageLabels labels;
      labels.image = image;
      labels.map = half(value);
      if (kind != LayerKind::Truth && kind != LayerKind::Imported) {
        labels.scores = {{1, ramp()}, {2, flat(0.3F)}};
        labels.uncertainty = flat(0.5F);
      }
      layers.write(layer.id, labels);
    }
    return layer;
  }

  penumbra::image::LabelMap half(std::uint8_t value) const {
    penumbra::image::LabelMap map{size_, std::vector<std::uint8_t>(size_.area())};
    for (std::size_t i = 0; i < map.labels.size(); ++i)
      map.labels[i] = column(i) >= size_.width / 2 ? value : 0;
    return map;
  }
  penumbra::image::ScoreMap ramp() const {
    penumbra::image::ScoreMap map{size_, std::vector<float>(size_.area())};
    for (std::size_t i = 0; i < map.scores.size(); ++i)
      map.scores[i] = static_cast<float>(column(i)) / static_cast<float>(size_.width - 1);
    return map;
  }
  penumbra::image::ScoreMap flat(float score) const {
    return {size_, std::vector<float>(size_.area(), score)};
  }

 private:
  std::int64_t image_count() const {
    return project_->database().read([](SQLite::Database& tables) {
      return tables.execAndGet("SELECT count(*) FROM images").getInt64();
    });
  }
  int column(std::size_t pixel) const {
    return static_cast<int>(pixel % static_cast<std::size_t>(size_.width));
  }
  void write_photo(const std::filesystem::path& file, int number) const {
    penumbra::image::Image photo{size_, std::vector<std::uint8_t>(size_.area() * 3, 120)};
    photo.pixels[static_cast<std::size_t>(number) * 3] = 255;  // no two are equal
    penumbra::image::write_png(file, photo);
  }

  penumbra::image::Size size_;
  QTemporaryDir folder_;
  std::shared_ptr<penumbra::project::Project> project_;
};
