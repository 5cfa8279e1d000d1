#include <sys/resource.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <csignal>

#include "command_line.h"
#include "folders.h"
#include "image/decode.h"
#include "image/image.h"
#include "small_disk.h"

namespace fs = std::filesystem;

namespace {

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  QCOMPARE(file.write(bytes), bytes.size());
}

/// A whole safetensors file of one tensor that no network here has.
QByteArray other_network() {
  QByteArray header = R"({"other.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  QByteArray size(8, '\0');
  size[0] = static_cast<char>(header.size());
  return size + header + QByteArray(4, '\0');
}

penumbra::image::Image plain(int width, int height) {
  penumbra::image::Image image{{width, height}, {}};
  image.pixels.assign(3 * image.size.area(), 128);
  return image;
}

}  // namespace

class TestCliFailures : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir temporary_;
  QString data_;

  QString inside(const char* name) const { return temporary_.filePath(name); }

  /// One line, that starts with the program's name and has all `words`; nothing as result.
  void verify_complaint(const CommandResult& result, int status, const QStringList& words) {
    QVERIFY2(result.status == status,
             qPrintable(QString::number(result.status) + ": " + result.err));
    QVERIFY(result.out.isEmpty());
    const auto line = result.err.trimmed().split('\n').last();
    QVERIFY2(line.startsWith("penumbra-cli: "), qPrintable(result.err));
    for (const auto& word : words) QVERIFY2(line.contains(word), qPrintable(line));
  }

 private Q_SLOTS:
  void initTestCase() {
    data_ = inside("scenes");
    write_scenes(data_.toStdString());
  }

  void wrong_usage_names_what_was_meant_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("words");
    const QStringList train = train_arguments("nowhere", "run");
    const auto with = [&](const QStringList& more) { return train + more; };
    QTest::newRow("command") << QStringList{"inspekt"} << QStringList{"inspekt", "'inspect'"};
    QTest::newRow("no command") << QStringList{} << QStringList{"--help"};
    QTest::newRow("option") << with({"--sett", "a=1"}) << QStringList{"--sett", "'--set'"};
    QTest::newRow("missing option") << QStringList{"inspect"} << QStringList{"--data"};
    QTest::newRow("preset") << QStringList{"train", "--data", "d", "--run", "r", "--preset", "vok"}
                            << QStringList{"vok", "voc"};
    QTest::newRow("setting") << with({"--set", "step=3"}) << QStringList{"step", "'steps'"};
    QTest::newRow("setting without value") << with({"--set", "steps"}) << QStringList{"steps"};
    QTest::newRow("value of another kind")
        << with({"--set", "steps=many"}) << QStringList{"steps", "many"};
    QTest::newRow("no steps") << with({"--set", "steps=0"}) << QStringList{"steps"};
    QTest::newRow("no batch") << with({"--set", "batch=0"}) << QStringList{"batch"};
    QTest::newRow("image size") << with({"--set", "image_size=100"}) << QStringList{"image_size"};
    QTest::newRow("source") << QStringList{"label", "--data", "d",        "--run", "r",
                                           "--out", "o",      "--source", "cams"}
                            << QStringList{"cams", "aux-cam"};
    QTest::newRow("tags") << QStringList{"label", "--data",   "d",   "--run",  "r",   "--out",
                                         "o",     "--source", "cam", "--tags", "some"}
                          << QStringList{"some", "predicted"};
    QTest::newRow("network") << QStringList{"label", "--data",   "d",   "--run",   "r",    "--out",
                                            "o",     "--source", "cam", "--model", "tutor"}
                             << QStringList{"tutor", "teacher"};
    QTest::newRow("no model") << QStringList{"label", "--data",   "d",  "--out",
                                             "o",     "--source", "cam"}
                              << QStringList{"--checkpoint"};
    QTest::newRow("two models") << QStringList{"label", "--data",       "d",  "--run",
                                               "r",     "--checkpoint", "c",  "--out",
                                               "o",     "--source",     "cam"}
                                << QStringList{"--checkpoint"};
    QTest::newRow("encoder alone")
        << QStringList{"label", "--data", "d", "--weights", "w", "--out", "o", "--source", "cam"}
        << QStringList{"instant"};
    QTest::newRow("threads") << QStringList{"inspect", "--data", "d", "--threads", "-1"}
                             << QStringList{"--threads"};
  }
  void wrong_usage_names_what_was_meant() {
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, words);
    verify_complaint(command(arguments), 2, words);
  }

  void unknown_devices_formats_and_splits_are_named() {
    verify_complaint(command(train_arguments(data_, inside("r"), {"--device", "gpu"})), 2, {"gpu"});
    verify_complaint(command(train_arguments(data_, inside("r"), {"--precision", "int8"})), 2,
                     {"int8"});
    QVERIFY(command({"inspect", "--data", data_, "--format", "vok"}).err.contains("vok"));
    QVERIFY(command({"inspect", "--data", data_, "--split", "tests"}).err.contains("tests"));
    QVERIFY(!fs::exists(inside("r").toStdString()));
  }

  void missing_data_is_named() {
    verify_complaint(command({"inspect", "--data", inside("nowhere")}), 1, {"nowhere"});
    verify_complaint(
        command({"evaluate", "--labels", inside("nowhere"), "--data", data_, "--split", "val"}), 1,
        {"nowhere"});
  }

  void a_folder_in_use_stays_as_it_was() {
    const auto folder = inside("mine");
    QVERIFY(QDir().mkpath(folder));
    write(folder + "/notes.txt", "mine");
    QVERIFY(command(train_arguments(data_, folder)).status != 0);
    QVERIFY(command({"demo", "--out", folder}).status != 0);
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{"notes.txt"});
    QCOMPARE(contents(folder + "/notes.txt"), QByteArray("mine"));
  }

  void a_folder_that_cannot_be_written_is_named() {
    const auto file = inside("file");
    write(file, "mine");
    verify_complaint(command(train_arguments(data_, file + "/run")), 1, {"file"});
    verify_complaint(command(train_arguments(data_, "/proc/penumbra-run")), 1, {"/proc"});
    QCOMPARE(contents(file), QByteArray("mine"));
  }

  void a_read_only_disk_is_named() {
    SmallDisk disk(inside("read-only").toStdString(), 1024);
    if (!disk.mounted() || !disk.make_read_only()) QSKIP("mounting a file system needs root");
    verify_complaint(command(train_arguments(data_, inside("read-only/run"))), 1, {"read-only"});
  }

  void a_full_disk_ends_the_run_with_its_reason() {
    SmallDisk disk(inside("small").toStdString(), 512);
    if (!disk.mounted()) QSKIP("mounting a file system needs root");
    const auto result = command(train_arguments(data_, inside("small/run")));
    verify_complaint(result, 1, {"small", "space"});
    QVERIFY(QDir(inside("small/run/checkpoints")).isEmpty());
  }

  void memory_that_ends_stops_the_run_and_it_goes_on_later() {
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("sanitizers end the program where memory ends");
#endif
    const auto run = inside("memory");
    // Whole photos are validated with, which takes more memory than the steps before.
    const QStringList settings{
        "--val-split",      "val", "--set", "steps=100000", "--set", "checkpoint_every=5", "--set",
        "validate_every=60"};
    const auto start = [&](QProcess& process, const QStringList& more) {
      process.start(PENUMBRA_CLI, train_arguments(data_, run, settings + more));
    };
    QProcess process;
    start(process, {});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(run + "/checkpoints/step-000005.safetensors"),
                             patience_ms);
    // From now on the process gets no more memory than it has.
    const rlimit none{1, 1};
    QVERIFY(::prlimit(static_cast<pid_t>(process.processId()), RLIMIT_AS, &none, nullptr) == 0);
    verify_complaint(finish(process), 1, {"not enough memory", "resume"});

    QProcess again;
    start(again, {"--resume"});
    const QDir checkpoints(run + "/checkpoints");
    const auto last = checkpoints.entryList({"step-*.safetensors"}).last();
    QTRY_VERIFY_WITH_TIMEOUT(checkpoints.entryList({"step-*.safetensors"}).last() > last,
                             patience_ms);
    ::kill(static_cast<pid_t>(again.processId()), SIGINT);
    QCOMPARE(finish(again).status, 130);
  }

  void weights_of_another_network_are_refused() {
    const auto weights = inside("other.safetensors");
    write(weights, other_network());
    const auto result = command(train_arguments(data_, inside("r"), {"--weights", weights}));
    verify_complaint(result, 1, {"other.safetensors"});
    QVERIFY(!fs::exists(inside("r").toStdString()));
    verify_complaint(command({"label", "--checkpoint", weights, "--data", data_, "--split", "val",
                              "--source", "cam", "--out", inside("l")}),
                     1, {"other.safetensors"});
    QVERIFY(!fs::exists(inside("l").toStdString()));
    const auto shared = shared_folder();
    if (!shared) QSKIP("no shared folder: real weights of another network are not tried");
    const auto real = *shared / "fixtures/checkpoints/lora_deit_tiny.safetensors";
    verify_complaint(
        command(train_arguments(data_, inside("r"), {"--weights", QString::fromStdString(real)})),
        1, {"lora_deit_tiny"});
  }

  void a_batch_larger_than_the_set_is_refused() {
    const auto result = command(train_arguments(data_, inside("r"), {"--set", "batch=64"}));
    QVERIFY(result.status == 1 || result.status == 2);
    verify_complaint(result, result.status, {"batch"});
    QVERIFY(!fs::exists(inside("r").toStdString()));
  }

  void truncated_weights_are_refused() {
    const auto weights = inside("cut.safetensors");
    write(weights, other_network().left(40));
    verify_complaint(command({"convert-checkpoint", weights, inside("cut.pth")}), 1, {"cut"});
    QVERIFY(!fs::exists(inside("cut.pth").toStdString()));
  }

  void broken_photos_are_left_out_and_odd_ones_are_used() {
    const auto folder = inside("photos");
    QVERIFY(QDir().mkpath(folder));
    const auto path = [&](const char* name) {
      return fs::path((folder + "/" + name).toStdString());
    };
    penumbra::image::write_png(path("whole.png"), plain(64, 48));
    penumbra::image::write_png(path("pixel.png"), plain(1, 1));
    penumbra::image::write_png(path("large.png"), plain(12'000, 9'000));
    write(folder + "/empty.png", "");
    write(folder + "/text.jpg", "not a picture");
    write(folder + "/cut.png", contents(folder + "/whole.png").left(60));
    write(folder + "/tags.csv",
          "image,tags\nwhole.png,dog\npixel.png,dog\nlarge.png,cat\nempty.png,cat\ntext.jpg,"
          "dog\ncut.png,dog\n");

    const auto inspected = command({"inspect", "--data", folder, "--json"});
    QVERIFY2(inspected.status == 0, qPrintable(inspected.err));
    QStringList broken;
    for (const QJsonValue each : inspected.json()["broken"].toArray()) {
      broken << QFileInfo(each[QLatin1String("file")].toString()).fileName();
      QVERIFY(!each[QLatin1String("reason")].toString().isEmpty());
    }
    broken.sort();
    QCOMPARE(broken, (QStringList{"cut.png", "empty.png", "text.jpg"}));
    QCOMPARE(inspected.json()["images"].toInt(), 3);
    QCOMPARE(command({"inspect", "--data", folder, "--strict"}).status, 1);

    // The run goes on with the others, and labels fit an image of one pixel and one of 108 million.
    const auto trained = command(QStringList{"train", "--data", folder, "--run", inside("odd")} +
                                 small_run() + QStringList{"--set", "steps=1"});
    QVERIFY2(trained.status == 0, qPrintable(trained.err));
    QVERIFY(trained.err.contains("cut.png"));
    const auto labelled =
        command({"label", "--run", inside("odd"), "--data", folder, "--source", "cam", "--out",
                 inside("odd-labels"), "--threads", "1", "--json"});
    QVERIFY2(labelled.status == 0, qPrintable(labelled.err));
    QCOMPARE(labelled.json()["images"].toInt() + labelled.json()["failed"].toInt(), 3);
  }
};

QTEST_GUILESS_MAIN(TestCliFailures)
#include "test_cli_failures.moc"
