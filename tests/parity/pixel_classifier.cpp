#include "method/pixel_classifier.h"

#include <string>
#include <vector>

#include "base/error.h"
#include "method/pixel_features.h"
#include "method/pixel_labels.h"
#include "parity/checks.h"

namespace penumbra::parity {
namespace {

using torch::Tensor;

constexpr int rounds = 4;

/// image, row, column, class of each stroke -> n x h x w, 255 where nothing is drawn.
Tensor stroke_maps(const Tensor& strokes, at::IntArrayRef sizes, const std::string& where) {
  auto maps = torch::full(sizes, method::unknown_label);
  for (std::int64_t i = 0; i < strokes.size(0); ++i) {
    const auto at = strokes[i].data_ptr<std::int64_t>();
    for (int axis = 0; axis < 3; ++axis) {
      if (at[axis] < 0 || at[axis] >= sizes[axis]) {
        throw Error("pixel.strokes points outside of the images", where);
      }
    }
    maps[at[0]][at[1]][at[2]] = at[3];
  }
  return maps;
}

/// f(i) for each image, stacked.
template <typename F>
Tensor each(std::int64_t images, const F& f) {
  std::vector<Tensor> results;
  for (std::int64_t i = 0; i < images; ++i) results.push_back(f(i));
  return torch::stack(results);
}

/// Scores of all images after a fit to `labels`.
Tensor fit_and_score(const Tensor& features, const Tensor& labels, const Tensor& weights,
                     std::int64_t classes, double lambda) {
  method::ClassSums sums(classes, features.size(1));
  for (std::int64_t i = 0; i < features.size(0); ++i) {
    sums.add(features[i], labels[i], weights.defined() ? weights[i] : Tensor());
  }
  const auto classifier = method::fit(sums, lambda);
  return each(features.size(0),
              [&](auto i) { return method::pixel_scores(features[i], classifier); });
}

}  // namespace

void check_pixel_classifier(const model::StateDict& file, Report& report) {
  const auto& features = file.at("pixel.features");  // n x D x h x w
  const auto& tags = file.at("pixel.tags");          // n x K
  const auto& cam = file.at("pixel.cam");            // n x K x h x w
  const auto images = features.size(0), classes = tags.size(1) + 1;
  const auto scores_of = [&](int round) -> const Tensor& {
    return file.at("pixel.scores.round" + std::to_string(round));
  };

  method::ChannelStatistics statistics;
  for (std::int64_t i = 0; i < images; ++i) statistics.add(features[i]);
  const auto& x = file.at("pixel.standardised");
  report.compare("pixel.standardised",
                 each(images, [&](auto i) { return method::standardise(features[i], statistics); }),
                 x);

  const auto& start = file.at("pixel.start_labels");
  report.compare_labels("pixel.start_labels",
                        each(images, [&](auto i) { return method::start_labels(cam[i], tags[i]); }),
                        start);
  report.compare("pixel.scores.round0",
                 fit_and_score(x, start, {}, classes, method::first_fit_lambda), scores_of(0));

  for (int round = 1; round <= rounds; ++round) {
    const auto name = "pixel.labels.round" + std::to_string(round);
    const auto& labels = file.at(name);
    report.compare_labels(name,
                          each(images,
                               [&](auto i) {
                                 return method::self_training_labels(scores_of(round - 1)[i],
                                                                     method::candidates(tags[i]));
                               }),
                          labels);
    report.compare("pixel.scores.round" + std::to_string(round),
                   fit_and_score(x, labels, {}, classes, method::later_fit_lambda),
                   scores_of(round));
  }

  const auto strokes = stroke_maps(file.at("pixel.strokes"), start.sizes(), file.where);
  std::vector<Tensor> weights;
  const auto& stroke_labels = file.at("pixel.stroke_labels");
  report.compare_labels("pixel.stroke_labels",
                        each(images,
                             [&](auto i) {
                               const auto drawn = method::stroke_labels(
                                   scores_of(rounds)[i], method::candidates(tags[i], strokes[i]),
                                   strokes[i]);
                               weights.push_back(drawn.weights);
                               return drawn.labels;
                             }),
                        stroke_labels);
  const auto& global = file.at("pixel.scores.strokes");
  report.compare(
      "pixel.scores.strokes",
      fit_and_score(x, stroke_labels, torch::stack(weights), classes, method::later_fit_lambda),
      global);
  report.compare(
      "pixel.scores.local",
      each(images, [&](auto i) { return method::correct_locally(x[i], global[i], strokes[i]); }),
      file.at("pixel.scores.local"));
}

}  // namespace penumbra::parity
