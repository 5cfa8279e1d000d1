#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "folders.h"
#include "train/event_file.h"
#include "train/metrics_log.h"
#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/run_origin.h"
#include "train/run_summary.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::train;

namespace {

StepMetrics metrics_of(std::int64_t step) {
  StepMetrics metrics;
  metrics.step = step;
  metrics.loss = 1.0 / static_cast<double>(step);
  metrics.parts = {{"affinity", 0.1 * static_cast<double>(step)}, {"classification", 0.25}};
  metrics.learning_rate = 1e-4;
  metrics.step_seconds = 0.5;
  metrics.data_seconds = 0.125;
  metrics.images_per_second = 8;
  metrics.memory_bytes = 1 << 30;
  return metrics;
}

void touch(const fs::path& file) { std::ofstream(file) << "x"; }

}  // namespace

class TestRunFolder : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void a_new_run_has_its_options() {
    const auto options = preset("voc-mini");
    create_run_folder(root(), options);
    QVERIFY(read_run_options(root()) == options);
    QVERIFY(!last_checkpoint(root()));
  }

  void an_existing_folder_is_refused_and_left_alone() {
    fs::create_directories(root());
    touch(root() / "mine");
    QVERIFY_EXCEPTION_THROWN(create_run_folder(root(), {}), UsageError);
    QCOMPARE(std::distance(fs::directory_iterator(root()), {}), 1);
    QVERIFY_EXCEPTION_THROWN(open_run_folder(root(), {}), UsageError);
    touch(path() / "file");
    QVERIFY_EXCEPTION_THROWN(create_run_folder(path() / "file", {}), Error);
  }

  void resuming_with_other_options_names_them() {
    auto options = preset("quick");
    create_run_folder(root(), options);
    open_run_folder(root(), options);
    options.batch = 7;
    options.learning_rate = 0.5;
    try {
      open_run_folder(root(), options);
      QFAIL("not refused");
    } catch (const UsageError& error) {
      const QString text = error.what();
      QVERIFY2(text.contains("batch was 4 and is 7") && text.contains("learning_rate was 0.0001"),
               qPrintable(text));
      QVERIFY(!text.contains("steps"));
    }
  }

  void damaged_options_are_told() {
    create_run_folder(root(), {});
    write_file_atomically(root() / "options.json", std::string_view("{"));
    QVERIFY_EXCEPTION_THROWN(read_run_options(root()), Error);
    write_file_atomically(root() / "options.json", std::string_view("{\"colour\": 3}"));
    QVERIFY_EXCEPTION_THROWN(read_run_options(root()), Error);
  }

  void the_last_three_checkpoints_and_the_best_stay() {
    const auto run = create_run_folder(root(), {});
    for (const int step : {100, 200, 300, 400, 500, 1234567}) touch(checkpoint_file(run, step));
    touch(run.checkpoints() / "step-600.safetensors.12.tmp");
    write_best(run, 200, 41.5);
    prune_checkpoints(run);
    std::vector<std::int64_t> left;
    for (const auto& checkpoint : list_checkpoints(root())) left.push_back(checkpoint.step);
    QCOMPARE(left, (std::vector<std::int64_t>{200, 400, 500, 1234567}));
    QCOMPARE(last_checkpoint(root())->filename().string(), std::string("step-1234567.safetensors"));
    QCOMPARE(best_checkpoint(root())->miou, 41.5);
    QCOMPARE(best_checkpoint(root())->file, checkpoint_file(run, 200));
    QCOMPARE(checkpoint_file(run, 7).filename().string(), std::string("step-000007.safetensors"));
  }

  void metrics_are_read_as_they_were_written() {
    const auto run = create_run_folder(root(), {});
    QVERIFY(read_metrics(root()).steps.empty());
    {
      MetricsLog log(run.metrics());
      for (int step = 1; step <= 3; ++step) log.add(metrics_of(step));
      log.add(ValidationMetrics{3, {{"student_cam", 30.5}, {"teacher_cam", std::nan("")}}, 0.5, 2});
    }
    const auto history = read_metrics(root());
    QCOMPARE(history.steps.size(), std::size_t(3));
    QCOMPARE(history.steps[2].loss, 1.0 / 3);
    QCOMPARE(history.steps[2].parts.at("affinity"), 0.1 * 3);
    QCOMPARE(history.steps[2].memory_bytes, std::int64_t(1 << 30));
    QCOMPARE(history.validations.at(0).miou.at("student_cam"), 30.5);
    QVERIFY(std::isnan(history.validations.at(0).miou.at("teacher_cam")));
    const auto first = nlohmann::json::parse(
        read_file(run.metrics()).substr(0, read_file(run.metrics()).find('\n')));
    for (const char* name : {"step", "loss", "loss_affinity", "learning_rate", "step_seconds"})
      QVERIFY(first.contains(name));
  }

  void going_on_cuts_off_what_came_after_the_checkpoint() {
    const auto run = create_run_folder(root(), {});
    {
      MetricsLog log(run.metrics());
      for (int step = 1; step <= 5; ++step) log.add(metrics_of(step));
    }
    std::ofstream(run.metrics(), std::ios::app) << "{\"step\": 6, \"lo";
    QCOMPARE(read_metrics(root()).steps.size(), std::size_t(5));
    {
      MetricsLog log(run.metrics(), 3);
      log.add(metrics_of(4));
    }
    const auto steps = read_metrics(root()).steps;
    QCOMPARE(steps.size(), std::size_t(4));
    QCOMPARE(steps.back().step, std::int64_t(4));
  }

  void damaged_lines_of_metrics_are_told_and_left_out_on_going_on() {
    int number = 0;
    for (const char* damaged :
         {R"({"step": 1e30, "loss": 1})", R"({"step": "two"})", R"({"step": 2})", "[1]", "{"}) {
      const auto run = create_run_folder(path() / std::to_string(number++), {});
      {
        MetricsLog log(run.metrics());
        log.add(metrics_of(1));
        std::ofstream(run.metrics(), std::ios::app) << damaged << "\n";
        log.add(metrics_of(2));
        log.add(ValidationMetrics{2, {{"student_cam", 30.5}}, 0.5, 2});
        log.add(metrics_of(7));
      }
      QVERIFY_EXCEPTION_THROWN(read_metrics(run.root), Error);
      MetricsLog(run.metrics(), 5).add(metrics_of(3));
      const auto history = read_metrics(run.root);
      QCOMPARE(history.steps.size(), std::size_t(3));
      QCOMPARE(history.steps[1].step, std::int64_t(2));
      QCOMPARE(history.steps[2].step, std::int64_t(3));
      QCOMPARE(history.validations.size(), std::size_t(1));
    }
  }

  void a_run_tells_what_it_was_started_on() {
    create_run_folder(root(), {});
    QVERIFY(read_run_origin(root()) == RunOrigin{});
    const RunOrigin origin{.where = "tag:dog", .split = "train", .device = "cpu"};
    write_run_origin(root(), origin);
    QVERIFY(read_run_origin(root()) == origin);
    std::ofstream(root() / "origin.json") << "{";
    QVERIFY_EXCEPTION_THROWN(read_run_origin(root()), Error);
  }

  void runs_are_listed_with_how_far_they_got() {
    const auto runs = path() / "runs";
    QVERIFY(list_runs(runs).empty());
    for (const char* name : {"run-10", "run-2", "other"}) {
      auto options = preset("quick");
      options.steps = 5;
      const auto run = create_run_folder(runs / name, options);
      MetricsLog log(run.metrics());
      for (int step = 1; step <= 4; ++step) log.add(metrics_of(step));
      if (name == std::string("run-2")) log.add(metrics_of(5));
    }
    fs::create_directories(runs / "no run");
    create_run_folder(runs / "damaged", {});
    std::ofstream(runs / "damaged" / "options.json") << "{";
    std::ofstream(runs / "run-10" / "metrics.jsonl", std::ios::app) << "{\"step\": 5, \"lo";
    touch(runs / "run-2" / "checkpoints" / "step-000005.safetensors");
    write_best({runs / "run-2"}, 5, 42.5);
    const auto list = list_runs(runs);
    QCOMPARE(list.size(), std::size_t(3));
    QCOMPARE(list[0].folder, runs / "other");
    QCOMPARE(list[1].folder, runs / "run-2");
    QCOMPARE(list[1].steps_done, std::int64_t(5));
    QVERIFY(list[1].finished() && list[1].has_checkpoint);
    QCOMPARE(list[1].best->miou, 42.5);
    QCOMPARE(list[2].folder, runs / "run-10");
    QCOMPARE(list[2].steps_done, std::int64_t(4));
    QVERIFY(!list[2].finished() && !list[2].has_checkpoint && !list[2].best);
    QVERIFY_EXCEPTION_THROWN(summarise_run(runs / "damaged"), Error);
  }

  void a_full_disk_is_an_error() {
    if (!fs::exists("/dev/full")) QSKIP("this system has no /dev/full");
    AppendFile full("/dev/full");
    QVERIFY_EXCEPTION_THROWN(full.append("x"), Error);
    QVERIFY_EXCEPTION_THROWN(AppendFile("/nowhere/at/all"), Error);
    QVERIFY_EXCEPTION_THROWN(EventFile("/nowhere"), Error);
  }

  void messages_go_to_the_log_and_on() {
    struct Sink : NoProgress {
      std::vector<std::string> texts;
      void message(Severity, const std::string& text) override { texts.push_back(text); }
    } sink;
    const auto file = path() / "log.txt";
    {
      RunLog log(file, sink);
      log.message(Severity::Warning, "is {} small");
      log.note("for the file");
    }
    QCOMPARE(sink.texts, std::vector<std::string>{"is {} small"});
    const auto text = QString::fromStdString(read_file(file));
    QVERIFY(text.contains("is {} small") && text.contains("for the file"));
    QVERIFY(text.contains("warn"));
  }

  void checksums_are_castagnolis() {
    // RFC 3720, appendix B.4.
    QCOMPARE(crc32c(std::string(32, '\0')), 0x8a9136aaU);
    QCOMPARE(crc32c(std::string(32, '\xff')), 0x62a8ab43U);
    QCOMPARE(crc32c("123456789"), 0xe3069283U);
  }

  void tensorboard_reads_the_event_files() {
    const char* python = std::getenv("PENUMBRA_PYTHON");
    if (!python) QSKIP("PENUMBRA_PYTHON names no Python with tensorboard");
    {
      EventFile events(path());
      for (int step = 1; step <= 5; ++step)
        events.add(step, {{"loss/total", 0.5 * step}, {"miou/student_cam", 30.25}});
    }
    {
      EventFile events(path(), 4);  // a run that was resumed after step 3
      for (int step = 4; step <= 6; ++step) events.add(step, {{"loss/total", 10.0 * step}});
    }
    QProcess process;
    process.start(
        python, {QString::fromStdString((source_folder() / "tests/train/read_events.py").string()),
                 QString::fromStdString(path().string())});
    QVERIFY2(process.waitForFinished(120000), "Python did not end");
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const auto read = nlohmann::json::parse(process.readAllStandardOutput().toStdString());
    QCOMPARE(read.at("miou/student_cam").at(0).at(1).get<double>(), 30.25);
    const auto loss = read.at("loss/total");
    QCOMPARE(loss.size(), std::size_t(6));
    for (std::size_t i = 0; i < 6; ++i) {
      const auto step = static_cast<double>(i + 1);
      QCOMPARE(loss[i][0].get<double>(), step);
      QCOMPARE(loss[i][1].get<double>(), i < 3 ? 0.5 * step : 10 * step);
    }
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  fs::path root() const { return path() / "run"; }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestRunFolder)
#include "test_run_folder.moc"
