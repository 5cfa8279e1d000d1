#include <torch/torch.h>

#include <QtTest>

#include "model/bf16_blocks.h"

using namespace penumbra;

class TestBf16Blocks : public QObject {
  Q_OBJECT

  static model::Network network(int width, int heads) {
    model::NetworkOptions options;
    options.encoder.image_size = 64;
    options.encoder.width = width;
    options.encoder.depth = 4;
    options.encoder.heads = heads;
    options.encoder.cls_depth = 1;
    options.classes = 2;
    options.decoder_width = 16;
    options.projector = {.hidden = 16, .bottleneck = 8, .outputs = 8};
    model::Network network(options);
    model::initialise(network, 3);
    const torch::NoGradGuard no_gradient;
    // Larger than at the start of training, so that attention and GELU are far from linear.
    for (auto& parameter : network->encoder->parameters())
      if (parameter.dim() == 2) parameter.mul_(4);
    for (auto& item : network->encoder->named_parameters())
      if (item.key().ends_with(".bias")) item.value().uniform_(-0.2, 0.2);
    network->eval();
    return network;
  }

  static double relative_error(const torch::Tensor& got, const torch::Tensor& expected) {
    return ((got - expected).norm() / expected.norm()).item<double>();
  }

 private Q_SLOTS:
  void initTestCase() {
    if (!model::bf16_kernels_run()) QSKIP("this processor has no AVX512-BF16");
    torch::manual_seed(1);
  }

  void passes_agree_with_float32_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("one patch") << 64 << 1 << 16 << 16;
    QTest::newRow("a strip and a row") << 64 << 2 << 16 * 13 << 16;
    QTest::newRow("odd") << 96 << 1 << 16 * 7 << 16 * 11;
    QTest::newRow("more rows than a block") << 192 << 3 << 16 * 14 << 16 * 14;
  }

  void passes_agree_with_float32() {
    QFETCH(int, width);
    QFETCH(int, heads);
    QFETCH(int, rows);
    QFETCH(int, columns);
    auto net = network(width, heads);
    const auto image = torch::randn({3, 3, rows, columns});
    const torch::NoGradGuard no_gradient;
    const auto expected = net->encoder(image);
    const auto shortened = [&] {
      return net->encoder->forward(image, {}, {.cls = false, .patches = false});
    };
    const auto expected_aux = shortened().aux;
    {
      const model::Bf16Passes passes(net->encoder, true);
      const auto got = net->encoder(image);
      QVERIFY(!torch::equal(got.patches, expected.patches));
      for (const auto& [a, b] : {std::pair{got.patches, expected.patches},
                                 {got.aux, expected.aux},
                                 {got.cls, expected.cls},
                                 {shortened().aux, expected_aux}}) {
        const double error = relative_error(a, b);
        QVERIFY2(error < 0.02, qPrintable(QString::number(error)));
      }
    }
    QVERIFY(torch::equal(net->encoder(image).patches, expected.patches));
  }

  void results_depend_on_neither_threads_nor_batch() {
    auto net = network(64, 2);
    const auto images = torch::randn({5, 3, 80, 64});
    const torch::NoGradGuard no_gradient;
    const model::Bf16Passes passes(net->encoder, true);
    const auto together = net->encoder(images).patches;
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const auto alone = net->encoder(images.narrow(0, 3, 1)).patches;
    at::set_num_threads(threads);
    QVERIFY(torch::allclose(alone[0], together[3], 1e-5, 1e-6));
  }

  void gradients_take_the_modules() {
    auto net = network(64, 1);
    const auto image = torch::randn({1, 3, 64, 64});
    const auto expected = net->encoder(image).patches;
    const model::Bf16Passes passes(net->encoder, true);
    QVERIFY(torch::equal(net->encoder(image).patches, expected));
  }

  void other_widths_stay_in_float32() {
    auto net = network(48, 1);
    const auto image = torch::randn({1, 3, 64, 64});
    const torch::NoGradGuard no_gradient;
    const auto expected = net->encoder(image).patches;
    const model::Bf16Passes passes(net->encoder, true);
    QVERIFY(torch::equal(net->encoder(image).patches, expected));
  }
};

QTEST_GUILESS_MAIN(TestBf16Blocks)
#include "test_bf16_blocks.moc"
