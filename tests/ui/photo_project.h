#pragma once

#include <QString>
#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <memory>

#include "image/decode.h"
#include "project/bring_in.h"
#include "project/layers.h"
#include "project/project.h"
#include "project/select.h"

/// A project of a few small photos with tags, in a folder that goes with it.
class PhotoProject {
 public:
  /// `count` photos of 64 x 48: photo_00.png, ...; their tags in turn: cat; cat and dog; none
  /// known.
  explicit PhotoProject(int count = 6) {
    namespace fs = std::filesystem;
    using namespace penumbra;
    fs::create_directories(photos());
    std::ofstream tags(photos() / "tags.csv");
    tags << "image,tags\n";
    for (int i = 0; i < count; ++i) {
      const auto name = QString("photo_%1.png").arg(i, 2, 10, QChar('0')).toStdString();
      image::Image picture{{64, 48}, std::vector<std::uint8_t>(64 * 48 * 3)};
      for (std::size_t p = 0; p < picture.pixels.size(); ++p)
        picture.pixels[p] = static_cast<std::uint8_t>(40 * i + static_cast<int>(p % 97));
      image::write_png(photos() / name, picture);
      if (i % 3 != 2) tags << name << ',' << (i % 3 == 0 ? "cat" : "cat;dog") << '\n';
    }
    tags.close();
    JobControl control;
    NoProgress progress;
    dataset::ReadOptions options;
    options.untagged = true;
    const auto data = dataset::read(photos(), options, control, progress);
    auto made = project::Project::create(folder());
    project::bring_in(*made, data, "truth", 2, control, progress);
    project_ = std::move(made);
  }

  std::filesystem::path photos() const { return folder_.path().toStdString() + "/photos"; }
  std::filesystem::path folder() const { return folder_.path().toStdString() + "/photos.penumbra"; }
  const std::shared_ptr<penumbra::project::Project>& project() const { return project_; }
  /// So that a window can open it.
  void close() { project_.reset(); }

  /// A layer in which the left half of every image is `value`, and the rest background.
  penumbra::project::LayerId add_layer(const std::string& name, penumbra::project::LayerKind kind,
                                       std::uint8_t value) {
    using namespace penumbra;
    project::Layers layers(*project_);
    project::Layer made;
    made.name = name;
    made.kind = kind;
    const auto id = layers.create(made).id;
    for (const auto image : project::select(*project_, {})) {
      image::LabelMap map{{64, 48}, std::vector<std::uint8_t>(64 * 48)};
      for (std::size_t p = 0; p < map.labels.size(); ++p)
        if (p % 64 < 32) map.labels[p] = value;
      layers.write(id, {image, std::move(map), {}, {}});
    }
    return id;
  }

 private:
  QTemporaryDir folder_;
  std::shared_ptr<penumbra::project::Project> project_;
};
