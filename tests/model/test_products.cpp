#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>
#include <utility>
#include <vector>

#include "model/attention_kernel.h"
#include "model/bf16_kernels.h"
#include "model/dilated_convolution.h"
#include "model/float_kernels.h"
#include "model/linear.h"
#include "model/network.h"
#include "model/self_attention.h"

using namespace penumbra;
using torch::Tensor;

/// Products of the network's layers against LibTorch's own operators: values and gradients.
class TestProducts : public QObject {
  Q_OBJECT

  static Tensor variable(at::IntArrayRef sizes) { return torch::randn(sizes).requires_grad_(); }

  static double relative_error(const Tensor& got, const Tensor& expected) {
    return ((got - expected).norm() / expected.norm().clamp_min(1e-12)).item<double>();
  }

  /// The output and, of its product with a fixed tensor, the gradients of `inputs`.
  template <typename Forward>
  static std::vector<Tensor> run(const Forward& forward, const std::vector<Tensor>& inputs) {
    const auto out = forward();
    auto generator = at::detail::createCPUGenerator(7);
    const auto weight = torch::randn(out.sizes(), generator).to(out.dtype());
    std::vector<Tensor> results = {out.detach()};
    for (const auto& gradient : torch::autograd::grad({(out * weight).sum()}, inputs))
      results.push_back(gradient);
    return results;
  }

  static void compare(const std::vector<Tensor>& got, const std::vector<Tensor>& expected,
                      double tolerance) {
    QCOMPARE(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      QVERIFY(got[i].sizes() == expected[i].sizes());
      const double error = relative_error(got[i], expected[i]);
      QVERIFY2(error < tolerance, qPrintable(QString("%1: %2").arg(i).arg(error)));
    }
  }

 private Q_SLOTS:
  void init() { torch::manual_seed(3); }

  void a_dilated_convolution_is_a_convolution_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("smaller than the dilation") << 4 << 3;
    QTest::newRow("as large") << 5 << 14;
    QTest::newRow("larger") << 14 << 17;
  }

  void a_dilated_convolution_is_a_convolution() {
    QFETCH(int, rows);
    QFETCH(int, columns);
    const auto x = variable({2, 24, rows, columns}), weight = variable({16, 24, 3, 3});
    const auto expected = run([&] { return torch::conv2d(x, weight, {}, 1, 5, 5); }, {x, weight});
    const auto ours = [&] { return model::dilated_convolution(x, weight, 5); };
    compare(run(ours, {x, weight}), expected, 1e-5);
    const model::Bf16Products products(true);
    compare(run(ours, {x, weight}), expected, 0.01);
  }

  void linear_layers_are_close_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<bool>("bias");
    QTest::newRow("too few rows") << 7 << 64 << 96 << true;
    QTest::newRow("odd widths") << 50 << 33 << 7 << true;
    QTest::newRow("whole strips") << 48 << 32 << 64 << true;
    QTest::newRow("rows behind the last strip") << 49 << 64 << 32 << true;
    QTest::newRow("rows pages apart") << 61 << 1024 << 32 << true;
    QTest::newRow("no bias") << 100 << 64 << 96 << false;
    QTest::newRow("several blocks of rows and parts of outputs") << 700 << 96 << 1184 << true;
  }

  void linear_layers_are_close() {
    QFETCH(int, rows);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    QFETCH(bool, bias);
    const auto x = variable({1, rows, inputs}), weight = variable({outputs, inputs});
    std::vector<Tensor> parameters{x, weight};
    if (bias) parameters.push_back(variable({outputs}));
    const auto b = bias ? parameters.back() : Tensor();
    const auto plain = [&] { return torch::linear(x, weight, b); };
    const auto ours = [&] { return model::affine(x, weight, b); };
    compare(run(ours, parameters), run(plain, parameters), 3e-6);
    // One of them alone.
    for (const auto& parameter : parameters)
      compare(run(ours, {parameter}), run(plain, {parameter}), 3e-6);
    // Neither in the usual order of memory.
    const auto turned = variable({rows, 1, inputs});
    const auto other = variable({inputs, outputs});
    compare(
        run([&] { return model::affine(turned.transpose(0, 1), other.t(), b); }, {turned, other}),
        run([&] { return torch::linear(turned.transpose(0, 1), other.t(), b); }, {turned, other}),
        3e-6);
  }

  void sums_of_products_are_the_same_with_all_instructions() {
    constexpr std::int64_t rows = 300, a_columns = 29, b_columns = 96;
    const auto a = torch::randn({rows, 40}), b = torch::randn({rows, b_columns});
    const auto part = a.narrow(1, 3, a_columns);
    const std::vector<Tensor> expected{part.t().mm(b), part.sum(0)};
    for (const auto& kernels : model::available_float_kernels()) {
      const auto out = torch::full({a_columns, b_columns}, NAN), sums = torch::full(a_columns, NAN);
      kernels.sum_products(
          {part.const_data_ptr<float>(), 40, a_columns, b.const_data_ptr<float>(), b_columns, rows},
          out.data_ptr<float>(), sums.data_ptr<float>());
      compare({out, sums}, expected, 2e-6);
    }
  }

  void embedding_patches_is_a_convolution() {
    model::PatchEmbed embed(16, 64);
    const auto image = torch::randn({2, 3, 75, 85});  // 4 x 5 patches
    const auto parameters = embed->parameters();
    const auto plain = [&] {
      return torch::conv2d(image, parameters[0], parameters[1], 16).flatten(2).transpose(1, 2);
    };
    const auto expected = run(plain, parameters);
    compare(run([&] { return embed(image); }, parameters), expected, 3e-6);
    const model::Bf16Products products(true);  // it is not rounded
    compare(run([&] { return embed(image); }, parameters), expected, 3e-6);
    QVERIFY(torch::equal(embed(image)[1], embed(image.narrow(0, 1, 1))[0]));
  }

  void a_pass_of_the_encoder_is_as_in_double_precision() {
    model::EncoderOptions options;
    options.image_size = 96;
    options.width = 64;
    options.depth = 4;
    options.drop_path = 0;
    options.heads = 2;
    options.cls_depth = 1;
    model::Encoder encoder(options);
    {
      const torch::NoGradGuard no_gradient;
      for (auto& parameter : encoder->parameters()) parameter.normal_(0, 0.2);
    }
    model::Encoder exact(options);  // no kernel takes doubles
    exact->to(torch::kDouble);
    {
      const torch::NoGradGuard no_gradient;
      for (std::size_t i = 0; i < exact->parameters().size(); ++i)
        exact->parameters()[i].copy_(encoder->parameters()[i]);
    }
    const auto image = torch::randn({2, 3, 96, 80});
    const auto pass = [](model::Encoder& of, const Tensor& input) {
      const auto out = of(input);
      return torch::cat({out.patches.flatten(), out.cls.flatten(), out.aux.flatten()});
    };
    const auto used = [](const model::Encoder& of) {
      std::vector<Tensor> parameters;
      for (const auto& item : of->named_parameters())
        if (item.key() != "mask_token" && !item.key().ends_with(".k.bias"))  // softmax takes it out
          parameters.push_back(item.value());
      return parameters;
    };
    auto expected = run([&] { return pass(exact, image.to(torch::kDouble)); }, used(exact));
    for (auto& tensor : expected) tensor = tensor.to(torch::kFloat);
    compare(run([&] { return pass(encoder, image); }, used(encoder)), expected, 1e-4);
  }

  void linear_layers_in_bf16_are_close() {
    const auto x = variable({3, 40, 64}), weight = variable({96, 64}), bias = variable({96});
    const auto expected = run([&] { return torch::linear(x, weight, bias); }, {x, weight, bias});
    const auto ours = [&] { return model::affine(x, weight, bias); };
    compare(run(ours, {x, weight, bias}), expected, 1e-5);
    {
      const model::Bf16Products products(true);
      const auto got = run(ours, {x, weight, bias});
      compare(got, expected, 0.01);
      QVERIFY(!torch::equal(got[0], expected[0]));
      const torch::NoGradGuard no_gradient;
      QVERIFY(relative_error(model::affine(x, weight, bias), expected[0]) < 1e-5);
    }
    QVERIFY(!model::Bf16Products::active());
    compare(run(ours, {x, weight, bias}), expected, 1e-5);
  }

  void self_attention_is_close_data() {
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("scale");
    QTest::newRow("one token") << 1 << 1 << 64 << 1.0;
    QTest::newRow("a strip and a token") << 13 << 2 << 64 << 1.0;
    QTest::newRow("several panels") << 71 << 3 << 64 << 1.0;
    QTest::newRow("whole panels, not whole strips") << 64 << 1 << 32 << 1.0;
    QTest::newRow("several blocks, wide") << 98 << 2 << 96 << 1.0;
    QTest::newRow("large scores") << 40 << 2 << 64 << 20.0;
  }

  void self_attention_is_close() {
    QFETCH(int, tokens);
    QFETCH(int, heads);
    QFETCH(int, width);
    QFETCH(double, scale);
    const std::int64_t all = width * heads;
    const auto qkv = (torch::randn({2, tokens, 3 * all}) * scale).requires_grad_();
    const auto expected = run(
        [&] {
          const auto parts = qkv.view({2, tokens, 3, heads, width}).permute({2, 0, 3, 1, 4});
          return torch::scaled_dot_product_attention(parts[0], parts[1], parts[2])
              .transpose(1, 2)
              .reshape({2, tokens, all});
        },
        {qkv});
    const auto ours = [&] { return model::self_attention(qkv, heads); };
    QVERIFY(model::takes_self_attention(qkv, heads));
    const auto exact = run(ours, {qkv});
    compare(exact, expected, scale > 1 ? 1e-3 : 2e-6);
    {
      const torch::NoGradGuard no_gradient;
      QVERIFY(!model::takes_self_attention(qkv, heads));
    }
    if (scale > 1) return;  // the largest scores decide alone, and rounding changes them
    if (!model::bf16_kernels_run()) QSKIP("this processor has no AVX512-BF16");
    const model::Bf16Products products(true);
    const auto rounded = run(ours, {qkv});
    QVERIFY(!torch::equal(rounded[0], exact[0]));
    compare(rounded, expected, 0.01);
  }

  void attention_is_the_same_with_all_instructions() {
    const std::size_t tokens = 83, width = 64;
    const auto qkv = torch::randn({3, 83, 64}), of_out = torch::randn({83, 64});
    const auto rows = [&](int i) { return model::HeadRows{qkv[i].const_data_ptr<float>(), width}; };
    std::vector<Tensor> expected;
    for (const auto& kernels : model::available_attention_kernels()) {
      const auto out = torch::empty({83, 64}), log_sums = torch::empty({83});
      kernels.head(rows(0), tokens, rows(1), rows(2), tokens, width, out.data_ptr<float>(), width,
                   log_sums.data_ptr<float>());
      const auto products = (out * of_out).sum(1), gradient = torch::empty({3, 83, 64});
      const auto of = [&](int i) { return gradient[i].data_ptr<float>(); };
      const auto data = [&](int i) { return qkv[i].const_data_ptr<float>(); };
      kernels.backward({data(0), data(1), data(2), width, tokens, width},
                       {of_out.const_data_ptr<float>(), width, log_sums.const_data_ptr<float>(),
                        products.const_data_ptr<float>(), of(0), of(1), of(2), width});
      const std::vector<Tensor> got{out, log_sums, gradient};
      if (!expected.empty()) compare(got, expected, 2e-6);
      expected = got;
    }
  }
};

QTEST_GUILESS_MAIN(TestProducts)
#include "test_products.moc"
