#include <memory>
#include <numeric>
#include <opencv2/core.hpp>
#include <string>

#include "bench/benches.h"
#include "bench/drawn_labels.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "compare/comparison.h"
#include "evaluate/figures.h"
#include "project/sample_project.h"

namespace penumbra::bench {
namespace {

constexpr image::Size size{500, 375};
constexpr int classes = 20;
constexpr std::size_t batch = 64;

struct Options {
  bool json = false;
  int images = 1000;
  int threads = 2;
};

project::LayerId draw_layer(project::Project& project, const char* name, project::LayerKind kind,
                            const Options& options) {
  project::Layers layers(project);
  project::Layer layer;
  layer.name = name;
  layer.kind = kind;
  const auto id = layers.create(layer).id;
  cv::RNG random(static_cast<std::uint64_t>(id));
  std::vector<project::ImageLabels> labels;
  for (int image = 1; image <= options.images; ++image) {
    labels.push_back({image, drawn_labels(size, classes, random), {}, {}});
    if (labels.size() < batch && image < options.images) continue;
    layers.write(id, labels, options.threads);
    labels.clear();
  }
  return id;
}

/// One image after another, and nothing is kept.
double compare_plainly(project::Project& project, project::LayerId layer, project::LayerId truth,
                       const Options& options) {
  const project::Layers layers(project);
  evaluate::ConfusionMatrix confusion(classes + 1);
  evaluate::BoundaryIou boundary(classes + 1);
  for (int image = 1; image <= options.images; ++image) {
    const auto reference = layers.read(truth, image), other = layers.read(layer, image);
    confusion.add(reference, other);
    boundary.add(reference, other);
  }
  return confusion.mean_iou();
}

void run(const Options& options) {
  const ScratchFolder scratch;
  const auto project = project::Project::create(scratch.path() / "bench.penumbra");
  add_images(*project, options.images, size);
  add_classes(*project, classes);
  const auto truth = draw_layer(*project, "truth", project::LayerKind::Truth, options);
  const auto layer = draw_layer(*project, "cam", project::LayerKind::Cam, options);

  compare::ComparisonRequest request{
      .layer = layer, .reference = truth, .images = {}, .threads = options.threads};
  request.images.resize(static_cast<std::size_t>(options.images));
  std::iota(request.images.begin(), request.images.end(), 1);
  JobControl control;
  NoProgress silent;
  const auto compare = [&] { compare::compare_layers(*project, request, control, silent); };

  Report report;
  report.name = "compare";
  report.work = std::to_string(options.images) + " pairs of masks of 500 x 375 in a project";
  report.peer = "one after another, nothing kept";
  report.threads = options.threads;
  report.peer_seconds = seconds_of([&] { compare_plainly(*project, layer, truth, options); });
  report.seconds = seconds_of(compare);
  const auto again = seconds_of(compare);
  const auto add = [&](const std::string& what, const char* key, double seconds) {
    report.lines.emplace_back(what, std::to_string(seconds) + " s");
    report.details[key] = seconds;
  };
  add("again, from the cache", "cached_seconds", again);
  project::Layers(*project).write(
      layer, {1, image::LabelMap{size, std::vector<std::uint8_t>(size.area())}, {}, {}});
  add("after one image has changed", "one_changed_seconds", seconds_of(compare));
  print(report, options.json);
}

}  // namespace

void add_compare(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("compare", "two layers of a project against each other, and again");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--images", options->images, "Images that are compared")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads of the comparison")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
