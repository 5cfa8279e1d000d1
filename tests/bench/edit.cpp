#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/crf_input.h"
#include "bench/plain_crf.h"
#include "bench/plain_edit.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "device/processor.h"
#include "edit/brush.h"
#include "edit/crf_rectangle.h"
#include "edit/flood.h"
#include "edit/superpixels.h"
#include "project/history.h"
#include "project/layers.h"
#include "project/sample_project.h"

namespace penumbra::bench {

namespace {

using edit::Canvas;
using edit::Point;
using edit::Rect;
using image::LabelMap;

struct Options {
  bool json = false;
  int repeats = 15;
  std::vector<int> sides = {512, 4096};
};

/// A square photo, its labels, and what the operations are given.
struct Scene {
  image::Image photo;
  LabelMap map;
  edit::Superpixels superpixels;
  double superpixel_seconds = 0;
};

constexpr std::uint8_t label = 1;
constexpr double tolerance = 60;
constexpr double confidence = 0.8;
constexpr int region_size = 20;

Scene make_scene(int side) {
  CrfInput input = synthetic_crf_input({side, side}, 2);
  Scene scene{std::move(input.image), {{side, side}, {}}, {}, 0};
  const auto pixels = scene.photo.size.area();
  for (std::size_t i = 0; i < pixels; ++i)
    scene.map.labels.push_back(input.probability[pixels + i] > 0.5f ? 2 : 0);
  scene.superpixel_seconds =
      seconds_of([&] { scene.superpixels = edit::compute_superpixels(scene.photo, region_size); });
  return scene;
}

double brush_radius(int side) { return side >= 4096 ? 100 : 12; }

/// A wave of 33 points across the map.
std::vector<Point> stroke(int side) {
  std::vector<Point> points;
  for (int k = 0; k <= 32; ++k)
    points.push_back({side * (0.1 + 0.025 * k), side * (0.5 + 0.1 * std::sin(0.4 * k))});
  return points;
}

Rect crf_rectangle(int side) {
  const int width = std::min(side / 2, 1024);
  return {(side - width) / 2, (side - width) / 2, width, width};
}

/// An operation, and the plain way to the same labels.
struct Case {
  std::string name;
  std::string plain_name;
  std::function<Rect(Canvas)> ours;
  std::function<void(LabelMap&)> plain;
  double equal = 1;  ///< the least part of the pixels that must agree
};

std::vector<Case> cases(const Scene& scene) {
  const int side = scene.map.size.width;
  const Point middle{side / 2.0, side / 2.0};
  const std::string brush = "brush, radius " + std::to_string(int(brush_radius(side)));
  const Rect rectangle = crf_rectangle(side);
  const std::string crf =
      "CRF in " + std::to_string(rectangle.width) + " x " + std::to_string(rectangle.height);
  return {
      {brush, "distance of every pixel",
       [=](Canvas canvas) { return edit::brush(canvas, stroke(side), brush_radius(side), label); },
       [=](LabelMap& map) { plain_brush(map, stroke(side), brush_radius(side), label); }},
      {"flood", "queue of pixels",
       [=, &scene](Canvas canvas) {
         return edit::flood_fill(canvas, scene.photo, middle, tolerance, label);
       },
       [=, &scene](LabelMap& map) { plain_flood(map, scene.photo, middle, tolerance, label); }},
      {"superpixel", "look at every pixel",
       [=, &scene](Canvas canvas) {
         return edit::fill_superpixels(canvas, scene.superpixels, std::span(&middle, 1), label);
       },
       [=, &scene](LabelMap& map) {
         plain_superpixel(map, scene.superpixels.index, middle, label);
       }},
      {crf, "plain lattice CRF",
       [=, &scene](Canvas canvas) {
         return edit::refine_by_crf(canvas, scene.photo, rectangle, confidence, 1);
       },
       [=, &scene](LabelMap& map) {
         plain_crf_in_rectangle(map, scene.photo, rectangle, confidence);
       },
       0.999},
  };
}

/// The scene as an image of an edited layer, for undoing.
class EditedScene {
 public:
  explicit EditedScene(const Scene& scene)
      : project_(project::Project::create(folder_.path() / "edit.penumbra")) {
    add_images(*project_, 1, scene.map.size);
    project::Layers layers(*project_);
    project::Layer base;
    base.name = "cam";
    base.kind = project::LayerKind::Cam;
    base = layers.create(base);
    layers.write(base.id, {1, scene.map, {}, {}});
    project::Layer edited;
    edited.name = "edited";
    edited.kind = project::LayerKind::Edited;
    edited.base = base.id;
    session_ = std::make_unique<project::EditSession>(*project_, layers.create(edited).id, 1);
  }

  /// Until the labels are as they were; the disk follows in the background.
  double undo_seconds(const Case& one, int repeats) {
    session_->paint(one.ours);
    session_->commit("operation");
    std::vector<double> seconds;
    for (int k = 0; k < repeats; ++k) {
      session_->flush();
      seconds.push_back(seconds_of([&] { session_->undo(); }));
      session_->redo();
    }
    session_->undo();
    return median(seconds);
  }

 private:
  ScratchFolder folder_;
  std::unique_ptr<project::Project> project_;
  std::unique_ptr<project::EditSession> session_;
};

struct Measured {
  std::string name;
  std::string plain_name;
  int side = 0;
  Rect changed;
  double seconds = 0;
  double plain_seconds = 0;
  double undo_seconds = 0;
};

Measured measure(const Case& one, const Scene& scene, EditedScene& edited, int repeats) {
  Measured measured{one.name, one.plain_name, scene.map.size.width, {}, 0, 0, 0};
  LabelMap map;
  std::vector<double> seconds;
  for (int k = 0; k < repeats; ++k) {
    map = scene.map;
    seconds.push_back(seconds_of([&] { measured.changed = one.ours({map}); }));
    if (k >= 2 && seconds.front() > 1) break;
  }
  measured.seconds = median(seconds);
  LabelMap plain;
  seconds.clear();
  for (int k = 0; k < repeats; ++k) {
    plain = scene.map;
    seconds.push_back(seconds_of([&] { one.plain(plain); }));
    if (seconds.front() > 1) break;
  }
  measured.plain_seconds = median(seconds);
  std::size_t equal = 0;
  for (std::size_t i = 0; i < map.labels.size(); ++i) equal += map.labels[i] == plain.labels[i];
  if (static_cast<double>(equal) < one.equal * static_cast<double>(map.labels.size()))
    throw Error("the labels of " + one.name + " differ from those of the plain way", "bench edit");
  measured.undo_seconds = edited.undo_seconds(one, repeats);
  return measured;
}

void print_table(const std::vector<Measured>& rows) {
  std::printf("%-26s %6s %12s %12s %9s %12s  %s\n", "operation", "side", "Penumbra", "plain",
              "ratio", "undo", "plain way");
  for (const auto& row : rows)
    std::printf("%-26s %6d %9.3f ms %9.3f ms %9.1f %9.3f ms  %s\n", row.name.c_str(), row.side,
                1000 * row.seconds, 1000 * row.plain_seconds, row.plain_seconds / row.seconds,
                1000 * row.undo_seconds, row.plain_name.c_str());
}

nlohmann::json to_json(const Measured& row) {
  return {{"operation", row.name},
          {"side", row.side},
          {"seconds", row.seconds},
          {"plain", row.plain_name},
          {"plain_seconds", row.plain_seconds},
          {"undo_seconds", row.undo_seconds},
          {"ratio", row.plain_seconds / row.seconds},
          {"changed", {row.changed.x, row.changed.y, row.changed.width, row.changed.height}}};
}

void run(const Options& wanted) {
  std::vector<Measured> rows;
  nlohmann::json superpixels = nlohmann::json::array();
  for (const int side : wanted.sides) {
    const Scene scene = make_scene(side);
    EditedScene edited(scene);
    for (const auto& one : cases(scene))
      rows.push_back(measure(one, scene, edited, wanted.repeats));
    superpixels.push_back({{"side", side}, {"seconds", scene.superpixel_seconds}});
  }
  if (wanted.json) {
    nlohmann::json object = {{"bench", "edit"},
                             {"superpixels_once_a_photo", superpixels},
                             {"processor", device::processor_name()},
                             {"peak_memory_bytes", peak_memory_bytes()}};
    for (const auto& row : rows) object["operations"].push_back(to_json(row));
    std::printf("%s\n", object.dump(2).c_str());
    return;
  }
  print_table(rows);
  for (const auto& entry : superpixels)
    std::printf("superpixels of a photo of %d px, once: %.2f s\n", entry["side"].get<int>(),
                entry["seconds"].get<double>());
  std::printf("medians, 1 thread, %s\n", device::processor_name().c_str());
}

}  // namespace

void add_edit(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("edit", "operations on label maps against plain ways");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--repeats", options->repeats, "Runs of each; fewer of those that take long")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--sides", options->sides, "Sides of the square photos")
      ->check(CLI::Range(64, 16384))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
