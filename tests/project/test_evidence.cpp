#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>

#include "edit/brush.h"
#include "formats/import.h"
#include "project/changes.h"
#include "project/classes.h"
#include "project/evidence.h"
#include "project/evidence_source.h"
#include "project/import_labels.h"
#include "project/sample_project.h"
#include "project/tags.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::project;

namespace {

constexpr image::Size size{24, 16};

std::ptrdiff_t count(const image::LabelMap& map, std::uint8_t label) {
  return std::ranges::count(map.labels, label);
}

}  // namespace

class TestEvidence : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    project_ = Project::create(place());
    add_images(*project_, 3, size);
    add_classes(*project_, 4);
  }
  void cleanup() {
    session_.reset();
    project_.reset();
  }

  void strokesAreKeptApart();
  void erasedEvidenceSaysNothing();
  void aDrawnClassIsTagged();
  void tagsOfOthersStay();
  void undoReachesBeforeAReopening();
  void otherLayersLeaveTagsAlone();
  void reviewedImagesSaySomethingOfAll();
  void acceptedLabelsAreEvidence();
  void runsTakeItAsItStands();
  void importedAndReadLikeALayer();
  void theNameIsItsOwn();

 private:
  fs::path place() const { return fs::path(folder_->path().toStdString()) / "p.penumbra"; }
  EditSession& edit(ImageId image = 1) {
    session_.reset();
    session_ = std::make_unique<EditSession>(*project_, evidence_layer(*project_).id, image);
    return *session_;
  }
  void reopen() {
    session_.reset();
    project_.reset();
    NoProgress silent;
    project_ = Project::open(place(), Access::Write, silent);
  }
  static int stroke(EditSession& session, std::uint8_t label, double x, double radius = 2) {
    const std::array points{edit::Point{x, 4}, edit::Point{x, 12}};
    session.paint([&](edit::Canvas canvas) { return edit::brush(canvas, points, radius, label); });
    return session.commit("brush");
  }
  ImageRow row(ImageId image = 1) const { return rows(*project_, std::array{image}).front(); }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<Project> project_;
  std::unique_ptr<EditSession> session_;
};

void TestEvidence::strokesAreKeptApart() {
  Layers layers(*project_);
  Layer cam;
  cam.name = "cam";
  cam.kind = LayerKind::Cam;
  const auto below = layers.create(cam).id;
  layers.write(below,
               {1, image::LabelMap{size, std::vector<std::uint8_t>(size.area(), 2)}, {}, {}});

  QVERIFY(!read_evidence(*project_, 1));
  QVERIFY(images_with_evidence(*project_).empty());
  auto& session = edit();
  QCOMPARE(count(session.map(), image::ignore_label), std::ptrdiff_t(size.area()));
  QCOMPARE(stroke(session, 1, 6), 1);
  QCOMPARE(stroke(session, 0, 18), 2);
  session.flush();
  const auto said = read_evidence(*project_, 1);
  QVERIFY(said);
  QVERIFY(*said == session.map());
  QVERIFY(count(*said, 1) > 20 && count(*said, 0) > 20);
  QCOMPARE(images_with_evidence(*project_), std::vector<ImageId>{1});
  QCOMPARE(count(layers.read(below, 1), 2), std::ptrdiff_t(size.area()));
  QVERIFY(row().state == ImageState::Edited);

  const auto history = operations(*project_, evidence_layer(*project_).id, 1);
  QCOMPARE(history.size(), std::size_t{2});
  QCOMPARE(history, session.history());
  QVERIFY(!history[0].author.empty());
  QVERIFY(history[0].created > 0);
}

void TestEvidence::erasedEvidenceSaysNothing() {
  auto& session = edit();
  stroke(session, 3, 6);
  stroke(session, image::ignore_label, 6, 5);
  session.flush();
  QVERIFY(!read_evidence(*project_, 1));
  session.undo();
  session.flush();
  QVERIFY(read_evidence(*project_, 1));
}

void TestEvidence::aDrawnClassIsTagged() {
  QVERIFY(!row().tagged);
  auto& session = edit();
  stroke(session, 0, 6);
  session.flush();
  QVERIFY(!row().tagged);  // background is no tag
  stroke(session, 3, 12);
  stroke(session, 3, 14);
  stroke(session, 1, 18);
  session.flush();
  QVERIFY(row().tagged);
  QCOMPARE(row().tags, (std::vector<int>{1, 3}));

  session.undo();
  session.undo();
  session.flush();
  QCOMPARE(row().tags, std::vector<int>{3});  // the first stroke of 3 is still there
  session.undo();
  session.flush();
  QVERIFY(row().tags.empty());
  QVERIFY(!row().tagged);
  session.redo();
  session.flush();
  QVERIFY(row().tagged);
  QCOMPARE(row().tags, std::vector<int>{3});
  // In one transaction or in many: undone and drawn anew before anything is on the disk.
  session.undo();
  stroke(session, 2, 20);
  session.flush();
  QCOMPARE(row().tags, std::vector<int>{2});
  QVERIFY(changes(*project_).empty());
}

void TestEvidence::tagsOfOthersStay() {
  edit_tags(*project_, std::array<ImageId, 1>{1}, std::array{2}, {});
  auto& session = edit();
  stroke(session, 2, 6);
  stroke(session, 4, 12);
  session.undo();
  session.undo();
  session.flush();
  QCOMPARE(row().tags, std::vector<int>{2});
  QVERIFY(row().tagged);

  // An image that was tagged by its stroke, and then by hand, stays tagged.
  auto& other = edit(2);
  stroke(other, 1, 6);
  other.flush();
  edit_tags(*project_, std::array<ImageId, 1>{2}, std::array{3}, {});
  other.undo();
  other.flush();
  QCOMPARE(row(2).tags, std::vector<int>{3});
  QVERIFY(row(2).tagged);
}

void TestEvidence::undoReachesBeforeAReopening() {
  auto& session = edit();
  stroke(session, 1, 6);
  stroke(session, 2, 18);
  const auto both = session.map();
  session.flush();
  reopen();  // without closing the image: as after a kill
  QVERIFY(*read_evidence(*project_, 1) == both);
  auto& again = edit();
  again.undo();
  again.close();
  QCOMPARE(row().tags, std::vector<int>{1});
  reopen();
  auto& third = edit();
  QCOMPARE(third.done(), 1);
  third.redo();
  third.flush();
  QVERIFY(*read_evidence(*project_, 1) == both);
  QCOMPARE(row().tags, (std::vector<int>{1, 2}));
}

void TestEvidence::otherLayersLeaveTagsAlone() {
  Layer mine;
  mine.name = "mine";
  mine.kind = LayerKind::Edited;
  session_ = std::make_unique<EditSession>(*project_, Layers(*project_).create(mine).id, 1);
  stroke(*session_, 2, 6);
  session_->flush();
  QVERIFY(row().tags.empty());
  QVERIFY(!row().tagged);
}

void TestEvidence::reviewedImagesSaySomethingOfAll() {
  Layer mine;
  mine.name = "edited";
  mine.kind = LayerKind::Edited;
  const auto layer = Layers(*project_).create(mine).id;
  {
    EditSession labels(*project_, layer, 1);
    labels.paint([](edit::Canvas canvas) {
      std::ranges::fill(canvas.map.labels, std::uint8_t{2});
      std::ranges::fill(*canvas.drawn, std::uint8_t{1});
      return edit::whole(canvas.map.size);
    });
    labels.commit("fill");
    labels.close();
  }
  QVERIFY(!read_evidence(*project_, 1));
  set_reviewed(*project_, std::array<ImageId, 1>{1}, true);
  QCOMPARE(count(*read_evidence(*project_, 1), 2), std::ptrdiff_t(size.area()));
  auto& session = edit();
  stroke(session, 1, 6);
  session.flush();
  const auto said = *read_evidence(*project_, 1);
  QVERIFY(count(said, 1) > 20);
  QCOMPARE(count(said, 1) + count(said, 2), std::ptrdiff_t(size.area()));
}

void TestEvidence::runsTakeItAsItStands() {
  remove_class(*project_, 2, 0);  // 1, 3, 4 are 1, 2, 3 in a data set
  const auto data = read_data(*project_, "");
  const auto source = evidence_source(*project_, data, EvidenceUse::All);
  QVERIFY(source.items().empty());
  auto& session = edit(2);
  stroke(session, 3, 6);
  session.flush();
  QCOMPARE(source.items(), std::unordered_set<std::string>{"photo2"});
  const auto said = source.read(data.dataset.items[1]);
  QVERIFY(said);
  QVERIFY(count(*said, 2) > 20);
  QCOMPARE(count(*said, 2) + count(*said, image::ignore_label), std::ptrdiff_t(size.area()));
  QVERIFY(!source.read(data.dataset.items[0]));
  // Of what is held out a run learns nothing; it is about a fifth, and the same in every project.
  int held = 0;
  for (int i = 0; i < 1000; ++i) held += is_held_out("photo" + std::to_string(i));
  QVERIFY(held > 150 && held < 250);
  const auto training = evidence_source(*project_, data, EvidenceUse::Training);
  QCOMPARE(training.items().empty(), is_held_out("photo2"));
}

void TestEvidence::acceptedLabelsAreEvidence() {
  auto& session = edit();
  stroke(session, 1, 6);
  const auto drawn = count(session.map(), 1);
  const image::LabelMap labels{size, std::vector<std::uint8_t>(size.area(), 3)};
  QVERIFY(accept(*project_, 1, session, labels) > 0);
  session.flush();
  QVERIFY(row().state == ImageState::Reviewed);
  const auto said = *read_evidence(*project_, 1);
  QCOMPARE(count(said, 1), drawn);
  QCOMPARE(count(said, 3), std::ptrdiff_t(size.area()) - drawn);
  QCOMPARE(row().tags, (std::vector<int>{1, 3}));
  session.undo();
  session.flush();
  QCOMPARE(count(session.map(), 1), drawn);
  QCOMPARE(row().tags, std::vector<int>{1});
}

void TestEvidence::importedAndReadLikeALayer() {
  auto map = image::LabelMap{size, std::vector<std::uint8_t>(size.area(), image::ignore_label)};
  std::fill_n(map.labels.begin(), 30, std::uint8_t{2});
  formats::LabelSet labels;
  labels.entries.push_back({"photo2.jpg", size, [map] { return map; }});
  labels.entries.push_back({"photo3.jpg", size, [] { return image::LabelMap{{3, 3}, {}}; }});
  JobControl control;
  NoProgress silent;
  const auto summary =
      import_labels(*project_, labels, "a file", evidence_name, 1, control, silent);
  QCOMPARE(summary.imported, std::int64_t{1});
  QCOMPARE(summary.broken, std::int64_t{1});
  QVERIFY(*read_evidence(*project_, 2) == map);
  QCOMPARE(row(2).tags, std::vector<int>{2});
  const Layers layers(*project_);
  const auto layer = layers.named(evidence_name);
  QVERIFY(layers.read(layer.id, 2) == map);
  QCOMPARE(layers.images(layer.id), std::vector<ImageId>{2});
  auto& session = edit(2);
  QCOMPARE(session.history().at(0).name, std::string("import"));
  session.undo();
  session.flush();
  QVERIFY(!read_evidence(*project_, 2));
}

void TestEvidence::theNameIsItsOwn() {
  Layer other;
  other.name = evidence_name;
  other.kind = LayerKind::Edited;
  Layers(*project_).create(other);
  QVERIFY(error_of([&] { evidence_layer(*project_); }).find("another kind") != std::string::npos);
  QVERIFY(!read_evidence(*project_, 1));
}

QTEST_GUILESS_MAIN(TestEvidence)
#include "test_evidence.moc"
