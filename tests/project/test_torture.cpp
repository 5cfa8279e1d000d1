#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <map>
#include <optional>
#include <random>

#include "base/error.h"
#include "project/sample_project.h"
#include "project/torture/child.h"
#include "project/torture/facts.h"
#include "project/torture/model.h"
#include "project/torture/worker.h"
#include "project/verify.h"
#include "small_disk.h"

namespace fs = std::filesystem;
using namespace penumbra;
using nlohmann::json;
using project::Access;
using project::Project;
using torture::facts_of;
using torture::Model;
using torture::Places;
using torture::Worker;

namespace {

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

std::unique_ptr<Project> make_project(const Places& places) {
  auto project = Project::create(places.project);
  project::Layers layers(*project);
  project::Layer cam, mine;
  cam.name = torture::labelled_layer;
  cam.kind = project::LayerKind::Cam;
  mine.name = torture::edited_layer;
  mine.kind = project::LayerKind::Edited;
  mine.base = layers.create(cam).id;
  layers.create(mine);
  return project;
}

Model new_model() { return {torture::labelled_layer, torture::edited_layer}; }

/// Empty where the project is in order, else what is wrong.
std::string problems_of(const Project& project) {
  JobControl control;
  NoProgress silent;
  const auto report = project::verify(project, control, silent);
  std::string text;
  for (const auto& line : report.database) text += line + "\n";
  for (const auto& line : report.histories) text += line + "\n";
  for (const auto* list : {&report.damaged, &report.missing, &report.orphaned})
    for (const auto& file : *list) text += file.string() + "\n";
  return text;
}

/// Which of the states is the one of the facts; says how the nearest differs where none is.
std::optional<Model> matching(const std::vector<Model>& states, const json& facts) {
  std::string nearest;
  for (const auto& state : states) {
    const auto difference = json::diff(state.facts(), facts);
    if (difference.empty()) return state;
    if (nearest.empty() || difference.dump().size() < nearest.size()) nearest = difference.dump();
  }
  qWarning("%s", nearest.c_str());
  return std::nullopt;
}

}  // namespace

class TestTorture : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    for (int i = 0; i < torture::folder_count; ++i)
      torture::write_photo_folder(photos() / torture::folder_name(i), i);
  }
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }
  void killedAtAnyMoment();
  void aFullDisk_data();
  void aFullDisk();
  void openedOnAFullDisk();
  void aFolderThatBecomesReadOnly();
  void openedOnAReadOnlyDisk();

 private:
  fs::path home() const { return folder_->path().toStdString(); }
  fs::path photos() const { return photos_.path().toStdString(); }
  Places places_in(const fs::path& place) const {
    return {photos(), place / "p.penumbra", home() / "exports"};
  }

  QTemporaryDir photos_;
  std::unique_ptr<QTemporaryDir> folder_;
  NoProgress silent_;
};

void TestTorture::killedAtAnyMoment() {
  const int kills = qEnvironmentVariableIsSet("PENUMBRA_KILLS")
                        ? qEnvironmentVariableIntValue("PENUMBRA_KILLS")
                        : 50;
  const auto places = places_in(home());
  make_project(places);
  std::mt19937 random(1);
  torture::Account account(new_model());
  std::map<std::string, int> moments;
  int mended = 0;
  for (int kill = 0; kill < kills; ++kill) {
    const auto seed = static_cast<unsigned>(kill);
    // Sometimes before the project is open.
    const int lines = kill % 8 == 7 ? 0 : 1 + static_cast<int>(random() % 30);
    const std::chrono::microseconds pause(random() % 20'000);
    QVERIFY(torture::kill_a_child(torture::Task::Work, places, seed, lines, pause, account));
    QVERIFY(account.is_right());
    ++moments[account.moment()];
    // Sometimes while another opens what that has left.
    if (kill % 5 == 4) {
      const std::chrono::milliseconds while_opening(20 + random() % 100);
      QVERIFY(torture::kill_a_child(torture::Task::Open, places, seed, 0, while_opening, account));
    }

    Messages messages;
    const auto project = Project::open(places.project, Access::Write, messages);
    mended += !messages.all.empty();
    const auto problems = problems_of(*project);
    QVERIFY2(problems.empty(), problems.c_str());
    const auto states = account.states();
    const auto state = matching(states, facts_of(*project, places.exports));
    QVERIFY2(state, account.moment().c_str());
    account.settle(*state);
  }
  int count = 0;
  const auto text = [](const std::map<std::string, int>& numbers) {
    std::string all;
    for (const auto& [kind, number] : numbers) all += " " + kind + " " + std::to_string(number);
    return all;
  };
  for (const auto& [kind, number] : account.done()) count += number;
  qInfo("%d kills (%s ), %d openings that mended, %d steps reported (%s )", kills,
        text(moments).c_str(), mended, count, text(account.done()).c_str());
  QVERIFY(count > kills);
}

void TestTorture::aFullDisk_data() {
  QTest::addColumn<QString>("kind");
  for (const auto* kind : {"import", "label", "layer", "tag", "add_class", "merge_classes", "edit",
                           "merge_base", "export"})
    QTest::addRow("%s", kind) << kind;
}

void TestTorture::aFullDisk() {
  QFETCH(QString, kind);
  const SmallDisk disk(home() / "small", 3072);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  auto places = places_in(home() / "small");
  places.exports = home() / "small" / "exports";
  const auto project = make_project(places);
  Worker worker(*project, places, 5);
  auto model = new_model();
  const auto carry_out = [&](const json& step) {
    worker.carry_out(step);
    model = model.stages(step).back();
  };
  carry_out({{"do", "import"}, {"folder", 0}});
  for (int i = 0; i < 6; ++i) carry_out(worker.choose("label"));
  carry_out({{"do", "open"}, {"image", "p0-1.png"}});
  for (int i = 0; i < 4; ++i) carry_out(worker.choose("edit"));
  // So that there is a new base to merge.
  carry_out(
      {{"do", "label"}, {"layer", "cam"}, {"image", "p0-1.png"}, {"seed", 1}, {"values", {1}}});

  std::optional<Filler> filler(home() / "small" / "filler");
  std::string refusal;
  json step;
  for (int i = 0; i < 400 && refusal.empty(); ++i) {
    step = worker.choose(kind.toStdString());
    if (step.is_null()) step = worker.choose("undo_change");
    refusal = error_of([&] { carry_out(step); });
  }
  const bool full = refusal.find("the disk is full") != std::string::npos ||
                    refusal.find("No space left on device") != std::string::npos;
  QVERIFY2(full, refusal.c_str());
  QVERIFY(says(refusal, "Free some space"));
  QVERIFY(says(refusal, (home() / "small").string()));
  auto states = model.stages(step);
  states.push_back(model);
  QVERIFY(matching(states, facts_of(*project, places.exports)));

  filler.reset();
  if (kind == "edit" || kind == "merge_base")
    worker.flush();
  else
    worker.carry_out(step);
  model = model.stages(step).back();
  QVERIFY(matching({model}, facts_of(*project, places.exports)));
  QVERIFY2(problems_of(*project).empty(), problems_of(*project).c_str());
}

void TestTorture::openedOnAFullDisk() {
  const SmallDisk disk(home() / "small", 3072);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  const auto places = places_in(home() / "small");
  auto model = new_model();
  {
    const auto project = make_project(places);
    Worker worker(*project, places, 6);
    for (int i = 0; i < 40; ++i) {
      const auto step = i == 0 ? json{{"do", "import"}, {"folder", 1}} : worker.choose();
      worker.carry_out(step);
      model = model.stages(step).back();
    }
  }
  {
    const Filler filler(home() / "small" / "filler");
    const auto refusal = error_of([&] { Project::open(places.project, Access::Write, silent_); });
    QVERIFY(says(refusal, "the disk is full"));
    QVERIFY(says(refusal, places.project.string()));
    QVERIFY(says(refusal, "Free some space"));
  }
  const auto project = Project::open(places.project, Access::Write, silent_);
  QVERIFY(matching({model}, facts_of(*project, places.exports)));
  QVERIFY2(problems_of(*project).empty(), problems_of(*project).c_str());
}

void TestTorture::aFolderThatBecomesReadOnly() {
  // The catalogue stays open for writing, so only what has no open files can become read-only.
  const auto places = places_in(home());
  const auto project = make_project(places);
  SmallDisk layers(project->layers(), 3072), exports(places.exports, 3072);
  if (!layers.mounted() || !exports.mounted()) QSKIP("mounting a file system needs root");
  Worker worker(*project, places, 7);
  auto model = new_model();
  const auto carry_out = [&](const json& step) {
    worker.carry_out(step);
    model = model.stages(step).back();
  };
  const json import{{"do", "import"}, {"folder", 3}};
  json label, export_all{{"do", "export"}, {"layer", "cam"}, {"place", "export"}};
  carry_out({{"do", "import"}, {"folder", 2}});
  for (int i = 0; i < 6; ++i) carry_out(label = worker.choose("label"));
  label["seed"] = 1234;

  QVERIFY(layers.make_read_only() && exports.make_read_only());
  carry_out({{"do", "open"}, {"image", label["image"]}});
  const auto refuses = [&](const json& step, const fs::path& place) {
    const auto refusal = error_of([&] { worker.carry_out(step); });
    auto states = model.stages(step);
    states.push_back(model);
    const auto state = matching(states, facts_of(*project, places.exports));
    if (state) model = *state;
    return state && says(refusal, "Read-only file system") && says(refusal, place.string()) &&
           says(refusal, "Choose a folder that you may write to");
  };
  QVERIFY(refuses(label, project->layers()));
  QVERIFY(refuses(import, project->layers()));
  QVERIFY(refuses(export_all, places.exports));
  // What needs no new files goes on, and is there afterwards.
  for (int i = 0; i < 30; ++i)
    for (const auto* kind : {"tag", "rename_class", "undo_change"})
      if (const auto step = worker.choose(kind); !step.is_null()) carry_out(step);
  QVERIFY(matching({model}, facts_of(*project, places.exports)));

  QVERIFY(layers.make_writable() && exports.make_writable());
  for (const auto& step : {label, import, export_all}) carry_out(step);
  for (int i = 0; i < 30; ++i) carry_out(worker.choose("edit"));
  QVERIFY(matching({model}, facts_of(*project, places.exports)));
  QVERIFY2(problems_of(*project).empty(), problems_of(*project).c_str());
}

void TestTorture::openedOnAReadOnlyDisk() {
  SmallDisk disk(home() / "small", 3072);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  const auto places = places_in(home() / "small");
  auto model = new_model();
  {
    const auto project = make_project(places);
    Worker worker(*project, places, 8);
    for (int i = 0; i < 40; ++i) {
      const auto step = i == 0 ? json{{"do", "import"}, {"folder", 1}} : worker.choose();
      worker.carry_out(step);
      model = model.stages(step).back();
    }
  }
  QVERIFY(disk.make_read_only());
  const auto refusal = error_of([&] { Project::open(places.project, Access::Write, silent_); });
  QVERIFY(says(refusal, "Read-only file system"));
  QVERIFY(says(refusal, places.project.string()));
  QVERIFY(says(refusal, "Make the folder writable"));
  {
    const auto project = Project::open(places.project, Access::Read, silent_);
    QVERIFY(matching({model}, facts_of(*project, places.exports)));
    QVERIFY2(problems_of(*project).empty(), problems_of(*project).c_str());
  }
  QVERIFY(disk.make_writable());
  const auto project = Project::open(places.project, Access::Write, silent_);
  Worker worker(*project, places, 9);
  for (int i = 0; i < 20; ++i) {
    const auto step = worker.choose();
    worker.carry_out(step);
    model = model.stages(step).back();
  }
  QVERIFY(matching({model}, facts_of(*project, places.exports)));
}

int main(int argc, char** argv) {
  if (const auto status = torture::run_as_child(argc, argv)) return *status;
  QCoreApplication app(argc, argv);
  TestTorture test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_torture.moc"
