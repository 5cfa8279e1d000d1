#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "image/decode.h"
#include "image/resize.h"
#include "project/thumbnail_maker.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
  bool json = false;
  int edge = 256;
  int threads = 2;
  int repeats = 3;
};

/// JPEGs with the detail of a photo: smooth shapes under fine noise.
std::vector<fs::path> generated(const fs::path& folder, cv::Size size, int count) {
  std::vector<fs::path> files;
  cv::RNG random(5);
  for (int i = 0; i < count; ++i) {
    cv::Mat small(12, 16, CV_8UC3), photo, noise(size, CV_8UC3);
    random.fill(small, cv::RNG::UNIFORM, 0, 256);
    cv::resize(small, photo, size, 0, 0, cv::INTER_CUBIC);
    random.fill(noise, cv::RNG::NORMAL, 0, 8);
    photo += noise;
    files.push_back(folder / (std::to_string(size.width) + "-" + std::to_string(i) + ".jpg"));
    if (!cv::imwrite(files.back().string(), photo, {cv::IMWRITE_JPEG_QUALITY, 92}))
      throw Error("cannot be written", files.back().string(), "Free some space");
  }
  return files;
}

/// Seconds until a maker has delivered all.
double delivery_seconds(project::ThumbnailCache& cache, const std::vector<fs::path>& files,
                        const Options& wanted) {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t delivered = 0, failed = 0;
  const auto count = [&](std::size_t& which) {
    const std::scoped_lock lock(mutex);
    ++which;
    changed.notify_all();
  };
  std::vector<project::ThumbnailMaker::Wish> wishes;
  for (const auto& file : files)
    wishes.push_back({{static_cast<std::int64_t>(wishes.size()), fs::file_size(file), 0}, file});
  project::ThumbnailMaker maker(
      cache, wanted.edge, wanted.threads,
      [&](const project::PhotoVersion&, const image::Image&) { count(delivered); },
      [&](const project::PhotoVersion&, const Error&) { count(failed); });
  const double seconds = seconds_of([&] {
    maker.request(std::move(wishes));
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return delivered + failed == files.size(); });
  });
  if (failed > 0) throw Error("some photos could not be decoded", "bench thumbnails");
  return seconds;
}

/// Seconds of one thumbnail.
struct Times {
  double scaled = 0;  ///< decoded at a fraction of its size; one thread
  double full = 0;    ///< decoded whole, then resized; one thread
  double made = 0;    ///< by a maker, into an empty cache
  double from_cache = 0;
};

Times measure(const fs::path& folder, const std::vector<fs::path>& files, const Options& wanted) {
  std::vector<double> scaled, full, made, from_cache;
  const auto each = static_cast<double>(files.size());
  for (int k = 0; k < wanted.repeats; ++k) {
    image::Size size;
    scaled.push_back(seconds_of([&] {
      for (const auto& file : files) size = project::make_thumbnail(file, wanted.edge).size;
    }));
    full.push_back(seconds_of([&] {
      for (const auto& file : files) image::thumbnail(image::read_image(file), size);
    }));
    const auto store = folder / "thumbnails.sqlite";
    fs::remove(store);
    project::ThumbnailCache cache(store);
    made.push_back(delivery_seconds(cache, files, wanted));
    from_cache.push_back(delivery_seconds(cache, files, wanted));
  }
  return {median(scaled) / each, median(full) / each, median(made) / each,
          median(from_cache) / each};
}

void add(Report& report, const std::string& size, const std::string& key, const Times& times) {
  const auto line = [&](const std::string& what, const std::string& name, double seconds) {
    char text[64];
    std::snprintf(text, sizeof text, "%.0f images/s", 1 / seconds);
    report.lines.emplace_back(size + ", " + what, text);
    report.details[key + "_" + name + "_per_second"] = 1 / seconds;
  };
  line("scaled decode", "scaled", times.scaled);
  line("full decode and resize", "full", times.full);
  line("made in the background", "made", times.made);
  line("from the cache", "from_cache", times.from_cache);
}

void run(const Options& wanted) {
  const ScratchFolder scratch;
  const auto small = measure(scratch.path(), generated(scratch.path(), {500, 375}, 128), wanted);
  const auto large = measure(scratch.path(), generated(scratch.path(), {4000, 3000}, 8), wanted);

  Report report;
  report.name = "thumbnails";
  report.work = "thumbnails of " + std::to_string(wanted.edge) +
                " pixels of JPEGs of 4000 x 3000, scaled decode in one thread";
  report.peer = "full decode and resize";
  report.seconds = large.scaled;
  report.peer_seconds = large.full;
  report.threads = wanted.threads;
  add(report, "500 x 375", "small", small);
  add(report, "4000 x 3000", "large", large);
  print(report, wanted.json);
}

}  // namespace

void add_thumbnails(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "thumbnails", "thumbnails by scaled decode and from the cache against full decode");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--edge", options->edge, "Pixels of a thumbnail's longer side")
      ->check(CLI::Range(16, 2048))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads that work in the background")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--repeats", options->repeats, "Runs of each")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
