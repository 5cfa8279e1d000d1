#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <ctime>
#include <random>

#include "base/atomic_file.h"
#include "folders.h"
#include "project/classes.h"
#include "project/history.h"
#include "project/layers.h"
#include "project/sample_project.h"
#include "project/tags.h"
#include "project/time.h"
#include "project/verify.h"
#include "review/looks.h"
#include "review/queue.h"
#include "review/sessions.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::project;
using namespace penumbra::review;

namespace {

constexpr image::Size size{8, 6};
constexpr std::int64_t minute = 60'000;
constexpr std::int64_t start = 1'700'000'000'000;

using Numbers = std::vector<std::pair<ImageId, double>>;

std::vector<ImageId> images_of(const std::vector<Entry>& queue) {
  std::vector<ImageId> ids;
  for (const auto& entry : queue) ids.push_back(entry.image);
  return ids;
}

std::vector<ImageId> ids(std::initializer_list<ImageId> list) { return list; }

}  // namespace

class TestReview : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<Project> project_;
  Settings settings_;
  JobControl control_;
  NoProgress silent_;
  int made_ = 0;

  fs::path place() const {
    return fs::path(folder_.path().toStdString()) / ("p" + std::to_string(made_) + ".penumbra");
  }

  std::vector<Entry> look(const std::string& where = {}, std::int64_t now = start) {
    return queue(*project_, where, settings_, now);
  }
  std::vector<ImageId> order() { return images_of(look()); }
  Entry entry_of(ImageId image) {
    for (auto& entry : look())
      if (entry.image == image) return entry;
    qFatal("not in the queue");
  }
  void tag(std::initializer_list<ImageId> images, int value) {
    edit_tags(*project_, std::vector(images), std::vector{value}, {});
  }
  void only(Reason reason) {
    settings_.weights = {};
    settings_.weights[static_cast<std::size_t>(reason)] = 1;
  }
  void execute(const std::string& sql) {
    project_->database().write([&](SQLite::Database& tables) { tables.exec(sql); });
  }
  std::int64_t number(const std::string& sql) {
    return project_->database().read(
        [&](SQLite::Database& tables) { return tables.execAndGet(sql).getInt64(); });
  }

  LayerId edited_layer() {
    Layers layers(*project_);
    if (const auto found = layers.find("edited")) return found->id;
    Layer layer;
    layer.name = "edited";
    layer.kind = LayerKind::Edited;
    return layers.create(layer).id;
  }
  /// A block of 2 x 2 pixels gets the class, at a time of our own.
  void stroke(ImageId image, int x, std::uint8_t value, std::int64_t time) {
    const auto layer = edited_layer();
    EditSession session(*project_, layer, image);
    session.paint([&](edit::Canvas canvas) {
      for (const int px : {x, x + 1})
        for (const int py : {0, 1}) {
          const auto i = static_cast<std::size_t>(py * size.width + px);
          canvas.map.labels[i] = value;
          (*canvas.drawn)[i] = 1;
        }
      return edit::Rect{x, 0, 2, 2};
    });
    const int number = session.commit("brush");
    QVERIFY(number > 0);
    session.flush();
    execute("UPDATE edits SET created = " + std::to_string(time) +
            " WHERE image = " + std::to_string(image) + " AND number = " + std::to_string(number));
  }
  void undo(ImageId image) {
    EditSession session(*project_, edited_layer(), image);
    session.undo();
    session.flush();
  }

 private Q_SLOTS:
  void init() {
    ++made_;
    project_ = Project::create(place());
    add_images(*project_, 6);
    add_classes(*project_, 4);
    settings_ = {};
  }

  void withoutNumbersTheOrderIsThatOfTheProject() {
    QCOMPARE(order(), ids({1, 2, 3, 4, 5, 6}));
    QVERIFY(reasons(entry_of(1), settings_.weights).empty());
    QCOMPARE(entry_of(1).score, 0.0);
  }

  void reviewedBrokenAndMissingImagesAreNotInIt() {
    set_reviewed(*project_, std::vector<ImageId>{2}, true);
    execute("UPDATE images SET problem = 'broken' WHERE id = 3");
    execute("UPDATE images SET found = 0 WHERE id = 4");
    settings_.second_look_share = 0;
    QCOMPARE(order(), ids({1, 5, 6}));
    QCOMPARE(images_of(look("name:photo5*")), ids({5}));
    QVERIFY_EXCEPTION_THROWN(look("nobody:knows"), UsageError);
    set_reviewed(*project_, std::vector<ImageId>{2}, false);
    QCOMPARE(order(), ids({1, 2, 5, 6}));
  }

  void uncertainAreaIsRankedAmongAllImages() {
    set_numbers(*project_, "uncertain", Numbers{{1, 0}, {2, 0.1}, {3, 0.31}, {4, 0.1}, {5, 0.05}});
    set_reviewed(*project_, std::vector<ImageId>{5}, true);
    settings_.second_look_share = 0;
    only(Reason::Uncertain);
    QCOMPARE(order(), ids({3, 2, 4, 1, 6}));
    const auto entry = entry_of(3);
    QCOMPARE(entry.part(Reason::Uncertain).value, 0.31);
    QCOMPARE(entry.part(Reason::Uncertain).rank, 1.0);
    QCOMPARE(entry.score, 1.0);
    QCOMPARE(reasons(entry, settings_.weights), std::vector{Reason::Uncertain});
    // Two of the other four have less; those that are equal have the same rank.
    QCOMPARE(entry_of(2).part(Reason::Uncertain).rank, 0.5);
    QCOMPARE(entry_of(4).part(Reason::Uncertain).rank, 0.5);
    QCOMPARE(entry_of(1).part(Reason::Uncertain).rank, 0.0);
    // A filter changes nobody's score.
    QCOMPARE(images_of(look("name:photo2.jpg")), ids({2}));
    QCOMPARE(look("name:photo2.jpg").front().score, 0.5);
  }

  void contradictionsCountWhereTheClassifierTakesTheOtherSide() {
    set_numbers(*project_, "contradiction", Numbers{{1, 0.2}, {2, 0.9}, {3, 0.4}, {4, 0.6}});
    set_numbers(*project_, "proposed_tag", Numbers{{1, 1}, {2, -2}, {3, 1}, {4, 3}});
    only(Reason::Contradiction);
    QCOMPARE(order(), ids({2, 4, 1, 3, 5, 6}));
    QCOMPARE(entry_of(2).proposed_tag, -2);
    QCOMPARE(entry_of(4).proposed_tag, 3);
    QCOMPARE(entry_of(4).part(Reason::Contradiction).rank, 2.0 / 3);
    QCOMPARE(entry_of(3).part(Reason::Contradiction).value, 0.0);
    QCOMPARE(entry_of(3).proposed_tag, 0);
  }

  void disagreementCounts() {
    set_numbers(*project_, "disagreement", Numbers{{6, 0.5}, {2, 0.25}});
    only(Reason::Disagreement);
    QCOMPARE(order(), ids({6, 1, 2, 3, 4, 5}));
    QCOMPARE(entry_of(6).part(Reason::Disagreement).value, 0.5);
    QCOMPARE(entry_of(2).part(Reason::Disagreement).rank, 0.0);
  }

  void rareClassesAreSeldomInTheProjectAndAmongThoseDone() {
    tag({1, 2, 3, 4, 5}, 1);
    tag({4, 5}, 2);
    tag({6}, 3);
    only(Reason::RareClass);
    QCOMPARE(order(), ids({6, 4, 5, 1, 2, 3}));
    auto entry = entry_of(5);
    QCOMPARE(entry.rare_class, 2);
    QCOMPARE(entry.rare_done, std::int64_t{0});
    QCOMPARE(entry.part(Reason::RareClass).value, 2.0 / 6);
    QCOMPARE(entry.part(Reason::RareClass).rank, 3.0 / 5);
    // Classes of which images are done come after those of which none are.
    execute("DELETE FROM tags");
    tag({1, 2, 3}, 1);
    tag({4, 5, 6}, 2);
    QCOMPARE(entry_of(1).part(Reason::RareClass).rank, 0.0);
    execute("UPDATE images SET state = 2 WHERE id IN (1, 2)");
    QCOMPARE(order(), ids({4, 5, 6, 1, 2, 3}));
    QCOMPARE(entry_of(3).rare_done, std::int64_t{2});
    QCOMPARE(entry_of(4).rare_done, std::int64_t{0});
    QCOMPARE(entry_of(4).part(Reason::RareClass).rank, 3.0 / 5);
  }

  void weightsDecideBetweenReasons() {
    set_numbers(*project_, "uncertain", Numbers{{1, 0.9}, {2, 0.5}, {3, 0.1}});
    set_numbers(*project_, "disagreement", Numbers{{1, 0.001}, {2, 0.002}, {3, 0.003}});
    settings_.weights = {1, 0, 0.5, 0};
    QCOMPARE(order(), ids({1, 2, 3, 4, 5, 6}));
    QCOMPARE(entry_of(1).score, 1 / 1.5);
    QCOMPARE(reasons(entry_of(2), settings_.weights),
             (std::vector{Reason::Uncertain, Reason::Disagreement}));
    settings_.weights = {0.5, 0, 1, 0};
    QCOMPARE(order(), ids({3, 2, 1, 4, 5, 6}));
    QCOMPARE(reasons(entry_of(2), settings_.weights),
             (std::vector{Reason::Disagreement, Reason::Uncertain}));
    settings_.weights = {};
    QCOMPARE(order(), ids({1, 2, 3, 4, 5, 6}));
    QVERIFY(reasons(entry_of(2), settings_.weights).empty());
  }

  void gainsDecideWhileThereAreAny() {
    set_numbers(*project_, "uncertain", Numbers{{1, 0.9}, {2, 0.5}, {3, 0.1}});
    set_reviewed(*project_, std::vector<ImageId>{6}, true);
    settings_.second_look_share = 0;
    const std::vector<Gain> gains{{6, 0.5, 30}, {3, 0.34, 12}, {5, 0.1, 8}, {2, 0.2, 1}};
    const auto with_gains = [&] { return queue(*project_, {}, settings_, start, gains); };
    // Those that have none come last, in the order of the others.
    auto entries = with_gains();
    QCOMPARE(images_of(entries), ids({3, 5, 2, 1, 4}));
    QCOMPARE(entries[0].part(Reason::Gain).value, 0.34);
    QCOMPARE(entries[0].part(Reason::Gain).rank, 0.75);
    QCOMPARE(entries[0].alike, 12.0);
    QCOMPARE(entries[0].score, 0.75);
    QCOMPARE(reasons(entries[2], settings_.weights), std::vector{Reason::Gain});
    QCOMPARE(reasons(entries[3], settings_.weights), std::vector{Reason::Uncertain});
    // Its weight is its share: the others have the rest.
    settings_.weights[static_cast<std::size_t>(Reason::Gain)] = 0.1;
    entries = with_gains();
    QCOMPARE(images_of(entries).front(), ImageId{1});
    QCOMPARE(reasons(entries[1], settings_.weights),
             (std::vector{Reason::Uncertain, Reason::Gain}));
    settings_.weights[static_cast<std::size_t>(Reason::Gain)] = 0;
    QCOMPARE(images_of(with_gains()), ids({1, 2, 3, 4, 5}));
    // Without them it has no weight.
    settings_.weights[static_cast<std::size_t>(Reason::Gain)] = 1;
    QCOMPARE(order(), ids({1, 2, 3, 4, 5}));
  }

  void settingsAreKept() {
    QVERIFY(settings(*project_) == Settings{});
    settings_.weights = {0.1, 0.2, 0.3, 0.4, 0.5};
    settings_.second_look_share = 0.5;
    settings_.seed = 7;
    keep_settings(*project_, settings_);
    project_.reset();
    project_ = Project::open(place(), Access::Write, silent_);
    QVERIFY(settings(*project_) == settings_);
    auto wrong = settings_;
    wrong.weights[0] = 1.5;
    QVERIFY_EXCEPTION_THROWN(keep_settings(*project_, wrong), UsageError);
    QVERIFY(settings(*project_) == settings_);
    execute("UPDATE settings SET value = '{\"weights\": 3' WHERE name = 'review'");
    QVERIFY(settings(*project_) == Settings{});
  }

  void aMarkCanBeTakenBack() {
    finish(*project_, 1, false, start);
    QCOMPARE(state_of(*project_, 1), 3);
    finish(*project_, 1, false, start + 1);  // nothing new
    QCOMPARE(number("SELECT count(*) FROM reviews"), std::int64_t{1});
    take_back(*project_, 1);
    QCOMPARE(state_of(*project_, 1), 0);
    QCOMPARE(number("SELECT count(*) FROM reviews"), std::int64_t{0});
    stroke(2, 0, 1, start);
    finish(*project_, 2, false, start + 2);
    finish(*project_, 2, true, start + 3);
    take_back(*project_, 2);
    QCOMPARE(state_of(*project_, 2), 3);  // of the two looks one is left
    take_back(*project_, 2);
    QCOMPARE(state_of(*project_, 2), 2);
  }

  void aShareOfReviewedImagesComesBack() {
    settings_.second_look_share = 0.3;
    int chosen = 0, same = 0;
    auto other = settings_;
    other.seed = 2;
    for (ImageId image = 1; image <= 10'000; ++image) {
      chosen += is_for_second_look(settings_, image);
      same += is_for_second_look(settings_, image) && is_for_second_look(other, image);
    }
    QVERIFY(std::abs(chosen - 3000) < 200);
    QVERIFY(std::abs(same - 900) < 120);
    settings_.second_look_share = 0;
    QVERIFY(!is_for_second_look(settings_, 1));
    settings_.second_look_share = 1;
    finish(*project_, 1, false, start);
    finish(*project_, 2, false, start + 10 * minute);
    // Not at once, while there are others; then every so many.
    QCOMPARE(images_of(look({}, start + 11 * minute)), ids({3, 4, 5, 6, 1, 2}));
    QCOMPARE(images_of(look({}, start + 20 * minute)), ids({1, 3, 4, 5, 6, 2}));
    QCOMPARE(images_of(look({}, start + 30 * minute)), ids({1, 3, 2, 4, 5, 6}));
    const auto first = look({}, start + 30 * minute).front();
    QCOMPARE(first.second_look->reviewed, start);
    QVERIFY(first.second_look->exact);
    finish(*project_, 1, true, start + 30 * minute);
    QCOMPARE(images_of(look({}, start + 31 * minute)), ids({3, 2, 4, 5, 6}));
    take_back(*project_, 1);
    QCOMPARE(images_of(look({}, start + 31 * minute)).front(), ImageId{1});
    settings_.second_look_share = 0.5;
    const auto half = images_of(look({}, start + 60 * minute));
    for (const ImageId image : {1, 2})
      QCOMPARE(std::ranges::count(half, image), is_for_second_look(settings_, image) ? 1 : 0);
  }

  void whatASecondLookChangedIsCounted() {
    stroke(1, 0, 1, start);
    finish(*project_, 1, false, start + minute);
    stroke(2, 0, 1, start + 2 * minute);
    finish(*project_, 2, false, start + 3 * minute);
    finish(*project_, 1, true, start + 4 * minute);
    stroke(2, 1, 2, start + 5 * minute);
    finish(*project_, 2, true, start + 6 * minute);
    stroke(2, 4, 2, start + 7 * minute);  // belongs to no look
    count_changes(*project_, start + 8 * minute, control_);
    const auto changed = [&](int image) {
      return number("SELECT changed_pixels FROM reviews WHERE second = 1 AND image = " +
                    std::to_string(image));
    };
    QCOMPARE(changed(1), std::int64_t{0});
    QCOMPARE(changed(2), std::int64_t{4});
    const auto all = sessions(*project_, start + 10 * minute, control_);
    QCOMPARE(all.size(), std::size_t{1});
    QCOMPARE(all[0].reviewed, std::int64_t{2});
    QCOMPARE(all[0].agreed, std::int64_t{1});
    QCOMPARE(all[0].changed, std::int64_t{1});
  }

  void paceLeavesOutBreaks() {
    QCOMPARE(images_an_hour(*project_), 0.0);
    std::int64_t time = start;
    for (const ImageId image : {1, 2, 3}) finish(*project_, image, false, time += minute);
    QCOMPARE(images_an_hour(*project_), 0.0);
    finish(*project_, 4, false, time += 60 * minute);
    finish(*project_, 5, false, time += minute);
    QCOMPARE(images_an_hour(*project_), 60.0);
    // Many at once are no pace.
    execute("INSERT INTO reviews (image, created) VALUES (6, " + std::to_string(time) + ")");
    QCOMPARE(images_an_hour(*project_), 60.0);
  }

  void sessionsFollowFromReviewsAndEdits() {
    QVERIFY(sessions(*project_, start, control_).empty());
    // One with a pause, which is no end; one later; and one that goes on.
    finish(*project_, 1, false, start);
    stroke(2, 0, 1, start + 2 * minute);
    stroke(2, 2, 2, start + 3 * minute);
    stroke(2, 2, 3, start + 4 * minute);
    stroke(2, 4, 3, start + 5 * minute);
    undo(2);
    finish(*project_, 2, false, start + 25 * minute);
    stroke(3, 0, 4, start + 100 * minute);
    stroke(2, 0, 4, start + 200 * minute);
    auto all = sessions(*project_, start + 201 * minute, control_);
    QCOMPARE(all.size(), std::size_t{3});
    QVERIFY(!all[0].over);
    QVERIFY(all[1].over && all[2].over);
    const auto& first = all[2];
    QCOMPARE(first.started, start);
    QCOMPARE(first.ended, start + 25 * minute);
    QCOMPARE(first.active, 4 * minute);  // what was undone and drawn over is gone
    QCOMPARE(first.reviewed, std::int64_t{2});
    QCOMPARE(first.edits.images, std::int64_t{1});
    QCOMPARE(first.edits.strokes, std::int64_t{3});
    // From "not labelled" to classes 1 and, over 2, 3.
    const std::map<int, LabelChange> expected = {{1, {4, 0}}, {3, {4, 0}}, {255, {0, 8}}};
    QVERIFY(first.edits.pixels == expected);
    const std::map<int, LabelChange> later = {{1, {0, 4}}, {4, {4, 0}}};
    QVERIFY(all[0].edits.pixels == later);
    QCOMPARE(number("SELECT count(*) FROM sessions"), std::int64_t{2});

    // What is over does not change when its work is undone or removed.
    Layers(*project_).remove(edited_layer());
    set_reviewed(*project_, std::vector<ImageId>{1, 2}, false);
    finish(*project_, 4, false, start + 300 * minute);
    all = sessions(*project_, start + 400 * minute, control_);
    QCOMPARE(all.size(), std::size_t{3});
    QVERIFY(all[2].edits.pixels == expected);
    QCOMPARE(all[2].reviewed, std::int64_t{2});
    QCOMPARE(all[0].started, start + 300 * minute);
    QCOMPARE(all[0].active, std::int64_t{0});

    rename_class(*project_, 1, "cat, \"tabby\"");
    const auto csv = to_csv(*project_, all);
    const auto lines = QString::fromStdString(csv).split("\r\n", Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].contains("\"became cat, \"\"tabby\"\"\""));
    QVERIFY(lines[0].endsWith("became ignore,ceased ignore"));
    QVERIFY2(lines[3].startsWith("2023-11-14 22:13,2023-11-14 22:38,4.0,2,1,3,0,0,4,0"),
             qPrintable(lines[3]));
  }

  void readersSeeSessionsAndKeepNone() {
    finish(*project_, 1, false, start);
    const auto reader = Project::open(place(), Access::Read, silent_);
    QCOMPARE(sessions(*reader, start + 500 * minute, control_).size(), std::size_t{1});
    QCOMPARE(number("SELECT count(*) FROM sessions"), std::int64_t{0});
    QCOMPARE(images_of(queue(*reader, {}, {}, start)).size(), std::size_t{5});
  }

  void damagedFilesDoNotHideASession() {
    stroke(1, 0, 1, start);
    {
      EditSession session(*project_, edited_layer(), 1);
      session.close();
    }
    fs::remove_all(project_->layers());
    const auto all = sessions(*project_, start + 500 * minute, control_);
    QCOMPARE(all.size(), std::size_t{1});
    QCOMPARE(all[0].edits.strokes, std::int64_t{1});
    QVERIFY(all[0].edits.pixels.empty());
  }

  void countingCanBeStopped() {
    stroke(1, 0, 1, start);
    JobControl stopped;
    stopped.request_stop();
    QVERIFY_EXCEPTION_THROWN(sessions(*project_, start + 500 * minute, stopped), Cancelled);
    QCOMPARE(number("SELECT count(*) FROM sessions"), std::int64_t{0});
  }

  void reviewedImagesOfAnOlderProjectComeToo() {
    const auto fixture = source_folder() / "tests" / "project" / "fixtures" / "schema-1";
    const auto home = fs::path(folder_.path().toStdString()) / "older";
    fs::copy(fixture, home, fs::copy_options::recursive);
    {
      SQLite::Database tables((home / "project" / "project.sqlite").string(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      tables.exec(read_file(home / "project.sql"));
    }
    project_ = Project::open(home / "project", Access::Write, silent_);
    settings_.second_look_share = 1;
    const auto queue = look({}, milliseconds_now());
    QCOMPARE(queue.size(), std::size_t{3});
    QCOMPARE(images_of(queue).back(), ImageId{2});
    QVERIFY(!queue.back().second_look->exact);
    QCOMPARE(images_an_hour(*project_), 0.0);
    const auto all = sessions(*project_, milliseconds_now(), control_);
    QCOMPARE(all.size(), std::size_t{1});  // its edits
    QCOMPARE(all[0].edits.images, std::int64_t{2});
    QCOMPARE(all[0].reviewed, std::int64_t{0});
    finish(*project_, 2, true, milliseconds_now() + 1);
    count_changes(*project_, milliseconds_now() + 2, control_);
    QCOMPARE(number("SELECT changed_pixels FROM reviews WHERE second = 1"), std::int64_t{0});
    QVERIFY(verify(*project_, control_, silent_).clean());
  }

  void aHundredThousandImages() {
    ++made_;
    project_ = Project::create(place());
    add_images(*project_, 100'000);
    add_classes(*project_, 20);
    std::mt19937 random(3);
    Numbers uncertain, contradiction, proposed, disagreement;
    project_->database().write([&](SQLite::Database& tables) {
      SQLite::Statement add(tables, "INSERT OR IGNORE INTO tags VALUES (?, ?)");
      for (ImageId image = 1; image <= 100'000; ++image) {
        uncertain.emplace_back(image, static_cast<double>(random() % 10'000) / 10'000);
        contradiction.emplace_back(image, static_cast<double>(random() % 10'000) / 10'000);
        proposed.emplace_back(image, static_cast<double>(1 + random() % 20));
        disagreement.emplace_back(image, static_cast<double>(random() % 10'000) / 10'000);
        for (int i = 0; i < 3; ++i) {
          add.bind(1, static_cast<int>(1 + random() % 20));
          add.bind(2, image);
          add.exec();
          add.reset();
        }
      }
      tables.exec("UPDATE images SET state = id % 4");
      tables.exec("INSERT INTO reviews (image, created) SELECT id, id FROM images WHERE state = 3");
    });
    set_numbers(*project_, "uncertain", uncertain);
    set_numbers(*project_, "contradiction", contradiction);
    set_numbers(*project_, "proposed_tag", proposed);
    set_numbers(*project_, "disagreement", disagreement);
    for (int i = 0; i < 3; ++i) {
      QElapsedTimer clock;
      clock.start();
      const auto before = std::clock();
      const auto entries = look();
      qInfo("%zu entries after %lld ms, of which %lld on the processor", entries.size(),
            static_cast<long long>(clock.elapsed()),
            static_cast<long long>((std::clock() - before) * 1000 / CLOCKS_PER_SEC));
      QVERIFY(entries.size() > 75'000 && entries.size() < 77'000);
    }
  }
};

QTEST_GUILESS_MAIN(TestReview)
#include "test_review.moc"
