#include "journey/journey.h"

#include <QDir>
#include <random>

#include "base/error.h"
#include "dataset/demo_scenes.h"
#include "edit/canvas.h"
#include "project/import.h"
#include "project/import_labels.h"
#include "project/layers.h"
#include "ui/project/project_opening.h"

using namespace penumbra;

namespace fs = std::filesystem;

namespace {

/// A few of the demo's scenes, with labels that are wrong in many ways.
fs::path make_demo(const fs::path& folder) {
  NoProgress silent;
  JobControl control;
  dataset::write_demo_scenes(
      folder / "scenes", {.seed = 5, .training_images = 2, .validation_images = 6, .threads = 2},
      control, silent);
  const auto data = dataset::read(folder / "scenes", {}, control, silent);
  const auto made = project::Project::create(folder / "scenes.penumbra");
  project::import_images(*made, data, 2, control, silent);
  project::import_truth(*made, data, "truth", 2, control, silent);
  project::Layers layers(*made);
  project::Layer layer;
  layer.name = "segmentation";
  layer.kind = project::LayerKind::Segmentation;
  const auto labelled = layers.create(layer).id;
  const auto truth = layers.named("truth").id;
  std::mt19937 random(2);
  for (const auto image : layers.images(truth)) {
    auto map = layers.read(truth, image);
    auto wrong = map;
    const int shift = 4 + static_cast<int>(random() % 6);
    for (int y = 0; y < map.size.height; ++y)
      for (int x = 0; x < map.size.width; ++x) {
        auto& label = wrong.labels[edit::pixel_index(map.size, x, y)];
        label = map.labels[edit::pixel_index(map.size, std::max(0, x - shift), y)];
        if (y > map.size.height * 2 / 3 && label != 0) label = 0;
        if (y < map.size.height / 4 && x < map.size.width / 4) label = 1;
      }
    layers.write(labelled, {image, wrong, {}, {}});
  }
  return folder / "scenes.penumbra";
}

}  // namespace

void wait_for(const char* what, int limit_ms, const std::function<bool()>& done) {
  if (!QTest::qWaitFor(done, limit_ms)) throw Error("did not come", what);
}

void Journey::open() {
  auto place = options_.photos;
  if (place.empty()) place = make_demo(folder_.path().toStdString());
  show_window();
  window().open(place);
  wait_for("the project", minute_ms, [this] { return window().project() != nullptr; });
  wait_for("the import", 5 * minute_ms, [this] { return !window().jobs().any_active(); });
}

void Journey::picture(const char* name) const {
  if (options_.pictures.empty()) return;
  QDir().mkpath(QString::fromStdString(options_.pictures.string()));
  window().grab().save(QString::fromStdString((options_.pictures / name).string()) + ".png");
}

image::LabelMap Journey::truth(project::ImageId image) const {
  const project::Layers layers(*project().project());
  return layers.read(layers.named("truth").id, image);
}
