#include <torch/autograd.h>
#include <torch/nn/functional/loss.h>
#include <torch/nn/modules/linear.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include "base/error.h"
#include "bench/plain_step.h"
#include "device/pixel_affinity_threads.h"
#include "method/affinity_loss.h"
#include "method/cam.h"
#include "method/classification_loss.h"
#include "method/dense_energy.h"
#include "method/normalisation.h"
#include "method/optimisation.h"
#include "method/pixel_affinity_cpu.h"
#include "method/refinement.h"
#include "method/resize.h"
#include "method/segmentation_loss.h"
#include "method/self_reinforcement.h"
#include "method/uncertain_masking.h"
#include "model/attention.h"
#include "model/linear.h"
#include "model/upsample.h"

using namespace penumbra;

namespace {

bool close(const torch::Tensor& a, const torch::Tensor& b, double tolerance = 1e-5) {
  return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() <= tolerance;
}

model::NetworkOptions small_network() {
  model::NetworkOptions options;
  options.encoder = {
      .image_size = 64, .patch = 16, .width = 24, .depth = 4, .heads = 2, .drop_path = 0};
  options.classes = 3;
  options.decoder_width = 8;
  options.projector = {.hidden = 16, .bottleneck = 8, .outputs = 12};
  return options;
}

model::Network random_network(std::uint64_t seed) {
  model::Network network(small_network());
  model::initialise(network, seed);
  return network;
}

}  // namespace

class TestMethod : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { torch::manual_seed(1); }

  void attention_without_gradients_equals_the_differentiable_one() {
    for (const std::int64_t width : {32, 64, 128, 48})
      for (const std::int64_t keys : {1, 7, 33, 200}) {
        const auto qkv = torch::randn({2, keys, 3, 3, width}).permute({2, 0, 3, 1, 4});
        const auto expected = torch::scaled_dot_product_attention(qkv[0], qkv[1], qkv[2]);
        const torch::NoGradGuard no_grad;
        QVERIFY(close(model::attention(qkv[0], qkv[1], qkv[2]), expected, 1e-5));
        const auto one = qkv[0].slice(2, 0, 1);  // fewer queries than keys
        QVERIFY(close(model::attention(one, qkv[1], qkv[2]), expected.slice(2, 0, 1), 1e-5));
      }
    // Scores far apart must not overflow.
    const torch::NoGradGuard no_grad;
    const auto large = torch::randn({1, 1, 40, 64}) * 30;
    QVERIFY(close(model::attention(large, large, large),
                  torch::scaled_dot_product_attention(large, large, large), 1e-3));
  }

  void linear_equals_the_plain_product_with_its_gradients() {
    const torch::nn::Linear layer(64, 96);
    const auto run = [&](bool plain) {
      const auto x =
          torch::arange(2 * 50 * 64, torch::kFloat32).view({2, 50, 64}).sin().requires_grad_(true);
      layer->weight.mutable_grad() = torch::Tensor();
      layer->bias.mutable_grad() = torch::Tensor();
      const auto y = plain ? torch::linear(x, layer->weight, layer->bias) : model::linear(x, layer);
      (y * y.detach().cos()).sum().backward();
      return std::vector{y.detach(), x.grad(), layer->weight.grad(), layer->bias.grad()};
    };
    const auto fast = run(false), plain = run(true);
    for (std::size_t i = 0; i < fast.size(); ++i) QVERIFY(close(fast[i], plain[i], 1e-4));
    const torch::NoGradGuard no_grad;
    const auto x = torch::randn({50, 64});
    QVERIFY(close(model::linear_gelu(x, layer),
                  torch::gelu(torch::linear(x, layer->weight, layer->bias))));
  }

  void shortened_cam_pass_equals_the_whole_one() {
    auto network = random_network(1);
    network->train();
    const auto image = torch::randn({2, 3, 64, 64});
    const auto both = method::multi_scale_cam(network, image);
    const auto aux = method::multi_scale_cam(network, image, {.top = false});
    QVERIFY(torch::equal(both.aux, aux.aux));
    QVERIFY(!aux.top.defined());
    QVERIFY(network->is_training());
    QVERIFY(both.top.min().item<double>() >= 0 && both.top.max().item<double>() <= 1);
  }

  void cam_of_a_mirrored_image_is_mirrored() {
    const auto network = random_network(2);
    const auto image = torch::randn({1, 3, 64, 64});
    const auto cam = method::multi_scale_cam(network, image).top;
    const auto mirrored = method::multi_scale_cam(network, image.flip({3})).top;
    QVERIFY(close(cam, mirrored.flip({3}), 1e-4));
  }

  void cam_takes_sizes_that_are_no_multiple_of_a_patch() {
    const auto cam = method::multi_scale_cam(random_network(3), torch::randn({1, 3, 75, 50})).top;
    QCOMPARE(cam.sizes(), (torch::IntArrayRef{1, 3, 75, 50}));
    QVERIFY_EXCEPTION_THROWN(
        method::multi_scale_cam(random_network(3), torch::randn({1, 3, 16, 16})), Error);
  }

  void thresholds_are_exclusive_below() {
    const auto cam = torch::tensor({0.25F, 0.26F, 0.75F, 0.76F}).view({1, 1, 1, 4});
    QVERIFY(torch::equal(method::three_way_label(cam, 0.25, 0.75).flatten(),
                         torch::tensor({0, 255, 255, 1}, torch::kInt64)));
    QVERIFY(torch::equal(method::single_threshold_label(cam, 0.5).flatten(),
                         torch::tensor({0, 0, 1, 1}, torch::kInt64)));
  }

  void refinement_equals_its_plain_form() {
    const auto image = torch::rand({2, 3, 33, 41});
    const auto scores = torch::softmax(torch::randn({2, 4, 33, 41}), 1);
    const auto refined = method::pixel_adaptive_refine(image, scores);
    QVERIFY(close(refined, bench::plain_refine(image, scores, 10), 1e-4));
    // Double precision takes the path of tensor operations that a GPU takes.
    QVERIFY(
        close(method::pixel_adaptive_refine(image.to(torch::kFloat64), scores.to(torch::kFloat64))
                  .to(torch::kFloat32),
              refined, 1e-4));
    QVERIFY(torch::equal(method::PixelAffinity(image).refine_one(1, scores.slice(0, 1, 2)),
                         refined.slice(0, 1, 2)));
  }

  void what_threads_of_the_refinement_kernels_do_equals_the_cpus() {
    constexpr int height = 33, width = 61, channels = 3;
    const auto image = torch::rand({1, 3, height, width});
    auto scores = torch::rand({1, channels, height, width});
    const auto expected = method::pixel_adaptive_refine(image, scores, {.iterations = 3});
    device::AffinityNeighbours neighbours{};
    auto distances = torch::empty({device::affinity_neighbours}, torch::kFloat64);
    for (int k = 0; k < device::affinity_neighbours; ++k) {
      const auto offset = method::neighbour_offset(k);
      neighbours.row[k] = offset.row;
      neighbours.column[k] = offset.column;
      distances[k] = std::hypot(offset.row, offset.column);
    }
    const auto position =
        0.01 * torch::softmax(-(distances / (distances.std() + 1e-8) / 0.3).square(), 0);
    for (int k = 0; k < device::affinity_neighbours; ++k)
      neighbours.position[k] = position[k].item<float>();
    const auto pixels = [&](const auto& body) {
      for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) body(x, y);
    };
    auto weights = torch::empty({height, device::affinity_neighbours, width});
    float* const weight = weights.data_ptr<float>();
    pixels([&](int x, int y) {
      device::affinity_of_pixel(image.const_data_ptr<float>(), neighbours, x, y, height, width,
                                weight + y * device::affinity_neighbours * width + x);
    });
    for (int iteration = 0; iteration < 3; ++iteration) {
      auto next = torch::empty_like(scores);
      pixels([&](int x, int y) {
        device::refine_pixel(weight + y * device::affinity_neighbours * width + x,
                             scores.const_data_ptr<float>(), neighbours, next.data_ptr<float>(),
                             channels, x, y, height, width);
      });
      scores = next;
    }
    QVERIFY(close(scores, expected, 1e-5));
  }

  void an_ordered_gradient_of_resizing_equals_libtorchs() {
    for (const auto interpolation : {model::Interpolation::Bilinear, model::Interpolation::Bicubic})
      for (const auto& [height, width] : {std::pair{21, 9}, std::pair{4, 13}, std::pair{7, 5}}) {
        auto x = torch::randn({2, 3, 7, 5}).requires_grad_(true);
        auto y = x.detach().clone().requires_grad_(true);
        const auto ordered = model::upsample_in_order(x, height, width, interpolation);
        const auto plain = model::upsample(y, height, width, interpolation);
        QVERIFY(torch::equal(ordered, plain));
        const auto gradient = torch::randn_like(plain);
        ordered.backward(gradient);
        plain.backward(gradient);
        QVERIFY(close(x.grad(), y.grad(), 1e-5));
      }
  }

  void refinement_of_one_pixel_and_of_wrong_sizes() {
    const auto one =
        method::pixel_adaptive_refine(torch::rand({1, 3, 1, 1}), torch::ones({1, 2, 1, 1}), {});
    QVERIFY(one.isfinite().all().item<bool>());
    QVERIFY_EXCEPTION_THROWN(
        method::pixel_adaptive_refine(torch::rand({1, 3, 8, 8}), torch::rand({1, 2, 8, 9})), Error);
  }

  void refined_label_keeps_to_the_tags() {
    const auto image = torch::randn({2, 3, 32, 32});
    const auto tags = torch::tensor({1, 0, 1, 0, 0, 0}, torch::kInt64).view({2, 3});
    const auto cam = method::valid_cam(torch::rand({2, 3, 32, 32}), tags);
    const auto label = method::refined_label(image, cam, tags, {});
    QVERIFY(((label == 0) | (label == 1) | (label == 3) | (label == 255)).all().item<bool>());
    // No tags: background stays.
    QVERIFY((label[1] == 0).all().item<bool>());
  }

  void uncertain_blocks_are_hidden_first() {
    const method::MaskOptions options{.block = 32, .patch = 16};
    const method::BlockGrid grid{2, 3};
    const auto noise = torch::tensor({0.9F, 0.8F, 0.7F, 0.1F, 0.2F, 0.3F}).view({1, 6});
    const auto random = method::hidden_tokens(noise, {}, grid, options);
    QCOMPARE(random.sum().item<int>(), 3 * 4);  // ceil(0.4 * 6) blocks of 2 x 2 tokens
    QVERIFY(random[0][0].all().item<bool>());
    const auto uncertain = torch::tensor({false, false, false, true, true, false}).view({1, 6});
    const auto guided = method::hidden_tokens(noise, uncertain, grid, options);
    QVERIFY(guided[0][2].slice(0, 0, 4).all().item<bool>());
    QVERIFY(guided[0][0].slice(0, 0, 2).all().item<bool>());
    QCOMPARE(guided.sum().item<int>(), 3 * 4);
  }

  void a_label_without_foreground_or_background_is_no_nan() {
    const auto logits = torch::randn({1, 3, 4, 4}, torch::requires_grad());
    for (const std::int64_t value : {0, 2, 255}) {
      const auto loss =
          method::segmentation_loss(logits, torch::full({1, 4, 4}, value, torch::kInt64));
      QVERIFY(std::isfinite(loss.item<double>()));
      loss.backward();
      QVERIFY(logits.grad().isfinite().all().item<bool>());
      if (value == 255) QCOMPARE(loss.item<double>(), 0.0);
    }
  }

  void the_loss_of_small_logits_is_that_of_large_ones_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("patches") << 5 << 80 << 80;
    QTest::newRow("odd sizes") << 7 << 61 << 45;
    QTest::newRow("same size") << 4 << 4 << 6;
    QTest::newRow("smaller") << 9 << 4 << 5;
    QTest::newRow("one patch") << 1 << 16 << 16;
  }

  void the_loss_of_small_logits_is_that_of_large_ones() {
    QFETCH(int, rows);
    QFETCH(int, height);
    QFETCH(int, width);
    torch::manual_seed(2);
    const auto logits = (3 * torch::randn({2, 4, rows, rows == 1 ? 1 : 6})).requires_grad_();
    auto label = torch::randint(0, 5, {2, height, width}, torch::kInt64);
    label.masked_fill_(label == 4, 255);
    const auto expected =
        method::segmentation_loss(method::resize_bilinear(logits, height, width), label);
    const auto gradient = torch::autograd::grad({expected}, {logits})[0];
    const auto got = method::upsampled_segmentation_loss(logits, label);
    QVERIFY(close(got, expected));
    QVERIFY(close(torch::autograd::grad({2 * got}, {logits})[0], 2 * gradient, 1e-6));
    QVERIFY_EXCEPTION_THROWN(
        method::upsampled_segmentation_loss(logits, torch::full_like(label, 4)), Error);

    // The same where all pixels count alike.
    namespace F = torch::nn::functional;
    const auto mean = F::cross_entropy(method::resize_bilinear(logits, height, width), label,
                                       F::CrossEntropyFuncOptions().ignore_index(255));
    const auto all = method::upsampled_cross_entropy(logits, label);
    QVERIFY(close(all, mean));
    QVERIFY(close(
        method::upsampled_cross_entropy(logits.to(torch::kDouble), label).to(torch::kFloat), mean));
    QVERIFY(close(torch::autograd::grad({all}, {logits})[0],
                  torch::autograd::grad({mean}, {logits})[0], 1e-6));
    const auto unknown = torch::full_like(label, 255);
    QCOMPARE(method::upsampled_cross_entropy(logits, unknown).item<double>(), 0.0);
    QCOMPARE(method::upsampled_cross_entropy(logits.to(torch::kDouble), unknown).item<double>(),
             0.0);
  }

  void patches_teach_classifiers_only_where_something_is_said() {
    const auto top = torch::randn({2, 3, 4, 5}).requires_grad_(), aux = torch::randn({2, 3, 4, 5});
    auto label = torch::full({2, 4, 5}, 255, torch::kInt64);
    QCOMPARE(method::patch_classification_loss(top, aux, label).item<double>(), 0.0);
    label[0][1][2] = 3;
    label[1][3][4] = 0;
    const auto loss = method::patch_classification_loss(top, aux, label);
    double expected = 0;
    for (const auto& map : {top.detach(), aux})
      for (int k = 0; k < 3; ++k) {
        const double known = map[0][k][1][2].item<double>(), none = map[1][k][3][4].item<double>();
        expected += std::log1p(std::exp(k == 2 ? -known : known)) / 6;
        expected += std::log1p(std::exp(none)) / 6;
      }
    QVERIFY(std::abs(loss.item<double>() - expected) < 1e-5);
    loss.backward();
    const auto gradient = top.grad().abs().sum(1);
    QVERIFY(torch::equal(gradient > 0, label != 255));
  }

  void affinity_ignores_the_diagonal_and_unknown_patches() {
    const auto pairs =
        method::pair_mask(torch::tensor({1, 1, 0, 255}, torch::kInt64).view({1, 2, 2}))[0];
    QVERIFY(torch::equal(
        pairs, torch::tensor({255, 1, 0, 255, 1, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255},
                             torch::kInt64)
                   .view({4, 4})));
    const auto nothing = method::affinity_loss(torch::randn({1, 5, 2, 2}),
                                               torch::full({1, 4, 4}, 255, torch::kInt64));
    QCOMPARE(nothing.item<double>(), 0.5);
  }

  void energy_falls_where_likeness_agrees() {
    // The left half dark, the right half bright: labels along that edge cost less than across it.
    auto image = torch::full({1, 3, 16, 16}, -2.0);
    image.slice(3, 8, 16).fill_(2);
    const auto unknown = torch::full({1, 16, 16}, 255, torch::kInt64);
    auto along = torch::zeros({1, 2, 16, 16}), across = torch::zeros({1, 2, 16, 16});
    along[0][1].slice(1, 8, 16).fill_(4);
    across[0][1].slice(0, 8, 16).fill_(4);
    const double a = method::dense_energy_loss(image, along, unknown).item<double>();
    const double b = method::dense_energy_loss(image, across, unknown).item<double>();
    QVERIFY2(a < b, qPrintable(QString("%1 %2").arg(a).arg(b)));
  }

  void patch_loss_averages_each_image_alone() {
    // One image with one hidden patch, one with three: both weigh the same.
    auto hidden = torch::zeros({2, 2, 2}, torch::kBool);
    hidden[0][0][0] = true;
    hidden[1].fill_(true);
    hidden[1][0][0] = false;
    const auto student = torch::randn({4, 6}), teacher = torch::randn({4, 6});
    const auto centre = torch::randn({1, 1, 6});
    const auto each =
        method::distillation_entropy(student, teacher, centre.view({1, 6}), 0.1, 0.05);
    const double expected =
        0.5 * (each[0].item<double>() + each.slice(0, 1, 4).mean().item<double>());
    const double actual =
        method::patch_token_loss(student, teacher, hidden, centre, 0.1, 0.05).item<double>();
    QVERIFY(std::abs(actual - expected) < 1e-5);
    // Nothing hidden is no division by zero.
    QCOMPARE(method::patch_token_loss(torch::empty({0, 6}), torch::empty({0, 6}),
                                      torch::zeros({2, 2, 2}, torch::kBool), centre, 0.1, 0.05)
                 .item<double>(),
             0.0);
  }

  void schedules_begin_and_end_where_they_should() {
    QCOMPARE(method::learning_rate_factor(0, 100, 1000), 0.1);
    QCOMPARE(method::learning_rate_factor(100, 100, 1000), 1.0);
    QVERIFY(method::learning_rate_factor(999, 100, 1000) > 0);
    QVERIFY(method::learning_rate_factor(1000, 100, 1000) < 1e-12);
    QCOMPARE(method::teacher_momentum(0, 100, 0.9995), 0.9995);
    QCOMPARE(method::teacher_temperature(0, 10, 0.04, 0.07), 0.04);
    QCOMPARE(method::teacher_temperature(9, 10, 0.04, 0.07), 0.07);
    QCOMPARE(method::teacher_temperature(500, 1, 0.04, 0.07), 0.07);
  }

  void optimiser_continues_from_its_saved_state() {
    const auto train = [](model::Network network, method::Optimiser& optimiser, int steps) {
      for (int i = 0; i < steps; ++i) {
        const auto image = torch::ones({1, 3, 64, 64}) * (i + 1);
        network->decoder(torch::ones({1, 24, 4, 4})).sum().backward();
        network->encoder->forward(image).patches.square().sum().backward();
        optimiser.step(1);
      }
    };
    auto whole = random_network(4), halves = random_network(4);
    method::Optimiser once(whole, {});
    train(whole, once, 2);
    method::Optimiser first(halves, {});
    train(halves, first, 1);
    method::Optimiser second(halves, {});
    second.load(first.state());
    const auto image = torch::ones({1, 3, 64, 64}) * 2;
    halves->decoder(torch::ones({1, 24, 4, 4})).sum().backward();
    halves->encoder->forward(image).patches.square().sum().backward();
    second.step(1);
    const auto a = whole->parameters(), b = halves->parameters();
    for (std::size_t i = 0; i < a.size(); ++i) QVERIFY(torch::equal(a[i], b[i]));
    QVERIFY_EXCEPTION_THROWN(second.load({}), Error);
  }

  void teacher_moves_towards_the_student() {
    auto student = random_network(5), teacher = random_network(6);
    const auto before = teacher->encoder->parameters()[0].clone();
    method::update_teacher(teacher, student, 0.75);
    QVERIFY(close(teacher->encoder->parameters()[0],
                  0.75 * before + 0.25 * student->encoder->parameters()[0]));
  }

  void normalisation_and_its_inverse() {
    const auto image = torch::rand({1, 3, 4, 4});
    QVERIFY(close(method::denormalise_image(method::normalise_image(image)) / 255, image));
    const auto nearest = method::resize_nearest(torch::arange(5).view({1, 1, 5}), 1, 2);
    QVERIFY(torch::equal(nearest.flatten(), torch::tensor({0, 2}, torch::kInt64)));
  }
};

QTEST_GUILESS_MAIN(TestMethod)
#include "test_method.moc"
