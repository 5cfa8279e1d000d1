#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include "model/bf16_kernels.h"
#include "model/float_kernels.h"
#include "model/packed_blocks.h"

using namespace penumbra;

class TestPackedBlocks : public QObject {
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
  void initTestCase() { torch::manual_seed(1); }

  void passes_agree_with_the_modules_data() {
    QTest::addColumn<bool>("bf16");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const bool bf16 : {false, true}) {
      const auto row = [&](const char* name) -> QTestData& {
        return QTest::addRow("%s, %s", bf16 ? "bf16" : "float32", name) << bf16;
      };
      row("one patch") << 64 << 1 << 16 << 16;
      row("a strip and a row") << 64 << 2 << 16 * 13 << 16;
      row("odd") << 96 << 1 << 16 * 7 << 16 * 11;
      row("more rows than a block") << 192 << 3 << 16 * 14 << 16 * 14;
    }
  }

  void passes_agree_with_the_modules() {
    QFETCH(bool, bf16);
    QFETCH(int, width);
    QFETCH(int, heads);
    QFETCH(int, rows);
    QFETCH(int, columns);
    auto net = network(width, heads);
    if (bf16 && !model::can_pack(net->encoder->options(), model::BlockPrecision::Bf16))
      QSKIP("this processor gains nothing from bf16");
    const auto image = torch::randn({3, 3, rows, columns});
    const torch::NoGradGuard no_gradient;
    const auto expected = net->encoder(image);
    const auto shortened = [&] {
      return net->encoder->forward(image, {}, {.cls = false, .patches = false});
    };
    const auto expected_aux = shortened().aux;
    {
      const model::PackedPasses passes(net->encoder, bf16);
      const auto got = net->encoder(image);
      QVERIFY(!torch::equal(got.patches, expected.patches));
      for (const auto& [a, b] : {std::pair{got.patches, expected.patches},
                                 {got.aux, expected.aux},
                                 {got.cls, expected.cls},
                                 {shortened().aux, expected_aux}}) {
        const double error = relative_error(a, b);
        QVERIFY2(error < (bf16 ? 0.02 : 2e-6), qPrintable(QString::number(error)));
      }
    }
    QVERIFY(torch::equal(net->encoder(image).patches, expected.patches));
  }

  void results_depend_on_neither_threads_nor_batch_data() {
    QTest::addColumn<bool>("bf16");
    QTest::newRow("float32") << false;
    QTest::newRow("bf16") << true;
  }

  void results_depend_on_neither_threads_nor_batch() {
    QFETCH(bool, bf16);
    auto net = network(64, 2);
    const auto images = torch::randn({5, 3, 80, 64});
    const torch::NoGradGuard no_gradient;
    const model::PackedPasses passes(net->encoder, bf16);
    const auto together = net->encoder(images).patches;
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const auto alone = net->encoder(images.narrow(0, 3, 1)).patches;
    at::set_num_threads(threads);
    QVERIFY(torch::allclose(alone[0], together[3], 1e-5, 1e-6));
  }

  void passes_within_passes_give_back_what_was_there() {
    auto net = network(64, 1);
    const auto image = torch::randn({1, 3, 64, 64});
    const torch::NoGradGuard no_gradient;
    const model::PackedPasses outer(net->encoder, false);
    const auto expected = net->encoder(image).patches;
    { const model::PackedPasses inner(net->encoder, true); }
    QVERIFY(torch::equal(net->encoder(image).patches, expected));
  }

  void every_set_of_instructions_agrees_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("inputs");
    for (const int rows : {1, 11, 12, 37}) QTest::addRow("%d rows", rows) << rows << 96;
    QTest::newRow("rows pages apart") << 37 << 1024;
  }

  void every_set_of_instructions_agrees() {
    QFETCH(int, rows);
    QFETCH(int, inputs);
    constexpr int outputs = 64;
    const auto weight = torch::randn({outputs, inputs}), bias = torch::randn({outputs});
    const auto values = [](const torch::Tensor& t) {
      return model::CacheLines<float>(t.data_ptr<float>(), t.data_ptr<float>() + t.numel());
    };
    const auto layer =
        model::pack_float_linear(weight.data_ptr<float>(), bias.data_ptr<float>(), outputs, inputs);
    const auto gain = torch::randn({inputs}), shift = torch::randn({inputs});
    const model::PackedNorm norm{values(gain), values(shift), 1e-6F};
    const auto x = torch::zeros({rows + static_cast<int>(model::float_strip), inputs});
    x.narrow(0, 0, rows).normal_(0.3, 2);
    const auto used = x.narrow(0, 0, rows);
    const auto product = torch::linear(used, weight, bias);
    for (const auto& kernels : model::available_float_kernels()) {
      const auto check = [&](const char* what, const torch::Tensor& got,
                             const torch::Tensor& expected) {
        const double error = relative_error(got, expected);
        QVERIFY2(
            error < 1e-6,
            qPrintable(QString("%1, %2: %3").arg(what, kernels.instructions.data()).arg(error)));
      };
      const auto count = static_cast<std::size_t>(rows);
      const auto in = x.data_ptr<float>();
      auto out = torch::empty({rows, outputs});
      kernels.linear(in, count, layer, out.data_ptr<float>());
      check("linear", out, product);
      kernels.linear_gelu(in, count, layer, out.data_ptr<float>());
      check("gelu", out, torch::gelu(product));
      out.fill_(0.5);
      kernels.linear_add(in, count, layer, out.data_ptr<float>());
      check("add", out, product + 0.5);
      auto normed = torch::empty({rows, inputs});
      kernels.norm(in, count, norm, normed.data_ptr<float>());
      check("norm", normed, torch::layer_norm(used, {inputs}, gain, shift, 1e-6));
    }
  }

  void gradients_take_the_modules() {
    auto net = network(64, 1);
    const auto image = torch::randn({1, 3, 64, 64});
    const auto expected = net->encoder(image).patches;
    const model::PackedPasses passes(net->encoder, true);
    QVERIFY(torch::equal(net->encoder(image).patches, expected));
  }

  void other_widths_take_the_modules() {
    auto net = network(48, 1);
    const auto image = torch::randn({1, 3, 64, 64});
    const torch::NoGradGuard no_gradient;
    const auto expected = net->encoder(image).patches;
    const model::PackedPasses passes(net->encoder, true);
    QVERIFY(torch::equal(net->encoder(image).patches, expected));
  }
};

QTEST_GUILESS_MAIN(TestPackedBlocks)
#include "test_packed_blocks.moc"
