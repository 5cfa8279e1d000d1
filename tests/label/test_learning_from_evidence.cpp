#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/atomic_file.h"
#include "base/error.h"
#include "label/live_agreement.h"
#include "label/scenes_project.h"
#include "project/evidence.h"
#include "project/evidence_source.h"
#include "project/import.h"
#include "project/layers.h"
#include "project/select.h"
#include "simulate/simulation.h"
#include "train/network_options.h"
#include "train/run_folder.h"
#include "train/trainer.h"

using namespace penumbra;
namespace fs = std::filesystem;
using project::ImageId;

namespace {

train::TrainOptions short_run() {
  auto options = train::preset("quick");
  options.encoder = "demo";
  options.image_size = 64;
  options.decoder_width = 16;
  options.projector_hidden = 16;
  options.projector_bottleneck = 8;
  options.projector_outputs = 16;
  options.steps = 4;
  options.batch = 2;
  options.validate_every = options.preview_every = 0;
  return options;
}

}  // namespace

class TestLearningFromEvidence : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path root_;
  std::optional<Scenes> scenes_;
  fs::path weights_;
  JobControl control_;
  NoProgress quiet_;
  device::DeviceOptions device_{.device = "cpu", .precision = "float32", .threads = 2};

  std::unique_ptr<project::Project> make_project(const std::string& name) const {
    return make_scenes_project(*scenes_, root_ / name);
  }
  const image::LabelMap& truth_of(const project::Project& project, ImageId id) const {
    return ::truth_of(*scenes_, project, id);
  }
  /// The truth of the left half of every image.
  void say_halves(project::Project& project) {
    const auto layer = project::evidence_layer(project).id;
    for (const auto id : project::select(project, {})) {
      auto said = truth_of(project, id);
      const auto width = static_cast<std::size_t>(said.size.width);
      for (std::size_t i = 0; i < said.labels.size(); ++i)
        if (i % width >= width / 2) said.labels[i] = image::ignore_label;
      project::EditSession session(project, layer, id);
      project::say(session, said, "half");
      session.close();
    }
  }
  fs::path train_run(project::Project& project, const std::string& name, const fs::path& from) {
    auto data = project::read_data(project, "");
    train::RunRequest request;
    request.evidence = project::evidence_source(project, data, project::EvidenceUse::Training);
    request.training = std::move(data.dataset);
    if (from.empty())
      request.weights = weights_;
    else
      request.from = from;
    request.run_folder = project.runs() / name;
    request.options = short_run();
    request.device = device_;
    request.origin = train::RunOrigin{.from = from.string()};
    train::Trainer(std::move(request)).run(control_, quiet_);
    return project.runs() / name;
  }

 private Q_SLOTS:
  void initTestCase() {
    root_ = folder_.path().toStdString();
    scenes_.emplace(root_ / "photos", 12);
    weights_ = root_ / "weights.safetensors";
    model::Network network(train::network_options(short_run(), 2));
    model::initialise(network, 4);
    model::write_state_dict(weights_, model::state_of(network));
  }

  void a_fine_tuned_run_is_compared_on_evidence_that_it_has_not_seen() {
    const auto project = make_project("compared.penumbra");
    const auto first = train_run(*project, "run-1", {});
    QVERIFY(train::gives_live_labels(first));
    const auto second = train_run(*project, "run-2", *train::last_checkpoint(first));
    QVERIFY(!train::gives_live_labels(second));
    QVERIFY(!label::compare_with_start(*project, second, device_, control_, quiet_));

    say_halves(*project);
    const auto data = project::read_data(*project, "");
    const auto all = project::evidence_source(*project, data, project::EvidenceUse::All).items();
    const auto seen =
        project::evidence_source(*project, data, project::EvidenceUse::Training).items();
    QCOMPARE(all.size(), std::size_t{12});
    QVERIFY(seen.size() < 12);
    for (const auto& item : all) QCOMPARE(seen.contains(item), !project::is_held_out(item));

    const auto agreement = label::compare_with_start(*project, second, device_, control_, quiet_);
    QVERIFY(agreement);
    QCOMPARE(agreement->images, 12 - seen.size());
    for (const double share : {agreement->before, agreement->after})
      QVERIFY2(share > 0 && share <= 1, qPrintable(QString::number(share)));
    QVERIFY(agreement == train::read_agreement(second));
    QCOMPARE(train::gives_live_labels(second), agreement->better());
    train::write_agreement(second, {.images = 3, .before = 0.5, .after = 0.625});
    QVERIFY(train::gives_live_labels(second));
    QVERIFY(train::to_text(train::read_agreement(second)).find("62.5%") != std::string::npos);
    train::write_agreement(second, {.images = 3, .before = 0.5, .after = 0.5});
    QVERIFY(!train::gives_live_labels(second));
    write_file_atomically(train::RunFolder{second}.agreement(), "{");
    QVERIFY_EXCEPTION_THROWN(train::read_agreement(second), Error);
    QVERIFY(!train::gives_live_labels(second));
  }

  void a_simulation_trains_on_what_was_said() {
    simulate::SimulationOptions wanted;
    wanted.live.model.weights = weights_;
    wanted.live.device = device_;
    wanted.order = simulate::Order::Random;
    wanted.minutes = (12 * 20 + 12 * 4 * 2.4) / 60 + 0.01;
    wanted.accept_below = 0;
    wanted.train_every = 2;
    wanted.training = short_run();
    wanted.out = root_ / "curve";
    const auto whole = make_project("whole.penumbra");
    const auto curve = simulate::simulate(*whole, wanted, control_, quiet_);
    QVERIFY(curve.size() >= 5);
    for (std::size_t round = 0; round < curve.size(); ++round) {
      QCOMPARE(std::isfinite(curve[round].segmentation), round >= 2);
      if (round >= 2) QVERIFY(curve[round].segmentation > 0 && curve[round].segmentation < 1);
    }
    const auto read = simulate::read_curve(wanted.out);
    QVERIFY(std::abs(read.back().segmentation - curve.back().segmentation) < 1e-5);
    QVERIFY(std::isnan(read.front().segmentation));
    const auto second = wanted.out / "runs" / "2";
    QVERIFY(read_file(second / "log.txt").find("what was said of 12 images") != std::string::npos);
    QVERIFY(read_file(second / "log.txt").find("runs/1/checkpoints") != std::string::npos);

    // Stopped within the first run, it goes on to the same end.
    const auto parted = make_project("parted.penumbra");
    wanted.out = root_ / "parted";
    struct StopInTraining : NoProgress {
      JobControl* control = nullptr;
      void progress(const Progress& progress) override {
        if (progress.phase == "training") control->request_stop();
      }
    };
    JobControl stopped;
    StopInTraining sink;
    sink.control = &stopped;
    QVERIFY_EXCEPTION_THROWN(simulate::simulate(*parted, wanted, stopped, sink), Cancelled);
    const auto rest = simulate::simulate(*parted, wanted, control_, quiet_);
    QCOMPARE(rest.size(), curve.size());
    for (std::size_t i = 0; i < rest.size(); ++i) {
      QCOMPARE(rest[i].actions, curve[i].actions);
      QVERIFY(rest[i].segmentation == curve[i].segmentation ||
              std::abs(rest[i].segmentation - curve[i].segmentation) < 1e-5 ||
              (std::isnan(rest[i].segmentation) && std::isnan(curve[i].segmentation)));
    }
  }
};

QTEST_GUILESS_MAIN(TestLearningFromEvidence)
#include "test_learning_from_evidence.moc"
