#include <sys/resource.h>
#include <torch/types.h>

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/decode.h"
#include "image/mask.h"
#include "model/weights.h"
#include "train/estimate.h"
#include "train/memory_estimate.h"
#include "train/metrics_log.h"
#include "train/previews.h"
#include "train/run_folder.h"
#include "train/run_summary.h"
#include "train/trainer.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::train;

namespace {

/// Photos of one coloured square on a grey ground; its colour is its class.
dataset::Dataset squares(const fs::path& folder, int count) {
  dataset::Dataset data;
  data.root = folder;
  data.classes = dataset::Classes({"red", "green"});
  fs::create_directories(folder);
  for (int i = 0; i < count; ++i) {
    const int tag = i % 2 + 1;
    image::Image photo{{70, 60}, std::vector<std::uint8_t>(70 * 60 * 3, 90)};
    image::LabelMap truth{photo.size, std::vector<std::uint8_t>(70 * 60, 0)};
    for (int y = 10; y < 45; ++y)
      for (int x = 10 + i; x < 50 + i; ++x) {
        const auto at = static_cast<std::size_t>(y * 70 + x);
        photo.pixels[at * 3 + static_cast<std::size_t>(tag - 1)] = 220;
        truth.labels[at] = static_cast<std::uint8_t>(tag);
      }
    dataset::Item item;
    item.id = std::to_string(i);
    item.image = folder / (item.id + ".png");
    item.size = photo.size;
    item.tags = {tag};
    item.tagged = true;
    item.truth = folder / (item.id + "-truth.png");
    image::write_png(item.image, photo);
    image::write_mask(std::get<fs::path>(item.truth), truth);
    data.items.push_back(item);
  }
  return data;
}

TrainOptions small_options() {
  auto options = preset("voc-mini");
  options.encoder = "demo";
  options.image_size = 64;
  options.mask_block = 16;
  options.decoder_width = 16;
  options.projector_hidden = 32;
  options.projector_bottleneck = 16;
  options.projector_outputs = 32;
  options.steps = 8;
  options.batch = 2;
  options.checkpoint_every = 3;
  options.validate_every = 0;
  options.seed = 11;
  return options;
}

RunRequest small_run(const fs::path& data, const fs::path& run) {
  RunRequest request;
  request.training = squares(data, 6);
  request.run_folder = run;
  request.options = small_options();
  request.device = {.device = "cpu", .precision = "float32", .threads = 1};
  return request;
}

/// Of the first two images: the truth in their left half.
dataset::EvidenceSource evidence(const dataset::Dataset& data) {
  return {
      [ids = std::unordered_set<std::string>{data.items[0].id, data.items[1].id}] { return ids; },
      [](const dataset::Item& item) {
        auto said = dataset::load_truth(item);
        for (std::size_t i = 0; i < said.labels.size(); ++i)
          if (i % 70 >= 35) said.labels[i] = image::ignore_label;
        return said;
      }};
}

struct Recorder : TrainObserver {
  std::vector<StepMetrics> steps;
  std::vector<ValidationMetrics> validations;
  std::function<void(const StepMetrics&)> after_step = [](const StepMetrics&) {};
  void on_step(const StepMetrics& metrics) override {
    steps.push_back(metrics);
    after_step(metrics);
  }
  void on_validation(const ValidationMetrics& metrics) override { validations.push_back(metrics); }
};

struct Messages : NoProgress {
  QStringList texts;
  void message(Severity, const std::string& text) override {
    texts.push_back(QString::fromStdString(text));
  }
};

RunResult run_to_end(RunRequest request, TrainObserver* observer = nullptr) {
  JobControl control;
  NoProgress progress;
  return Trainer(std::move(request)).run(control, progress, observer);
}

/// What of the metrics does not depend on time.
void compare(const std::vector<StepMetrics>& a, const std::vector<StepMetrics>& b) {
  QCOMPARE(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    QCOMPARE(a[i].step, b[i].step);
    QVERIFY2(a[i].loss == b[i].loss, qPrintable(QString("step %1: %2 and %3")
                                                    .arg(a[i].step)
                                                    .arg(a[i].loss, 0, 'g', 17)
                                                    .arg(b[i].loss, 0, 'g', 17)));
    QVERIFY(a[i].parts == b[i].parts);
    QVERIFY(a[i].learning_rate == b[i].learning_rate);
  }
}

void compare_checkpoints(const fs::path& a, const fs::path& b) {
  const auto first = model::read_state_dict(a), second = model::read_state_dict(b);
  QCOMPARE(first.tensors.size(), second.tensors.size());
  for (const auto& [name, tensor] : first.tensors)
    QVERIFY2(torch::equal(tensor, second.at(name)), name.c_str());
}

template <typename Work>
QString failure(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

class TestTrainer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void a_run_fills_its_folder() {
    Recorder recorder;
    const auto result = run_to_end(small_run(path() / "data", run()), &recorder);
    QCOMPARE(result.steps, std::int64_t(8));
    QCOMPARE(recorder.steps.size(), std::size_t(8));
    QVERIFY(read_run_options(run()) == small_options());
    compare(read_metrics(run()).steps, recorder.steps);
    QVERIFY(recorder.steps.back().parts.contains("segmentation"));
    QVERIFY(recorder.steps.back().memory_bytes > 0);
    QVERIFY(read_file(run() / "log.txt").find("closed form") != std::string::npos);
    int events = 0;
    for (const auto& entry : fs::directory_iterator(run()))
      events += entry.path().filename().string().starts_with("events.out.tfevents.");
    QCOMPARE(events, 1);
    QCOMPARE(*last_checkpoint(run()), result.last_checkpoint);
    QCOMPARE(list_checkpoints(run()).size(), std::size_t(3));
    const auto checkpoint = model::read_state_dict(result.last_checkpoint);
    QCOMPARE(checkpoint.metadata.at("step"), std::string("8"));
    QVERIFY(checkpoint.find("student.encoder.cls_token") &&
            checkpoint.find("teacher.decoder.conv8.weight"));
  }

  void the_seed_decides_the_losses() {
    Recorder first, second, other;
    run_to_end(small_run(path() / "data", path() / "a"), &first);
    run_to_end(small_run(path() / "data", path() / "b"), &second);
    compare(first.steps, second.steps);
    compare_checkpoints(*last_checkpoint(path() / "a"), *last_checkpoint(path() / "b"));
    auto request = small_run(path() / "data", path() / "c");
    request.options.seed = 12;
    run_to_end(std::move(request), &other);
    QVERIFY(first.steps[0].loss != other.steps[0].loss);
  }

  void a_stopped_run_goes_on_as_if_it_had_not_been() {
    run_to_end(small_run(path() / "data", path() / "whole"));
    JobControl control;
    NoProgress progress;
    Recorder recorder;
    recorder.after_step = [&](const StepMetrics& metrics) {
      if (metrics.step == 4) control.request_stop();
    };
    Trainer trainer(small_run(path() / "data", run()));
    QVERIFY_EXCEPTION_THROWN(trainer.run(control, progress, &recorder), Cancelled);
    QCOMPARE(recorder.steps.size(), std::size_t(4));
    QCOMPARE(list_checkpoints(run()).back().step, std::int64_t(4));

    auto request = small_run(path() / "data", run());
    request.resume = true;
    run_to_end(std::move(request));
    compare(read_metrics(run()).steps, read_metrics(path() / "whole").steps);
    compare_checkpoints(*last_checkpoint(run()), *last_checkpoint(path() / "whole"));
  }

  void a_run_learns_from_what_is_said() {
    const auto asked = [&](const fs::path& folder) {
      auto request = small_run(path() / "data", folder);
      request.evidence = evidence(request.training);
      return request;
    };
    Recorder plain, with, ignored;
    run_to_end(small_run(path() / "data", path() / "plain"), &plain);
    run_to_end(asked(path() / "whole"), &with);
    for (const char* part : {"evidence", "evidence_margin"})
      QVERIFY(std::ranges::any_of(read_metrics(path() / "whole").steps,
                                  [&](const auto& step) { return step.parts.contains(part); }));
    QVERIFY(with.steps.back().loss != plain.steps.back().loss);
    QVERIFY(read_file(path() / "whole" / "log.txt").find("said of 2 images") != std::string::npos);

    auto zero = asked(path() / "zero");
    zero.options.evidence_weight = zero.options.evidence_margin_weight = 0;
    run_to_end(std::move(zero), &ignored);
    compare(ignored.steps, plain.steps);

    // Stopped, it goes on as if it had not been.
    JobControl control;
    NoProgress progress;
    Recorder recorder;
    recorder.after_step = [&](const StepMetrics& metrics) {
      if (metrics.step == 4) control.request_stop();
    };
    Trainer trainer(asked(run()));
    QVERIFY_EXCEPTION_THROWN(trainer.run(control, progress, &recorder), Cancelled);
    auto again = asked(run());
    again.resume = true;
    run_to_end(std::move(again));
    compare(read_metrics(run()).steps, with.steps);
    compare_checkpoints(*last_checkpoint(run()), *last_checkpoint(path() / "whole"));
  }

  void a_run_starts_from_another_one() {
    run_to_end(small_run(path() / "data", path() / "first"));
    const auto start = *last_checkpoint(path() / "first");
    auto request = small_run(path() / "data", run());
    request.from = start;
    request.options.steps = 2;
    run_to_end(request);
    const auto before = model::read_state_dict(start);
    const auto zero = model::read_state_dict(checkpoint_file({run()}, 0));
    int networks = 0;
    for (const auto& [name, tensor] : before.tensors) {
      if (!name.starts_with("student.") && !name.starts_with("teacher.")) continue;
      QVERIFY2(torch::equal(tensor, zero.at(name)), name.c_str());
      ++networks;
    }
    QVERIFY(networks > 100);
    QVERIFY(read_file(run() / "log.txt").find("closed form") == std::string::npos);
    // The optimiser is a new one.
    for (const auto& [name, tensor] : zero.tensors)
      if (name.starts_with("optimizer.")) QVERIFY2(!tensor.any().item<bool>(), name.c_str());

    // A student alone makes its own teacher.
    auto quick = small_run(path() / "data", path() / "quick");
    quick.options.masked_view = false;
    quick.options.fsr_class_weight = quick.options.fsr_patch_weight = 0;
    quick.from = start;
    quick.options.steps = 1;
    run_to_end(quick);
    request.from = *last_checkpoint(path() / "quick");
    request.run_folder = path() / "third";
    run_to_end(request);
    const auto third = model::read_state_dict(checkpoint_file({path() / "third"}, 0));
    for (const auto& [name, tensor] : third.tensors)
      if (name.starts_with("student."))
        QVERIFY(torch::equal(tensor, third.at("teacher." + name.substr(8))));

    auto other = small_run(path() / "data", path() / "other");
    other.training.classes = dataset::Classes({"red", "blue"});
    other.from = start;
    QVERIFY(failure([&] { Trainer trainer(other); }).contains("other classes"));
    other = small_run(path() / "data", path() / "other");
    other.from = start;
    other.weights = start;
    QVERIFY(failure([&] { Trainer trainer(other); }).contains("beside weights"));
    QVERIFY(!fs::exists(path() / "other"));
  }

  void one_run_is_trained_by_one_program_at_a_time() {
    JobControl control;
    NoProgress progress;
    Recorder recorder;
    QString refused;
    recorder.after_step = [&](const StepMetrics& metrics) {
      if (metrics.step != 2) return;
      QVERIFY(FileLock::held(RunFolder{run()}.lock()));
      QVERIFY(summarise_run(run()).running);
      auto second = small_run(path() / "data", run());
      second.resume = true;
      JobControl other;
      refused = failure([&] { Trainer(second).run(other, progress); });
      control.request_stop();
    };
    Trainer trainer(small_run(path() / "data", run()));
    QVERIFY_EXCEPTION_THROWN(trainer.run(control, progress, &recorder), Cancelled);
    QVERIFY2(refused.contains("is being trained by process"), qPrintable(refused));
    QVERIFY(!summarise_run(run()).running);
    auto again = small_run(path() / "data", run());
    again.resume = true;
    run_to_end(std::move(again));
  }

  void a_killed_run_goes_on_as_if_it_had_not_been() {
    run_to_end(small_run(path() / "data", path() / "whole"));
    QProcess child;
    child.start(
        QCoreApplication::applicationFilePath(),
        {"--train", QString::fromStdString(path() / "data"), QString::fromStdString(run())});
    QVERIFY(child.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(read_metrics(run()).steps.size() >= 5, 60000);
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);

    auto request = small_run(path() / "data", run());
    request.resume = true;
    run_to_end(std::move(request));
    compare(read_metrics(run()).steps, read_metrics(path() / "whole").steps);
    compare_checkpoints(*last_checkpoint(run()), *last_checkpoint(path() / "whole"));
  }

  void a_run_on_instant_labels_makes_them_once_and_goes_on_from_them() {
    const auto request = [&](const fs::path& folder) {
      auto asked = small_run(path() / "data", folder);
      const auto instant = preset("quick");
      asked.options.segmentation_target = instant.segmentation_target;
      asked.options.masked_view = instant.masked_view;
      asked.options.fsr_class_weight = asked.options.fsr_patch_weight = 0;
      asked.options.energy_weight = 0;
      asked.options.rounds = 2;
      return asked;
    };
    run_to_end(request(path() / "whole"));
    for (const char* round : {"round-1", "round-2"})
      QVERIFY(fs::exists(path() / "whole" / "labels" / round / "instant" / "0.png"));
    const auto steps = read_metrics(path() / "whole").steps;
    QVERIFY(steps.back().parts.contains("segmentation"));
    QVERIFY(!steps.back().parts.contains("fsr_class"));

    JobControl control;
    NoProgress progress;
    Recorder recorder;
    recorder.after_step = [&](const StepMetrics& metrics) {
      if (metrics.step == 5) control.request_stop();
    };
    Trainer trainer(request(run()));
    QVERIFY_EXCEPTION_THROWN(trainer.run(control, progress, &recorder), Cancelled);
    auto again = request(run());
    again.resume = true;
    run_to_end(again);
    compare(read_metrics(run()).steps, steps);
    compare_checkpoints(*last_checkpoint(run()), *last_checkpoint(path() / "whole"));
  }

  void masks_and_instant_labels_go_together() {
    auto request = small_run(path() / "data", run());
    request.options.segmentation_target = "instant";
    request.options.uncertain_from = 0;
    Recorder recorder;
    run_to_end(request, &recorder);
    QVERIFY(recorder.steps.back().parts.contains("fsr_patch"));
    QVERIFY(fs::exists(run() / "labels" / "round-1" / "uncertain" / "0.png"));
  }

  void a_paused_run_waits() {
    JobControl control;
    NoProgress progress;
    Recorder recorder;
    std::jthread resumer;
    recorder.after_step = [&](const StepMetrics& metrics) {
      if (metrics.step != 2) return;
      control.pause();
      resumer = std::jthread([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        QCOMPARE(recorder.steps.size(), std::size_t(2));
        control.resume();
      });
    };
    Trainer(small_run(path() / "data", run())).run(control, progress, &recorder);
    QCOMPARE(recorder.steps.size(), std::size_t(8));
  }

  void validation_measures_student_and_teacher_and_keeps_the_best() {
    auto request = small_run(path() / "data", run());
    request.validation = squares(path() / "validation", 3);
    request.options.validate_every = 4;
    Recorder recorder;
    run_to_end(request, &recorder);
    QCOMPARE(recorder.validations.size(), std::size_t(2));
    for (const char* name : {"student_cam", "student_aux_cam", "student_segmentation",
                             "teacher_cam", "teacher_aux_cam", "teacher_segmentation"}) {
      const double miou = recorder.validations[1].miou.at(name);
      QVERIFY(miou >= 0 && miou <= 100);
    }
    QVERIFY(recorder.validations[1].tag_f1 >= 0 && recorder.validations[1].tag_f1 <= 1);
    QCOMPARE(read_metrics(run()).validations.size(), std::size_t(2));
    const auto best = best_checkpoint(run());
    QVERIFY(best && fs::exists(best->file));
    // Validation changes nothing of the training.
    run_to_end(small_run(path() / "data", path() / "without"));
    compare(read_metrics(run()).steps, read_metrics(path() / "without").steps);
  }

  void previews_are_kept_and_change_nothing() {
    auto request = small_run(path() / "data", run());
    request.origin = RunOrigin{.where = "tag:red"};
    request.previews = first_previews(request.training, {}, 2);
    request.previews[1].id = "sub/1";
    request.options.preview_every = 3;
    Recorder recorder;
    run_to_end(request, &recorder);
    QCOMPARE(read_run_origin(run()).where, std::string("tag:red"));
    QCOMPARE(preview_steps(run()), (std::vector<std::int64_t>{0, 3, 6, 8}));
    for (const auto step : preview_steps(run()))
      QCOMPARE(preview_images(run(), step), (std::vector<std::string>{"0", "sub/1"}));
    QCOMPARE(preview_classes(run()), request.training.classes.names());
    const auto first = read_preview(run(), 0, "0"), last = read_preview(run(), 8, "0");
    QCOMPARE(first.label.size, (image::Size{64, 55}));
    QVERIFY(first.cam.scores != last.cam.scores);
    QVERIFY(*std::ranges::max_element(last.cam.scores) > 0.9F);
    for (const auto label : last.label.labels) QVERIFY(label == 0 || label == 1 || label == 255);

    request = small_run(path() / "data", path() / "without");
    request.options.preview_every = 3;
    Recorder without;
    run_to_end(std::move(request), &without);
    compare(recorder.steps, without.steps);
    compare_checkpoints(*last_checkpoint(run()), *last_checkpoint(path() / "without"));
    QVERIFY(preview_steps(path() / "without").empty());
  }

  void a_run_goes_on_with_its_previews() {
    const auto request = [&] {
      auto asked = small_run(path() / "data", run());
      asked.options.preview_every = 2;
      asked.previews = asked.training.items;
      asked.previews[0].image = path() / "nowhere.png";
      return asked;
    };
    JobControl control;
    Messages messages;
    Recorder recorder;
    recorder.after_step = [&](const StepMetrics& metrics) {
      if (metrics.step == 4) control.request_stop();
    };
    Trainer trainer(request());
    QVERIFY_EXCEPTION_THROWN(trainer.run(control, messages, &recorder), Cancelled);
    QCOMPARE(messages.texts.filter("left out of the previews").size(), 1);
    QVERIFY(preview_images(run(), 4).empty());
    auto again = request();
    again.resume = true;
    run_to_end(std::move(again));
    QCOMPARE(preview_images(run(), 4).size(), std::size_t(5));
    QCOMPARE(preview_steps(run()).back(), std::int64_t(8));
  }

  void a_preview_of_an_untagged_image_shows_what_is_found() {
    auto request = small_run(path() / "data", run());
    request.previews = first_previews(request.training, {}, 1);
    request.previews[0].tagged = false;
    request.previews[0].tags.clear();
    request.options.steps = 1;
    run_to_end(std::move(request));
    QVERIFY(has_preview(run(), 1, "0"));
  }

  void an_estimate_tells_time_and_memory_and_leaves_nothing() {
    auto request = small_run(path() / "data", run());
    request.validation = squares(path() / "validation", 3);
    request.previews = first_previews(request.training, request.validation, 2);
    request.options.steps = 1000;
    request.options.validate_every = 100;
    JobControl control;
    NoProgress progress;
    const auto estimate = estimate_run(request, control, progress);
    QVERIFY(estimate.step_seconds > 0);
    QVERIFY(estimate.start_seconds > 0 && estimate.validation_seconds > 0);
    QVERIFY(estimate.preview_seconds > 0);
    QVERIFY(estimate.total_seconds > 1000 * estimate.step_seconds);
    QVERIFY(estimate.memory_bytes > 0 && estimate.available_bytes > 0);
    QVERIFY(!fs::exists(run()));

    request.options.segmentation_target = "instant";
    QVERIFY(estimate_run(request, control, progress).start_seconds > 0);
    request.options.image_size = 4096;
    request.options.encoder = "base";
    QVERIFY(
        failure([&] { estimate_run(request, control, progress); }).contains("too little memory"));
    control.request_stop();
    QVERIFY_EXCEPTION_THROWN(estimate_run(small_run(path() / "data", run()), control, progress),
                             Cancelled);
  }

  void images_without_tags_are_left_out_with_a_message() {
    auto request = small_run(path() / "data", run());
    request.training.items[1].tagged = false;
    request.options.steps = 1;
    JobControl control;
    Messages messages;
    Trainer(std::move(request)).run(control, messages);
    QVERIFY(!messages.texts.filter("1 images without tags").empty());
  }

  void what_cannot_work_is_refused_before_anything_is_written_data() {
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("said");
    QTest::newRow("steps") << "steps"
                           << "steps";
    QTest::newRow("batch") << "batch"
                           << "the training set has 6";
    QTest::newRow("tags") << "tags"
                          << "no image has tags";
    QTest::newRow("class names") << "class names"
                                 << "is not UTF-8";
    QTest::newRow("weights") << "weights"
                             << "nowhere.safetensors";
    QTest::newRow("other weights") << "other weights"
                                   << "other.safetensors";
    QTest::newRow("memory") << "memory"
                            << "too little memory";
    QTest::newRow("device") << "device"
                            << "device";
    QTest::newRow("resume") << "resume"
                            << "not a run folder";
  }
  void what_cannot_work_is_refused_before_anything_is_written() {
    QFETCH(QString, which);
    QFETCH(QString, said);
    auto request = small_run(path() / "data", run());
    if (which == "steps") request.options.steps = 0;
    if (which == "batch") request.options.batch = 7;
    if (which == "tags")
      for (auto& item : request.training.items) item.tagged = false;
    if (which == "class names") request.training.classes = dataset::Classes({"red", "gr\xfcn"});
    if (which == "weights") request.weights = path() / "nowhere.safetensors";
    if (which == "other weights") {
      request.weights = path() / "other.safetensors";
      model::StateDict state;
      state.tensors = {{"layer.weight", torch::zeros({3, 3})}};
      model::write_state_dict(request.weights, state);
    }
    if (which == "memory") {
      request.options.image_size = 4096;
      request.options.encoder = "base";
    }
    if (which == "device") request.device.device = "gpu";
    if (which == "resume") request.resume = true;
    const auto text = failure([&] { Trainer trainer(std::move(request)); });
    QVERIFY2(text.contains(said), qPrintable(text));
    QVERIFY(!fs::exists(run()));
  }

  void an_existing_run_is_refused_and_left_alone() {
    run_to_end(small_run(path() / "data", run()));
    const auto before = read_file(run() / "metrics.jsonl");
    QVERIFY(
        failure([&] { Trainer trainer(small_run(path() / "data", run())); }).contains("--resume"));
    auto request = small_run(path() / "data", run());
    request.resume = true;
    request.options.learning_rate = 0.5;
    QVERIFY(failure([&] { Trainer trainer(std::move(request)); }).contains("learning_rate"));
    QCOMPARE(read_file(run() / "metrics.jsonl"), before);
  }

  void a_loss_that_is_not_finite_ends_the_run() {
    auto request = small_run(path() / "data", run());
    request.weights = path() / "huge.safetensors";
    auto encoder = model::encoder_preset("demo");
    encoder.image_size = 64;
    model::NetworkOptions options;
    options.encoder = encoder;
    const model::Network network(options);
    auto state = model::state_of(network);
    model::StateDict weights;
    for (auto& [name, tensor] : state.tensors)
      if (name.starts_with("encoder."))
        weights.tensors.emplace_back(name.substr(8),
                                     name == "encoder.norm.bias" ? tensor.fill_(3e38F) : tensor);
    weights.metadata = state.metadata;
    model::write_state_dict(request.weights, weights);
    request.options.classifier_init = "random";
    const auto text = failure([&] { run_to_end(std::move(request)); });
    QVERIFY2(text.contains("not finite") && text.contains("step") && text.contains("learning_rate"),
             qPrintable(text));
    QVERIFY(read_file(run() / "log.txt").find("not finite") != std::string::npos);
    QVERIFY(last_checkpoint(run()).has_value());
  }

  void a_full_disk_ends_the_run_and_the_last_checkpoint_stays() {
    rlimit before{};
    QVERIFY(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    Recorder recorder;
    recorder.after_step = [&](const StepMetrics& metrics) {
      // No file may grow beyond 64 KiB: the next checkpoint does not fit.
      const rlimit limit{65536, before.rlim_max};
      if (metrics.step == 4) setrlimit(RLIMIT_FSIZE, &limit);
    };
    const auto text = failure([&] { run_to_end(small_run(path() / "data", run()), &recorder); });
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, previous);
    QVERIFY2(text.contains("step-000006.safetensors"), qPrintable(text));
    QCOMPARE(list_checkpoints(run()).back().step, std::int64_t(3));
    model::read_state_dict(*last_checkpoint(run()));
    for (const auto& entry : fs::directory_iterator(run() / "checkpoints"))
      QVERIFY(entry.path().extension() == ".safetensors");

    auto request = small_run(path() / "data", run());
    request.resume = true;
    QCOMPARE(run_to_end(std::move(request)).steps, std::int64_t(8));
  }

  void memory_estimates_grow_with_what_takes_it() {
    const auto options = small_options();
    const model::NetworkOptions network;
    const auto base = estimated_memory(options, network, 1000);
    auto larger = options;
    larger.batch *= 2;
    QVERIFY(estimated_memory(larger, network, 1000) > base);
    larger = options;
    larger.image_size *= 2;
    QVERIFY(estimated_memory(larger, network, 1000) > 4 * (base - 100000));
    QVERIFY(estimated_memory(options, network, 1000000) > base);
    require_memory(base, 0, options);
    require_memory(base, base, options);
    QVERIFY_EXCEPTION_THROWN(require_memory(base, base - 1, options), Error);
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  fs::path run() const { return path() / "run"; }
  std::unique_ptr<QTemporaryDir> folder_;
};

int main(int argc, char** argv) {
  if (argc == 4 && QString(argv[1]) == "--train") {
    run_to_end(small_run(argv[2], argv[3]));
    return 0;
  }
  QCoreApplication application(argc, argv);
  TestTrainer test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_trainer.moc"
