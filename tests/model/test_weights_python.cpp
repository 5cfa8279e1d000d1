#include <torch/types.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/error.h"
#include "folders.h"
#include "model/weights.h"
#include "small_network.h"

using namespace penumbra;

/// Exchanges files with Python's torch and safetensors (check_checkpoints.py).
class TestWeightsPython : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  std::filesystem::path path(const std::string& name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }

  bool run(const QString& mode) {
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(
        qEnvironmentVariable("PENUMBRA_PYTHON"),
        {QString::fromStdString((source_folder() / "tests/model/check_checkpoints.py").string()),
         mode, folder_.path()});
    if (!python.waitForFinished(300'000)) return false;
    qInfo("%s", python.readAll().trimmed().constData());
    return python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0;
  }

  static void compare(const model::StateDict& read, const model::StateDict& expected) {
    QCOMPARE(read.tensors.size(), expected.tensors.size());
    for (const auto& [name, tensor] : read.tensors) {
      const auto* other = expected.find(name);
      QVERIFY2(other, name.c_str());
      QCOMPARE(tensor.scalar_type(), other->scalar_type());
      QVERIFY2(torch::equal(tensor, *other), name.c_str());
    }
  }

 private Q_SLOTS:
  void initTestCase() {
    if (!qEnvironmentVariableIsSet("PENUMBRA_PYTHON"))
      QSKIP("PENUMBRA_PYTHON names no Python with torch and safetensors (packaging/test.sh does)");
  }

  void reads_what_python_writes() {
    QVERIFY(run("write"));
    int read = 0, refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(path(""))) {
      const auto file = entry.path();
      const auto stem = file.stem();
      if (file.extension() == ".txt" || stem.extension() == ".expected") continue;
      if (stem.extension() == ".refused") {
        const auto type = read_file(path(stem.string() + ".txt"));
        try {
          model::read_state_dict(file);
          QFAIL(file.c_str());
        } catch (const Error& error) {
          const auto text = "object of type " + type + ", which is not read for safety";
          QVERIFY2(error.reason().find(text) != std::string::npos, error.what());
          ++refused;
        }
        continue;
      }
      try {
        compare(model::read_state_dict(file),
                model::read_state_dict(path(stem.string() + ".expected.safetensors")));
      } catch (const Error& error) {
        QFAIL(error.what());
      }
      if (QTest::currentTestFailed()) QFAIL(file.c_str());
      ++read;
    }
    QCOMPARE(read, 21);
    QCOMPARE(refused, 8);
    QVERIFY(!std::filesystem::exists(path("executed")));
  }

  void python_reads_what_is_written() {
    auto state = model::state_of(small_network());
    state.tensors.emplace_back("half", torch::randn({2, 3}).to(torch::kFloat16));
    state.tensors.emplace_back("bfloat16", torch::randn({5}).to(torch::kBFloat16));
    state.tensors.emplace_back("large", torch::tensor(std::int64_t{1} << 40));
    state.tensors.emplace_back("truth", torch::tensor({true, false, true}));
    state.tensors.emplace_back("empty", torch::zeros({0, 3}));
    state.tensors.emplace_back("bytes", torch::arange(7).to(torch::kUInt8));
    model::write_state_dict(path("ours.pth"), state);
    model::write_state_dict(path("ours.safetensors"), state);
    QVERIFY(run("read"));
    compare(model::read_state_dict(path("echo_pth.safetensors")), state);
    compare(model::read_state_dict(path("echo_safetensors.safetensors")), state);
  }
};

QTEST_APPLESS_MAIN(TestWeightsPython)
#include "test_weights_python.moc"
