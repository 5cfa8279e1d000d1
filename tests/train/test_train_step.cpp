#include <torch/nn/functional/loss.h>
#include <torch/nn/functional/upsampling.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include "base/error.h"
#include "device/precision.h"
#include "train/train_step.h"

using namespace penumbra;

namespace {

struct Fixture {
  train::TrainOptions options = train::preset("voc-mini");
  model::Network student{nullptr}, teacher{nullptr};
  train::StepInput input;

  Fixture() {
    options.image_size = 64;
    options.mask_block = 32;
    options.steps = 10;
    options.warm_up = 0.2;
    options.segmentation_from = options.energy_from = 0.2;
    options.uncertain_from = 0.4;
    model::NetworkOptions network;
    network.encoder = {.image_size = 64, .patch = 16, .width = 24, .depth = 4, .heads = 2};
    network.classes = 3;
    network.decoder_width = 8;
    network.projector = {.hidden = 16, .bottleneck = 8, .outputs = 12};
    student = model::Network(network);
    model::initialise(student, 7);
    teacher = model::Network(network);
    model::copy_parameters(teacher, student);
    torch::manual_seed(3);
    input.view1 = torch::randn({2, 3, 64, 64});
    input.view2 = torch::randn({2, 3, 64, 64});
    input.class_labels = torch::tensor({1, 0, 1, 0, 1, 0}, torch::kInt64).view({2, 3});
  }
  train::TrainStep step() { return {student, teacher, options}; }
};

/// Of two images of 64 px: a patch with more of class 2 than of class 1, and two of background.
torch::Tensor said() {
  auto evidence = torch::full({2, 64, 64}, 255, torch::kInt64);
  evidence[0].slice(0, 2, 6).slice(1, 2, 6).fill_(2);
  evidence[0][9].slice(0, 1, 5).fill_(1);
  evidence[1].slice(0, 50, 60).slice(1, 40, 60).fill_(0);
  return evidence;
}

std::vector<double> losses(train::TrainStep& step, const train::StepInput& input, int from,
                           int to) {
  std::vector<double> values;
  for (int i = from; i < to; ++i) values.push_back(step.run(input, i).loss);
  return values;
}

}  // namespace

class TestTrainStep : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void parts_appear_in_their_phase() {
    Fixture f;
    auto step = f.step();
    const auto early = step.run(f.input, 0);
    QVERIFY(!early.parts.contains("segmentation") && !early.parts.contains("energy"));
    QVERIFY(early.parts.contains("affinity") && early.parts.contains("fsr_patch"));
    const auto late = step.run(f.input, 5);
    QVERIFY(late.parts.contains("segmentation") && late.parts.contains("energy"));
  }

  void targets_hold_only_what_is_read() {
    Fixture f;
    f.options.affinity_weight = 0;
    auto step = f.step();
    const auto early = step.targets(f.input, 0);
    QVERIFY(!early.label.defined() && !early.pairs.defined() && early.hidden.defined());
    f.options.masked_view = false;
    auto single = f.step();
    QVERIFY(!single.targets(f.input, 0).hidden.defined());
    QVERIFY(!single.has_teacher());
  }

  void same_seed_same_losses() {
    Fixture a, b;
    auto first = a.step(), second = b.step();
    QCOMPARE(losses(first, a.input, 0, 6), losses(second, b.input, 0, 6));
  }

  void a_loaded_state_continues_to_the_last_bit() {
    Fixture whole, part;
    auto uninterrupted = whole.step();
    const auto expected = losses(uninterrupted, whole.input, 0, 8);
    auto first = part.step();
    losses(first, part.input, 0, 4);
    const auto state = first.state();
    Fixture fresh;
    auto second = fresh.step();
    second.load(state);
    QCOMPARE(losses(second, fresh.input, 4, 8),
             (std::vector<double>(expected.begin() + 4, expected.end())));
  }

  void products_in_bf16_train_all_that_float32_does() {
    // The CAMs of a step take the student's weights without gradients before its losses do with.
    device::Compute compute;
    compute.bf16 = true;
    Fixture plain, rounded;
    const auto gradients = [](Fixture& f) {
      auto step = f.step();
      step.losses(f.input, step.targets(f.input, 5), 5).total.backward();
      std::vector<std::string> names;
      for (const auto& item : f.student->named_parameters())
        if (item.value().grad().defined()) names.push_back(item.key());
      return names;
    };
    const auto expected = gradients(plain);
    const device::Autocast autocast(compute);
    QCOMPARE(gradients(rounded), expected);
    QVERIFY(!expected.empty());
    auto step = rounded.step();
    for (const double loss : losses(step, rounded.input, 0, 6)) QVERIFY(std::isfinite(loss));
  }

  void instant_labels_replace_cams() {
    Fixture f;
    auto step = f.step();
    f.input.instant_label = torch::randint(0, 3, {2, 64, 64}, torch::kInt64);
    f.input.instant_uncertain = torch::zeros({2, 64, 64}, torch::kBool);
    f.input.instant_uncertain.slice(1, 0, 32).fill_(true);
    const auto targets = step.targets(f.input, 5);
    QVERIFY(torch::equal(targets.label, f.input.instant_label));
    QVERIFY(targets.hidden.slice(1, 0, 2).all().item<bool>());  // both uncertain blocks of 4
    QVERIFY(!targets.hidden.slice(1, 2, 4).any().item<bool>());
    QVERIFY(std::isfinite(step.run(f.input, 5).loss));
  }

  void with_zero_weights_evidence_is_never_seen() {
    Fixture plain, asked, unsaid;
    plain.options.evidence_weight = plain.options.evidence_margin_weight = 0;
    asked.options = plain.options;
    asked.input.evidence = said();
    auto without = plain.step(), with = asked.step(), silent = unsaid.step();
    const auto expected = losses(without, plain.input, 0, 6);
    QCOMPARE(losses(with, asked.input, 0, 6), expected);
    QVERIFY(!with.run(asked.input, 6).parts.contains("evidence"));
    // Neither do the weights count where nothing is said.
    QCOMPARE(losses(silent, unsaid.input, 0, 6), expected);
  }

  void evidence_is_above_labels() {
    for (const bool instant : {false, true}) {
      Fixture before, after;
      if (instant)
        before.input.instant_label = after.input.instant_label =
            torch::randint(0, 3, {2, 64, 64}, torch::kInt64);
      after.input.evidence = said();
      auto first = before.step(), second = after.step();
      torch::manual_seed(1);
      const auto plain = first.targets(before.input, 5);
      torch::manual_seed(1);
      const auto targets = second.targets(after.input, 5);
      QVERIFY(torch::equal(targets.hidden, plain.hidden));
      const auto known = after.input.evidence != 255;
      QVERIFY(torch::equal(targets.label.masked_select(known),
                           after.input.evidence.masked_select(known)));
      QVERIFY(torch::equal(targets.label.masked_select(~known), plain.label.masked_select(~known)));
      // Three patches are said: one of class 2 by its majority, two of background.
      QCOMPARE((targets.evidence_patches != 255).sum().item<int>(), 3);
      QCOMPARE(targets.evidence_patches[0][0][0].item<int>(), 2);
      QCOMPARE(targets.evidence_patches[1][3][3].item<int>(), 0);
      QCOMPARE(targets.evidence_patches[1][3][2].item<int>(), 0);
      QCOMPARE(targets.pairs[1][14][15].item<int>(), 1);
    }
  }

  void terms_of_evidence_are_what_a_plain_computation_says() {
    Fixture f;
    f.options.drop_path = 0;
    f.input.evidence = said();
    auto step = f.step();
    f.student->eval();
    const auto got = step.losses(f.input, step.targets(f.input, 5), 5);
    const auto encoded = f.student->encoder->forward(f.input.view1);
    const auto map = model::as_map(encoded.patches, encoded.rows, encoded.columns);
    const auto aux = model::as_map(encoded.aux, encoded.rows, encoded.columns);
    namespace F = torch::nn::functional;
    const auto logits =
        F::interpolate(f.student->decoder(map), F::InterpolateFuncOptions()
                                                    .size(std::vector<std::int64_t>{64, 64})
                                                    .mode(torch::kBilinear)
                                                    .align_corners(false));
    const auto entropy =
        F::cross_entropy(logits, f.input.evidence, F::CrossEntropyFuncOptions().ignore_index(255));
    QVERIFY(std::abs(got.parts.at("evidence") - entropy.item<double>()) < 1e-5);

    double margin = 0;
    for (const auto& scores : {f.student->top_classifier(map), f.student->aux_classifier(aux)}) {
      double sum = 0;
      const auto add = [&](int image, int row, int column, int label) {
        for (int k = 0; k < 3; ++k) {
          const double x = scores[image][k][row][column].item<double>();
          const double sign = k + 1 == label ? 1 : -1;
          sum += std::log1p(std::exp(-sign * x)) / 3;
        }
      };
      add(0, 0, 0, 2);
      add(1, 3, 2, 0);
      add(1, 3, 3, 0);
      margin += sum / 3;
    }
    QVERIFY(std::abs(got.parts.at("evidence_margin") - margin) < 1e-5);
  }

  void evidence_alone_teaches_encoder_decoder_and_classifiers() {
    Fixture f;
    f.options = train::preset("quick");
    f.options.image_size = 64;
    f.options.classification_weight = f.options.affinity_weight = 0;
    f.options.segmentation_weight = 0;
    f.input.view2 = torch::Tensor();
    f.input.evidence = said();
    auto step = f.step();
    const auto found = step.losses(f.input, step.targets(f.input, 0), 0);
    QCOMPARE(found.parts.size(), std::size_t(2));
    found.total.backward();
    for (const auto& name : {"encoder.patch_embed.proj.weight", "decoder.conv6.weight",
                             "top_classifier.weight", "aux_classifier.weight"}) {
      const auto gradient = f.student->named_parameters()[name].grad();
      QVERIFY2(gradient.defined() && gradient.abs().sum().item<double>() > 0, name);
    }
    const double before = step.run(f.input, 0).parts.at("evidence");
    for (int i = 1; i < 20; ++i) step.run(f.input, i);
    QVERIFY(step.run(f.input, 20).parts.at("evidence") < before);
  }

  void local_views_take_part() {
    Fixture f;
    auto step = f.step();
    f.input.local_views = torch::randn({4, 3, 32, 32});
    const auto with = step.losses(f.input, step.targets(f.input, 0), 0);
    QVERIFY(std::isfinite(with.parts.at("fsr_class")));
  }

  void a_loss_that_is_not_finite_leaves_the_parameters() {
    Fixture f;
    auto step = f.step();
    const auto before = f.student->parameters()[3].clone();
    f.input.view1[0][0][0][0] = std::numeric_limits<float>::quiet_NaN();
    try {
      step.run(f.input, 0);
      QFAIL("no error");
    } catch (const Error& error) {
      QVERIFY(error.reason().find("classification") != std::string::npos);
    }
    QVERIFY(torch::equal(before, f.student->parameters()[3]));
  }
};

QTEST_GUILESS_MAIN(TestTrainStep)
#include "test_train_step.moc"
