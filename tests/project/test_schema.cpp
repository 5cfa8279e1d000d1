#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>
#include <fstream>
#include <optional>

#include "base/atomic_file.h"
#include "folders.h"
#include "image/decode.h"
#include "project/changes.h"
#include "project/classes.h"
#include "project/sample_project.h"
#include "project/schema.h"
#include "project/select.h"
#include "project/torture/facts.h"
#include "project/torture/model.h"
#include "project/torture/worker.h"
#include "project/verify.h"
#include "small_disk.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::project;
using nlohmann::json;
using torture::facts_of;

namespace {

const fs::path fixtures = source_folder() / "tests" / "project" / "fixtures";

bool says(const std::string& text, std::string_view part) {
  if (text.find(part) != std::string::npos) return true;
  qWarning("'%s' does not say '%s'", text.c_str(), std::string(part).c_str());
  return false;
}

class Messages : public NoProgress {
 public:
  void message(Severity, const std::string& text) override { all += text + "\n"; }
  std::string all;
};

bool is_clean(const Project& project) {
  JobControl control;
  NoProgress silent;
  return verify(project, control, silent).clean();
}

/// What a project holds, now and as changes and operations are taken back one by one.
json facts_back_to_the_start(Project& project) {
  json facts{{"now", facts_of(project, {})}};
  const auto mine = Layers(project).named(torture::edited_layer).id;
  for (const auto& row : rows(project, select(project, {}))) {
    EditSession session(project, mine, row.id);
    auto& sums = facts["undone"][row.name];
    do sums.push_back(torture::sum_of(session.map().labels));
    while (session.undo());
    session.close();
  }
  while (undo_change(project)) facts["unchanged"].push_back(facts_of(project, {}));
  return facts;
}

/// A small project of the present schema in which everything was used.
void make_fixture(const fs::path& home) {
  const torture::Places places{home / "photos", home / "project", {}};
  torture::write_photo_folder(places.photos / torture::folder_name(0), 0);
  const auto project = Project::create(places.project);
  Layers layers(*project);
  Layer cam, mine;
  cam.name = torture::labelled_layer;
  cam.kind = LayerKind::Cam;
  cam.source = "a run";
  cam.options = {{"crf", true}};
  mine.name = torture::edited_layer;
  mine.kind = LayerKind::Edited;
  mine.base = layers.create(cam).id;
  layers.create(mine);
  torture::Worker worker(*project, places, 1);
  const auto carry_out = [&](const json& step) { worker.carry_out(step); };
  carry_out({{"do", "import"}, {"folder", 0}});
  carry_out({{"do", "layer"}, {"layer", "run 1"}});
  int seed = 6;
  for (const auto* layer : {torture::labelled_layer, "run 1"})
    for (const auto* image : {"p0-0.png", "p0-1.png"})
      carry_out({{"do", "label"},
                 {"layer", layer},
                 {"image", image},
                 {"seed", seed++},
                 {"values", {1, 2, 3}}});
  set_numbers(*project, "uncertain", std::vector<std::pair<ImageId, double>>{{1, 0.25}, {2, 0.5}});
  set_state(*project, std::vector<ImageId>{2}, ImageState::Reviewed);
  carry_out({{"do", "add_class"}, {"name", "tree"}});
  carry_out({{"do", "tag"}, {"images", {"p0-0.png", "p0-2.png"}}, {"add", {4}}, {"remove", {1}}});
  carry_out({{"do", "open"}, {"image", "p0-0.png"}});
  for (int i = 0; i < 8; ++i) carry_out(worker.choose("edit"));
  carry_out({{"do", "merge_classes"}, {"value", 1}, {"into", 2}});
  for (int i = 0; i < 4; ++i) carry_out(worker.choose("edit"));
  carry_out({{"do", "undo"}, {"times", 3}});
  carry_out({{"do", "open"}, {"image", "p0-2.png"}});
  for (int i = 0; i < 4; ++i) carry_out(worker.choose("edit"));
  carry_out({{"do", "rename_class"}, {"value", 3}, {"name", "Wald und Wiese \"ä\""}});
  carry_out({{"do", "remove_class"}, {"value", 4}, {"becomes", 255}});
  carry_out({{"do", "undo_change"}});
}

}  // namespace

class TestSchema : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }
  void olderProjectsOpen_data();
  void olderProjectsOpen();
  void othersAreRefused_data();
  void othersAreRefused();
  void migratesAfterACopy();
  void aStepThatFailsChangesNothing();
  void aCopyThatFailsChangesNothing();

 private:
  fs::path home() const { return folder_->path().toStdString(); }
  fs::path place() const { return home() / "p.penumbra"; }
  fs::path catalogue() const { return place() / "project.sqlite"; }

  std::unique_ptr<QTemporaryDir> folder_;
  NoProgress silent_;
};

void TestSchema::olderProjectsOpen_data() {
  QTest::addColumn<QString>("fixture");
  for (const auto& entry : fs::directory_iterator(fixtures)) {
    if (!entry.is_directory()) continue;
    const auto name = entry.path().filename().string();
    QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
  }
}

void TestSchema::olderProjectsOpen() {
  QFETCH(QString, fixture);
  fs::copy(fixtures / fixture.toStdString(), home(), fs::copy_options::recursive);
  const auto folder = home() / "project";
  {
    SQLite::Database tables((folder / "project.sqlite").string(),
                            SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    tables.exec(read_file(home() / "project.sql"));
  }
  const auto expected = json::parse(read_file(home() / "facts.json"));
  Messages messages;
  const auto project = Project::open(folder, Access::Write, messages);
  QVERIFY2(messages.all.find("removed") == std::string::npos, messages.all.c_str());
  QVERIFY(is_clean(*project));
  // They are found beside the project, wherever that is now.
  for (const auto& row : rows(*project, select(*project, {}))) {
    QCOMPARE(row.photo, home() / "photos" / torture::folder_name(0) / row.name);
    QCOMPARE(image::read_image(row.photo).pixels, torture::photo_pixels(row.name).pixels);
  }
  const auto cam = Layers(*project).named("cam");
  QCOMPARE(cam.source, std::string("a run"));
  QVERIFY(cam.options == json({{"crf", true}}));
  const auto difference = json::diff(expected, facts_back_to_the_start(*project)).dump();
  QVERIFY2(difference == "[]", difference.c_str());
  QVERIFY(is_clean(*project));
  // Work goes on.
  torture::Worker worker(*project, {home() / "photos", folder, home() / "exports"}, 2);
  worker.carry_out({{"do", "open"}, {"image", "p0-1.png"}});
  for (const auto* kind : {"edit", "label", "tag", "export"}) worker.carry_out(worker.choose(kind));
  QVERIFY(is_clean(*project));
}

void TestSchema::othersAreRefused_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("text");
  QTest::addRow("empty") << "empty"
                         << "is no project";
  QTest::addRow("of another program") << "other"
                                      << "is no project";
  QTest::addRow("of a newer program") << "newer"
                                      << "newer Penumbra (its schema is 9999";
  QTest::addRow("no database") << "nonsense"
                               << "Restore it";
  QTest::addRow("damaged") << "damaged"
                           << "Restore it";
}

void TestSchema::othersAreRefused() {
  QFETCH(QString, kind);
  QFETCH(QString, text);
  if (kind == "newer" || kind == "damaged") {
    const auto project = Project::create(place());
    if (kind == "newer")
      project->database().write(
          [](SQLite::Database& tables) { tables.exec("PRAGMA user_version = 9999"); });
  } else {
    fs::create_directories(place());
    std::ofstream(catalogue()) << (kind == "nonsense" ? std::string(10'000, 'x') : "");
  }
  if (kind == "other") {
    SQLite::Database tables(catalogue().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    tables.exec("CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
  }
  if (kind == "damaged") {
    auto bytes = read_file(catalogue());
    std::fill_n(bytes.begin() + 100, 4000, 'x');
    write_file_atomically(catalogue(), bytes);
  }
  const auto before = read_file(catalogue());
  for (const auto access : {Access::Read, Access::Write}) {
    const auto refusal = error_of([&] { Project::open(place(), access, silent_); });
    QVERIFY(says(refusal, text.toStdString()));
    QVERIFY(says(refusal, catalogue().string()));
    QVERIFY(read_file(catalogue()) == before);
  }
  for (const auto& entry : fs::directory_iterator(place()))
    QVERIFY(entry.path().filename().string().find("before") == std::string::npos);
}

namespace {

/// The present schema, and steps after it.
std::vector<const char*> steps_and(std::initializer_list<const char*> more) {
  const auto present = schema_steps();
  std::vector<const char*> steps(present.begin(), present.end());
  steps.insert(steps.end(), more);
  return steps;
}

constexpr auto add_column = "ALTER TABLE settings ADD COLUMN remark TEXT NOT NULL DEFAULT 'none'";
constexpr auto use_column = "UPDATE settings SET remark = 'new'";

int version_of(const Database& database) {
  return database.read(
      [](SQLite::Database& tables) { return tables.execAndGet("PRAGMA user_version").getInt(); });
}

std::string remarks(const Database& database) {
  return database.read([](SQLite::Database& tables) {
    return tables.execAndGet("SELECT remark FROM settings LIMIT 1").getString();
  });
}

}  // namespace

void TestSchema::migratesAfterACopy() {
  add_class(*Project::create(place()), "dog");
  const auto copy = fs::path(catalogue()) += ".before-" + std::to_string(schema_version + 2);
  std::ofstream(copy) << "of an attempt that failed";
  const auto steps = steps_and({add_column, use_column});
  {
    Database reader(catalogue(), Access::Read);
    QVERIFY(says(error_of([&] { migrate(reader, silent_, steps); }), "Open it once for writing"));
  }
  Messages messages;
  {
    Database database(catalogue(), Access::Write);
    migrate(database, messages, steps);
    QCOMPARE(version_of(database), schema_version + 2);
    QCOMPARE(remarks(database), std::string("new"));
    QVERIFY(says(messages.all, copy.string()));
    messages.all.clear();
    migrate(database, messages, steps);
    QVERIFY(messages.all.empty());
  }
  QVERIFY(
      says(error_of([&] { Project::open(place(), Access::Write, silent_); }), "newer Penumbra"));
  // The copy is a project.
  for (const auto* end : {"-wal", "-shm"}) fs::remove(fs::path(catalogue()) += end);
  fs::rename(copy, catalogue());
  const auto project = Project::open(place(), Access::Write, silent_);
  QCOMPARE(classes(*project).at(0).name, std::string("dog"));
  QVERIFY(is_clean(*project));
}

void TestSchema::aStepThatFailsChangesNothing() {
  add_class(*Project::create(place()), "dog");
  {
    Database database(catalogue(), Access::Write);
    const auto steps = steps_and({add_column, "INSERT INTO nowhere VALUES (1)"});
    QVERIFY(says(error_of([&] { migrate(database, silent_, steps); }), "nowhere"));
    QCOMPARE(version_of(database), schema_version);
    QVERIFY(says(error_of([&] { remarks(database); }), "no such column"));
  }
  QCOMPARE(classes(*Project::open(place(), Access::Write, silent_)).size(), 1u);
}

void TestSchema::aCopyThatFailsChangesNothing() {
  const SmallDisk disk(home() / "small", 600);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  const auto folder = home() / "small" / "p.penumbra";
  add_class(*Project::create(folder), "dog");
  const auto filler = home() / "small" / "filler";
  const auto count = [&] {
    const auto entries = fs::directory_iterator(folder);
    return std::distance(begin(entries), end(entries));
  };
  {
    Database database(folder / "project.sqlite", Access::Write);
    version_of(database);
    std::ofstream(filler) << std::string(600 * 1024, 'x');
    const auto before = count();
    const auto steps = steps_and({add_column});
    const auto refusal = error_of([&] { migrate(database, silent_, steps); });
    QVERIFY(says(refusal, "the disk is full"));
    QVERIFY(says(refusal, "Free some space"));
    QCOMPARE(count(), before);
    QCOMPARE(version_of(database), schema_version);
    fs::remove(filler);
    migrate(database, silent_, steps);
    QCOMPARE(remarks(database), std::string("none"));
  }
}

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--make-fixture") {
    make_fixture(argv[2]);
    return 0;
  }
  if (argc == 3 && std::string_view(argv[1]) == "--print-facts") {
    NoProgress silent;
    const auto project = Project::open(argv[2], Access::Write, silent);
    std::printf("%s\n", facts_back_to_the_start(*project).dump(1).c_str());
    return 0;
  }
  QCoreApplication app(argc, argv);
  TestSchema test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_schema.moc"
