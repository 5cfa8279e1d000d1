#include "train/validation.h"

#include <chrono>
#include <cmath>
#include <deque>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/phrase.h"
#include "device/precision.h"
#include "evaluate/confusion.h"
#include "evaluate/tag_f1.h"
#include "image/decode.h"
#include "label/allowed_classes.h"
#include "label/photo.h"
#include "method/cam.h"
#include "method/resize.h"
#include "model/evaluation_mode.h"
#include "model/packed_blocks.h"

namespace penumbra::train {
namespace {

/// One network's agreement with the truth.
class Measured {
 public:
  Measured(model::Network network, int classes, const TrainOptions& options, bool bf16_allowed)
      : network_(std::move(network)),
        passes_(network_->encoder, bf16_allowed),
        options_(options),
        cam_(classes),
        aux_cam_(classes),
        segmentation_(classes) {}

  /// image: 1 x 3 x S x S; tags: 1 x K. Returns the K logits of the top classifier.
  torch::Tensor add(const torch::Tensor& image, const torch::Tensor& tags,
                    const image::LabelMap& truth) {
    const model::EvaluationMode evaluation(*network_);
    const auto [width, height] = truth.size;
    const auto out = network_->encoder->forward(image, {}, {.cls = false});
    const auto map = model::as_map(out.patches, out.rows, out.columns);
    const auto logits =
        method::resize_bilinear(device::in_float(network_->decoder->forward(map)), height, width);
    segmentation_.add(truth, label::to_label_map(logits.argmax(1)));

    const auto cams = method::multi_scale_cam(network_, image);
    const auto label = [&](const torch::Tensor& cam) {
      const auto full =
          method::resize_bilinear(method::valid_cam(cam.to(torch::kFloat32), tags), height, width);
      return label::to_label_map(method::single_threshold_label(full, options_.cam_threshold));
    };
    cam_.add(truth, label(cams.top));
    aux_cam_.add(truth, label(cams.aux));
    return model::pooled_logits(map, network_->top_classifier).squeeze(0);
  }

  void report(const std::string& prefix, ValidationMetrics& metrics) const {
    metrics.miou[prefix + "cam"] = 100 * cam_.mean_iou();
    metrics.miou[prefix + "aux_cam"] = 100 * aux_cam_.mean_iou();
    metrics.miou[prefix + "segmentation"] = 100 * segmentation_.mean_iou();
  }

 private:
  model::Network network_;
  model::PackedPasses passes_;
  const TrainOptions& options_;
  evaluate::ConfusionMatrix cam_, aux_cam_, segmentation_;
};

torch::Tensor tag_row(const dataset::Item& item, int classes) {
  auto row = torch::zeros({1, classes});
  for (const int tag : item.tags) row[0][tag - 1] = 1;
  return row;
}

double tag_f1_of(const torch::Tensor& logits, const dataset::Item& item) {
  const auto values = logits.to(torch::kCPU, torch::kFloat32).contiguous();
  return evaluate::tag_f1(
      std::span<const float>(values.data_ptr<float>(), static_cast<std::size_t>(values.numel())),
      item.tags);
}

}  // namespace

ValidationMetrics validate(model::Network student, model::Network teacher,
                           const dataset::Dataset& dataset, const TrainOptions& options,
                           const device::Compute& compute, JobControl& control,
                           ProgressSink& progress) {
  const auto start = std::chrono::steady_clock::now();
  const torch::NoGradGuard no_grad;
  const int classes = dataset.classes.size();
  const device::Autocast autocast(compute);
  std::deque<Measured> measured;  // can't be moved
  measured.emplace_back(student, classes + 1, options, compute.bf16_allowed);
  if (!teacher.is_empty())
    measured.emplace_back(teacher, classes + 1, options, compute.bf16_allowed);

  double f1 = 0;
  std::int64_t images = 0;
  ProgressCounter counter(progress, phrase("validating"),
                          static_cast<std::int64_t>(dataset.items.size()));
  for (const auto& item : dataset.items) {
    control.checkpoint();
    counter.advance();
    if (!item.has_truth()) continue;
    try {
      const auto truth = dataset::load_truth(item);
      const auto photo = image::read_image(item.image, {.smallest_side = 2 * options.image_size});
      const auto image =
          label::encoder_input(photo, {options.image_size, options.image_size}).to(compute.device);
      const auto tags = tag_row(item, classes).to(compute.device);
      const auto logits = measured[0].add(image, tags, truth);
      if (measured.size() > 1) measured[1].add(image, tags, truth);
      f1 += tag_f1_of(logits, item);
      ++images;
    } catch (const Error& error) {
      progress.message(Severity::Warning,
                       std::string("left out of the validation: ") + error.what());
    }
  }

  ValidationMetrics metrics;
  if (images > 0) {
    measured[0].report("student_", metrics);
    if (measured.size() > 1) measured[1].report("teacher_", metrics);
    metrics.tag_f1 = f1 / static_cast<double>(images);
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  metrics.seconds = elapsed.count();
  return metrics;
}

}  // namespace penumbra::train
