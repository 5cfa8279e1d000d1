#include "simulate/trained_segmentation.h"

#include <string>
#include <utility>

#include "evaluate/confusion.h"
#include "project/evidence_source.h"
#include "train/run_folder.h"
#include "train/trainer.h"

namespace penumbra::simulate {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const TrainingOptions& training, int number) {
  return training.runs / std::to_string(number);
}

/// Compares labels with the truth as they come.
class Comparison : public label::LabelSink {
 public:
  explicit Comparison(const dataset::Dataset& images)
      : images_(images), counts_(images.classes.size() + 1) {}

  void begin(const nlohmann::json&) override {}
  bool has(std::size_t) const override { return false; }
  bool wants_scores() const override { return false; }
  void write(std::size_t item, label::ImageResult result) override {
    counts_.add(dataset::load_truth(images_.items[item]), result.map);
  }
  void finish(const nlohmann::json&) override {}

  double mean_iou() const { return counts_.mean_iou(); }

 private:
  const dataset::Dataset& images_;
  evaluate::ConfusionMatrix counts_;
};

}  // namespace

void train_from_evidence(project::Project& project, const TrainingOptions& training, int number,
                         JobControl& control, ProgressSink& progress) {
  auto data = project::read_data(project, "is:tagged");
  train::RunRequest request;
  request.evidence = project::evidence_source(project, data, project::EvidenceUse::All);
  request.training = std::move(data.dataset);
  request.run_folder = folder_of(training, number);
  request.resume = fs::exists(train::RunFolder{request.run_folder}.options());
  request.options = training.options;
  request.device = training.device;
  if (number > 1)
    request.from = train::last_checkpoint(folder_of(training, number - 1)).value();
  else if (!training.start.run.empty())
    request.from = train::last_checkpoint(training.start.run).value_or("");
  else if (!training.start.checkpoint.empty())
    request.from = training.start.checkpoint;
  else
    request.weights = training.start.weights;
  train::Trainer(std::move(request)).run(control, progress);
}

double trained_miou(const dataset::Dataset& images, const TrainingOptions& training, int number,
                    JobControl& control, ProgressSink& progress) {
  label::LabelOptions options;
  options.source = label::Source::Segmentation;
  options.tags = label::TagUse::Known;
  options.device = training.device;
  label::Labeler labeler({.run = folder_of(training, number)}, images.classes, options);
  Comparison comparison(images);
  labeler.label(images, comparison, control, progress);
  return comparison.mean_iou();
}

}  // namespace penumbra::simulate
