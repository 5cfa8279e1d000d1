#include <torch/types.h>

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <functional>
#include <limits>

#include "base/error.h"
#include "folders.h"
#include "model/convert.h"
#include "model/weights.h"
#include "small_network.h"

using namespace penumbra;
using model::StateDict;

namespace {

bool equal(const StateDict& a, const StateDict& b) {
  if (a.tensors.size() != b.tensors.size()) return false;
  for (const auto& [name, tensor] : a.tensors)
    if (!b.find(name) || !torch::equal(tensor, *b.find(name))) return false;
  return true;
}

std::string refusal(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& error) {
    return error.remedy().empty() ? "no remedy" : error.what();
  }
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  qWarning("'%s' is not in '%s'", part.c_str(), text.c_str());
  return false;
}

/// The network's encoder as pretrained weights: no class-attention stage, names after `prefix`.
StateDict pretrained(model::Network& network, const std::string& prefix = "") {
  StateDict state;
  state.where = "pretrained";
  for (const auto& parameter : network->encoder->named_parameters())
    if (!parameter.key().starts_with("cls_blocks.") && parameter.key() != "mask_token")
      state.tensors.emplace_back(prefix + parameter.key(), parameter.value().detach().clone());
  return state;
}

/// Cubic convolution with a = -0.75 (Keys 1981), half-pixel centres, edges repeated.
double bicubic(const torch::Tensor& grid, int to_side, int row, int column) {
  const auto from = grid.accessor<float, 2>();
  const int side = static_cast<int>(grid.size(0));
  const auto weight = [](double x) {
    constexpr double a = -0.75;
    x = std::abs(x);
    if (x <= 1) return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    return x < 2 ? a * (x * x * x - 5 * x * x + 8 * x - 4) : 0.0;
  };
  const double scale = static_cast<double>(side) / to_side;
  const double y = (row + 0.5) * scale - 0.5, x = (column + 0.5) * scale - 0.5;
  double sum = 0;
  for (int i = static_cast<int>(std::floor(y)) - 1; i <= static_cast<int>(std::floor(y)) + 2; ++i)
    for (int j = static_cast<int>(std::floor(x)) - 1; j <= static_cast<int>(std::floor(x)) + 2; ++j)
      sum += weight(y - i) * weight(x - j) *
             from[std::clamp(i, 0, side - 1)][std::clamp(j, 0, side - 1)];
  return sum;
}

}  // namespace

class TestWeightsNetwork : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void presets_are_those_of_deit() {
    QCOMPARE(model::encoder_preset("small").width, 384);
    QCOMPARE(model::encoder_preset("base").heads, 12);
    QVERIFY(contains(refusal([] { model::encoder_preset("huge"); }), "tiny, small, base"));
    for (const auto& name : model::encoder_preset_names())
      QCOMPARE(model::encoder_preset(name).width % model::encoder_preset(name).heads, 0);
  }

  void a_network_survives_each_format_data() {
    QTest::addColumn<QString>("ending");
    QTest::newRow("safetensors") << "safetensors";
    QTest::newRow("pth") << "pth";
    QTest::newRow("pt") << "pt";
  }
  void a_network_survives_each_format() {
    QFETCH(QString, ending);
    const QTemporaryDir folder;
    const auto file = folder.filePath("a." + ending).toStdString();
    auto network = small_network(), other = small_network(64, 4, 2);
    const auto state = model::state_of(network);
    QVERIFY(!equal(state, model::state_of(other)));
    model::write_state_dict(file, state);
    model::load_network(other, model::read_state_dict(file));
    QVERIFY(equal(state, model::state_of(other)));
  }

  void finds_student_and_teacher_and_half_precision() {
    auto student = small_network(64, 4, 1), teacher = small_network(64, 4, 2);
    auto target = small_network(64, 4, 3);
    StateDict both;
    both.where = "both";
    for (const auto& [name, tensor] : model::state_of(teacher).tensors)
      both.tensors.emplace_back("teacher.module." + name, tensor.to(torch::kFloat64));
    for (const auto& [name, tensor] : model::state_of(student).tensors)
      both.tensors.emplace_back("student." + name, tensor.to(torch::kBFloat16));
    both.tensors.emplace_back("center", torch::zeros({1, 12}));

    model::load_network(target, both, "teacher.");
    QVERIFY(equal(model::state_of(teacher), model::state_of(target)));
    model::load_network(target, both);
    const auto loaded = model::state_of(target);
    for (const auto& [name, tensor] : model::state_of(student).tensors)
      QVERIFY(torch::equal(loaded.at(name), tensor.to(torch::kBFloat16).to(torch::kFloat32)));
    QCOMPARE(loaded.at("encoder.norm.weight").scalar_type(), torch::kFloat32);
    QVERIFY(contains(refusal([&] { model::load_network(target, both, "ema."); }), "student."));
  }

  void refuses_another_network_and_leaves_this_one() {
    auto network = small_network();
    const auto before = model::state_of(network);
    auto state = model::state_of(small_network(80, 7, 2));
    state.where = "a.pth";
    const auto sizes = refusal([&] { model::load_network(network, state); });
    QVERIFY(contains(sizes, "a.pth: "));
    QVERIFY(contains(sizes, "4 have another size"));
    QVERIFY(contains(sizes, "encoder.pos_embed (1 x 26 x 24 in the file, 1 x 17 x 24 here)"));
    QVERIFY(contains(sizes, "top_classifier.weight (7 x 24 x 1 x 1 in the file, 4 x 24"));

    state = model::state_of(network);
    state.tensors[0].first = "encoder.something_else";
    const auto names = refusal([&] { model::load_network(network, state); });
    QVERIFY(contains(names, "tensors are missing (" + before.tensors[0].first + ")"));
    QVERIFY(contains(names, "1 are left over (encoder.something_else)"));

    state = model::state_of(network);
    state.tensors[1].second = state.tensors[1].second.to(torch::kInt64);
    QVERIFY(contains(refusal([&] { model::load_network(network, state); }), "Long in the file"));

    state = model::state_of(network);
    state.tensors[1].second.view(-1)[0] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(contains(refusal([&] { model::load_network(network, state); }),
                     "1 hold values that are no numbers (" + state.tensors[1].first + ")"));
    QVERIFY(equal(before, model::state_of(network)));
  }

  void reads_the_options_off_a_state() {
    auto network = small_network(80, 7);
    auto options = network->options();
    options.encoder.drop_path = model::EncoderOptions{}.drop_path;
    const auto state = model::state_of(network);
    QVERIFY(model::options_of(state) == options);
    auto bare = state;
    bare.metadata.clear();
    options.encoder.heads = 1;  // of width 24: 64 a head is the rule
    QVERIFY(model::options_of(bare) == options);
    bare.metadata["heads"] = "5";
    QVERIFY(contains(refusal([&] { model::options_of(bare); }), "5 heads"));
    bare.metadata["heads"] = "many";
    QVERIFY(contains(refusal([&] { model::options_of(bare); }), "many"));
    std::erase_if(bare.tensors, [](const auto& t) { return t.first == "top_classifier.weight"; });
    bare.metadata.clear();
    QVERIFY(contains(refusal([&] { model::options_of(bare); }), "top_classifier.weight"));
  }

  void loads_a_pretrained_encoder_under_each_naming_data() {
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QStringList>("others");
    QTest::newRow("timm") << "" << QStringList{"head.weight"};
    QTest::newRow("DeiT") << "model." << QStringList{"model.head.bias"};
    QTest::newRow("DINO") << "teacher.backbone." << QStringList{"student.module.head.mlp.0.weight"};
    QTest::newRow("data parallel") << "module." << QStringList{};
  }
  void loads_a_pretrained_encoder_under_each_naming() {
    QFETCH(QString, prefix);
    QFETCH(QStringList, others);
    auto source = small_network(64, 4, 1), target = small_network(64, 4, 2);
    const auto before = model::state_of(target);
    auto state = pretrained(source, prefix.toStdString());
    for (const auto& name : others) state.tensors.emplace_back(name.toStdString(), torch::ones(3));
    QVERIFY(model::load_pretrained_encoder(target, state).empty());
    const auto after = model::state_of(target);
    for (const auto& [name, tensor] : model::state_of(source).tensors) {
      const bool stays = !name.starts_with("encoder.") || name == "encoder.mask_token" ||
                         name.starts_with("encoder.cls_blocks.");
      QVERIFY(torch::equal(after.at(name), stays ? before.at(name) : tensor));
    }
  }

  void names_what_is_left_over() {
    auto source = small_network(), target = small_network(64, 4, 2);
    auto state = pretrained(source, "teacher.backbone.");
    for (const auto* name : {"teacher.head.mlp.0.weight", "teacher.backbone.dist_token",
                             "teacher.backbone.head_dist.weight"})
      state.tensors.emplace_back(name, torch::ones(3));
    const auto left = model::load_pretrained_encoder(target, state);
    QCOMPARE(left,
             (std::vector<std::string>{"teacher.head.mlp.0.weight", "teacher.backbone.dist_token",
                                       "teacher.backbone.head_dist.weight"}));
  }

  void a_checkpoint_of_this_project_brings_its_class_attention() {
    auto source = small_network(64, 4, 1), target = small_network(64, 9, 2);
    const auto left = model::load_pretrained_encoder(target, model::state_of(source));
    QVERIFY(!left.empty() && left.front().starts_with("decoder."));
    const auto after = model::state_of(target);
    for (const auto& [name, tensor] : model::state_of(source).tensors)
      if (name.starts_with("encoder.")) QVERIFY(torch::equal(after.at(name), tensor));
  }

  void resizes_positions_bicubically_and_keeps_the_class_part() {
    auto source = small_network(96), target = small_network(64, 4, 2);
    auto state = pretrained(source);
    for (const int tokens_before : {1, 2}) {
      auto& position = const_cast<torch::Tensor&>(*state.find("pos_embed"));
      const auto original = position.clone();
      if (tokens_before == 2)  // a distillation token between class and patches
        position = torch::cat(
            {position.narrow(1, 0, 1), torch::ones({1, 1, 24}), position.narrow(1, 1, 36)}, 1);
      model::load_pretrained_encoder(target, state);
      const auto loaded = model::state_of(target).at("encoder.pos_embed");
      QCOMPARE(loaded.size(1), std::int64_t{17});
      QVERIFY(torch::equal(loaded.narrow(1, 0, 1), original.narrow(1, 0, 1)));
      for (const int channel : {0, 23}) {
        const auto grid =
            original[0].narrow(0, 1, 36).select(1, channel).reshape({6, 6}).contiguous();
        for (int row = 0; row < 4; ++row)
          for (int column = 0; column < 4; ++column)
            QVERIFY(std::abs(loaded[0][1 + row * 4 + column][channel].item<double>() -
                             bicubic(grid, 4, row, column)) < 1e-6);
      }
      position = original;
    }
  }

  void refuses_another_encoder_and_leaves_this_one() {
    auto network = small_network();
    const auto before = model::state_of(network);
    const auto refused = [&](const StateDict& state) {
      return refusal([&] { model::load_pretrained_encoder(network, state); });
    };
    auto state = pretrained(network);
    state.tensors.emplace_back("blocks.0.ls1.gamma", torch::ones(24));
    QVERIFY(contains(refused(state), "blocks.0.ls1.gamma"));
    state = pretrained(network);
    std::erase_if(state.tensors, [](const auto& t) { return t.first == "blocks.3.norm2.bias"; });
    QVERIFY(contains(refused(state), "tensors are missing (blocks.3.norm2.bias)"));
    state = pretrained(network);
    for (auto& [name, tensor] : state.tensors)
      if (name == "pos_embed") tensor = torch::zeros({1, 20, 24});
    QVERIFY(contains(refused(state), "pos_embed (1 x 20 x 24 in the file, 1 x 17 x 24 here)"));
    QVERIFY(contains(refusal([&] { model::encoder_options_of(state); }), "square"));
    for (auto& [name, tensor] : state.tensors)
      if (name == "patch_embed.proj.weight") tensor = torch::zeros({24, 3, 14, 14});
    QVERIFY(contains(refusal([&] { model::encoder_options_of(state); }), "14 x 14"));
    QVERIFY(equal(before, model::state_of(network)));
  }

  void reads_and_refuses_the_sample_files() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("no folder with sample files (PENUMBRA_SHARED)");
    const auto checkpoints = *shared / "fixtures/checkpoints";
    const auto golden = model::read_state_dict(*shared / "fixtures/method/method_a.safetensors");
    StateDict student;
    for (const auto& [name, tensor] : golden.tensors)
      if (name.starts_with("student.")) student.tensors.emplace_back(name.substr(8), tensor);
    model::Network network(model::options_of(golden));
    const auto parameters = model::state_of(network).tensors.size();
    for (const auto* name : {"student_zip.pth", "student_legacy.pth"}) {
      const auto state = model::read_state_dict(checkpoints / name);
      QVERIFY(equal(state, student));
      QVERIFY(model::options_of(state) == network->options());
      model::initialise(network, 1);
      model::load_network(network, state);
      QVERIFY(equal(model::state_of(network), student));
    }
    const auto before = model::state_of(network);
    for (const auto* name : {"zip_format.pt", "legacy_format.pth", "lora_deit_tiny.safetensors"}) {
      const auto state = model::read_state_dict(checkpoints / name);
      const auto all = std::to_string(parameters) + " of " + std::to_string(parameters);
      const auto said = refusal([&] { model::load_network(network, state); });
      QVERIFY(contains(said, name) && contains(said, all + " tensors are missing (encoder."));
      QVERIFY(contains(said, std::to_string(state.tensors.size()) + " are left over ("));
      const auto encoder = refusal([&] { model::load_pretrained_encoder(network, state); });
      QVERIFY(contains(encoder, "are missing (cls_token, pos_embed, patch_embed.proj.weight"));
      QVERIFY(contains(encoder, std::to_string(state.tensors.size()) + " are left over ("));
      QVERIFY(!refusal([&] { model::options_of(state); }).empty());
      QVERIFY(!refusal([&] { model::encoder_options_of(state); }).empty());
    }
    QVERIFY(equal(model::state_of(network), before));
  }

  void loads_deit_tiny() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("no folder with weights (PENUMBRA_SHARED)");
    const auto state =
        model::read_state_dict(*shared / "weights/deit_tiny_patch16_224.safetensors");
    const auto options = model::encoder_options_of(state);
    QVERIFY(options == model::encoder_preset("tiny"));
    model::NetworkOptions sizes;
    sizes.encoder = options;
    sizes.decoder_width = 16;
    sizes.projector = {.hidden = 16, .bottleneck = 8, .outputs = 8};
    model::Network network(sizes);
    QVERIFY(model::load_pretrained_encoder(network, state).empty());
    const auto loaded = model::state_of(network);
    for (const auto& [name, tensor] : state.tensors)
      if (!name.starts_with("head.")) QVERIFY(torch::equal(loaded.at("encoder." + name), tensor));
    auto another = small_network();
    QVERIFY(contains(refusal([&] { model::load_pretrained_encoder(another, state); }),
                     "192 in the file"));
  }

  void converts_between_formats() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    auto state = model::state_of(small_network());
    state.tensors.emplace_back("count", torch::tensor(std::int64_t{7}));
    state.tensors.emplace_back("half", torch::ones(3, torch::kFloat16));
    model::write_state_dict(path / "a.safetensors", state);
    QCOMPARE(model::convert_checkpoint(path / "a.safetensors", path / "b.pth"),
             state.tensors.size());
    model::convert_checkpoint(path / "b.pth", path / "c.safetensors");
    const auto back = model::read_state_dict(path / "c.safetensors");
    QVERIFY(equal(back, state));
    QCOMPARE(back.at("half").scalar_type(), torch::kFloat16);
    const auto said =
        refusal([&] { model::convert_checkpoint(path / "b.pth", path / "c.safetensors"); });
    QVERIFY(contains(said, "exists already"));
    model::convert_checkpoint(path / "b.pth", path / "c.safetensors", true);
    QVERIFY(!refusal([&] { model::convert_checkpoint(path / "b.pth", path / "d.txt"); }).empty());
    QVERIFY(!std::filesystem::exists(path / "d.txt"));
  }
};

QTEST_APPLESS_MAIN(TestWeightsNetwork)
#include "test_weights_network.moc"
