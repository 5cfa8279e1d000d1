#include <torch/types.h>
#include <torch/utils.h>

#include <array>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "bench/benches.h"
#include "bench/measurement.h"
#include "bench/scratch_folder.h"
#include "edit/brush.h"
#include "label/live_base.h"
#include "label/live_labels.h"
#include "model/weights.h"
#include "project/classes.h"
#include "project/import.h"
#include "project/select.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;
using project::ImageId;

struct Options {
  bool json = false;
  int images = 1000;
  int classes = 20;  ///< without background
  int strokes = 20;
  int visible = 40;
  int threads = 2;
};

constexpr int grid = 28;
constexpr image::Size photo_size{500, 375};

/// Photos of shapes, few of them under many names.
dataset::Dataset make_photos(const fs::path& folder, const Options& wanted) {
  constexpr int different = 16;
  cv::RNG random(5);
  fs::create_directories(folder);
  for (int i = 0; i < different; ++i) {
    cv::Mat small(9, 12, CV_8UC3), photo;
    random.fill(small, cv::RNG::UNIFORM, 0, 256);
    cv::resize(small, photo, {photo_size.width, photo_size.height}, 0, 0, cv::INTER_CUBIC);
    cv::imwrite((folder / (std::to_string(i) + ".jpg")).string(), photo);
  }
  dataset::Dataset data;
  data.format = "folder";
  data.root = folder;
  std::vector<std::string> names;
  for (int c = 1; c <= wanted.classes; ++c) names.push_back("class " + std::to_string(c));
  data.classes = dataset::Classes(names);
  for (int i = 0; i < wanted.images; ++i) {
    dataset::Item item;
    item.id = std::to_string(i);
    item.image = folder / (item.id + ".jpg");
    if (i >= different)
      fs::create_hard_link(folder / (std::to_string(i % different) + ".jpg"), item.image);
    item.size = photo_size;
    item.tagged = true;
    item.tags = {1 + i % wanted.classes};
    if (i % 3 == 0) item.tags.push_back(1 + (i + 7) % wanted.classes);
    std::ranges::sort(item.tags);
    data.items.push_back(item);
  }
  return data;
}

/// Features as an encoder gives them: what a patch shows, and much else. A disc of each tag lies on
/// the background.
void fill_store(label::LiveStore& store, const std::vector<project::ImageRow>& rows, int channels,
                const Options& wanted) {
  torch::manual_seed(1);
  const auto looks = torch::randn({wanted.classes + 1, channels});
  std::mt19937 random(2);
  std::vector<std::pair<project::PhotoVersion, label::LiveStore::Entry>> entries;
  for (const auto& row : rows) {
    auto labels = torch::zeros({grid, grid}, torch::kLong);
    for (const int tag : row.tags) {
      const int x = static_cast<int>(random() % grid), y = static_cast<int>(random() % grid);
      const int r = 4 + static_cast<int>(random() % 5);
      for (int v = std::max(0, y - r); v < std::min(grid, y + r); ++v)
        for (int u = std::max(0, x - r); u < std::min(grid, x + r); ++u) labels[v][u] = tag;
    }
    const auto shown = looks.index_select(0, labels.flatten()).t().view({channels, grid, grid});
    label::LiveStore::Entry entry;
    entry.features = (shown + 2 * torch::randn({channels, grid, grid})).to(torch::kHalf);
    entry.start_labels = labels;
    for (const int tag : row.tags) entry.tags += "class " + std::to_string(tag) + "\n";
    entries.emplace_back(
        project::PhotoVersion{row.id, static_cast<std::uint64_t>(row.bytes), row.modified},
        std::move(entry));
    if (entries.size() == 64) {
      store.keep(entries);
      entries.clear();
    }
  }
  store.keep(entries);
}

fs::path tiny_weights(const fs::path& folder) {
  model::NetworkOptions options;  // DeiT-Tiny
  options.classes = 1;
  options.decoder_width = 1;
  options.projector = {.hidden = 1, .bottleneck = 1, .outputs = 1};
  options.encoder.image_size = 224;
  options.encoder.width = 192;
  options.encoder.depth = 12;
  options.encoder.heads = 3;
  model::Network network(options);
  model::initialise(network, 1);
  const auto file = folder / "tiny.safetensors";
  model::write_state_dict(file, model::state_of(network));
  return file;
}

image::LabelMap stroke(std::mt19937& random, std::uint8_t value) {
  image::LabelMap said{photo_size,
                       std::vector<std::uint8_t>(photo_size.area(), image::ignore_label)};
  const double x = 40 + static_cast<double>(random() % 400),
               y = 40 + static_cast<double>(random() % 280);
  const std::array points{edit::Point{x, y}, edit::Point{x + 40, y + 25}};
  edit::brush({said}, points, 6, value);
  return said;
}

void run(const Options& wanted) {
  const ScratchFolder scratch;
  JobControl control;
  NoProgress quiet;
  const auto project = project::Project::create(scratch.path() / "p.penumbra");
  project::import_images(*project, make_photos(scratch.path() / "photos", wanted), wanted.threads,
                         control, quiet);
  const auto ids = project::select(*project, {});
  const auto rows = project::rows(*project, ids);
  label::LiveOptions options;
  options.model.weights = tiny_weights(scratch.path());
  options.device.threads = wanted.threads;
  {
    label::LiveStore store(
        label::live_cache(*project, options.model.weights, 448) / "features.sqlite",
        options.cache_bytes);
    fill_store(store, rows, 192, wanted);
  }

  Report report;
  report.name = "live";
  report.work = "a stroke changes the labels of " + std::to_string(wanted.images) + " images, " +
                std::to_string(grid) + " x " + std::to_string(grid) + " patches of 193 features, " +
                std::to_string(wanted.classes + 1) + " classes";
  report.peer = "all sums anew";
  report.threads = wanted.threads;
  std::unique_ptr<label::LiveLabels> live;
  const auto open = [&] {
    live.reset();
    return seconds_of(
        [&] { live = std::make_unique<label::LiveLabels>(*project, options, control, quiet); });
  };
  const double first = open(), again = open();
  report.lines.emplace_back("opened, features computed before", text("%.2f s", first));
  report.lines.emplace_back("opened again", text("%.2f s", again));
  report.details["open_seconds"] = again;
  live->relabel(ids, control);

  std::mt19937 random(3);
  std::vector<double> pen, visible, all, sums;
  std::size_t changed = 0;
  for (int i = 0; i < wanted.strokes; ++i) {
    const auto& row = rows[random() % rows.size()];
    const auto said = stroke(random, static_cast<std::uint8_t>(row.tags.front()));
    live->labels(row.id);  // The person looks at it.
    pen.push_back(seconds_of([&] {
      live->set_evidence(row.id, said, row.tags);
      live->relabel(std::array{row.id}, control);
      live->labels(row.id);
    }));
    const std::vector<ImageId> seen(
        ids.begin(), ids.begin() + std::min<std::ptrdiff_t>(wanted.visible, std::ssize(ids)));
    visible.push_back(seconds_of([&] { changed += live->relabel(seen, control).changed; }));
    all.push_back(seconds_of([&] {
      live->learn(control);
      changed += live->relabel(ids, control).changed;
    }));
  }
  const double scratch_seconds = seconds_of([&] { live->fit_from_scratch(); });
  const double queue = seconds_of([&] { live->gains(control); });
  const double labels = seconds_of([&] {
                          live->labels(std::span(ids).first(std::min<std::size_t>(ids.size(), 64)),
                                       control, [](std::size_t, image::LabelMap) {});
                        }) /
                        static_cast<double>(std::min<std::size_t>(ids.size(), 64));

  report.seconds = median(all);
  report.peer_seconds = scratch_seconds + median(all);
  Measurement measurement(report, 1);
  measurement.add("pen", "from the stroke to the image under the pen", pen);
  measurement.add("visible", std::to_string(wanted.visible) + " visible images, patches", visible);
  measurement.add("all", std::to_string(wanted.images) + " images, patches", all);
  report.lines.emplace_back("a full map, refined along edges", text("%.1f ms", 1e3 * labels));
  report.lines.emplace_back("what a look would bring, all images", text("%.2f s", queue));
  report.lines.emplace_back("features in memory",
                            text("%.0f MB", static_cast<double>(live->memory()) / 1e6));
  report.lines.emplace_back("images changed a stroke",
                            text("%.0f", static_cast<double>(changed) / wanted.strokes));
  report.details["map_seconds"] = labels;
  report.details["queue_seconds"] = queue;
  report.details["scratch_seconds"] = scratch_seconds;
  report.details["feature_bytes"] = live->memory();
  report.details["images"] = wanted.images;
  print(report, wanted.json);
}

}  // namespace

void add_live(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("live", "what a stroke takes until all images are labelled by it");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--images", options->images, "Images of the project")
      ->check(CLI::Range(16, 200000))
      ->capture_default_str();
  command->add_option("--classes", options->classes, "Classes without background")
      ->check(CLI::Range(8, 200))
      ->capture_default_str();
  command->add_option("--strokes", options->strokes, "Strokes that are drawn")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
