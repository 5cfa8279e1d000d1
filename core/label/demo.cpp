#include "label/demo.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "formats/export.h"
#include "image/decode.h"
#include "label/contact_sheet.h"
#include "train/trainer.h"

namespace penumbra::label {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Steps of the demo in their order; each reads what those before it wrote.
class Demo {
 public:
  Demo(const DemoRequest& request, JobControl& control, ProgressSink& progress)
      : request_(request), control_(control), progress_(progress) {}

  void draw_scenes() {
    dataset::write_demo_scenes(request_.out / "data", request_.scenes, control_, progress_);
    dataset::ReadOptions reading;
    reading.threads = request_.scenes.threads;
    data_ = dataset::read(request_.out / "data", reading, control_, progress_);
    held_out_ = data_.subset("val");
  }

  void train(train::TrainObserver* observer) {
    train::RunRequest run;
    run.training = data_.subset("train");
    run.validation = held_out_;
    run.weights = request_.weights;
    run.run_folder = request_.out / "run";
    run.options = request_.training;
    run.device = request_.device;
    result_.training_seconds = train::Trainer(run).run(control_, progress_, observer).seconds;
  }

  void label_and_compare(Source source, const ModelFiles& files) {
    const auto folder = request_.out / "labels" / name(source);
    Labeler labeler(files, data_.classes, options(source));
    const auto start = Clock::now();
    labeler.label(held_out_, folder, control_, progress_);
    const double seconds = seconds_since(start);
    result_.lines.push_back(
        {std::string(name(source)),
         evaluate::evaluate_folder(folder, held_out_, request_.scenes.threads, control_, progress_),
         seconds});
  }

  void export_masks() {
    const auto labels = dataset::labels_in(request_.out / "labels" / name(Source::Refined));
    formats::export_labels({held_out_, labels, "val", request_.scenes.threads}, "voc",
                           request_.out / "export", control_, progress_);
  }

  void draw_sheet() {
    Labeler labeler({.run = request_.out / "run"}, data_.classes, options(Source::Refined));
    std::vector<SheetRow> rows;
    // Those with the most classes show the most.
    std::vector<const dataset::Item*> items;
    for (const auto& item : held_out_.items) items.push_back(&item);
    std::stable_sort(items.begin(), items.end(),
                     [](const auto* a, const auto* b) { return a->tags.size() > b->tags.size(); });
    items.resize(std::min(items.size(), static_cast<std::size_t>(request_.sheet_images)));
    for (const auto* item : items) {
      control_.checkpoint();
      std::string caption = item->id + ":";
      for (const int tag : item->tags) caption += " " + data_.classes.name(tag);
      rows.push_back({caption, labeler.inspect(*item, control_), dataset::load_truth(*item)});
    }
    result_.contact_sheet = request_.out / "contact_sheet.png";
    image::write_png(result_.contact_sheet, contact_sheet(rows, data_.classes));
  }

  DemoResult take_result() { return std::move(result_); }

 private:
  LabelOptions options(Source source) const {
    LabelOptions options;
    options.source = source;
    options.crf = source == Source::Segmentation;  // as the paper labels
    options.tags = TagUse::Known;                  // every scene of the demo has its tags
    options.device = request_.device;
    return options;
  }

  const DemoRequest& request_;
  JobControl& control_;
  ProgressSink& progress_;
  dataset::Dataset data_, held_out_;
  DemoResult result_;
};

}  // namespace

DemoResult run_demo(const DemoRequest& request, JobControl& control, ProgressSink& progress,
                    train::TrainObserver* observer) {
  const auto start = Clock::now();
  if (fs::exists(request.out) && !(fs::is_directory(request.out) && fs::is_empty(request.out)))
    throw Error("exists and is not an empty folder", request.out.string(), "Choose a new folder");
  if (!fs::exists(request.weights))
    throw Error("is missing", request.weights.string(),
                "Make it with: penumbra-cli make-demo-encoder --out " + request.weights.string());
  if (request.scenes.validation_images < 1)
    throw UsageError("needs at least one held-out image", "validation images");
  request.training.validate();
  make_folder(request.out);

  Demo demo(request, control, progress);
  demo.draw_scenes();
  demo.label_and_compare(Source::Instant, {.weights = request.weights});
  demo.train(observer);
  for (const auto source : {Source::Cam, Source::Refined, Source::Segmentation})
    demo.label_and_compare(source, {.run = request.out / "run"});
  demo.export_masks();
  demo.draw_sheet();
  auto result = demo.take_result();
  result.seconds = seconds_since(start);
  write_file_atomically(request.out / "results.json", json_text(to_json(result), 2) + '\n');
  return result;
}

std::string to_text(const DemoResult& result) {
  std::string text = "labels          mIoU  boundary IoU  pixel accuracy  known tags   seconds\n";
  for (const auto& line : result.lines) {
    char row[160];
    const auto& report = line.report;
    std::snprintf(row, sizeof row, "%-13s %6.2f        %6.2f          %6.2f  %-10s %9.1f\n",
                  line.source.c_str(), 100 * report.mean_iou, 100 * report.boundary_iou,
                  100 * report.pixel_accuracy,
                  report.used_known_tags.value_or(false) ? "yes" : "no", line.seconds);
    text += row;
  }
  char tail[160];
  std::snprintf(tail, sizeof tail, "\n%zu held-out images; training %.0f s, all %.0f s\n",
                result.lines.empty() ? std::size_t{0} : result.lines.front().report.images,
                result.training_seconds, result.seconds);
  return text + tail + "contact sheet: " + result.contact_sheet.string() + '\n';
}

nlohmann::json to_json(const DemoResult& result) {
  nlohmann::json lines = nlohmann::json::object();
  for (const auto& line : result.lines) {
    lines[line.source] = evaluate::to_json(line.report);
    lines[line.source]["seconds"] = line.seconds;
  }
  return {{"labels", std::move(lines)},
          {"training_seconds", result.training_seconds},
          {"seconds", result.seconds},
          {"contact_sheet", result.contact_sheet.string()}};
}

}  // namespace penumbra::label
