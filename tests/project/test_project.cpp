#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/job.h"
#include "project/classes.h"
#include "project/project.h"
#include "project/project_data.h"
#include "project/sample_project.h"
#include "project/schema.h"

namespace fs = std::filesystem;
using namespace penumbra;
using project::Access;
using project::Project;

class TestProject : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }
  void madeAndOpenedAgain();
  void refusesWhatIsThere();
  void oneWriterManyReaders();
  void refusesNewerSchema();
  void refusesOtherFolders();
  void refusesNumbersThatStandForNothing_data();
  void refusesNumbersThatStandForNothing();
  void tagsOfNoClassInUseAreLeftOut();
  void aClassWithADamagedNameCanBeMerged();

 private:
  fs::path place() const { return fs::path(folder_->path().toStdString()) / "photos.penumbra"; }
  std::unique_ptr<QTemporaryDir> folder_;
  NoProgress silent_;
};

void TestProject::madeAndOpenedAgain() {
  Project::create(place());
  for (const auto* name : {"project.sqlite", "layers", "runs", "cache"})
    QVERIFY(fs::exists(place() / name));
  const auto again = Project::open(place(), Access::Write, silent_);
  QVERIFY(again->writable());
  const int version = again->database().read(
      [](SQLite::Database& tables) { return tables.execAndGet("PRAGMA user_version").getInt(); });
  QCOMPARE(version, project::schema_version);
}

void TestProject::refusesWhatIsThere() {
  Project::create(place());
  QVERIFY(error_of([&] { Project::create(place()); }).find("is a project already") !=
          std::string::npos);
  const auto full = place().parent_path() / "full";
  fs::create_directories(full / "something");
  QVERIFY(error_of([&] { Project::create(full); }).find("not an empty folder") !=
          std::string::npos);
}

void TestProject::oneWriterManyReaders() {
  const auto writer = Project::create(place());
  QVERIFY(error_of([&] {
            Project::open(place(), Access::Write, silent_);
          }).find("open for writing in another program") != std::string::npos);
  const auto reader = Project::open(place(), Access::Read, silent_);
  writer->database().write([](SQLite::Database& tables) {
    tables.exec("INSERT INTO settings VALUES ('colour', 'red')");
  });
  const auto value = reader->database().read([](SQLite::Database& tables) {
    return tables.execAndGet("SELECT value FROM settings WHERE name = 'colour'").getString();
  });
  QCOMPARE(value, std::string("red"));
  QVERIFY(error_of([&] {
            reader->database().write([](SQLite::Database&) {});
          }).find("open for reading only") != std::string::npos);
}

void TestProject::refusesNewerSchema() {
  Project::create(place())->database().write(
      [](SQLite::Database& tables) { tables.exec("PRAGMA user_version = 9999"); });
  const auto text = error_of([&] { Project::open(place(), Access::Write, silent_); });
  QVERIFY(text.find("newer Penumbra") != std::string::npos);
}

void TestProject::refusesOtherFolders() {
  QVERIFY(error_of([&] {
            Project::open(place(), Access::Read, silent_);
          }).find("there is no such folder") != std::string::npos);
  fs::create_directories(place());
  QVERIFY(error_of([&] { Project::open(place(), Access::Read, silent_); }).find("is no project") !=
          std::string::npos);
}

void TestProject::refusesNumbersThatStandForNothing_data() {
  QTest::addColumn<QString>("change");
  QTest::addColumn<QString>("holds");  // empty: it is in order
  const auto number = [](const char* change, const char* what, int value, bool valid) {
    QTest::addRow("%s %d", what, value)
        << QString(change).arg(value)
        << (valid ? QString() : QString("%1 %2").arg(what).arg(value));
  };
  for (const int value : {-1, 0, 1, 254, 255, 70000}) {
    const bool valid = value >= 1 && value <= 254;
    number("UPDATE classes SET value = %1", "a class number", value, valid);
    number("INSERT INTO tags VALUES (%1, 1)", "a tag of class", value, valid);
  }
  for (const int value : {-1, 0, 255, 256})
    number("UPDATE classes SET becomes = %1", "a class that becomes", value,
           value >= 0 && value <= 255);
  for (const int value : {-1, 0, 3, 4})
    number(
        "INSERT INTO images (root, path, name, item, width, height, bytes, modified, hash, state) "
        "VALUES (1, 'a', 'a', 'a', 1, 1, 1, 1, 1, %1)",
        "an image in state", value, value >= 0 && value <= 3);
}

void TestProject::refusesNumbersThatStandForNothing() {
  QFETCH(QString, change);
  QFETCH(QString, holds);
  const auto file = place() / "project.sqlite";
  project::add_class(*Project::create(place()), "cat");
  {
    SQLite::Database tables(file, SQLite::OPEN_READWRITE);
    tables.exec("PRAGMA ignore_check_constraints = ON");
    tables.exec(change.toStdString());
    tables.exec("UPDATE settings SET value = '0' WHERE name = 'clean'");
  }
  const auto clean = [&] {
    SQLite::Database tables(file);
    return tables.execAndGet("SELECT value FROM settings WHERE name = 'clean'").getString();
  };
  for (const auto access : {Access::Read, Access::Write}) {
    if (holds.isEmpty()) {
      QVERIFY(Project::open(place(), access, silent_));
      continue;
    }
    const auto text = error_of([&] { Project::open(place(), access, silent_); });
    QVERIFY(text.find("project.sqlite: is damaged: it holds " + holds.toStdString() + ". ") !=
            std::string::npos);
    QCOMPARE(clean(), std::string("0"));  // what a crash left is still to be mended
  }
}

void TestProject::tagsOfNoClassInUseAreLeftOut() {
  const auto project = Project::create(place());
  for (const auto* name : {"cat", "dog", "cow"}) project::add_class(*project, name);
  project::remove_class(*project, 1, 0);
  const project::ClassNumbers numbers(*project);
  QCOMPARE(numbers.to_ids(std::vector{3, 1, 200, 2}), (std::vector{1, 2}));
}

void TestProject::aClassWithADamagedNameCanBeMerged() {
  const auto project = Project::create(place());
  for (const auto* name : {"cat", "dog"}) project::add_class(*project, name);
  project->database().write([](SQLite::Database& tables) {
    tables.exec("UPDATE classes SET name = CAST(x'63ff' AS TEXT) WHERE value = 1");
  });
  project::merge_classes(*project, 1, 2);
  QCOMPARE(project::classes(*project).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestProject)
#include "test_project.moc"
