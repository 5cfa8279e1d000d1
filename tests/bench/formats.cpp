#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "base/atomic_file.h"
#include "bench/benches.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "formats/format.h"
#include "image/rle.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;

constexpr image::Size size{640, 480};
constexpr int classes = 20, different = 50;

struct Options {
  bool json = false;
  int masks = 5000;
  int images = 400;
  int threads = 2;
};

/// Smooth shapes of three classes.
image::LabelMap drawn_labels(cv::RNG& random) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  cv::Mat labels(size.height, size.width, CV_8U, map.labels.data());
  for (int shape = 0; shape < 3; ++shape) {
    cv::Mat small(7, 9, CV_32F), large;
    random.fill(small, cv::RNG::UNIFORM, 0, 1);
    cv::resize(small, large, labels.size(), 0, 0, cv::INTER_CUBIC);
    labels.setTo(1 + random.uniform(0, classes), large > 0.75);
  }
  return map;
}

constexpr const char* script = R"(
import sys, time
import numpy
from pycocotools import mask
file, width, height, masks = sys.argv[1], *map(int, sys.argv[2:5])
data = numpy.fromfile(file, numpy.uint8).reshape(-1, height, width)
start = time.perf_counter()
for i in range(masks):
    mask.encode(numpy.asfortranarray(data[i % len(data)]))
whole = time.perf_counter() - start
turned = [numpy.asfortranarray(one) for one in data]
start = time.perf_counter()
for i in range(masks):
    mask.encode(turned[i % len(data)])
with open(file + ".seconds", "w") as out:
    out.write("%.6f %.6f" % (whole, time.perf_counter() - start))
)";

struct PeerSeconds {
  double whole = 0;   ///< from masks row by row, as all programs have them
  double turned = 0;  ///< from masks that are column by column already
};

/// Zeros without a Python that has pycocotools.
PeerSeconds run_pycocotools(const std::vector<image::LabelMap>& binary, int masks,
                            const fs::path& folder) {
  const char* python = std::getenv("PENUMBRA_PYTHON");
  if (!python) return {};
  std::string bytes;
  for (const auto& map : binary) bytes.append(map.labels.begin(), map.labels.end());
  write_file(folder / "masks", bytes);
  write_file(folder / "encode.py", script);
  const auto command = '"' + std::string(python) + "\" \"" + (folder / "encode.py").string() +
                       "\" \"" + (folder / "masks").string() + "\" " + std::to_string(size.width) +
                       ' ' + std::to_string(size.height) + ' ' + std::to_string(masks);
  if (std::system(command.c_str()) != 0) return {};
  PeerSeconds seconds;
  std::sscanf(read_file(folder / "masks.seconds").c_str(), "%lf %lf", &seconds.whole,
              &seconds.turned);
  return seconds;
}

void run(const Options& options) {
  const ScratchFolder scratch;
  cv::RNG random(3);
  std::vector<image::LabelMap> maps, binary;
  for (int i = 0; i < different; ++i) {
    maps.push_back(drawn_labels(random));
    auto& one = binary.emplace_back(maps.back());
    for (auto& label : one.labels) label = label > 0 ? 1 : 0;
  }

  Report report;
  report.name = "formats";
  report.work = std::to_string(options.masks) + " masks of 640 x 480 to COCO's compressed RLE";
  report.peer = "pycocotools.mask.encode, one thread";
  std::size_t letters = 0;
  report.seconds = seconds_of([&] {
    for (int i = 0; i < options.masks; ++i)
      letters +=
          image::compress_runs(
              image::encode_runs(size, binary[static_cast<std::size_t>(i % different)].labels))
              .size();
  });
  report.details["letters"] = letters;
  const auto peer = run_pycocotools(binary, options.masks, scratch.path());
  report.peer_seconds = peer.whole;
  report.details["peer_seconds_of_turned_masks"] = peer.turned;
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", peer.turned / report.seconds);
  report.lines.emplace_back("ratio to masks that are column by column already", text);

  dataset::Dataset data;
  std::vector<std::string> names;
  for (int i = 1; i <= classes; ++i) names.push_back("class " + std::to_string(i));
  data.classes = dataset::Classes(names);
  for (int i = 0; i < options.images; ++i) {
    auto& item = data.items.emplace_back();
    item.id = "image " + std::to_string(i);
    item.image = item.id + ".jpg";
    item.size = size;
  }
  const auto source = [&](const dataset::Item& item) {
    return maps[static_cast<std::size_t>(&item - data.items.data()) % different];
  };
  JobControl control;
  NoProgress silent;
  for (const auto& format : formats::all_formats()) {
    const auto out = scratch.path() / format.name;
    const auto written = seconds_of([&] {
      formats::export_labels({data, source, "all", options.threads}, format.name, out, control,
                             silent);
    });
    const auto read = seconds_of([&] {
      for (const auto& entry : formats::read_labels(out, format.name, control).entries)
        entry.load();
    });
    std::snprintf(text, sizeof text, "%.0f images/s out, %.0f in", options.images / written,
                  options.images / read);
    report.lines.emplace_back(format.name, text);
    report.details[format.name] = {options.images / written, options.images / read};
    fs::remove_all(out);
  }
  print(report, options.json);
}

}  // namespace

void add_formats(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "formats", "run lengths against pycocotools (of PENUMBRA_PYTHON), each format out and in");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--masks", options->masks, "Masks that become run lengths")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->add_option("--images", options->images, "Images that go out and in")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads of the exports")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
