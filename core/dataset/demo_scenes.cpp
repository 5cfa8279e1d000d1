#include "dataset/demo_scenes.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "dataset/scene_shape.h"
#include "dataset/scene_stage.h"
#include "dataset/scene_texture.h"
#include "image/mask.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;

struct Kind {
  const char* name;
  Shape shape;
  Texture texture;
  double aspect;  ///< width / height
  double height;  ///< of a usual one that stands in front, as a part of the picture's
  bool flat = false;
};

constexpr std::array<Kind, 8> kinds = {{{"bear", bear_shape, fur, 1.35, 0.5},
                                        {"zebra", zebra_shape, zebra_stripes, 1.2, 0.62},
                                        {"house", house_shape, bricks, 1.1, 0.66},
                                        {"bush", bush_shape, leaves, 1.15, 0.5},
                                        {"pond", pond_shape, water, 2.5, 0.3, true},
                                        {"turtle", turtle_shape, shell_plates, 1.7, 0.4},
                                        {"ball", ball_shape, dots, 1.0, 0.36},
                                        {"crate", crate_shape, planks, 1.05, 0.42}}};

struct Placement {
  std::size_t kind;
  int base;  ///< row on which it stands
  int height;
};

std::vector<Placement> placements(SceneRandom& random, int horizon, cv::Size size) {
  const int count =
      std::array{1, 1, 2, 2, 2, 3, 3, 4}[static_cast<std::size_t>(random.integer(0, 7))];
  std::vector<Placement> result;
  for (int i = 0; i < count; ++i) {
    const auto kind =
        static_cast<std::size_t>(random.integer(0, static_cast<int>(kinds.size()) - 1));
    const double near = random.uniform(0.25, 1);
    const int base = horizon + static_cast<int>((size.height - horizon) * (0.25 + 0.75 * near));
    double height = kinds[kind].height * (0.45 + 0.6 * near) * random.uniform(0.85, 1.2);
    if (random.chance(0.15)) height *= 0.5;
    result.push_back({kind, base, std::max(12, static_cast<int>(height * size.height))});
  }
  std::sort(result.begin(), result.end(), [](const Placement& a, const Placement& b) {
    return kinds[a.kind].flat != kinds[b.kind].flat ? kinds[a.kind].flat : a.base < b.base;
  });
  return result;
}

std::vector<std::int64_t> visible_pixels(const image::LabelMap& truth) {
  std::vector<std::int64_t> pixels(256);
  for (const auto label : truth.labels) ++pixels[label];
  return pixels;
}

Scene draw(SceneRandom& random) {
  const int width = random.integer(20, 28) * 8;
  const cv::Size size(width, width * 3 / 4);
  Stage stage = make_stage(random, size);
  Scene scene;
  scene.truth = {{size.width, size.height},
                 std::vector<std::uint8_t>(static_cast<std::size_t>(size.area()))};
  for (const auto& placement : placements(random, stage.horizon, size)) {
    const Kind& kind = kinds[placement.kind];
    const cv::Size box(
        std::max(12, static_cast<int>(placement.height * kind.aspect * random.uniform(0.9, 1.1))),
        placement.height);
    Thing thing;
    thing.label = static_cast<std::uint8_t>(placement.kind + 1);
    thing.coverage = kind.shape(random, box);
    thing.colours = kind.texture(random, box);
    thing.flat = kind.flat;
    const int cut = box.width / 4;
    thing.corner = {random.integer(-cut, std::max(-cut, size.width - box.width + cut)),
                    std::min(placement.base, size.height + placement.height / 5) - box.height};
    place(thing, stage, scene.truth);
  }
  scene.photo = develop(random, stage);
  const auto pixels = visible_pixels(scene.truth);
  for (std::size_t c = 1; c <= kinds.size(); ++c)
    if (pixels[c] > 0) scene.tags.push_back(static_cast<int>(c));
  return scene;
}

bool worth_showing(const Scene& scene) {
  constexpr std::int64_t least_pixels = 120;
  const auto pixels = visible_pixels(scene.truth);
  return !scene.tags.empty() && std::all_of(scene.tags.begin(), scene.tags.end(), [&](int tag) {
    return pixels[static_cast<std::size_t>(tag)] >= least_pixels;
  });
}

void write_jpeg(const fs::path& file, const image::Image& photo) {
  const cv::Mat rgb(photo.size.height, photo.size.width, CV_8UC3,
                    const_cast<std::uint8_t*>(photo.pixels.data()));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<std::uint8_t> bytes;
  if (!cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, 92}))
    throw Error("cannot be encoded as JPEG", file.string(), "Check the installation of OpenCV");
  write_file_atomically(file, std::as_bytes(std::span(bytes)));
}

std::string annotation(const std::string& id, const Scene& scene) {
  std::string xml = "<annotation>\n  <filename>" + id + ".jpg</filename>\n  <size><width>" +
                    std::to_string(scene.photo.size.width) + "</width><height>" +
                    std::to_string(scene.photo.size.height) + "</height><depth>3</depth></size>\n";
  for (const int tag : scene.tags)
    xml += "  <object><name>" + demo_classes().name(tag) + "</name></object>\n";
  return xml + "</annotation>\n";
}

std::string scene_id(int index) {
  char id[24];
  std::snprintf(id, sizeof id, "scene_%04d", index + 1);
  return id;
}

}  // namespace

const Classes& demo_classes() {
  static const Classes classes = [] {
    std::vector<std::string> names;
    for (const auto& kind : kinds) names.emplace_back(kind.name);
    return Classes(std::move(names));
  }();
  return classes;
}

Scene demo_scene(std::uint64_t seed) {
  SceneRandom random(seed);
  for (;;)
    if (Scene scene = draw(random); worth_showing(scene)) return scene;
}

void write_demo_scenes(const fs::path& folder, const DemoOptions& options, JobControl& control,
                       ProgressSink& progress) {
  if (options.training_images < 1 || options.validation_images < 0)
    throw UsageError("needs at least one training image", "demo scenes");
  if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder)))
    throw Error("exists and is not an empty folder", folder.string(), "Choose a new folder");
  for (const char* part :
       {"JPEGImages", "Annotations", "SegmentationClass", "ImageSets/Segmentation"})
    make_folder(folder / part);

  const int count = options.training_images + options.validation_images;
  ProgressCounter counter(progress, phrase("drawing scenes"), count);
  const int chunk = 8 * std::max(1, options.threads);
  for (int start = 0; start < count; start += chunk) {
    control.checkpoint();
    const int images = std::min(chunk, count - start);
    parallel_for(static_cast<std::size_t>(images), options.threads, [&](std::size_t i) {
      const int index = start + static_cast<int>(i);
      const auto id = scene_id(index);
      const Scene scene = demo_scene(options.seed * 1'000'003 + static_cast<std::uint64_t>(index));
      write_jpeg(folder / "JPEGImages" / (id + ".jpg"), scene.photo);
      write_file_atomically(folder / "Annotations" / (id + ".xml"), annotation(id, scene));
      if (index >= options.training_images)
        image::write_mask(folder / "SegmentationClass" / (id + ".png"), scene.truth);
    });
    counter.advance(images);
  }

  std::string training, validation, names = "background\n";
  for (int i = 0; i < count; ++i)
    (i < options.training_images ? training : validation) += scene_id(i) + '\n';
  for (const auto& name : demo_classes().names()) names += name + '\n';
  write_file_atomically(folder / "ImageSets/Segmentation/train.txt", training);
  write_file_atomically(folder / "ImageSets/Segmentation/val.txt", validation);
  write_file_atomically(folder / "labels.txt", names);
}

}  // namespace penumbra::dataset
