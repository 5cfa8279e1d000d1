#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <numeric>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "image/decode.h"
#include "train/loader.h"
#ifdef PENUMBRA_LEARN
#include "bench/data_step.h"
#endif

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;

constexpr int classes = 20;

struct Options {
  bool json = false;
  std::string data;
  std::string preset = "quick";
  int threads = 2;
  int loader_threads = 1;
  int steps = 10;
  double step_seconds = 0;
};

dataset::Item tagged(const fs::path& file, std::size_t index) {
  dataset::Item item;
  item.id = file.stem().string();
  item.image = file;
  item.size = image::read_size(file);
  item.tags = {static_cast<int>(index % classes) + 1};
  item.tagged = true;
  return item;
}

dataset::Dataset empty_dataset() {
  dataset::Dataset data;
  std::vector<std::string> names;
  for (int i = 1; i <= classes; ++i) names.push_back("class " + std::to_string(i));
  data.classes = dataset::Classes(names);
  return data;
}

/// JPEGs of 500 x 375 with the detail of a photo: smooth shapes under fine noise.
dataset::Dataset generated(const fs::path& folder) {
  auto data = empty_dataset();
  cv::RNG random(7);
  for (std::size_t i = 0; i < 64; ++i) {
    cv::Mat small(12, 16, CV_8UC3), photo, noise(375, 500, CV_8UC3);
    random.fill(small, cv::RNG::UNIFORM, 0, 256);
    cv::resize(small, photo, noise.size(), 0, 0, cv::INTER_CUBIC);
    random.fill(noise, cv::RNG::NORMAL, 0, 12);
    photo += noise;
    const auto file = folder / (std::to_string(i) + ".jpg");
    cv::imwrite(file.string(), photo, {cv::IMWRITE_JPEG_QUALITY, 92});
    data.items.push_back(tagged(file, i));
  }
  return data;
}

dataset::Dataset photos_of(const fs::path& folder) {
  auto data = empty_dataset();
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file()) data.items.push_back(tagged(entry.path(), data.items.size()));
  return data;
}

/// Label maps of the size that a run keeps, where the preset learns from any.
train::LabelSource labels_for(const train::TrainOptions& options) {
  if (options.segmentation_target != "instant") return {};
  return [](std::size_t item) {
    image::LabelMap map{{500, 375}, std::vector<std::uint8_t>(500 * 375)};
    for (std::size_t i = 0; i < map.labels.size(); ++i)
      map.labels[i] = i % 500 < 250 ? 0 : static_cast<std::uint8_t>(item % classes + 1);
    return train::ItemLabels{map, {{1, 1}, {0}}};
  };
}

train::LoaderOptions loader_options(const train::TrainOptions& options, const Options& bench) {
  auto how = train::loader_options(options);
  how.threads = bench.loader_threads;
  // Where the preset's schedule has all losses on.
  how.first_step = options.steps / 2;
  return how;
}

/// Seconds of a batch when nothing else runs.
double batch_seconds(const dataset::Dataset& data, const train::TrainOptions& options,
                     const Options& bench) {
  train::Loader loader(data, loader_options(options, bench), labels_for(options));
  JobControl control;
  for (int i = 0; i < 4; ++i) loader.next(control);  // what was made ahead
  const int batches = std::max(8, 96 / options.batch);
  return seconds_of([&] {
           for (int i = 0; i < batches; ++i) loader.next(control);
         }) /
         batches;
}

std::string text(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

void measure_steps([[maybe_unused]] const dataset::Dataset& data,
                   [[maybe_unused]] const train::TrainOptions& options,
                   [[maybe_unused]] const Options& bench, [[maybe_unused]] Report& report) {
#ifdef PENUMBRA_LEARN
  train::Loader loader(data, loader_options(options, bench), labels_for(options));
  const auto fed = run_fed_steps(loader, options, classes, bench.steps, bench.threads);
  const double waited = std::accumulate(fed.waiting.begin(), fed.waiting.end(), 0.0);
  const double computed = std::accumulate(fed.computing.begin(), fed.computing.end(), 0.0);
  report.peer_seconds = median(fed.computing);
  report.lines.emplace_back("steps waited for data",
                            text("%.1f%% of their time", 100 * waited / (waited + computed)));
  report.details["waited_share"] = waited / (waited + computed);
#else
  throw Error("this build is without LibTorch and cannot measure a step", "data",
              "Give a step's time by --step-seconds");
#endif
}

void run(const Options& bench) {
  const auto options = train::preset(bench.preset);
  const ScratchFolder scratch;
  const auto data = bench.data.empty() ? generated(scratch.path()) : photos_of(bench.data);

  Report report;
  report.name = "data";
  report.work = "decoding and augmenting a batch of " + std::to_string(options.batch) + ", " +
                (options.masked_view ? "2 views" : "1 view") + " of " +
                std::to_string(options.image_size) + " px, " + std::to_string(data.items.size()) +
                " photos";
  report.peer = "a training step of " + bench.preset;
  report.threads = bench.loader_threads;
  report.seconds = batch_seconds(data, options, bench);
  report.peer_seconds = bench.step_seconds;
  report.lines.emplace_back("images/s made", text("%.1f", options.batch / report.seconds));
  if (bench.step_seconds <= 0) measure_steps(data, options, bench, report);
  report.lines.emplace_back("images/s a step eats",
                            text("%.1f", options.batch / report.peer_seconds));
  report.details["images_per_second"] = options.batch / report.seconds;
  report.details["step_images_per_second"] = options.batch / report.peer_seconds;
  print(report, bench.json);
}

}  // namespace

void add_data(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("data", "decoding and augmentation against what a training step eats");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--data", options->data, "A folder of photos; default: generated JPEGs")
      ->check(CLI::ExistingDirectory);
  command->add_option("--preset", options->preset, "Preset whose views and step are measured")
      ->check(CLI::IsMember(train::preset_names()))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads of the training step")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--loader-threads", options->loader_threads, "Threads that make batches")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--steps", options->steps, "Steps that are measured")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command
      ->add_option("--step-seconds", options->step_seconds,
                   "Compare with a step of this many seconds instead of measuring one")
      ->check(CLI::PositiveNumber);
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
