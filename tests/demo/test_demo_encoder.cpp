#include <torch/types.h>
// LibTorch before Qt, whose macros it does not know.
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/error.h"
#include "label/contact_sheet.h"
#include "label/demo.h"
#include "model/models_folder.h"
#include "model/network.h"
#include "model/weights.h"
#include "train/demo_encoder.h"

namespace fs = std::filesystem;
using namespace penumbra;

namespace {

train::DemoEncoderOptions small() {
  train::DemoEncoderOptions options;
  options.materials = 6;
  options.steps = 4;
  options.batch = 2;
  options.image_size = 32;
  options.large_image_size = 48;
  options.threads = 1;
  return options;
}

}  // namespace

class TestDemoEncoder : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void it_is_a_pretrained_encoder_of_the_demo() {
    QTemporaryDir temporary;
    const auto file = fs::path(temporary.path().toStdString()) / "encoder.safetensors";
    JobControl control;
    NoProgress silent;
    const auto summary = train::make_demo_encoder(file, small(), control, silent);
    QVERIFY(summary.final_loss > 0 && summary.patch_accuracy >= 0);
    QVERIFY(fs::file_size(file) < 4 << 20);

    const auto state = model::read_state_dict(file);
    auto expected = model::encoder_preset("demo");
    const auto found = model::encoder_options_of(state);
    QCOMPARE(found.patch, expected.patch);
    QCOMPARE(found.width, expected.width);
    QCOMPARE(found.depth, expected.depth);
    QCOMPARE(found.heads, expected.heads);
    model::NetworkOptions options;
    options.encoder = expected;
    options.decoder_width = 1;
    options.projector = {.hidden = 1, .bottleneck = 1, .outputs = 1};
    model::Network network(options);
    QVERIFY(model::load_pretrained_encoder(network, state).empty());
  }

  void the_same_seed_gives_the_same_weights() {
    QTemporaryDir temporary;
    const auto folder = fs::path(temporary.path().toStdString());
    JobControl control;
    NoProgress silent;
    train::make_demo_encoder(folder / "a.safetensors", small(), control, silent);
    train::make_demo_encoder(folder / "b.safetensors", small(), control, silent);
    QVERIFY(read_file(folder / "a.safetensors") == read_file(folder / "b.safetensors"));
  }

  void wrong_options_and_a_stop_leave_the_old_file() {
    QTemporaryDir temporary;
    const auto file = fs::path(temporary.path().toStdString()) / "encoder.safetensors";
    write_file_atomically(file, std::string_view("old"));
    JobControl control;
    NoProgress silent;
    auto options = small();
    options.steps = 0;
    QVERIFY_EXCEPTION_THROWN(train::make_demo_encoder(file, options, control, silent), UsageError);
    control.request_stop();
    QVERIFY_EXCEPTION_THROWN(train::make_demo_encoder(file, small(), control, silent), Cancelled);
    QCOMPARE(read_file(file), std::string("old"));
  }

  void a_contact_sheet_shows_each_layer() {
    const image::Size size{40, 30};
    label::SheetRow row;
    row.caption = "scene: cat";
    auto& shown = row.inspection;
    shown.photo = {size, std::vector<std::uint8_t>(size.area() * 3, 200)};
    shown.cams.push_back({1, {size, std::vector<float>(size.area(), 1.0F)}});
    const image::LabelMap empty{size, std::vector<std::uint8_t>(size.area())};
    shown.uncertain = shown.cam_label = shown.refined = shown.segmentation = row.truth = empty;
    const dataset::Classes classes({"cat", "dog"});
    const auto plain = label::contact_sheet({row}, classes);
    QCOMPARE(plain.pixels.size(), plain.size.area() * 3);
    QVERIFY(label::contact_sheet({row, row}, classes).size.height > plain.size.height);
    for (auto* layer : {&shown.uncertain, &shown.refined, &shown.segmentation, &row.truth}) {
      layer->labels.assign(size.area(), 1);
      QVERIFY(label::contact_sheet({row}, classes).pixels != plain.pixels);
      layer->labels.assign(size.area(), 0);
    }
  }

  void the_demo_refuses_what_it_cannot_do() {
    QTemporaryDir temporary;
    const auto root = fs::path(temporary.path().toStdString());
    JobControl control;
    NoProgress silent;
    label::DemoRequest request;
    request.training = train::preset("demo");
    request.out = root / "out";
    request.weights = root / "missing.safetensors";
    QVERIFY_EXCEPTION_THROWN(label::run_demo(request, control, silent), Error);
    QVERIFY(!fs::exists(request.out));
    write_file_atomically(root / "mine.txt", std::string_view("mine"));
    request.out = root;
    QVERIFY_EXCEPTION_THROWN(label::run_demo(request, control, silent), Error);
    QCOMPARE(std::distance(fs::directory_iterator(root), {}), 1);
  }

  void models_are_found() {
    QCOMPARE(model::demo_encoder_file().filename(), fs::path("demo_encoder.safetensors"));
    QVERIFY(fs::is_directory(model::models_folder()));
  }
};

QTEST_GUILESS_MAIN(TestDemoEncoder)
#include "test_demo_encoder.moc"
