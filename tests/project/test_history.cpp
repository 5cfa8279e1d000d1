#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

#include "base/atomic_file.h"
#include "edit/brush.h"
#include "project/history.h"
#include "project/image_state.h"
#include "project/layers.h"
#include "project/sample_project.h"
#include "project/verify.h"
#include "small_disk.h"

namespace fs = std::filesystem;
using namespace penumbra;
using image::LabelMap;
using project::Access;
using project::EditSession;
using project::ImageState;
using project::Layer;
using project::LayerKind;
using project::Layers;
using project::Project;

namespace {

constexpr image::Size size{40, 30};

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Layer make(Project& project, const char* name, LayerKind kind,
           std::optional<project::LayerId> base = {}) {
  Layer layer;
  layer.name = name;
  layer.kind = kind;
  layer.base = base;
  return Layers(project).create(layer);
}

/// A stroke of random place, radius and label.
auto stroke(std::mt19937& random, image::Size within, int classes = 5) {
  const auto draw = [&](int limit) {
    return static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  const edit::Point from{double(draw(within.width)), double(draw(within.height))};
  const edit::Point to{double(draw(within.width)), double(draw(within.height))};
  const double radius = 1 + draw(5);
  const auto label = static_cast<std::uint8_t>(draw(classes + 1));
  return [=](edit::Canvas canvas) {
    return edit::brush(canvas, std::vector{from, to}, radius, label);
  };
}

/// Makes a block one label.
auto block(edit::Rect rect, std::uint8_t label) {
  return [=](edit::Canvas canvas) {
    for (int y = rect.y; y < rect.bottom(); ++y)
      for (int x = rect.x; x < rect.right(); ++x) {
        const auto i = static_cast<std::size_t>(y * canvas.map.size.width + x);
        canvas.map.labels[i] = label;
        (*canvas.drawn)[i] = 1;
      }
    return rect;
  };
}

std::uint64_t sum_of(const EditSession& session) {
  std::string bytes(session.map().labels.begin(), session.map().labels.end());
  bytes.append(session.drawn().begin(), session.drawn().end());
  return project::checksum(bytes);
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

class Messages : public NoProgress {
 public:
  void message(Severity, const std::string& text) override { all += text + "\n"; }
  std::string all;
};

QString problems_of(const project::VerifyReport& report) {
  QStringList problems;
  for (const auto& files : {report.damaged, report.missing, report.orphaned})
    for (const auto& file : files) problems << QString::fromStdString(file.string());
  for (const auto& texts : {report.database, report.histories})
    for (const auto& text : texts) problems << QString::fromStdString(text);
  return problems.join("; ");
}

project::VerifyReport verified(const Project& project) {
  JobControl control;
  NoProgress silent;
  return project::verify(project, control, silent);
}

std::string state_text(const EditSession& session) {
  return std::to_string(session.history().size()) + " " + std::to_string(session.can_undo()) + " " +
         std::to_string(session.can_redo()) + " " + std::to_string(sum_of(session));
}

/// Edits and labels in a project until it is killed. Says what it is about to have on the disk
/// ("under way ...") and what it has ("committed ...").
int edit_until_killed(const fs::path& folder, unsigned seed) {
  NoProgress silent;
  const auto project = Project::open(folder, Access::Write, silent);
  Layers layers(*project);
  const auto cam = layers.named("cam").id, mine = layers.named("mine").id;
  std::mt19937 random(seed);
  auto session = std::make_unique<EditSession>(*project, mine, 1);
  const auto say = [](const std::string& text) {
    std::cout << text << std::endl;  // a pipe keeps it when this process is killed
  };
  for (;;) {
    const auto choice = random() % 100;
    if (choice < 4) {
      const auto label = static_cast<unsigned>(random() % 1000);
      say("labelling " + std::to_string(label));
      layers.write(cam, {1, noise(size, label), {}, {}});
      say("labelled " + std::to_string(label));
      continue;
    }
    if (choice < 8) {
      session->close();
      session = std::make_unique<EditSession>(*project, mine, 1);
    }
    const auto base = layers.read_raw(cam, 1);
    // While this transaction is open the session can't write: what will be there is said first.
    const auto state = project->database().write([&](SQLite::Database&) {
      if (choice < 12) {
        session->merge(base);
      } else if (choice < 25) {
        session->redo();
      } else if (choice < 45) {
        session->undo();
      } else {
        session->paint(stroke(random, size));
        session->commit("brush");
      }
      auto text = state_text(*session);
      say("under way " + text);
      return text;
    });
    session->flush();
    say("committed " + state);
  }
}

}  // namespace

class TestHistory : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    make_project(inside("photos.penumbra"));
  }
  void cleanup() {
    session_.reset();
    project_.reset();
  }

  void differencesUndoThemselves();
  void strokesAreCommitted();
  void undoneAndRedone();
  void aNewOperationForgetsUndoneOnes();
  void nothingPaintedIsNoOperation();
  void paintingIsDiscarded();
  void withoutABaseAllIsIgnored();
  void longHistoriesSurviveRestarts();
  void undoBelowTheSavedMap();
  void labellingAnewChangesNoEditedImage();
  void labellingAnewWhileOpen();
  void aBaseThatIsEditedItself();
  void mergesANewBase();
  void classesMergedBetweenEdits();
  void statesFollow();
  void refusesOtherLayersAndReaders();
  void refusesASecondSession();
  void aFullDiskLosesNothing();
  void damagedHistoriesAreNamed();
  void missingFilesAreNamed();
  void verifyFindsAll();
  void verifyStops();
  void leftoversAreRemoved();
  void removingTheLayer();
  void killedAtAnyMoment();

 private:
  fs::path inside(const char* name) const { return fs::path(folder_->path().toStdString()) / name; }
  void make_project(const fs::path& place) {
    session_.reset();
    project_.reset();
    project_ = Project::create(place);
    add_images(*project_, 3, size);
    add_classes(*project_, 6);
    cam_ = make(*project_, "cam", LayerKind::Cam).id;
    mine_ = make(*project_, "mine", LayerKind::Edited, cam_).id;
    Layers(*project_).write(cam_, {1, noise(size, 1), {}, {}});
  }
  void reopen() {
    session_.reset();
    project_.reset();
    NoProgress silent;
    project_ = Project::open(inside("photos.penumbra"), Access::Write, silent);
  }
  EditSession& edit(project::ImageId image = 1) {
    session_.reset();
    session_ = std::make_unique<EditSession>(*project_, mine_, image);
    return *session_;
  }
  LabelMap read(project::ImageId image = 1) const { return Layers(*project_).read(mine_, image); }
  ImageState state(project::ImageId image) const {
    return static_cast<ImageState>(state_of(*project_, image));
  }
  template <class Value>
  void execute(const std::string& text, const Value& value) {
    project_->database().write([&](SQLite::Database& tables) {
      SQLite::Statement statement(tables, text);
      statement.bind(1, value);
      statement.exec();
    });
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<Project> project_;
  std::unique_ptr<EditSession> session_;
  project::LayerId cam_ = 0, mine_ = 0;
};

void TestHistory::differencesUndoThemselves() {
  const edit::Rect rect{3, 2, 4, 5};
  project::Difference difference{rect, noise({4, 5}, 1).labels,
                                 std::vector<std::uint8_t>(20, std::uint8_t{1})};
  const auto bytes = project::compress(difference);
  QVERIFY(project::decompress(bytes, rect, "x") == difference);
  project::EditedMap image{noise(size, 2), std::vector<std::uint8_t>(size.area())};
  project::apply(difference, image);
  QVERIFY(image.map != noise(size, 2));
  QCOMPARE(std::ranges::count(image.drawn, 1), 20);
  project::apply(difference, image);
  QVERIFY(image.map == noise(size, 2));

  const auto refused = [&](const std::string& text, edit::Rect of) {
    return says(error_of([&] { project::decompress(text, of, "operation 7"); }),
                "operation 7: is damaged");
  };
  QVERIFY(refused(bytes, {3, 2, 5, 5}));
  QVERIFY(refused("", rect));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    QVERIFY(refused(bytes.substr(0, i), rect));
    auto flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x40);
    QVERIFY(refused(flipped, rect) || project::decompress(flipped, rect, "x") == difference);
  }
}

void TestHistory::strokesAreCommitted() {
  auto& session = edit();
  QVERIFY(session.map() == noise(size, 1));
  QVERIFY(!session.can_undo() && !session.can_redo());
  auto expected = noise(size, 1);
  const auto painted = session.paint([](edit::Canvas canvas) {
    return edit::brush(canvas, std::vector<edit::Point>{{10, 10}}, 3, 2);
  });
  session.paint([](edit::Canvas canvas) {
    return edit::brush(canvas, std::vector<edit::Point>{{20, 10}}, 3, 3);
  });
  QCOMPARE(session.commit("brush", {{"radius", 3}}), 1);
  std::vector<std::uint8_t> drawn(size.area());
  edit::brush({expected, &drawn}, std::vector<edit::Point>{{10, 10}}, 3, 2);
  edit::brush({expected, &drawn}, std::vector<edit::Point>{{20, 10}}, 3, 3);
  QVERIFY(session.map() == expected);
  QVERIFY(session.drawn() == drawn);
  session.flush();
  QVERIFY(read() == expected);
  QVERIFY(session.unsaved().changes.empty());

  const auto history = session.history();
  QCOMPARE(history.size(), std::size_t{1});
  QCOMPARE(history[0].number, 1);
  QCOMPARE(history[0].name, std::string("brush"));
  QVERIFY(nlohmann::json::parse(history[0].details) == nlohmann::json({{"radius", 3}}));
  QVERIFY(history[0].rect ==
          (edit::Rect{painted.x, painted.y, painted.width + 10, painted.height}));
  QVERIFY(history[0].created > 1'600'000'000'000);
  QVERIFY(history[0].done);
  QVERIFY(project::operations(*project_, mine_, 1) == history);

  reopen();
  QVERIFY(read() == expected);
  QVERIFY(edit().map() == expected);
  QVERIFY(session_->drawn() == drawn);
  QVERIFY(session_->history() == history);
}

void TestHistory::undoneAndRedone() {
  auto& session = edit();
  std::mt19937 random(1);
  std::vector<std::uint64_t> sums{sum_of(session)};
  for (int i = 0; i < 10; ++i) {
    session.paint(stroke(random, size));
    session.commit("brush");
    sums.push_back(sum_of(session));
  }
  const auto rect = session.undo();
  QVERIFY(rect && *rect == session.history()[9].rect);
  QVERIFY(!session.history()[9].done && session.history()[8].done);
  for (std::size_t i = 9; i > 0; --i) {
    QCOMPARE(sum_of(session), sums[i]);
    QVERIFY(session.undo());
  }
  QCOMPARE(sum_of(session), sums[0]);
  QVERIFY(!session.can_undo());
  QVERIFY(!session.undo());
  session.flush();
  QVERIFY(read() == noise(size, 1));
  for (std::size_t i = 1; i <= 10; ++i) {
    QVERIFY(session.redo());
    QCOMPARE(sum_of(session), sums[i]);
  }
  QVERIFY(!session.redo());
  session.undo();
  session.flush();
  reopen();
  QCOMPARE(sum_of(edit()), sums[9]);
  QVERIFY(session_->redo());
  QCOMPARE(sum_of(*session_), sums[10]);
}

void TestHistory::aNewOperationForgetsUndoneOnes() {
  auto& session = edit();
  for (std::uint8_t label = 1; label <= 3; ++label) {
    session.paint(block({label, 1, 4, 4}, label));
    session.commit("block");
  }
  session.undo();
  session.undo();
  session.paint(block({20, 20, 2, 2}, 5));
  QCOMPARE(session.commit("other"), 2);
  QVERIFY(!session.can_redo());
  const auto sum = sum_of(session);
  session.flush();
  QCOMPARE(project::operations(*project_, mine_, 1).size(), std::size_t{2});
  QCOMPARE(project::operations(*project_, mine_, 1)[1].name, std::string("other"));
  reopen();
  QCOMPARE(sum_of(edit()), sum);
}

void TestHistory::nothingPaintedIsNoOperation() {
  auto& session = edit();
  QCOMPARE(session.commit("nothing"), 0);
  session.paint([](edit::Canvas) { return edit::Rect{}; });
  QCOMPARE(session.commit("nothing"), 0);
  session.paint(block({1, 1, 4, 4}, 3));
  QCOMPARE(session.commit("block"), 1);
  session.paint(block({1, 1, 4, 4}, 3));
  QCOMPARE(session.commit("the same again"), 0);
  // Where it had that label already, drawing is still a change: it is the person's from then on.
  const auto label = session.map().labels[0];
  session.paint(block({0, 0, 1, 1}, label));
  QCOMPARE(session.commit("confirm"), 2);
  QCOMPARE(session.drawn()[0], std::uint8_t{1});
  session.undo();
  QCOMPARE(session.drawn()[0], std::uint8_t{0});
}

void TestHistory::paintingIsDiscarded() {
  auto& session = edit();
  session.paint(block({2, 2, 5, 5}, 4));
  QVERIFY(session.discard() == (edit::Rect{2, 2, 5, 5}));
  QVERIFY(session.map() == noise(size, 1));
  QCOMPARE(session.commit("nothing"), 0);
  session.paint(block({2, 2, 5, 5}, 4));
  QVERIFY_THROWS_EXCEPTION(std::runtime_error, session.paint([](edit::Canvas canvas) -> edit::Rect {
    block({20, 20, 5, 5}, 1)(canvas);
    throw std::runtime_error("half done");
  }));
  QVERIFY(session.map() == noise(size, 1));
  QCOMPARE(session.commit("nothing"), 0);
  session.paint(block({1, 1, 1, 1}, 2));
  session.commit("block");
  session.paint(block({9, 9, 2, 2}, 2));
  const auto rect = session.undo();
  QVERIFY(rect && *rect == (edit::Rect{1, 1, 10, 10}));
  QVERIFY(session.map() == noise(size, 1));
}

void TestHistory::withoutABaseAllIsIgnored() {
  auto& session = edit(2);
  QVERIFY(std::ranges::all_of(session.map().labels, [](auto label) { return label == 255; }));
  QVERIFY(!Layers(*project_).has(mine_, 2));
  session.paint(block({0, 0, size.width, 1}, 1));
  session.commit("block");
  session.flush();
  QVERIFY(Layers(*project_).has(mine_, 2));
  auto expected = LabelMap{size, std::vector<std::uint8_t>(size.area(), 255)};
  std::fill_n(expected.labels.begin(), size.width, std::uint8_t{1});
  QVERIFY(read(2) == expected);
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{1});
  session.close();
  QVERIFY(read(2) == expected);
  reopen();
  QVERIFY(edit(2).map() == expected);
  session_->undo();
  session_->flush();
  QVERIFY(std::ranges::all_of(read(2).labels, [](auto label) { return label == 255; }));
}

void TestHistory::longHistoriesSurviveRestarts() {
  constexpr std::size_t count = 1500;
  std::mt19937 random(2);
  std::vector<std::uint64_t> sums{sum_of(edit())};
  for (std::size_t i = 1; i <= count; ++i) {
    do {
      session_->paint(stroke(random, size));
    } while (session_->commit("brush") == 0);
    sums.push_back(sum_of(*session_));
    if (i == count / 3) {
      session_->flush();
      reopen();
      QCOMPARE(sum_of(edit()), sums.back());
    }
  }
  QCOMPARE(session_->history().size(), count);
  const auto last = session_->map();
  session_->flush();
  QVERIFY(read() == last);
  reopen();
  edit();
  for (std::size_t i = count; i > 0; --i) {
    QCOMPARE(sum_of(*session_), sums[i]);
    QVERIFY(session_->undo());
    if (i == count / 2) {
      session_->flush();
      reopen();
      edit();
    }
  }
  QVERIFY(session_->map() == noise(size, 1));
  session_->close();
  reopen();
  QVERIFY(read() == noise(size, 1));
  edit();
  for (std::size_t i = 1; i <= count; ++i) {
    QVERIFY(session_->redo());
    QCOMPARE(sum_of(*session_), sums[i]);
  }
  session_->flush();
  QVERIFY(read() == last);
  const auto report = verified(*project_);
  QVERIFY2(report.clean(), qPrintable(problems_of(report)));
  QCOMPARE(report.operations, std::int64_t{count});
}

void TestHistory::undoBelowTheSavedMap() {
  auto& session = edit();
  for (std::uint8_t label = 1; label <= 4; ++label) {
    session.paint(block({label, 1, 6, 6}, label));
    session.commit("block");
  }
  session.close();
  session.undo();
  session.undo();
  session.flush();
  QVERIFY(read() == session.map());
  session.paint(block({25, 20, 3, 3}, 5));
  QCOMPARE(session.commit("other"), 3);
  session.flush();
  QVERIFY(read() == session.map());
  QVERIFY(verified(*project_).clean());
  const auto sum = sum_of(session);
  reopen();
  QCOMPARE(sum_of(edit()), sum);
  while (session_->can_undo()) session_->undo();
  QVERIFY(session_->map() == noise(size, 1));
}

void TestHistory::labellingAnewChangesNoEditedImage() {
  edit().paint(block({1, 1, 3, 3}, 2));
  session_->commit("block");
  session_->flush();
  const auto edited = session_->map();
  // The first edit shares the base's file, which therefore stays.
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{1});
  Layers(*project_).write(cam_, {1, noise(size, 7), {}, {}});
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{2});
  QVERIFY(read() == edited);
  QVERIFY(verified(*project_).clean());
  session_->undo();
  session_->flush();
  QVERIFY(read() == noise(size, 1));
  session_->redo();
  session_->close();
  QVERIFY(read() == edited);
  // The shared file went with the last row that named it.
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{3});
  QVERIFY(verified(*project_).clean());
  // An image that was never edited follows.
  Layers(*project_).write(cam_, {3, noise(size, 8), {}, {}});
  QVERIFY(read(3) == noise(size, 8));
  Layers(*project_).write(cam_, {3, noise(size, 9), {}, {}});
  QVERIFY(read(3) == noise(size, 9));
}

void TestHistory::labellingAnewWhileOpen() {
  auto& session = edit();
  Layers(*project_).write(cam_, {1, noise(size, 7), {}, {}});
  session.paint(block({1, 1, 3, 3}, 2));
  session.commit("block");
  session.flush();
  QVERIFY(read() == session.map());
  session.undo();
  session.flush();
  QVERIFY(read() == noise(size, 1));
  QVERIFY(verified(*project_).clean());
}

void TestHistory::aBaseThatIsEditedItself() {
  edit().paint(block({1, 1, 3, 3}, 2));
  session_->commit("block");
  session_->flush();
  const auto first = session_->map();
  const auto second = make(*project_, "on top", LayerKind::Edited, mine_).id;
  {
    EditSession top(*project_, second, 1);
    QVERIFY(top.map() == first);
    top.paint(block({10, 10, 3, 3}, 4));
    top.commit("block");
    session_->undo();
    top.flush();
    session_->flush();
    QVERIFY(Layers(*project_).read(second, 1) == top.map());
    QVERIFY(read() == noise(size, 1));
    EditSession shown(*project_, second, 3);
    QVERIFY(std::ranges::all_of(shown.map().labels, [](auto label) { return label == 255; }));
  }
  QVERIFY(verified(*project_).clean());
}

void TestHistory::mergesANewBase() {
  auto& session = edit();
  session.paint(block({0, 0, 10, 10}, 5));
  session.commit("block");
  const auto before = session.map();
  auto base = noise(size, 1);
  const auto at = [](int x, int y) { return static_cast<std::size_t>(y * size.width + x); };
  for (int y = 0; y < 10; ++y)
    for (int x = 0; x < 10; ++x) base.labels[at(x, y)] = 5;
  base.labels[at(3, 4)] = 1;  // differs from what was drawn
  base.labels[at(6, 5)] = 255;
  for (int x = 20; x < 30; ++x)
    base.labels[at(x, 20)] = static_cast<std::uint8_t>(before.labels[at(x, 20)] == 6 ? 0 : 6);

  const auto compared = session.compare(base);
  QVERIFY(session.map() == before);
  const auto report = session.merge(base);
  QCOMPARE(report.taken, std::int64_t{10});
  QCOMPARE(report.differing, std::int64_t{2});
  QVERIFY(report.rect == (edit::Rect{3, 4, 4, 2}));
  QCOMPARE(std::ranges::count(report.differs, 1), 2);
  QCOMPARE(report.differs[at(6, 5)], std::uint8_t{1});
  QVERIFY(compared.differs == report.differs && compared.taken == report.taken);
  auto expected = before;
  for (int x = 20; x < 30; ++x) expected.labels[at(x, 20)] = base.labels[at(x, 20)];
  QVERIFY(session.map() == expected);
  QCOMPARE(session.history().back().name, std::string("merge"));
  QVERIFY(session.history().back().rect == (edit::Rect{20, 20, 10, 1}));
  QCOMPARE(session.drawn()[at(20, 20)], std::uint8_t{0});
  session.flush();
  QVERIFY(read() == expected);
  QCOMPARE(session.merge(base).taken, std::int64_t{0});
  QCOMPARE(session.history().size(), std::size_t{2});
  session.undo();
  QVERIFY(session.map() == before);
  QVERIFY(says(error_of([&] { session.merge(noise({1, 1}, 1)); }), "another size"));
}

void TestHistory::classesMergedBetweenEdits() {
  auto& session = edit();
  session.paint(block({0, 0, 8, 8}, 1));
  session.commit("class 1");
  const auto first = session.map();
  const auto merged = [](LabelMap map) {
    for (auto& label : map.labels) label = label == 1 ? std::uint8_t{2} : label;
    return map;
  };
  set_becomes(*project_, 1, "2");
  session.refresh_classes();
  QVERIFY(session.map() == merged(first));
  session.flush();
  QVERIFY(read() == merged(first));
  // Painted with what it counts as: it is class 2 from then on. The rest keeps its value.
  session.paint(block({0, 0, 2, 2}, 2));
  QCOMPARE(session.commit("class 2"), 2);
  session.paint(block({30, 20, 2, 2}, 3));
  session.commit("class 3");
  session.close();
  const auto third = session.map();
  set_becomes(*project_, 1, "NULL");
  session.refresh_classes();
  auto expected = first;
  for (const std::size_t i : {0, 1, size.width, size.width + 1}) expected.labels[i] = 2;
  for (const int x : {30, 31})
    for (const int y : {20, 21}) expected.labels[static_cast<std::size_t>(y * size.width + x)] = 3;
  QVERIFY(session.map() == expected);
  QVERIFY(read() == expected);
  QVERIFY(merged(expected) == third);
  reopen();
  edit();
  session_->undo();
  session_->undo();
  QVERIFY(session_->map() == first);
  set_becomes(*project_, 1, "0");
  session_->refresh_classes();
  session_->redo();
  session_->undo();
  session_->undo();
  auto base = noise(size, 1);
  for (auto& label : base.labels) label = label == 1 ? std::uint8_t{0} : label;
  QVERIFY(session_->map() == base);
  set_becomes(*project_, 1, "NULL");
  session_->refresh_classes();
  QVERIFY(session_->map() == noise(size, 1));
}

void TestHistory::statesFollow() {
  QVERIFY(state(1) == ImageState::Labelled);
  const auto change = [&](project::ImageId image) {
    edit(image).paint(block({1, 1, 3, 3}, 2));
    session_->commit("block");
    session_->flush();
  };
  const auto undo = [&] {
    session_->undo();
    session_->flush();
  };
  change(1);
  QVERIFY(state(1) == ImageState::Edited);
  undo();
  QVERIFY(state(1) == ImageState::Labelled);
  session_->redo();
  session_->close();
  QVERIFY(state(1) == ImageState::Edited);
  undo();
  session_->close();
  QVERIFY(state(1) == ImageState::Labelled);
  change(2);
  QVERIFY(state(2) == ImageState::Edited);
  undo();
  QVERIFY(state(2) == ImageState::New);
  execute("UPDATE images SET state = ? WHERE id = 1", 3);
  change(1);
  QVERIFY(state(1) == ImageState::Reviewed);
  undo();
  QVERIFY(state(1) == ImageState::Reviewed);
}

void TestHistory::refusesOtherLayersAndReaders() {
  QVERIFY(says(error_of([&] { EditSession(*project_, cam_, 1); }), "no edited layer"));
  QVERIFY(says(error_of([&] { EditSession(*project_, 99, 1); }), "no such layer"));
  QVERIFY(says(error_of([&] { EditSession(*project_, mine_, 99); }), "image 99"));
  NoProgress silent;
  const auto reader = Project::open(inside("photos.penumbra"), Access::Read, silent);
  QVERIFY(says(error_of([&] { EditSession(*reader, mine_, 1); }), "reading only"));
}

void TestHistory::refusesASecondSession() {
  auto& session = edit();
  EditSession second(*project_, mine_, 1);
  session.paint(block({1, 1, 3, 3}, 2));
  session.commit("block");
  session.flush();
  second.paint(block({5, 5, 3, 3}, 2));
  second.commit("block");
  QVERIFY(!error_of([&] { second.flush(); }).empty());
  QVERIFY(read() == session.map());
  EditSession third(*project_, mine_, 1);
  session.undo();
  session.flush();
  third.paint(block({5, 5, 3, 3}, 2));
  third.commit("block");
  QVERIFY(says(error_of([&] { third.flush(); }), "at another place"));
  QVERIFY(read() == session.map());
}

void TestHistory::aFullDiskLosesNothing() {
  SmallDisk disk(inside("small"), 2048);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  make_project(inside("small") / "p.penumbra");
  edit().paint(block({1, 1, 3, 3}, 2));
  session_->commit("block");
  session_->flush();
  const auto filler = inside("small") / "filler";
  {
    std::ofstream out(filler, std::ios::binary);
    const std::string kilobyte(1024, 'x');
    while (out.write(kilobyte.data(), 1024).flush()) {
    }
  }
  std::mt19937 random(3);
  std::string text;
  int committed = 1;
  while (text.empty() && committed < 3000) {
    session_->paint(stroke(random, size));
    if (session_->commit("brush") == 0) continue;
    ++committed;
    text = error_of([&] { session_->flush(); });
  }
  QVERIFY2(says(text, "photo1.jpg: not saved yet: operation " + std::to_string(committed)),
           text.c_str());
  QVERIFY2(says(text, "the disk is full"), text.c_str());
  QCOMPARE(session_->unsaved().changes.size(), std::size_t{1});
  // It goes on in memory.
  for (int i = 0; i < 5; ++i) {
    session_->paint(block({i, 0, 2, 2}, static_cast<std::uint8_t>(1 + i % 3)));
    session_->commit("block");
  }
  const auto sum = sum_of(*session_);
  QVERIFY(session_->undo());
  QVERIFY(session_->redo());
  QCOMPARE(sum_of(*session_), sum);
  QVERIFY(!error_of([&] { session_->flush(); }).empty());
  QVERIFY(!error_of([&] { session_->close(); }).empty());
  QVERIFY(session_->unsaved().changes.size() >= 6);
  QVERIFY(!session_->unsaved().reason.empty());
  fs::remove(filler);
  session_->flush();
  QVERIFY(session_->unsaved().changes.empty());
  QVERIFY(session_->unsaved().reason.empty());
  QVERIFY(read() == session_->map());
  session_.reset();
  QVERIFY(verified(*project_).clean());
  QCOMPARE(sum_of(edit()), sum);
  session_.reset();
  project_.reset();
}

void TestHistory::damagedHistoriesAreNamed() {
  edit();
  for (std::uint8_t i = 1; i <= 3; ++i) {
    session_->paint(block({i, i, 4, 4}, i));
    session_->commit("block");
  }
  session_->close();
  const auto sum = sum_of(*session_);
  const auto bytes = project_->database().read([](SQLite::Database& tables) {
    return tables.execAndGet("SELECT difference FROM edits WHERE number = 3").getString();
  });
  const auto damage = [&](const std::string& with) {
    project_->database().write([&](SQLite::Database& tables) {
      SQLite::Statement set(tables, "UPDATE edits SET difference = ? WHERE number = 3");
      set.bind(1, with.data(), static_cast<int>(with.size()));
      set.exec();
    });
  };
  damage("nonsense");
  QVERIFY(says(error_of([&] { session_->undo(); }), "operation 3 of photo1.jpg: is damaged"));
  QCOMPARE(sum_of(*session_), sum);
  const auto report = verified(*project_);
  QCOMPARE(report.histories.size(), std::size_t{1});
  QVERIFY(says(report.histories[0], "operation 3 of photo1.jpg"));
  damage(bytes);
  QVERIFY(session_->undo());
  QVERIFY(session_->redo());
  session_->flush();
  execute("UPDATE edits SET x = ? WHERE number = 3", 1000);
  QVERIFY(says(error_of([&] { session_->undo(); }), "outside of the photo"));
  execute("UPDATE edits SET x = ? WHERE number = 3", 3);
  execute("DELETE FROM edits WHERE number = ?", 2);
  QVERIFY(!verified(*project_).histories.empty());
  execute("UPDATE edited_images SET saved = ?", 0);
  QVERIFY(says(error_of([&] { read(); }), "photo1.jpg: its history has gaps"));
}

void TestHistory::missingFilesAreNamed() {
  edit().paint(block({1, 1, 3, 3}, 2));
  session_->commit("block");
  session_->close();
  session_.reset();
  auto files = files_below(project_->layers() / std::to_string(mine_));
  QCOMPARE(files.size(), std::size_t{2});
  const auto map = files[1];
  QVERIFY(says(map.filename().string(), "-map-"));
  const auto bytes = read_file(map);
  fs::remove(map);
  QVERIFY(says(error_of([&] { read(); }), map.filename().string() + ": is missing"));
  QVERIFY(says(error_of([&] { edit(); }), "is missing"));
  write_file_atomically(map, bytes.substr(0, bytes.size() / 2));
  QVERIFY(says(error_of([&] { edit(); }), "is damaged"));
  write_file_atomically(map, bytes);
  QVERIFY(edit().can_undo());
}

void TestHistory::verifyFindsAll() {
  edit().paint(block({1, 1, 3, 3}, 2));
  session_->commit("block");
  session_->close();
  session_.reset();
  Layers(*project_).write(
      cam_, {2, noise(size, 2), {}, image::ScoreMap{size, std::vector<float>(size.area(), 0.5F)}});
  auto report = verified(*project_);
  QVERIFY(report.clean());
  QCOMPARE(report.files, std::int64_t{5});
  QCOMPARE(report.edited_images, std::int64_t{1});
  QCOMPARE(report.operations, std::int64_t{1});
  QVERIFY(report.bytes > 0);

  const auto files = files_below(project_->layers() / std::to_string(cam_));
  QCOMPARE(files.size(), std::size_t{3});
  fs::remove(files[1]);
  write_file_atomically(files[2], std::string_view("nonsense"));
  const auto orphan = project_->layers() / std::to_string(cam_) / "0" / "9-map-0.png";
  write_file_atomically(orphan, std::string_view("x"));
  report = verified(*project_);
  QVERIFY(!report.clean());
  QVERIFY(report.missing == std::vector{files[1]});
  QVERIFY(report.damaged == std::vector{files[2]});
  QVERIFY(report.orphaned == std::vector{orphan});
  QVERIFY(report.histories.empty() && report.database.empty());

  project_.reset();
  {
    SQLite::Database tables((inside("photos.penumbra") / "project.sqlite").string(),
                            SQLite::OPEN_READWRITE);
    tables.exec("PRAGMA foreign_keys = OFF; INSERT INTO tags VALUES (250, 1)");
  }
  reopen();
  report = verified(*project_);
  QCOMPARE(report.database.size(), std::size_t{1});
  QVERIFY(says(report.database[0], "tags"));
}

void TestHistory::verifyStops() {
  JobControl control;
  control.request_stop();
  NoProgress silent;
  QVERIFY_THROWS_EXCEPTION(Cancelled, project::verify(*project_, control, silent));
}

void TestHistory::leftoversAreRemoved() {
  const auto orphan = project_->layers() / std::to_string(cam_) / "0" / "9-map-0.png";
  const auto part = project_->runs() / "options.json.1234.tmp";
  const auto leave = [&] {
    write_file_atomically(orphan, std::string_view("x"));
    write_file_atomically(part, std::string_view("x"));
  };
  leave();
  const auto before = files_below(project_->layers()).size();
  // What was written since the project was opened may be a job's that has not ended.
  fs::last_write_time(orphan, project_->opened() + std::chrono::seconds(1));
  fs::last_write_time(part, project_->opened() - std::chrono::seconds(1));
  const auto removed = project::vacuum(*project_);
  QCOMPARE(removed.files, std::int64_t{1});
  QVERIFY(fs::exists(orphan) && !fs::exists(part));
  fs::last_write_time(orphan, project_->opened() - std::chrono::seconds(1));
  QCOMPARE(project::vacuum(*project_).files, std::int64_t{1});
  QCOMPARE(files_below(project_->layers()).size(), before - 1);

  // An end that was not clean is mended when the project is opened.
  leave();
  execute("UPDATE settings SET value = ? WHERE name = 'clean'", "0");
  const auto copy = inside("copy.penumbra");
  fs::copy(project_->folder(), copy, fs::copy_options::recursive);
  Messages messages;
  const auto mended = Project::open(copy, Access::Write, messages);
  QVERIFY2(says(messages.all, "removed 2 files"), messages.all.c_str());
  QVERIFY(verified(*mended).clean());
  QVERIFY(Layers(*mended).read(cam_, 1) == noise(size, 1));
}

void TestHistory::removingTheLayer() {
  edit().paint(block({1, 1, 3, 3}, 2));
  session_->commit("block");
  session_->close();
  session_.reset();
  QVERIFY(state(1) == ImageState::Edited);
  Layers(*project_).remove(mine_);
  QVERIFY(state(1) == ImageState::Labelled);
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{1});
  QVERIFY(verified(*project_).clean());
  QCOMPARE(verified(*project_).operations, std::int64_t{0});
}

void TestHistory::killedAtAnyMoment() {
  const int kills = qEnvironmentVariableIsSet("PENUMBRA_KILLS")
                        ? qEnvironmentVariableIntValue("PENUMBRA_KILLS")
                        : 20;
  session_.reset();
  project_.reset();
  std::mt19937 random(4);
  int mended = 0, commits = 0;
  std::string committed, under_way, labelled = "1", labelling = "1";
  for (int kill = 0; kill < kills; ++kill) {
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {"--edit-until-killed", QString::fromStdString(inside("photos.penumbra").string()),
                 QString::number(kill)});
    QVERIFY(child.waitForReadyRead(30'000));
    QTest::qWait(static_cast<int>(random() % 100));
    child.kill();
    QVERIFY(child.waitForFinished(30'000));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    std::istringstream lines(child.readAllStandardOutput().toStdString());
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("under way ")) under_way = line.substr(10);
      if (line.starts_with("committed ")) committed = line.substr(10), ++commits;
      if (line.starts_with("labelling ")) labelling = line.substr(10);
      if (line.starts_with("labelled ")) labelled = line.substr(9);
    }
    Messages messages;
    project_ = Project::open(inside("photos.penumbra"), Access::Write, messages);
    mended += !messages.all.empty();
    const auto report = verified(*project_);
    QVERIFY2(report.clean(), (report.histories.empty() ? "" : report.histories[0].c_str()));
    const auto map = Layers(*project_).read_raw(cam_, 1);
    QVERIFY(map == noise(size, static_cast<unsigned>(std::stoi(labelled))) ||
            map == noise(size, static_cast<unsigned>(std::stoi(labelling))));
    if (map == noise(size, static_cast<unsigned>(std::stoi(labelling)))) labelled = labelling;
    if (!committed.empty()) {
      auto& session = edit();
      const auto state = state_text(session);
      QVERIFY2(state == committed || state == under_way,
               (state + " is neither " + committed + " nor " + under_way).c_str());
      QVERIFY(read() == session.map());
      committed = state;
    }
    session_.reset();
    project_.reset();
  }
  qInfo("%d kills, %d reported commits, %d openings removed leftovers", kills, commits, mended);
  QVERIFY(commits > kills);
}

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--edit-until-killed")
    return edit_until_killed(argv[2], static_cast<unsigned>(std::stoi(argv[3])));
  QCoreApplication app(argc, argv);
  TestHistory test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_history.moc"
