#include <memory>
#include <vector>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/measurement.h"
#include "bench/report.h"
#include "dataset/dataset.h"
#include "folders.h"
#include "label/labeler.h"

namespace penumbra::bench {
namespace {

struct Options {
  bool json = false;
  int threads = 2;
  int images = 100;
  std::string run;
  std::string data;
  std::string split = "val";
  std::string source = "segmentation";
};

class KeptMaps : public label::LabelSink {
 public:
  explicit KeptMaps(std::vector<image::LabelMap>& maps) : maps_(maps) {}
  void begin(const nlohmann::json&) override {}
  bool has(std::size_t) const override { return false; }
  bool wants_scores() const override { return false; }
  void write(std::size_t, label::ImageResult result) override {
    maps_.push_back(std::move(result.map));
  }
  void finish(const nlohmann::json&) override {}

 private:
  std::vector<image::LabelMap>& maps_;
};

dataset::Dataset photos(const Options& bench) {
  auto folder = std::filesystem::path(bench.data);
  if (folder.empty()) {
    const auto shared = shared_folder();
    if (!shared) throw Error("there are no photos to label", "bench label", "Give --data");
    folder = *shared / "data/voc-mini/VOCdevkit/VOC2012";
  }
  JobControl control;
  NoProgress progress;
  auto data = dataset::read(folder, {}, control, progress).subset(bench.split);
  if (data.items.size() > static_cast<std::size_t>(bench.images))
    data.items.resize(static_cast<std::size_t>(bench.images));
  return data;
}

void run(const Options& bench) {
  const auto data = photos(bench);
  label::LabelOptions options;
  options.source = label::source_from_name(bench.source);
  options.crf = true;
  options.device = {.device = "cpu", .precision = "float32", .threads = bench.threads};
  label::Labeler labeler({.run = bench.run}, data.classes, options);
  JobControl control;
  NoProgress progress;
  const auto label = [&](const dataset::Dataset& images, std::vector<image::LabelMap>& maps) {
    KeptMaps sink(maps);
    labeler.label(images, sink, control, progress);
  };
  auto one = data;
  one.items.resize(1);
  {
    std::vector<image::LabelMap> warm_up;
    label(one, warm_up);
  }

  std::vector<image::LabelMap> ours, peer;
  Report report;
  report.seconds = seconds_of([&] { label(data, ours); });
  report.peer_seconds = seconds_of([&] {
    for (const auto& item : data.items) {
      one.items.front() = item;
      label(one, peer);
    }
  });
  std::size_t equal = 0;
  for (std::size_t i = 0; i < ours.size() && i < peer.size(); ++i)
    equal += ours[i].labels == peer[i].labels;

  const auto count = data.items.size();
  report.name = "label";
  report.work = bench.source + " labels with CRF of " + std::to_string(count) + " photos";
  report.peer = "one photo at a time: decoding, network, then CRF";
  report.threads = bench.threads;
  report.lines = {{"photos/s", text("%.2f", static_cast<double>(count) / report.seconds)},
                  {"equal label maps", std::to_string(equal) + " of " + std::to_string(count)}};
  report.details = {{"images", count}, {"equal_maps", equal}};
  print(report, bench.json);
  if (equal != count) throw Error("the labels differ", "bench label");
}

}  // namespace

void add_label(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("label", "labelling with CRF against one photo at a time");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--run", options->run, "Run folder whose network labels")->required();
  command->add_option("--data", options->data, "Photos; default: voc-mini of the shared folder")
      ->check(CLI::ExistingDirectory);
  command->add_option("--split", options->split, "Split that is labelled")->capture_default_str();
  command->add_option("--source", options->source, "cam, aux-cam, refined or segmentation")
      ->capture_default_str();
  command->add_option("--images", options->images, "Photos")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "Threads of LibTorch")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
