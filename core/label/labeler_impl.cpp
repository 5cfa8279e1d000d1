#include "label/labeler_impl.h"

#include <algorithm>

#include "base/error.h"
#include "label/allowed_classes.h"
#include "label/closed_form_start.h"
#include "label/crf_label.h"
#include "label/pseudo_scores.h"

namespace penumbra::label {
namespace {

using Finish = std::function<image::LabelMap()>;

Finish best_of(ScorePlanes planes, image::Size size) {
  return [planes = std::move(planes), size] { return best_label(planes, size); };
}

Finish crf_of(ScorePlanes planes, image::Image photo) {
  return [planes = std::move(planes), photo = std::move(photo)] {
    return crf_label(photo, planes, {});
  };
}

Finish combined(PseudoScores scores, image::Size size) {
  return [scores = std::move(scores), size] {
    return combine(best_label(scores.strict, size), best_label(scores.lenient, size));
  };
}

Finish combined_crf(PseudoScores scores, image::Image photo) {
  return [scores = std::move(scores), photo = std::move(photo)] {
    return combine(crf_label(photo, scores.strict, pseudo_label_crf()),
                   crf_label(photo, scores.lenient, pseudo_label_crf()));
  };
}

/// What is wrong with options for this kind of model, before anything is read.
void check(const ModelFiles& files, const LabelOptions& options) {
  if (options.source != Source::Instant && !files.weights.empty()) {
    throw UsageError("needs a trained network, not encoder weights",
                     "source " + std::string(name(options.source)),
                     "Give a run or a checkpoint, or use source instant");
  }
  if (options.size < 0 || options.size > 4096 || (options.size > 0 && options.size < 32)) {
    throw UsageError("must be from 32 to 4096 px, or 0", "size");
  }
}

}  // namespace

Labeler::Impl::Impl(const ModelFiles& model_files, const dataset::Classes& data_classes,
                    LabelOptions label_options)
    : files((check(model_files, label_options), model_files)),
      classes(data_classes),
      options(std::move(label_options)),
      tags(options.tags.value_or(options.source == Source::Segmentation ? TagUse::None
                                                                        : TagUse::Known)),
      compute(device::choose(options.device)),
      model(load_model(files, classes, options.teacher)),
      predictor(model.network, model.options, compute) {
  model.network->to(compute.device);
}

nlohmann::json Labeler::Impl::settings() const {
  std::error_code code;
  return {{"source", name(options.source)},
          {"crf", options.crf},
          {"model", std::filesystem::absolute(model.file, code).lexically_normal().string()},
          {"network", model.trained ? (options.teacher ? "teacher" : "student") : "encoder"},
          {"tags", name(tags)},
          {"size", options.size},
          {"training_size", model.options.image_size},
          {"label_size", model.options.label_size},
          {"start_images", start_images ? start_images->items.size() : 0},
          {"classes", classes.names()}};
}

InstantModel Labeler::Impl::fit_instant(const dataset::Dataset& dataset, JobControl& control,
                                        ProgressSink& progress) {
  const int size = model.options.image_size;
  if (!model.trained) {
    closed_form_start(model.network, start_images ? *start_images : dataset, size, {}, compute,
                      control, progress);
  }
  return InstantModel(model.network, dataset, {.training_size = size, .feature_size = options.size},
                      compute, control, progress);
}

torch::Tensor Labeler::Impl::allowed(const dataset::Item& item, const image::Image& photo) const {
  switch (tags) {
    case TagUse::Known:
      return known_classes(item, classes.size());
    case TagUse::Predicted:
      return (predictor.tag_logits(predictor.input(photo)) > 0).to(torch::kFloat);
    case TagUse::None:
      break;
  }
  return torch::ones({classes.size()});
}

int Labeler::Impl::decoded_side() const {
  if (options.crf) return 0;
  const int training = model.options.image_size;
  return options.source == Source::Segmentation
             ? std::max(training, predictor.decoded_side(options.size))
             : training;
}

Finish Labeler::Impl::start(const dataset::Item& item, std::size_t index, image::Image photo,
                            const InstantModel* instant) const {
  const auto classes_of_image = allowed(item, photo);
  const auto& run = model.options;
  const BackgroundScores background{.low = run.low_threshold, .high = run.high_threshold};

  if (options.source == Source::Instant || options.source == Source::Segmentation) {
    auto planes =
        options.source == Source::Instant
            ? instant_planes(instant->scores(index), classes_of_image, photo, run.image_size)
            : predictor.segmentation(photo, item.size, options.size, classes_of_image);
    return options.crf ? crf_of(std::move(planes), std::move(photo))
                       : best_of(std::move(planes), item.size);
  }

  const bool aux = options.source == Source::AuxCam;
  const auto input = predictor.input(photo);
  const auto cams = predictor.cams(input, {.top = !aux, .aux = aux});
  const auto& cam = aux ? cams.aux : cams.top;
  if (options.source == Source::Refined) {
    auto scores = refined_scores(input, cam, classes_of_image, background);
    return options.crf ? combined_crf(std::move(scores), std::move(photo))
                       : combined(std::move(scores), item.size);
  }
  return options.crf
             ? combined_crf(cam_scores(cam, classes_of_image, background), std::move(photo))
             : best_of(thresholded_cam(cam, classes_of_image, run.cam_threshold), item.size);
}

}  // namespace penumbra::label
