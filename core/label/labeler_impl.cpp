#include "label/labeler_impl.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/json.h"
#include "label/allowed_classes.h"
#include "label/closed_form_start.h"
#include "label/crf_label.h"
#include "label/pseudo_scores.h"

namespace penumbra::label {
namespace {

using Finish = std::function<ImageResult()>;

/// Scores of an image before they are decided: one set of planes, or two under a high and a low
/// background score.
struct Undecided {
  ScorePlanes planes;
  std::optional<ScorePlanes> lenient;
  image::Size size;
};

Undecided undecided(PseudoScores scores, image::Size size) {
  return {std::move(scores.strict), std::move(scores.lenient), size};
}

image::LabelMap decide(const Undecided& scores) {
  auto map = best_label(scores.planes, scores.size);
  return scores.lenient ? combine(map, best_label(*scores.lenient, scores.size)) : map;
}

image::LabelMap decide_by_crf(const Undecided& scores, const image::Image& photo,
                              torch::Device device) {
  if (!scores.lenient) return crf_label(photo, scores.planes, {}, device);
  return combine(crf_label(photo, scores.planes, pseudo_label_crf(), device),
                 crf_label(photo, *scores.lenient, pseudo_label_crf(), device));
}

/// tags: those whose scores are of interest; all that the map holds where there are none.
void add_scores(ImageResult& result, const Undecided& scores, std::vector<int> tags) {
  if (tags.empty()) {
    std::array<bool, 256> present{};
    for (const auto label : result.map.labels) present[label] = true;
    for (int id = 1; id < image::ignore_label; ++id)
      if (present[static_cast<std::size_t>(id)]) tags.push_back(id);
  }
  for (std::size_t p = 0; p < scores.planes.classes.size(); ++p) {
    const int id = scores.planes.classes[p];
    if (std::ranges::find(tags, id) == tags.end()) continue;
    auto plane = resize(plane_of(scores.planes, p), scores.size);
    result.scores.push_back({id, {scores.size, std::move(plane.values)}});
  }
  result.uncertainty = uncertainty(scores.planes, scores.size);
  for (std::size_t i = 0; i < result.map.labels.size(); ++i)
    if (result.map.labels[i] == image::ignore_label) result.uncertainty->scores[i] = 1;
}

std::vector<std::pair<int, double>> probabilities(const torch::Tensor& logits) {
  const auto values = torch::sigmoid(logits).contiguous();
  std::vector<std::pair<int, double>> scores;
  for (std::int64_t k = 0; k < values.size(0); ++k)
    scores.emplace_back(static_cast<int>(k) + 1, values.const_data_ptr<float>()[k]);
  return scores;
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
      predictor(model.network, model.options, compute) {}

nlohmann::json Labeler::Impl::settings() const {
  std::error_code code;
  const nlohmann::json stated = {
      {"source", name(options.source)},
      {"crf", options.crf},
      {"model", std::filesystem::absolute(model.file, code).lexically_normal().string()},
      {"network", model.trained ? (options.teacher ? "teacher" : "student") : "encoder"},
      {"tags", name(tags)},
      {"size", options.size},
      {"training_size", model.options.image_size},
      {"label_size", model.options.label_size},
      {"start_images", start_images ? start_images->items.size() : 0},
      {"classes", classes.names()}};
  // A path may be no UTF-8; what is compared later is what was kept.
  return parse_json(json_text(stated, -1, nlohmann::json::error_handler_t::replace));
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
                            const InstantModel* instant, bool with_scores) const {
  const auto classes_of_image = allowed(item, photo);
  const auto& run = model.options;
  const BackgroundScores background{.low = run.low_threshold, .high = run.high_threshold};

  Undecided scores;
  std::vector<std::pair<int, double>> tag_scores;
  if (options.source == Source::Instant) {
    scores = {instant_planes(instant->scores(index), classes_of_image, photo, run.image_size),
              {},
              item.size};
  } else if (options.source == Source::Segmentation) {
    scores = {
        predictor.segmentation(photo, item.size, options.size, classes_of_image), {}, item.size};
  } else {
    const bool aux = options.source == Source::AuxCam;
    const auto input = predictor.input(photo);
    const auto cams = predictor.cams(input, {.top = !aux, .aux = aux});
    const auto& cam = aux ? cams.aux : cams.top;
    if (options.source == Source::Refined)
      scores = undecided(
          refined_scores(input.to(compute.device), cam, classes_of_image, background), item.size);
    else if (options.crf)
      scores = undecided(cam_scores(cam, classes_of_image, background), item.size);
    else
      scores = {thresholded_cam(cam, classes_of_image, run.cam_threshold), {}, item.size};
  }
  if (with_scores && model.trained)
    tag_scores = probabilities(predictor.tag_logits(predictor.input(photo)));

  return [scores = std::move(scores), photo = options.crf ? std::move(photo) : image::Image{},
          crf = options.crf, device = compute.device, with_scores, tags = item.tags, tag_scores] {
    ImageResult result;
    result.map = crf ? decide_by_crf(scores, photo, device) : decide(scores);
    if (with_scores) add_scores(result, scores, tags);
    result.tag_scores = tag_scores;
    return result;
  };
}

}  // namespace penumbra::label
