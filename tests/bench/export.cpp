#include <cstdio>
#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <string>

#include "base/atomic_file.h"
#include "bench/benches.h"
#include "bench/drawn_labels.h"
#include "bench/report.h"
#include "bench/scratch_folder.h"
#include "formats/format.h"
#include "image/mask.h"

namespace penumbra::bench {
namespace {

namespace fs = std::filesystem;

constexpr image::Size size{500, 375};
constexpr int classes = 20;

struct Options {
  bool json = false;
  int images = 600;
  int threads = 2;
};

dataset::Dataset drawn_layer(const fs::path& folder, int images) {
  dataset::Dataset data;
  std::vector<std::string> names;
  for (int i = 1; i <= classes; ++i) names.push_back("class " + std::to_string(i));
  data.classes = dataset::Classes(names);
  data.root = "photos";
  cv::RNG random(3);
  for (int i = 0; i < images; ++i) {
    dataset::Item item;
    item.id = "image " + std::to_string(i);
    item.image = data.root / (item.id + ".jpg");
    item.size = size;
    write_file(folder / (item.id + ".png"),
               image::encode_mask(drawn_labels(size, classes, random)));
    data.items.push_back(std::move(item));
  }
  return data;
}

/// One image after another, each file written atomically.
void export_plainly(const dataset::Dataset& data, const fs::path& labels, const fs::path& out) {
  make_folder(out);
  for (const auto& item : data.items)
    image::write_mask(out / (item.id + ".png"), image::read_mask(labels / (item.id + ".png")));
}

void run(const Options& options) {
  const ScratchFolder scratch;
  const auto labels = scratch.path() / "labels";
  make_folder(labels);
  const auto data = drawn_layer(labels, options.images);

  Report report;
  report.name = "export";
  report.work = std::to_string(options.images) +
                " masks of 500 x 375, read as PNG and written as PASCAL VOC's folder";
  report.peer = "one after another";
  report.threads = options.threads;
  report.peer_seconds = seconds_of([&] { export_plainly(data, labels, scratch.path() / "plain"); });
  const auto add = [&](const std::string& what, double seconds) {
    char rate[32];
    std::snprintf(rate, sizeof rate, "%.0f masks/s", options.images / seconds);
    report.lines.emplace_back(what, rate);
    report.details[what] = options.images / seconds;
  };
  add(report.peer, report.peer_seconds);
  JobControl control;
  NoProgress silent;
  for (const auto& format : formats::all_formats())
    for (const std::string ending : {"", ".zip"}) {
      const auto out = scratch.path() / (format.name + ending);
      const auto seconds = seconds_of([&] {
        formats::export_labels({data, dataset::labels_in(labels), "all", options.threads},
                               format.name, out, control, silent);
      });
      if (format.name == "voc" && ending.empty()) report.seconds = seconds;
      add(format.name + (ending.empty() ? " folder" : " zip"), seconds);
      const auto entries = seconds_of([&] {
        for (const auto& entry : formats::read_labels(out, format.name, control).entries)
          entry.load();
      });
      add(format.name + (ending.empty() ? " folder" : " zip") + ", read again", entries);
    }
  print(report, options.json);
}

}  // namespace

void add_export(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "exports against writing one mask at a time");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--images", options->images, "Masks that are exported")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads of the export")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
