#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include "base/error.h"
#include "method/pixel_classifier.h"
#include "method/pixel_features.h"
#include "method/pixel_labels.h"

using namespace penumbra;
using torch::Tensor;

namespace {

constexpr auto unknown = method::unknown_label;

/// P x 6 x 6 features of a left and a right half.
Tensor halves(double noise) {
  auto features = noise * torch::randn({3, 6, 6});
  features[0].slice(1, 0, 3) += 1;
  features[1].slice(1, 3, 6) += 1;
  features[2].fill_(1);
  return features;
}

Tensor half_labels(std::int64_t left, std::int64_t right) {
  auto labels = torch::full({6, 6}, left, torch::kLong);
  labels.slice(1, 3, 6).fill_(right);
  return labels;
}

Tensor long_map(std::vector<std::int64_t> values, at::IntArrayRef sizes) {
  return torch::tensor(values, torch::kLong).view(sizes);
}

Tensor bools(const std::vector<int>& values) { return torch::tensor(values).to(torch::kBool); }

}  // namespace

class TestPixelClassifier : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { torch::manual_seed(11); }

  void standardises_over_all_images() {
    method::ChannelStatistics statistics;
    const auto a = torch::randn({4, 3, 5}) * 3 + 10, b = torch::randn({4, 3, 5}) - 2;
    statistics.add(a);
    statistics.add(b);
    const auto both = torch::cat(
        {method::standardise(a, statistics), method::standardise(b, statistics)}, 2);  // 5 x 3 x 10
    const auto channels = both.slice(0, 0, 4).flatten(1);
    QVERIFY(torch::allclose(channels.mean(1), torch::zeros({4}), 0, 1e-5));
    QVERIFY(torch::allclose(channels.std(1, false), torch::full({4}, 2.0), 1e-4));  // 4 / sqrt(4)
    QVERIFY(torch::equal(both[4], torch::ones({3, 10})));
    QVERIFY_EXCEPTION_THROWN(statistics.add(torch::zeros({5, 3, 5})), Error);
    QVERIFY_EXCEPTION_THROWN(method::ChannelStatistics().mean(), Error);
  }

  void start_labels_have_two_thresholds_and_tagged_classes_only() {
    const auto cam = torch::tensor({2.F, 0.5F, 1.F, 9.F, 9.F, 9.F}).view({2, 1, 3});
    const auto labels = method::start_labels(cam, torch::tensor({1.F, 0.F}));
    QVERIFY(torch::equal(labels, long_map({1, 0, unknown}, {1, 3})));
  }

  void candidates_are_background_tags_and_strokes() {
    const auto tags = torch::tensor({0.F, 1.F, 0.F});
    QVERIFY(torch::equal(method::candidates(tags), bools({1, 0, 1, 0})));
    const auto strokes = long_map({unknown, 3, 0, unknown}, {2, 2});
    QVERIFY(torch::equal(method::candidates(tags, strokes), bools({1, 0, 1, 1})));
    QVERIFY(method::candidates(torch::zeros({3})).all().item<bool>());
  }

  void self_training_keeps_the_surer_half_of_each_label() {
    // Class 1 wins with margins 1, 2, 3, 4, background with 5; class 2 is no candidate.
    const auto scores = torch::tensor({0.F, 0.F, 0.F, 0.F, 5.F,  //
                                       1.F, 2.F, 3.F, 4.F, 0.F,  //
                                       9.F, 9.F, 9.F, 9.F, 9.F})
                            .view({3, 1, 5});
    const auto labels = method::self_training_labels(scores, bools({1, 1, 0}));
    QVERIFY(torch::equal(labels, long_map({unknown, unknown, 1, 1, 0}, {1, 5})));
  }

  void strokes_take_the_majority_of_a_patch() {
    auto pixels = torch::full({8, 8}, 255, torch::kUInt8);
    pixels[0].slice(0, 0, 3).fill_(2);
    pixels[1].slice(0, 0, 2).fill_(1);
    pixels[7][7] = 0;
    const auto strokes = method::patch_strokes(pixels, 2, 2);
    QVERIFY(torch::equal(strokes, long_map({2, unknown, unknown, 0}, {2, 2})));

    const auto drawn = method::stroke_labels(torch::zeros({3, 2, 2}), bools({1, 1, 1}), strokes);
    QCOMPARE(drawn.labels[0][0].item<std::int64_t>(), 2);
    QCOMPARE(drawn.labels[1][1].item<std::int64_t>(), 0);
    QVERIFY(torch::equal(drawn.weights,
                         torch::tensor({30.0, 1.0, 1.0, 30.0}, torch::kDouble).view({2, 2})));
  }

  void learns_a_linear_rule() {
    const auto features = halves(0.05);
    method::ClassSums sums(3, 3);
    sums.add(features, half_labels(0, 2));
    const auto scores = method::pixel_scores(features, method::fit(sums, 0.05));
    QVERIFY(scores.sizes() == at::IntArrayRef({3, 6, 6}));
    QVERIFY(torch::equal(scores.argmax(0), half_labels(0, 2)));
  }

  /// The normal equations written out over patches.
  void solves_the_weighted_normal_equations() {
    const auto features = halves(0.5);
    const auto labels = half_labels(1, 0);
    const auto weights = torch::rand({6, 6}, torch::kDouble) + 0.5;
    method::ClassSums sums(2, 3);
    sums.add(features, labels, weights);

    const auto x = features.flatten(1).to(torch::kDouble), a = weights.flatten();
    const auto y = labels.flatten();
    auto s = a.clone();
    for (const std::int64_t c : {0, 1}) {
      s = torch::where(y == c, a / a.masked_select(y == c).sum().sqrt(), s);
    }
    s /= s.sum();
    const auto targets = 2 * torch::one_hot(y, 2).to(torch::kDouble) - 1;
    const auto expected = torch::linalg_solve(
        torch::mm(x * s, x.t()) + 0.1 * torch::eye(3, torch::kDouble), torch::mm(x * s, targets));
    QVERIFY(torch::allclose(method::fit(sums, 0.1), expected, 1e-9, 1e-12));
  }

  void changing_few_patches_equals_a_fit_from_scratch() {
    const auto features = torch::randn({5, 6, 6});
    const auto before = torch::randint(0, 4, {6, 6}, torch::kLong);
    auto after = before.clone();
    after.slice(0, 1, 2).fill_(3);
    after[4][4] = unknown;
    const auto weights = torch::rand({6, 6}, torch::kDouble) * 30;

    method::ClassSums scratch(4, 5), changed(4, 5);
    scratch.add(features, after, weights);
    changed.add(features, before);
    changed.subtract(features, before);
    changed.add(features, after, weights);
    QVERIFY(torch::allclose(changed.moments(), scratch.moments(), 1e-9, 1e-9));

    const auto differs = before != after;
    const auto patches = features.masked_select(differs.unsqueeze(0)).view({5, -1});
    method::ClassSums by_difference(4, 5), whole(4, 5);
    by_difference.add(features, before);
    by_difference.subtract(patches, before.masked_select(differs));
    by_difference.add(patches, after.masked_select(differs));
    whole.add(features, after);
    QVERIFY(
        torch::allclose(method::fit(by_difference, 0.05), method::fit(whole, 0.05), 1e-9, 1e-10));
  }

  void a_stroke_draws_alike_patches_with_it() {
    const auto features = halves(0.01);
    const auto scores = torch::zeros({2, 6, 6});
    auto strokes = torch::full({6, 6}, unknown, torch::kLong);
    QVERIFY(torch::equal(method::correct_locally(features, scores, strokes), scores));
    strokes[2][1] = 1;
    const auto corrected = method::correct_locally(features, scores, strokes);
    const auto gain = corrected[1] - corrected[0];
    QVERIFY(gain.slice(1, 0, 3).min().item<float>() > 1.5F);
    QVERIFY(gain.slice(1, 3, 6).max().item<float>() < 0.5F);
  }

  void uncertain_patches_are_the_lower_third() {
    const auto margins = torch::arange(1, 10, torch::kFloat).view({3, 3});
    const auto scores = torch::stack({torch::zeros({3, 3}), margins});
    QVERIFY(torch::equal(method::uncertain_patches(scores, bools({1, 1})), margins < 4));
  }

  void refuses_nothing_known_and_sizes_that_differ() {
    method::ClassSums sums(2, 3);
    sums.add(torch::ones({3, 2, 2}), torch::full({2, 2}, unknown, torch::kLong));
    QVERIFY_EXCEPTION_THROWN(method::fit(sums, 0.1), Error);
    QVERIFY_EXCEPTION_THROWN(sums.add(torch::ones({3, 2, 2}), torch::zeros({2, 3})), Error);
    QVERIFY_EXCEPTION_THROWN(sums.add(torch::ones({4, 2, 2}), torch::zeros({2, 2})), Error);
  }
};

QTEST_GUILESS_MAIN(TestPixelClassifier)
#include "test_pixel_classifier.moc"
