#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fstream>

#include "base/file_lock.h"
#include "cli/command_line.h"
#include "image/mask.h"
#include "train/run_origin.h"

namespace fs = std::filesystem;

/// penumbra-cli project ...
class TestProjectCommands : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void createsAndDescribes();
  void completesAnImportOnly();
  void listsByQuery();
  void queryErrorShowsThePlace();
  void tagsAndUndoes();
  void classesChange();
  void queuesWhatNeedsAPerson();
  void sumsUpSessions();
  void editsAndKeepsHistory();
  void undoAndRedoFromTheCommandLine();
  void killedEditLosesNothingReported();
  void scriptErrorsChangeNothing();
  void verifiesAndVacuums();
  void relinksPhotos();
  void trainsLabelsAndEvaluates();
  void layersGoOutAndComeBack_data();
  void layersGoOutAndComeBack();
  void wrongUse();

 private:
  CommandResult project(const QString& name, const QStringList& more = {}) {
    return command(QStringList{"project", name, folder_} + more);
  }
  CommandResult json(const QString& name, const QStringList& more = {}) {
    auto result = project(name, more + QStringList{"--json"});
    if (result.status != 0) qWarning("%s", qPrintable(result.err));
    return result;
  }
  QString script(const QByteArray& operations) {
    const auto file = home_->filePath("script.json");
    std::ofstream(file.toStdString()) << "{\"operations\": [" << operations.constData() << "]}";
    return file;
  }
  /// `report`: what `evaluate` says of the layer `refined`.
  void comparesLayers(const QJsonObject& report) {
    const auto html = home_->filePath("report.html"), csv = home_->filePath("report.csv");
    const auto compared =
        json("compare", {"--layer", "refined", "--before", "cam", "--html", html, "--csv", csv})
            .json();
    for (const auto* figure : {"miou", "pixel_accuracy", "boundary_iou", "confusion"})
      QCOMPARE(compared[figure], report[figure]);
    QCOMPARE(compared["computed"].toInt(), 2);
    QCOMPARE(compared["images_compared"].toArray().size(), 2);
    const auto gain = compared["gain"].toObject();
    QCOMPARE(gain["better"].toInt() + gain["worse"].toInt() + gain["same"].toInt(), 2);
    QCOMPARE(gain["miou"]["after"], report["miou"]);
    QVERIFY(QFileInfo(html).size() > 10'000);
    QFile table(csv);
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(table.readAll().count("\r\n"), 4);
    QCOMPARE(json("compare", {"--layer", "refined", "--split", "val"}).json()["computed"].toInt(),
             0);
    QCOMPARE(json("list", {"--where", "iou>=0"}).json()["total"].toInt(), 2);
    {  // While another program has it open, all but the numbers.
      const auto lock = penumbra::FileLock::take((folder_ + "/lock").toStdString());
      QVERIFY(lock);
      const auto beside = json("compare", {"--layer", "refined"});
      QCOMPARE(beside.json()["miou"], report["miou"]);
      QVERIFY(beside.err.contains("\"iou\""));
    }
    QVERIFY(!json("compare", {"--layer", "refined"}).err.contains("\"iou\""));
    QVERIFY(project("compare", {"--layer", "cam"}).out.contains("worst images"));
    QCOMPARE(project("compare", {"--layer", "cam", "--split", "train"}).status, 1);
    QCOMPARE(project("compare", {"--layer", "camm"}).status, 1);
    QCOMPARE(project("compare", {}).status, 2);
  }
  QString firstImage() {
    return json("list", {"--split", "val", "--limit", "1"}).json()["images"][0]["name"].toString();
  }

  std::unique_ptr<QTemporaryDir> home_;
  QString data_, folder_;
};

void TestProjectCommands::init() {
  home_ = std::make_unique<QTemporaryDir>();
  data_ = home_->filePath("my scenes");
  folder_ = home_->filePath("p.penumbra");
  write_scenes(data_.toStdString());
  QCOMPARE(command({"project", "create", folder_, "--data", data_}).status, 0);
}

void TestProjectCommands::createsAndDescribes() {
  const auto status = json("status").json();
  QCOMPARE(status["images"].toInt(), 8);
  QCOMPARE(status["untagged"].toInt(), 0);
  QCOMPARE(status["states"]["new"].toInt(), 8);
  QCOMPARE(status["splits"]["train"].toInt(), 6);
  QCOMPARE(status["classes"].toArray().size(), 8);
  QCOMPARE(status["layers"].toArray().size(), 1);
  QCOMPARE(status["layers"][0]["name"].toString(), QString("truth"));
  QCOMPARE(status["layers"][0]["images"].toInt(), 2);
  QVERIFY(status["roots"][0]["found"].toBool());
  const auto text = project("status");
  QVERIFY(text.out.contains("truth"));
}

void TestProjectCommands::completesAnImportOnly() {
  const auto again = command({"project", "create", folder_, "--data", data_});
  QCOMPARE(again.status, 1);
  QVERIFY(again.err.contains("is a project already"));
  const auto add = json("add", {"--data", data_}).json();
  QCOMPARE(add["added"].toInt(), 0);
  QCOMPARE(add["known"].toInt(), 8);
  const auto none = command(
      {"project", "create", home_->filePath("q.penumbra"), "--data", home_->filePath("nothing")});
  QCOMPARE(none.status, 1);
  QVERIFY(!fs::exists(home_->filePath("q.penumbra").toStdString()));
}

void TestProjectCommands::listsByQuery() {
  const auto all = json("list").json();
  QCOMPARE(all["total"].toInt(), 8);
  const auto first = all["images"][0].toObject();
  for (const auto* key : {"name", "path", "photo", "width", "tags", "state", "splits", "numbers"})
    QVERIFY2(first.contains(key), key);
  const auto tag = first["tags"][0].toString();
  const auto tagged = json("list", {"--where", "tag:" + tag + " split:train", "--limit", "1"});
  QCOMPARE(tagged.json()["images"].toArray().size(), 1);
  QVERIFY(tagged.json()["total"].toInt() >= 1);
  QCOMPARE(json("list", {"--where", "state:edited uncertain>0.2"}).json()["total"].toInt(), 0);
  QCOMPARE(json("list", {"--split", "val", "--sort", "-name"}).json()["total"].toInt(), 2);
  QVERIFY(project("list").out.contains(first["path"].toString()));
}

void TestProjectCommands::queryErrorShowsThePlace() {
  const auto wrong = project("list", {"--where", "split:val tag:beer"});
  QCOMPARE(wrong.status, 2);
  QVERIFY(wrong.err.contains("character 15"));
  QVERIFY(wrong.err.contains("\n  split:val tag:beer\n                ^"));
  QVERIFY(wrong.err.contains("bear"));
  QCOMPARE(project("list", {"--sort", "beauty"}).status, 2);
}

void TestProjectCommands::tagsAndUndoes() {
  QCOMPARE(json("tag", {"--where", "split:val", "--add", "bear"}).status, 0);
  QCOMPARE(json("list", {"--where", "split:val tag:bear"}).json()["total"].toInt(), 2);
  QCOMPARE(project("history").status, 0);
  QVERIFY(project("undo").out.startsWith("Undone: tags of"));
  QVERIFY(json("list", {"--where", "split:val tag:bear"}).json()["total"].toInt() < 2);
  QVERIFY(project("redo").out.startsWith("Redone"));
  QCOMPARE(json("list", {"--where", "split:val tag:bear"}).json()["total"].toInt(), 2);
  const auto unknown = project("tag", {"--where", "split:val", "--add", "beer"});
  QCOMPARE(unknown.status, 1);
  QVERIFY(unknown.err.contains("Did you mean 'bear'"));
  QCOMPARE(project("mark", {"--where", "split:val", "--state", "reviewed"}).status, 0);
  QCOMPARE(json("list", {"--where", "state:reviewed"}).json()["total"].toInt(), 2);
}

void TestProjectCommands::classesChange() {
  QCOMPARE(project("class", {"--merge", "zebra", "bear"}).status, 0);
  QCOMPARE(json("status").json()["classes"].toArray().size(), 7);
  QCOMPARE(project("undo").status, 0);
  QCOMPARE(json("status").json()["classes"].toArray().size(), 8);
  QCOMPARE(project("class", {"--rename", "bear", "teddy"}).status, 0);
  QCOMPARE(json("list", {"--where", "tag:teddy"}).status, 0);
  QCOMPARE(project("class", {"--remove", "teddy", "--add", "x"}).status, 2);
}

void TestProjectCommands::queuesWhatNeedsAPerson() {
  QCOMPARE(project("tag", {"--split", "val", "--add", "bear"}).status, 0);
  const auto weight = [](const CommandResult& result) {
    return result.json()["weights"].toObject()["uncertain"].toDouble();
  };
  auto queue = json("queue", {"--weights", "uncertain=0,contradiction=0,disagreement=0,rare=1"});
  QCOMPARE(queue.json()["total"].toInt(), 8);
  const auto first = queue.json()["images"][0].toObject();
  QVERIFY(!first["rare_class"].toString().isEmpty());
  QVERIFY(first["score"].toDouble() > 0);
  QVERIFY2(first["reason"].toString().contains("is rare: 0 done so far"),
           qPrintable(first["reason"].toString()));
  QVERIFY(queue.json()["seconds_left"].isNull());
  QCOMPARE(json("queue", {"--split", "val", "--limit", "1"}).json()["images"].toArray().size(), 1);
  const auto text = project("queue", {"--where", "split:val"});
  QVERIFY2(text.out.contains("2 left"), qPrintable(text.out));
  // What is given is kept only when that is asked for.
  QCOMPARE(weight(queue), 0.0);
  QCOMPARE(weight(json("queue")), 1.0);
  QCOMPARE(
      project("queue", {"--keep", "--weights", "uncertain=0.25", "--second-looks", "1"}).status, 0);
  QCOMPARE(weight(json("queue")), 0.25);

  QCOMPARE(project("mark", {"--where", "split:val", "--state", "reviewed"}).status, 0);
  queue = json("queue");
  QCOMPARE(queue.json()["total"].toInt(), 8);  // two of them once more, at the end
  const auto last = queue.json()["images"][7].toObject();
  QVERIFY(last["second_look"].toObject()["reviewed"].toDouble() > 0);
  QVERIFY2(last["reason"].toString().startsWith("second look: reviewed"),
           qPrintable(last["reason"].toString()));
  QCOMPARE(json("queue", {"--second-looks", "0"}).json()["total"].toInt(), 6);
  QVERIFY(project("queue", {"--second-looks", "0", "--where", "split:val"})
              .out.contains("nothing is left"));

  const auto wrong = project("queue", {"--weights", "beauty=1"});
  QCOMPARE(wrong.status, 2);
  QVERIFY(wrong.err.contains("beauty=1"));
  QCOMPARE(project("queue", {"--weights", "rare=2"}).status, 2);
  QCOMPARE(project("queue", {"--second-looks", "7"}).status, 2);
}

void TestProjectCommands::sumsUpSessions() {
  QVERIFY(project("sessions").out.contains("nothing was reviewed"));
  const auto file = script(R"({"op": "brush", "points": [[30, 30]], "radius": 6, "class": "bear"},
                {"op": "brush", "points": [[60, 30]], "radius": 6, "class": "zebra"})");
  QCOMPARE(project("edit", {"--image", firstImage(), "--script", file}).status, 0);
  QCOMPARE(project("mark", {"--where", "split:train", "--state", "reviewed"}).status, 0);
  const auto csv = home_->filePath("sessions.csv");
  const auto sessions = json("sessions", {"--csv", csv}).json()["sessions"].toArray();
  QCOMPARE(sessions.size(), 1);
  QCOMPARE(sessions[0]["strokes"].toInt(), 2);
  QCOMPARE(sessions[0]["edited"].toInt(), 1);
  QCOMPARE(sessions[0]["reviewed"].toInt(), 6);
  QVERIFY(!sessions[0]["over"].toBool());
  QVERIFY(sessions[0]["pixels"].toArray().size() >= 3);  // two classes, and what was there
  QFile table(csv);
  QVERIFY(table.open(QIODevice::ReadOnly));
  const auto lines = table.readAll();
  QCOMPARE(lines.count("\r\n"), 2);
  QVERIFY(lines.contains("became bear") && lines.contains("ceased zebra"));
  QVERIFY(project("sessions").out.contains("not over"));
}

void TestProjectCommands::editsAndKeepsHistory() {
  const auto image = firstImage();
  const auto file = script(
      R"({"op": "brush", "points": [[30, 30], [60, 40]], "radius": 6, "class": "bear"},
         {"op": "polygon", "points": [[80, 20], [120, 20], [100, 60]], "class": "zebra"},
         {"op": "undo"}, {"op": "redo"})");
  const auto edit = project("edit", {"--image", image, "--script", file});
  QCOMPARE(edit.status, 0);
  QVERIFY(edit.out.startsWith("committed 1\ncommitted 2\nundone 2\nredone 2\n"));
  const auto operations = json("history", {"--image", image}).json()["operations"].toArray();
  QCOMPARE(operations.size(), 2);
  QCOMPARE(operations[0]["op"].toString(), QString("brush"));
  QCOMPARE(operations[0]["details"]["class"].toString(), QString("bear"));
  QCOMPARE(json("list", {"--where", "state:edited"}).json()["images"][0]["name"].toString(), image);
  QCOMPARE(json("verify").status, 0);
}

void TestProjectCommands::undoAndRedoFromTheCommandLine() {
  const auto image = firstImage();
  const auto file =
      script(R"({"op": "brush", "points": [[30, 30]], "radius": 6, "class": "bear"})");
  QCOMPARE(project("edit", {"--image", image, "--script", file}).status, 0);
  QCOMPARE(json("undo", {"--image", image}).json()["operations"].toInt(-1), 0);
  QCOMPARE(json("list", {"--where", "state:edited"}).json()["total"].toInt(), 0);
  QCOMPARE(json("edit", {"redo", "--image", image}).json()["operations"].toInt(), 1);
  QVERIFY(project("redo", {"--image", image}).out.contains("nothing to redo"));
}

void TestProjectCommands::killedEditLosesNothingReported() {
  const auto image = firstImage();
  QByteArray operations;
  for (int i = 0; i < 400; ++i) {
    if (i > 0) operations += ",";
    operations += "{\"op\": \"brush\", \"points\": [[" + QByteArray::number(i % 150) + ", " +
                  QByteArray::number(20 + i % 90) + "]], \"radius\": 4, \"class\": \"" +
                  (i % 2 ? "bear" : "zebra") + "\"}";
  }
  const auto file = script(operations);
  QProcess process;
  process.start(PENUMBRA_CLI, {"project", "edit", folder_, "--image", image, "--script", file});
  QByteArray said;
  while (said.count('\n') < 7 && process.waitForReadyRead(patience_ms)) said += process.readAll();
  process.kill();
  process.waitForFinished();
  said += process.readAll();
  const auto lines = said.left(said.lastIndexOf('\n')).split('\n');
  const auto last = lines.last().split(' ');
  QCOMPARE(last.first(), QByteArray("committed"));
  const int reported = last.last().toInt();
  QVERIFY(reported >= 7 && reported < 400);
  const auto found = json("history", {"--image", image}).json()["operations"].toArray().size();
  QVERIFY(found == reported || found == reported + 1);
  QCOMPARE(json("verify").status, 0);
  QCOMPARE(json("edit", {"undo", "--image", image}).json()["operations"].toInt(), found - 1);
}

void TestProjectCommands::scriptErrorsChangeNothing() {
  const auto image = firstImage();
  const auto wrong = [&](const QByteArray& operation, const char* reason) {
    const auto first = QByteArray(R"({"op": "brush", "points": [[3, 3]], "radius": 6,
                                      "class": "bear"}, )");
    const auto result = project("edit", {"--image", image, "--script", script(first + operation)});
    QCOMPARE(result.status, 2);
    QVERIFY2(result.err.contains(reason), qPrintable(result.err));
    QVERIFY(!result.out.contains("committed"));
  };
  wrong(R"({"op": "brsh"})", "brush");
  wrong(R"({"op": "brush", "points": [[3, 3]], "radius": 6, "class": "beer"})", "bear");
  wrong(R"({"op": "brush", "points": [[3, 3]], "radius": -1, "class": "bear"})", "radius");
  QCOMPARE(project("edit", {"--image", "nobody.jpg", "--script", script("")}).status, 1);
  QCOMPARE(project("edit", {"--image", image, "--script", home_->filePath("none.json")}).status, 1);
  QCOMPARE(json("history", {"--image", image}).json()["operations"].toArray().size(), 0);
}

void TestProjectCommands::verifiesAndVacuums() {
  QVERIFY(project("verify").out.contains("all is well"));
  fs::path mask;
  for (const auto& entry : fs::recursive_directory_iterator((folder_ + "/layers").toStdString()))
    if (entry.is_regular_file()) mask = entry.path();
  const auto stray = mask.parent_path() / "stray.png";
  fs::copy_file(mask, stray);
  auto result = project("verify", {"--json"});
  QCOMPARE(result.status, 1);
  QCOMPARE(result.json()["orphaned"].toArray().size(), 1);
  QCOMPARE(json("vacuum").json()["files"].toInt(), 1);
  QVERIFY(!fs::exists(stray));
  QCOMPARE(json("verify").status, 0);
  fs::remove(mask);
  result = project("verify", {"--json"});
  QCOMPARE(result.status, 1);
  QCOMPARE(result.json()["missing"].toArray().size(), 1);
}

void TestProjectCommands::relinksPhotos() {
  const auto elsewhere = home_->filePath("elsewhere");
  fs::rename(data_.toStdString(), elsewhere.toStdString());
  QVERIFY(project("status").out.contains("not found"));
  QCOMPARE(json("rescan").json()["missing"].toInt(), 8);
  QCOMPARE(json("relink", {data_, elsewhere}).json()["relinked"].toInt(), 8);
  QCOMPARE(json("rescan").json()["missing"].toInt(), 0);
  QCOMPARE(json("rescan").json()["added"].toInt(), 0);
}

void TestProjectCommands::trainsLabelsAndEvaluates() {
  QCOMPARE(project("label", {"--source", "cam"}).status, 1);  // there is no run yet
  const auto train = json("train", QStringList{"--split", "train"} + small_run());
  QCOMPARE(train.json()["steps"].toInt(), 2);
  QVERIFY(fs::exists((folder_ + "/runs/run-1/metrics.jsonl").toStdString()));
  QVERIFY(fs::exists((folder_ + "/runs/run-1/previews/step-000002").toStdString()));
  const auto runs = json("runs").json()["runs"].toArray();
  QCOMPARE(runs.size(), 1);
  QCOMPARE(runs[0]["name"].toString(), QString("run-1"));
  QVERIFY(runs[0]["finished"].toBool() && runs[0]["checkpoint"].toBool());
  // It goes on with its own images: with all of them a run would be another one.
  QCOMPARE(json("train", {"--resume", "--threads", "1"}).json()["steps"].toInt(), 2);
  // Another one starts from it, with its options.
  QVERIFY(project("train", {"--from", "run-7", "--split", "train"}).err.contains("run-7"));
  const auto tuned = json("train", {"--from", "run-1", "--steps", "1", "--run", "tuned", "--split",
                                    "train", "--threads", "1"});
  QCOMPARE(tuned.json()["steps"].toInt(), 1);
  QVERIFY(tuned.json()["agreement"].isNull());  // nobody said anything
  QVERIFY(penumbra::train::read_run_origin((folder_ + "/runs/tuned").toStdString())
              .from.ends_with("run-1/checkpoints/step-000002.safetensors"));
  const auto again = json("train", QStringList{"--estimate", "--run", "tried"} + small_run());
  QVERIFY(again.json()["step_seconds"].toDouble() > 0);
  QVERIFY(!fs::exists((folder_ + "/runs/tried").toStdString()));
  for (const auto* source : {"cam", "refined", "segmentation"}) {
    const auto label = json("label", {"--split", "val", "--source", source, "--threads", "1"});
    QCOMPARE(label.json()["images"].toInt(), 2);
  }
  QCOMPARE(json("list", {"--where", "state:labelled layer:cam contradiction>0 uncertain>=0"})
               .json()["total"]
               .toInt(),
           2);
  const auto report = json("evaluate", {"--layer", "refined"}).json();
  QCOMPARE(report["images"].toInt(), 2);
  QVERIFY(report["miou"].toDouble(-1) >= 0);
  QCOMPARE(json("evaluate", {"--layer", "truth"}).json()["miou"].toDouble(), 100.0);
  QCOMPARE(json("evaluate", {"--layer", "cam", "--against", "refined"}).status, 0);
  QCOMPARE(project("evaluate", {"--layer", "segmntation"}).status, 1);
  comparesLayers(report);

  // What a person draws stays when the layer below is made anew.
  const auto image = firstImage();
  const auto file =
      script(R"({"op": "brush", "points": [[30, 30]], "radius": 6, "class": "bear"})");
  QCOMPARE(project("edit", {"--image", image, "--script", file}).status, 0);
  QCOMPARE(json("evaluate", {"--layer", "edited"}).json()["images"].toInt(), 2);
  QCOMPARE(
      project("label", {"--split", "val", "--source", "segmentation", "--layer", "better"}).status,
      0);
  const auto merged = json("edit", {"merge", "--image", image}).json();
  QCOMPARE(merged["taken"].toInt(-1), 0);  // the layer below is what it was
  QVERIFY(merged["differing"].toInt() > 50);
  QCOMPARE(merged["rectangle"][2].toInt(), 12);
  const auto other = project("label", {"--split", "val", "--source", "cam", "--crf"});
  QCOMPARE(other.status, 1);
  QVERIFY(other.err.contains("other settings"));
  QCOMPARE(json("verify").status, 0);
  QCOMPARE(project("layer", {"--layer", "cam", "--remove"}).status, 0);
  QCOMPARE(project("layer", {"--layer", "refined", "--rename", "first try"}).status, 0);
  QCOMPARE(json("list", {"--where", "layer:\"first try\""}).json()["total"].toInt(), 2);
}

void TestProjectCommands::layersGoOutAndComeBack_data() {
  QTest::addColumn<QString>("format");
  QTest::addColumn<QString>("out");
  for (const auto* format : {"voc", "coco", "npz"}) {
    QTest::addRow("%s", format) << format << "out";
    QTest::addRow("%s zip", format) << format << "out.zip";
  }
}

void TestProjectCommands::layersGoOutAndComeBack() {
  QFETCH(QString, format);
  QFETCH(QString, out);
  const auto place = home_->filePath(out);
  const auto written =
      json("export", {"--layer", "truth", "--format", format, "--out", place, "--split", "val"});
  QCOMPARE(written.json()["images"].toInt(), 2);
  const auto read = json("import", {"--layer", "again", "--format", format, "--in", place}).json();
  QCOMPARE(read["images"].toInt(), 2);
  QCOMPARE(read["unmatched"].toInt(), 0);
  const auto report = json("evaluate", {"--layer", "again"}).json();
  QCOMPARE(report["images"].toInt(), 2);
  QCOMPARE(report["pixel_accuracy"].toDouble(), 100.0);
  QCOMPARE(json("status").json()["classes"].toArray().size(), 8);
  QCOMPARE(json("verify").status, 0);
  const auto more = home_->filePath("more");
  const auto rich = project("export", {"--layer", "truth", "--format", format, "--out", more,
                                       "--photos", "--splits", "--colours", "classes"});
  QCOMPARE(rich.status, format == "voc" ? 0 : 2);
  QCOMPARE(QFileInfo::exists(more + "/ImageSets/Segmentation/val.txt"), format == "voc");
  QCOMPARE(QDir(more + "/JPEGImages").exists(), format == "voc");
  // Nothing is written over what is there, nor over what a person drew.
  QCOMPARE(project("export", {"--layer", "truth", "--format", format, "--out", place}).status, 1);
  const auto file =
      script(R"({"op": "brush", "points": [[30, 30]], "radius": 6, "class": "bear"})");
  QCOMPARE(project("edit", {"--image", firstImage(), "--script", file}).status, 0);
  const auto over = project("import", {"--layer", "edited", "--format", format, "--in", place});
  QCOMPARE(over.status, 1);
  QVERIFY(over.err.contains("edited by hand"));
}

void TestProjectCommands::wrongUse() {
  QCOMPARE(command({"project"}).status, 2);
  const auto misspelt = command({"project", "lst", folder_});
  QCOMPARE(misspelt.status, 2);
  QVERIFY2(misspelt.err.contains("Did you mean 'list'"), qPrintable(misspelt.err));
  QCOMPARE(command({"project", "list", folder_, "--wher", "x"}).status, 2);
  QCOMPARE(command({"project", "status", data_}).status, 1);
  QCOMPARE(project("tag").status, 2);
  QCOMPARE(command({"project", "--help"}).status, 0);
  QCOMPARE(command({"project", "edit", "--help"}).status, 0);
}

QTEST_GUILESS_MAIN(TestProjectCommands)
#include "test_project_commands.moc"
