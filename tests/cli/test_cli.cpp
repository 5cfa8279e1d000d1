#include <QTemporaryDir>
#include <csignal>

#include "command_line.h"

namespace fs = std::filesystem;

class TestCli : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir temporary_;
  QString data_, run_, labels_;

  QString inside(const char* name) const { return temporary_.filePath(name); }

 private Q_SLOTS:
  void initTestCase() {
    data_ = inside("scenes");
    run_ = inside("run");
    labels_ = inside("labels");
    write_scenes(data_.toStdString());
  }

  void help_describes_every_command_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const QStringList& words) {
      QTest::newRow(name) << QStringList{name, "--help"} << words;
    };
    QTest::newRow("program") << QStringList{"--help"}
                             << QStringList{"inspect",  "train",  "label",
                                            "evaluate", "export", "convert-checkpoint",
                                            "demo",     "130"};
    row("inspect", {"--data", "--format", "--json"});
    row("train", {"--data", "--split", "--weights", "--preset", "--set", "--run", "--resume",
                  "--val-split", "--threads", "--device", "--precision"});
    row("label", {"--run", "--checkpoint", "--weights", "--source", "--crf", "--model", "--tags",
                  "--size", "--out"});
    row("evaluate", {"--labels", "--data", "--split", "--json"});
    row("export", {"--labels", "--format", "voc-server", "coco", "--out"});
    row("convert", {"--from", "--in", "--to", "--out", "--split", "cvat", "yolo"});
    row("convert-checkpoint", {"IN", "OUT", "--force"});
    row("options", {"--preset"});
    row("demo", {"--out", "--seed"});
    row("make-demo-scenes", {"--out", "--train", "--val"});
    row("make-demo-encoder", {"--out", "--steps"});
  }
  void help_describes_every_command() {
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, words);
    const auto result = command(arguments);
    QCOMPARE(result.status, 0);
    for (const auto& word : words) QVERIFY2(result.out.contains(word), qPrintable(word));
    QVERIFY(result.err.isEmpty());
  }

  void inspect_reports_the_data_set() {
    const auto result = command({"inspect", "--data", data_, "--json"});
    QCOMPARE(result.status, 0);
    const auto object = result.json();
    QCOMPARE(object["images"].toInt(), 8);
    QCOMPARE(object["tagged"].toInt(), 8);
    QCOMPARE(object["with_truth"].toInt(), 2);
    QCOMPARE(object["classes"].toArray().size(), 8);
    QCOMPARE(object["broken"].toArray().size(), 0);
    QVERIFY(!object["tag_source"].toString().isEmpty());
    QStringList splits;
    for (const QJsonValue split : object["splits"].toArray())
      splits << split[QLatin1String("name")].toString();
    QVERIFY(splits.contains("train") && splits.contains("val"));

    const auto text = command({"inspect", "--data", data_});
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains("images") && text.out.contains("val"));
  }

  void train_label_evaluate_export() {
    const auto trained = command(train_arguments(data_, run_, {"--val-split", "val", "--json"}));
    QVERIFY2(trained.status == 0, qPrintable(trained.err));
    QCOMPARE(trained.json()["steps"].toInt(), 2);
    QVERIFY(fs::exists(trained.json()["checkpoint"].toString().toStdString()));
    // Plain lines, no bar, where standard error is not a terminal.
    QVERIFY(!trained.err.contains('\r') && !trained.err.contains('\033'));
    QVERIFY2(trained.err.contains("2/2"), qPrintable(trained.err));

    const auto labelled =
        command({"label", "--run", run_, "--data", data_, "--split", "val", "--source", "cam",
                 "--out", labels_, "--threads", "1", "--json"});
    QVERIFY2(labelled.status == 0, qPrintable(labelled.err));
    QCOMPARE(labelled.json()["images"].toInt(), 2);
    QCOMPARE(labelled.json()["used_known_tags"].toBool(), true);

    const auto report =
        command({"evaluate", "--labels", labels_, "--data", data_, "--split", "val", "--json"});
    QVERIFY2(report.status == 0, qPrintable(report.err));
    QCOMPARE(report.json()["images"].toInt(), 2);
    QVERIFY(report.json().contains("mean_iou") || report.json().contains("miou"));

    for (const QString format : {"voc", "voc-server", "coco"}) {
      const auto exported =
          command({"export", "--labels", labels_, "--data", data_, "--split", "val", "--format",
                   format, "--out", inside("out-") + format, "--json"});
      QVERIFY2(exported.status == 0, qPrintable(exported.err));
      QCOMPARE(exported.json()["images"].toInt(), 2);
    }
  }

  void a_checkpoint_converts_and_labels() {
    const QDir checkpoints(run_ + "/checkpoints");
    const auto files = checkpoints.entryList({"*.safetensors"}, QDir::Files, QDir::Name);
    QVERIFY(!files.isEmpty());
    const auto out = inside("converted.pth");
    const auto result =
        command({"convert-checkpoint", checkpoints.filePath(files.last()), out, "--json"});
    QVERIFY2(result.status == 0, qPrintable(result.err));
    QVERIFY(result.json()["tensors"].toInt() > 10);
    QCOMPARE(command({"convert-checkpoint", checkpoints.filePath(files.last()), out}).status, 1);

    const auto labelled =
        command({"label", "--checkpoint", out, "--data", data_, "--split", "val", "--source",
                 "segmentation", "--out", inside("segmentation"), "--threads", "1", "--json"});
    QVERIFY2(labelled.status == 0, qPrintable(labelled.err));
    QCOMPARE(labelled.json()["used_known_tags"].toBool(), false);
  }

  void a_run_goes_on_only_with_resume() {
    const auto again = command(train_arguments(data_, run_));
    QVERIFY(again.status != 0);
    QVERIFY2(again.err.contains("--resume"), qPrintable(again.err));
    const auto resumed = command(
        {"train", "--data", data_, "--split", "train", "--run", run_, "--resume", "--json"});
    QVERIFY2(resumed.status == 0, qPrintable(resumed.err));
    QCOMPARE(resumed.json()["steps"].toInt(), 2);
  }

  void interrupted_runs_end_with_130() {
    QProcess process;
    const auto run = inside("interrupted");
    process.start(PENUMBRA_CLI, train_arguments(data_, run, {"--set", "steps=100000"}));
    QVERIFY(process.waitForStarted());
    QElapsedTimer clock;
    clock.start();
    QFile metrics(run + "/metrics.jsonl");
    while (metrics.size() == 0 && clock.elapsed() < patience_ms &&
           process.state() != QProcess::NotRunning)
      QTest::qWait(20);
    QVERIFY(process.state() == QProcess::Running);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    clock.restart();
    const auto result = finish(process);
    QVERIFY2(result.status == 130, qPrintable(result.err));
    QVERIFY(clock.elapsed() < 15'000);
    QVERIFY(result.err.contains("--resume"));
    QVERIFY(!QDir(run + "/checkpoints").isEmpty());
  }

  void a_terminal_gets_a_bar() {
    QProcess process;
    process.start("script", {"-qec",
                             QString("'%1' label --run '%2' --data '%3' --split val --source cam "
                                     "--threads 1 --out '%4'")
                                 .arg(PENUMBRA_CLI, run_, data_, inside("bar")),
                             "/dev/null"});
    if (!process.waitForStarted()) QSKIP("there is no 'script' program to make a terminal");
    const auto result = finish(process);
    QVERIFY2(result.status == 0, qPrintable(result.out));
    QVERIFY(result.out.contains("\r\033[K"));
  }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
