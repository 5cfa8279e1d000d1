#include "label/live_classifier.h"

#include <cmath>

#include "method/pixel_labels.h"

namespace penumbra::label {
namespace {

torch::Tensor apply(const torch::Tensor& features, const torch::Tensor& weights,
                    const torch::Tensor& constants) {
  const auto x = features.flatten(1).to(torch::kFloat);  // D x N
  return torch::addmm(constants.view({-1, 1}), weights.t(), x)
      .view({weights.size(1), features.size(1), features.size(2)});
}

torch::Tensor weights_of(const torch::Tensor& drawn) {
  return torch::ones(drawn.sizes(), torch::kDouble).masked_fill(drawn, method::stroke_weight);
}

}  // namespace

Lesson lesson(const torch::Tensor& scores, const torch::Tensor& classes, bool fitted,
              const torch::Tensor& strokes) {
  const auto drawn = strokes != method::unknown_label;
  torch::Tensor labels = strokes;
  if (fitted && !drawn.all().item<bool>()) {
    const auto places =
        method::self_training_labels(scores, torch::ones({scores.size(0)}, torch::kBool));
    const auto unknown = places == method::unknown_label;
    const auto trained = classes.index_select(0, places.masked_fill(unknown, 0).flatten())
                             .view(places.sizes())
                             .masked_fill(unknown, method::unknown_label);
    labels = torch::where(drawn, strokes, trained);
  }
  return {labels.flatten().to(torch::kUInt8), drawn.flatten()};
}

LiveClassifier::LiveClassifier(LiveBase base)
    : base_(std::move(base)),
      mean_(base_.statistics.mean()),
      scale_(4 / std::sqrt(static_cast<double>(mean_.size(0))) /
             (base_.statistics.deviation() + 1e-6)),
      from_tags_(fold(base_.classifier)),
      fitted_(from_tags_),
      sums_(base_.classifier.size(1), base_.classifier.size(0)) {}

LiveClassifier::Folded LiveClassifier::fold(const torch::Tensor& classifier) const {
  const auto channels = mean_.size(0);
  const auto weights = classifier.narrow(0, 0, channels) * scale_.view({-1, 1});  // D x C
  const auto constants = classifier[channels] - torch::mv(weights.t(), mean_);
  return {weights.to(torch::kFloat).contiguous(), constants.to(torch::kFloat)};
}

std::int64_t LiveClassifier::replace(const torch::Tensor& features, const Lesson& before,
                                     const Lesson& after) {
  const auto patches = features.size(1) * features.size(2);
  const auto or_nothing = [&](const Lesson& lesson) {
    if (lesson.labels.defined()) return lesson;
    return Lesson{torch::full({patches}, method::unknown_label, torch::kUInt8),
                  torch::zeros({patches}, torch::kBool)};
  };
  const auto old = or_nothing(before), now = or_nothing(after);
  const auto differ =
      ((old.labels != now.labels) | (old.drawn != now.drawn)).nonzero().squeeze(1);  // n
  const auto count = differ.size(0);
  if (count == 0) return 0;
  const auto x =
      standardised(features.flatten(1).index_select(1, differ).view({features.size(0), count, 1}));
  const auto change = [&](const Lesson& lesson, bool add) {
    const auto labels = lesson.labels.index_select(0, differ).to(torch::kLong);
    const auto weights = weights_of(lesson.drawn.index_select(0, differ));
    if (add)
      sums_.add(x, labels, weights);
    else
      sums_.subtract(x, labels, weights);
  };
  change(old, false);
  change(now, true);
  return count;
}

void LiveClassifier::fit() { fitted_ = fold(method::fit(sums_, method::later_fit_lambda)); }

torch::Tensor LiveClassifier::scores(const torch::Tensor& features) const {
  return apply(features, fitted_.weights, fitted_.constants);
}

torch::Tensor LiveClassifier::scores(const torch::Tensor& features,
                                     const torch::Tensor& classes) const {
  return fitted_.scores(features, classes);
}

torch::Tensor LiveClassifier::scores_of_tags(const torch::Tensor& features,
                                             const torch::Tensor& classes) const {
  return from_tags_.scores(features, classes);
}

torch::Tensor LiveClassifier::Folded::scores(const torch::Tensor& features,
                                             const torch::Tensor& classes) const {
  return apply(features, weights.index_select(1, classes), constants.index_select(0, classes));
}

torch::Tensor LiveClassifier::standardised(const torch::Tensor& features) const {
  return method::standardise(features, base_.statistics);
}

}  // namespace penumbra::label
