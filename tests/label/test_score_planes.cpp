#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include "base/error.h"
#include "label/allowed_classes.h"
#include "label/crf_label.h"
#include "label/photo.h"
#include "label/pseudo_scores.h"
#include "label/score_planes.h"

using namespace penumbra;

namespace {

image::Image random_photo(int width, int height) {
  const auto pixels = torch::randint(0, 256, {height, width, 3}, torch::kUInt8);
  const auto* const begin = pixels.const_data_ptr<std::uint8_t>();
  return {{width, height}, {begin, begin + pixels.numel()}};
}

torch::Tensor tensor_of(const label::ScorePlanes& planes) {
  return torch::tensor(planes.values)
      .view({static_cast<std::int64_t>(planes.classes.size()), planes.size.height,
             planes.size.width});
}

}  // namespace

class TestScorePlanes : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { torch::manual_seed(2); }

  void photos_are_resized_like_tensors() {
    for (const auto& [from, to] : {std::pair{image::Size{7, 5}, image::Size{16, 16}},
                                   std::pair{image::Size{50, 31}, image::Size{12, 20}},
                                   std::pair{image::Size{1, 1}, image::Size{4, 4}}}) {
      const auto photo = random_photo(from.width, from.height);
      const auto whole = label::photo_tensor(photo, from);
      const auto expected =
          torch::upsample_bilinear2d(whole, {to.height, to.width}, /*align_corners=*/false);
      QVERIFY(torch::allclose(label::photo_tensor(photo, to), expected, 0, 1e-5));
      QCOMPARE(whole[0][2][0][0].item<float>(), static_cast<float>(photo.pixels[2]) / 255.F);
    }
  }

  void planes_are_resized_like_tensors() {
    const auto scores = torch::rand({3, 9, 14});
    const auto planes = label::to_planes(scores, {0, 4, 7});
    for (const auto& size : {image::Size{40, 33}, image::Size{5, 4}, image::Size{1, 1}}) {
      const auto expected =
          torch::upsample_bilinear2d(scores.unsqueeze(0), {size.height, size.width}, false)[0];
      QVERIFY(torch::allclose(tensor_of(label::resize(planes, size)), expected, 0, 1e-5));
      const auto ids = torch::tensor({0, 4, 7});
      const auto best = ids.index({expected.argmax(0)}).to(torch::kUInt8).contiguous();
      const auto map = label::best_label(planes, size);
      QVERIFY(map.size == size);
      const auto* const begin = best.const_data_ptr<std::uint8_t>();
      QVERIFY(map.labels == std::vector<std::uint8_t>(begin, begin + best.numel()));
    }
  }

  void the_earlier_plane_wins_where_scores_are_equal() {
    const auto planes = label::to_planes(torch::ones({2, 2, 2}), {0, 5});
    QVERIFY(label::best_label(planes, {2, 2}).labels == std::vector<std::uint8_t>(4, 0));
  }

  void strict_and_lenient_labels_combine() {
    const image::LabelMap strict{{4, 1}, {3, 0, 0, 2}}, lenient{{4, 1}, {3, 0, 1, 0}};
    const auto combined = label::combine(strict, lenient);
    QVERIFY(combined.labels == (std::vector<std::uint8_t>{3, 0, 255, 2}));
    QVERIFY_EXCEPTION_THROWN(label::combine(strict, {{2, 2}, {0, 0, 0, 0}}), Error);
  }

  void cam_labels_need_more_than_the_threshold() {
    const auto cam = torch::tensor({0.4F, 0.5F, 0.6F, 0.9F, 0.9F, 0.9F}).view({1, 2, 1, 3});
    const auto planes = label::thresholded_cam(cam, torch::tensor({1.F, 0.F}), 0.5);
    QVERIFY(label::best_label(planes, {3, 1}).labels == (std::vector<std::uint8_t>{0, 0, 1}));
  }

  void crf_follows_the_edges_of_the_photo() {
    image::Image photo{{20, 12}, std::vector<std::uint8_t>(720, 20)};
    for (int y = 0; y < 12; ++y) {
      for (int x = 10; x < 20; ++x) {
        photo.pixels[static_cast<std::size_t>(y * 20 + x) * 3] = 240;
      }
    }
    // The scores' edge is two pixels off; they need not sum to 1.
    auto scores = torch::full({2, 12, 20}, 0.9);
    scores[0].slice(1, 8, 20).fill_(0.6);
    scores[1].slice(1, 0, 8).fill_(0.6);
    const auto map = label::crf_label(photo, label::to_planes(scores, {0, 9}), {}, torch::kCPU);
    for (std::size_t i = 0; i < map.labels.size(); ++i) {
      QCOMPARE(static_cast<int>(map.labels[i]), i % 20 >= 10 ? 9 : 0);
    }
  }

  void a_large_photo_goes_through_the_crf_smaller() {
    image::Image photo{{2000, 1200}, std::vector<std::uint8_t>(2000 * 1200 * 3, 20)};
    const auto map = label::crf_label(
        photo, label::to_planes(torch::tensor({0.2F, 0.8F}).view({2, 1, 1}), {0, 3}), {},
        torch::kCPU);
    QVERIFY(map.size == photo.size);
    QVERIFY(map.labels == std::vector<std::uint8_t>(photo.size.area(), 3));
  }
};

QTEST_GUILESS_MAIN(TestScorePlanes)
#include "test_score_planes.moc"
