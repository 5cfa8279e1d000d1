#include <torch/cuda.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>
#include <cmath>
#include <limits>
#include <span>

#include "base/error.h"
#include "device/device.h"
#include "device/list.h"
#include "device/precision.h"
#include "label/crf_label.h"
#include "method/bilateral_filter.h"
#include "method/dense_crf.h"
#include "method/dense_energy.h"
#include "method/refinement.h"
#include "method/resize.h"
#include "model/network.h"
#include "train/train_step.h"

using namespace penumbra;

namespace {

bool close(const torch::Tensor& a, const torch::Tensor& b, double relative) {
  const auto x = a.to(torch::kCPU, torch::kFloat64), y = b.to(torch::kCPU, torch::kFloat64);
  const double largest = y.abs().max().item<double>();
  const double error = (x - y).abs().max().item<double>();
  if (!(error <= relative * largest)) qWarning("error %g of %g", error, largest);
  return x.sizes() == y.sizes() && error <= relative * largest;
}

/// Colours in 0-255 that change smoothly, with a little noise.
torch::Tensor smooth_image(std::int64_t batch, std::int64_t height, std::int64_t width) {
  const auto small = torch::rand({batch, 3, 5, 6}) * 200 + 20;
  return method::resize_bilinear(small, height, width) + torch::rand({batch, 3, height, width}) * 9;
}

/// A network with heads as wide as those of published encoders, so that the same attention runs.
struct Fixture {
  train::TrainOptions options = train::preset("voc-mini");
  model::Network student{nullptr}, teacher{nullptr};
  train::StepInput input;

  explicit Fixture(torch::Device device) {
    options.image_size = 64;
    options.mask_block = 32;
    options.steps = 10;
    options.segmentation_from = options.energy_from = 0.2;
    options.uncertain_from = 0.4;
    options.learning_rate = 1e-4;
    model::NetworkOptions network;
    network.encoder = {
        .image_size = 96, .patch = 16, .width = 128, .depth = 4, .heads = 2, .drop_path = 0};
    network.classes = 3;
    network.decoder_width = 32;
    network.projector = {.hidden = 32, .bottleneck = 16, .outputs = 24};
    student = model::Network(network);
    model::initialise(student, 7);
    teacher = model::Network(network);
    model::copy_parameters(teacher, student);
    torch::manual_seed(3);
    input.view1 = torch::randn({2, 3, 64, 64}).to(device);
    input.view2 = torch::randn({2, 3, 64, 64}).to(device);
    input.local_views = torch::randn({4, 3, 32, 32}).to(device);
    input.class_labels = torch::tensor({1, 0, 1, 0, 1, 0}, torch::kInt64).view({2, 3}).to(device);
    student->to(device);
    teacher->to(device);
  }
};

std::vector<double> losses(train::TrainStep& step, const train::StepInput& input, int from,
                           int to) {
  std::vector<double> values;
  for (int i = from; i < to; ++i) values.push_back(step.run(input, i).loss);
  return values;
}

}  // namespace

/// What runs on a GPU against its twin on the CPU.
class TestGpu : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    if (!torch::cuda::is_available()) QSKIP("there is no CUDA GPU, or this build is without CUDA");
    compute_ = device::choose({.device = "cuda", .precision = "float32"});
    gpu_ = compute_.device;
  }
  void init() { torch::manual_seed(1); }

  void it_is_listed_first() {
    const auto devices = device::list_devices();
    QVERIFY(devices.size() > 1);
    QCOMPARE(devices[0].name, std::string("cuda:0"));
    QVERIFY(devices[0].free_memory > 0);
    QVERIFY(device::choose({}).device.is_cuda());
    qInfo("%s", devices[0].model.c_str());
  }

  void float32_is_not_rounded() {
    const auto a = torch::randn({64, 64}), b = torch::randn({64, 64});
    QVERIFY(close(torch::mm(a.to(gpu_), b.to(gpu_)), torch::mm(a, b), 1e-6));
    const auto image = torch::randn({2, 16, 20, 20}), kernel = torch::randn({8, 16, 3, 3});
    QVERIFY(
        close(torch::conv2d(image.to(gpu_), kernel.to(gpu_)), torch::conv2d(image, kernel), 1e-6));
  }

  void refinement_equals_the_cpus() {
    const auto image = torch::rand({2, 3, 33, 141}), scores = torch::rand({2, 4, 33, 141});
    const auto refined = method::pixel_adaptive_refine(image.to(gpu_), scores.to(gpu_));
    QVERIFY(close(refined, method::pixel_adaptive_refine(image, scores), 1e-4));
    QVERIFY(torch::equal(refined, method::pixel_adaptive_refine(image.to(gpu_), scores.to(gpu_))));
  }

  void the_bilateral_filter_equals_the_cpus() {
    for (const auto& image : {smooth_image(3, 75, 101), torch::rand({2, 3, 40, 31}) * 255,
                              torch::full({1, 3, 50, 60}, 90.0)})
      for (const std::int64_t channels : {1, 21, 40}) {
        const auto values = torch::rand({image.size(0), channels, image.size(2), image.size(3)});
        const auto filter = [&] {
          return method::bilateral_filter(values.to(gpu_), image.to(gpu_), 50, 15);
        };
        const auto filtered = filter();
        QVERIFY(close(filtered, method::bilateral_filter(values, image, 50, 15), 1e-4));
        QVERIFY(torch::equal(filtered, filter()));
      }
  }

  void a_value_that_is_not_finite_is_refused() {
    auto image = smooth_image(1, 20, 20);
    image[0][1][3][4] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(
        method::bilateral_filter(torch::rand({1, 2, 20, 20}).to(gpu_), image.to(gpu_), 50, 15),
        Error);
  }

  void the_dense_energy_and_its_gradient_equal_the_cpus() {
    const auto image = torch::randn({2, 3, 96, 80});
    const auto scores = torch::randn({2, 21, 96, 80});
    const auto label = torch::randint(0, 21, {2, 96, 80}, torch::kInt64);
    const auto run = [&](torch::Device device) {
      auto logits = scores.to(device).detach().clone().requires_grad_(true);
      const auto loss = method::dense_energy_loss(image.to(device), logits, label.to(device));
      loss.backward();
      return std::pair{loss.detach(), logits.grad()};
    };
    const auto [loss, gradient] = run(gpu_);
    const auto [expected_loss, expected_gradient] = run(torch::kCPU);
    QVERIFY(close(loss, expected_loss, 1e-4));
    QVERIFY(close(gradient, expected_gradient, 1e-3));
  }

  void the_dense_crf_equals_the_cpus() {
    const image::Size size{101, 75};
    const auto rgb = smooth_image(1, size.height, size.width)[0].permute({1, 2, 0});
    const auto bytes = rgb.clamp(0, 255).to(torch::kUInt8).contiguous();
    const auto* const pixels = bytes.const_data_ptr<std::uint8_t>();
    const image::Image photo{size, {pixels, pixels + bytes.numel()}};
    for (const std::int64_t classes : {2, 21}) {
      const auto probability =
          torch::softmax(4 * torch::rand({classes, size.height, size.width}), 0).contiguous();
      const std::span<const float> planes(probability.const_data_ptr<float>(),
                                          static_cast<std::size_t>(probability.numel()));
      for (const auto& options : {crf::CrfOptions{}, label::pseudo_label_crf()}) {
        const auto run = [&](torch::Device device) {
          return torch::tensor(
              method::dense_crf(photo, planes, static_cast<int>(classes), options, device));
        };
        QVERIFY(close(run(gpu_), run(torch::kCPU), 2e-3));
        QVERIFY(torch::equal(run(gpu_), run(gpu_)));
      }
    }
  }

  void steps_equal_the_cpus() {
    Fixture here(gpu_), there(torch::kCPU);
    train::TrainStep on_gpu(here.student, here.teacher, here.options);
    train::TrainStep on_cpu(there.student, there.teacher, there.options);
    for (int i = 0; i < 6; ++i) {
      const auto ours = on_gpu.run(here.input, i), theirs = on_cpu.run(there.input, i);
      for (const auto& [part, value] : theirs.parts)
        QVERIFY2(std::abs(ours.parts.at(part) - value) <= 2e-3 * std::abs(value) + 1e-6,
                 qPrintable(QString("step %1, %2: %3 and %4")
                                .arg(i)
                                .arg(QString::fromStdString(part))
                                .arg(ours.parts.at(part))
                                .arg(value)));
    }
  }

  void the_same_seed_gives_the_same_losses() {
    for (const bool bf16 : {false, true}) {
      Fixture a(gpu_), b(gpu_);
      auto compute = compute_;
      compute.bf16 = bf16;
      const device::Autocast autocast(compute);
      train::TrainStep first(a.student, a.teacher, a.options);
      train::TrainStep second(b.student, b.teacher, b.options);
      QCOMPARE(losses(first, a.input, 0, 8), losses(second, b.input, 0, 8));
    }
  }

  void a_loaded_state_continues_to_the_last_bit() {
    Fixture whole(gpu_), part(gpu_), fresh(gpu_);
    train::TrainStep uninterrupted(whole.student, whole.teacher, whole.options);
    const auto expected = losses(uninterrupted, whole.input, 0, 8);
    train::TrainStep first(part.student, part.teacher, part.options);
    losses(first, part.input, 0, 4);
    train::TrainStep second(fresh.student, fresh.teacher, fresh.options);
    second.load(first.state());
    QCOMPARE(losses(second, fresh.input, 4, 8),
             (std::vector<double>(expected.begin() + 4, expected.end())));
  }

  void bf16_steps_stay_near_float32s() {
    Fixture plain(gpu_), rounded(gpu_);
    train::TrainStep exact(plain.student, plain.teacher, plain.options);
    const auto expected = losses(exact, plain.input, 0, 6);
    auto compute = compute_;
    compute.bf16 = true;
    const device::Autocast autocast(compute);
    train::TrainStep step(rounded.student, rounded.teacher, rounded.options);
    const auto values = losses(step, rounded.input, 0, 6);
    for (std::size_t i = 0; i < values.size(); ++i)
      QVERIFY2(std::abs(values[i] - expected[i]) <= 0.1 * std::abs(expected[i]),
               qPrintable(QString("%1 and %2").arg(values[i]).arg(expected[i])));
  }

 private:
  device::Compute compute_;
  torch::Device gpu_ = torch::kCPU;
};

QTEST_GUILESS_MAIN(TestGpu)
#include "test_gpu.moc"
