#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "formats/export.h"
#include "image/decode.h"
#include "image/mask.h"
#include "project/changes.h"
#include "project/classes.h"
#include "project/import_labels.h"
#include "project/layers.h"
#include "project/project_data.h"
#include "project/project_labels.h"
#include "project/query.h"
#include "project/rescan.h"
#include "project/roots.h"
#include "project/sample_project.h"
#include "project/select.h"
#include "project/tag_scores.h"
#include "project/tags.h"
#include "project/verify.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::project;

namespace {

bool says(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  qWarning("'%s' does not say '%s'", text.c_str(), part.c_str());
  return false;
}

/// A photo of which every pixel depends on `seed`, so that each has its own content.
void write_photo(const fs::path& file, int seed) {
  image::Image photo{{16 + seed % 5, 12}, {}};
  photo.pixels.resize(photo.size.area() * 3);
  for (std::size_t i = 0; i < photo.pixels.size(); ++i)
    photo.pixels[i] = static_cast<std::uint8_t>(i * 7 + static_cast<std::size_t>(seed) * 31);
  fs::create_directories(file.parent_path());
  image::write_png(file, photo);
}

void write_text(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

}  // namespace

class TestCatalogue : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void importsOnce();
  void importsWhatIsBroken();
  void importGoesOnAfterCancel();
  void queries_data();
  void queries();
  void queryErrors_data();
  void queryErrors();
  void sortsAndPages();
  void countsFacets();
  void facetsKeepSplitsWithoutImages();
  void tagsAreUndone();
  void classesAreUndone();
  void undoneAfterAnImport();
  void classesAreOrderedAndColoured();
  void scoresPropose();
  void classErrors();
  void rescanFindsWhatChanged();
  void relinksFolders();
  void relinkTakesNoOtherContent();
  void movedProjectFindsPhotosBesideIt();
  void findsImagesByName();
  void truthBecomesALayer();
  void photosThatChangedPlacesKeepTheirRows();
  void anotherPhotoInTheSamePlaceIsNew();
  void nothingIsImportedTwice();
  void classesThatWereRemovedStaySo();
  void photosNeedNoTags();
  void masksOfAnotherSizeAreLeftOut();
  void photosOfOneStemGoOutAndComeBack();

 private:
  fs::path home() const { return folder_->path().toStdString(); }
  fs::path photos() const { return home() / "photos"; }
  ImportSummary import(int threads = 2);
  std::vector<std::string> names(const std::string& where, const std::string& sort = "name");

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<Project> project_;
  JobControl control_;
  NoProgress silent_;
};

void TestCatalogue::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  for (int i = 0; i < 6; ++i)
    write_photo(photos() / "in door" / ("p" + std::to_string(i) + ".png"), i);
  write_photo(photos() / "street" / "p9.png", 9);
  write_text(photos() / "tags.csv",
             "image,tags\nin door/p0.png,dog\nin door/p1.png,dog;cat\nin door/p2.png,cat\n"
             "in door/p3.png,\nstreet/p9.png,traffic light\n");
  project_ = Project::create(home() / "p.penumbra");
}

void TestCatalogue::cleanup() { project_.reset(); }

ImportSummary TestCatalogue::import(int threads) {
  const auto dataset = dataset::read(photos(), {}, control_, silent_);
  return import_images(*project_, dataset, threads, control_, silent_);
}

std::vector<std::string> TestCatalogue::names(const std::string& where, const std::string& sort) {
  std::vector<std::string> found;
  for (const auto& row : rows(*project_, select(*project_, {where, sort, 0, -1})))
    found.push_back(row.name);
  return found;
}

void TestCatalogue::importsOnce() {
  const auto first = import();
  QCOMPARE(first.added, 7);
  const auto again = import();
  QCOMPARE(again.added, 0);
  QCOMPARE(again.known, 7);
  QCOMPARE(count(*project_), 7);

  const auto all = rows(*project_, select(*project_, {"", "path", 0, -1}));
  const auto& row = all.at(1);
  QCOMPARE(row.path, std::string("in door/p1.png"));
  QCOMPARE(row.photo, photos() / "in door" / "p1.png");
  QCOMPARE(row.item, std::string("in door/p1"));
  QCOMPARE(row.size.width, 17);
  QCOMPARE(row.bytes, static_cast<std::int64_t>(fs::file_size(row.photo)));
  QVERIFY(row.tagged && row.found && row.problem.empty());
  QCOMPARE(row.tags,
           (std::vector<int>{class_value(*project_, "cat"), class_value(*project_, "dog")}));
  QVERIFY(!all.at(4).tagged);
}

void TestCatalogue::importsWhatIsBroken() {
  write_text(photos() / "street" / "broken.jpg", "no picture");
  const auto summary = import();
  QCOMPARE(summary.added, 7);
  QCOMPARE(summary.broken, 1);
  const auto found = rows(*project_, select(*project_, {"state:broken", "name", 0, -1}));
  QCOMPARE(found.size(), 1u);
  QCOMPARE(found.front().name, std::string("broken.jpg"));
  QVERIFY(!found.front().problem.empty());

  fs::remove(photos() / "street" / "broken.jpg");
  write_photo(photos() / "street" / "broken.jpg", 77);  // a PNG under that name is a picture
  const auto repaired = import();
  QCOMPARE(repaired.changed, 1);
  QCOMPARE(count(*project_, "state:broken"), 0);
  QCOMPARE(count(*project_), 8);
}

void TestCatalogue::importGoesOnAfterCancel() {
  const auto dataset = dataset::read(photos(), {}, control_, silent_);
  JobControl stopped;
  stopped.request_stop();
  QVERIFY_EXCEPTION_THROWN(import_images(*project_, dataset, 2, stopped, silent_), Cancelled);
  QCOMPARE(import().added + 0, 7);
}

void TestCatalogue::queries_data() {
  QTest::addColumn<QString>("where");
  QTest::addColumn<QString>("found");
  QTest::newRow("all") << ""
                       << "p0 p1 p2 p3 p4 p5 p9";
  QTest::newRow("tag") << "tag:dog"
                       << "p0 p1";
  QTest::newRow("both tags") << "tag:dog tag:cat"
                             << "p1";
  QTest::newRow("either tag") << "tag:dog,cat"
                              << "p0 p1 p2";
  QTest::newRow("or") << "tag:dog or tag:cat"
                      << "p0 p1 p2";
  QTest::newRow("and binds closer") << "tag:cat and tag:dog or p9"
                                    << "p1 p9";
  QTest::newRow("parentheses") << "tag:cat (tag:dog or p2)"
                               << "p1 p2";
  QTest::newRow("not") << "not tag:dog is:tagged"
                       << "p2 p9";
  QTest::newRow("minus") << "-tag:dog tags>0"
                         << "p2 p9";
  QTest::newRow("not of parentheses") << "is:tagged -(tag:dog or tag:cat)"
                                      << "p9";
  QTest::newRow("quoted") << "tag:\"traffic light\""
                          << "p9";
  QTest::newRow("quoted text") << "\"in door\""
                               << "p0 p1 p2 p3 p4 p5";
  QTest::newRow("text is no pattern") << "p_"
                                      << "";
  QTest::newRow("untagged") << "is:untagged"
                            << "p3 p4 p5";
  QTest::newRow("tags counted") << "tags=2"
                                << "p1";
  QTest::newRow("name") << "name:p[0-3]*"
                        << "";
  QTest::newRow("name pattern") << "name:*9.png"
                                << "p9";
  QTest::newRow("path") << "path:street/*"
                        << "p9";
  QTest::newRow("state") << "state:edited"
                         << "p2";
  QTest::newRow("states") << "state:edited,reviewed"
                          << "p1 p2";
  QTest::newRow("number") << "uncertain>0.25"
                          << "p1 p2";
  QTest::newRow("numbers") << "uncertain>=0.25 uncertain<0.4"
                           << "p0 p1";
  QTest::newRow("size") << "width>=18 height=12"
                        << "p2 p3 p4 p9";
  QTest::newRow("all of it") << "tag:cat state:edited uncertain>0.2"
                             << "p2";
}

void TestCatalogue::queries() {
  QFETCH(QString, where);
  QFETCH(QString, found);
  import();
  const auto id = [&](const char* name) { return find_image(*project_, name); };
  const std::vector<std::pair<ImageId, double>> numbers{
      {id("p0.png"), 0.25}, {id("p1.png"), 0.3}, {id("p2.png"), 0.5}};
  set_numbers(*project_, "uncertain", numbers);
  set_state(*project_, std::vector{id("p2.png")}, ImageState::Edited);
  set_state(*project_, std::vector{id("p1.png")}, ImageState::Reviewed);
  QStringList list;
  for (const auto& name : names(where.toStdString()))
    list << QString::fromStdString(name).remove(".png");
  QCOMPARE(list.join(' '), found);
}

void TestCatalogue::queryErrors_data() {
  QTest::addColumn<QString>("where");
  QTest::addColumn<int>("character");
  QTest::addColumn<QString>("reason");
  QTest::newRow("class") << "state:new tag:dgo" << 15 << "no class 'dgo'";
  QTest::newRow("property") << "tg:dog" << 1 << "no property 'tg'";
  QTest::newRow("state") << "state:done" << 7 << "no state 'done'";
  QTest::newRow("number") << "sharpness>1" << 1 << "no number 'sharpness'";
  QTest::newRow("no number") << "uncertain>much" << 11 << "a number is expected";
  QTest::newRow("nan") << "uncertain>nan" << 11 << "a number is expected";
  QTest::newRow("no value") << "tag:" << 5 << "a value is missing";
  QTest::newRow("open") << "tag:dog (tag:cat" << 9 << "not closed";
  QTest::newRow("close") << "tag:dog)" << 8 << "closes nothing";
  QTest::newRow("quote") << "tag:\"dog" << 5 << "not closed";
  QTest::newRow("nothing after or") << "tag:dog or" << 11 << "missing";
  QTest::newRow("nothing after not") << "not" << 4 << "missing";
  QTest::newRow("umlaut before") << QString::fromUtf8("stra\u00dfe tag:dgo") << 12 << "no class";
  QTest::newRow("deep") << QString(500, '(') << 101 << "too many parentheses";
  QTest::newRow("many") << QString("a ").repeated(401) << 801 << "too many conditions";
}

void TestCatalogue::queryErrors() {
  QFETCH(QString, where);
  QFETCH(int, character);
  QFETCH(QString, reason);
  import();
  const auto text = error_of([&] { count(*project_, where.toStdString()); });
  QVERIFY(says(text, reason.toStdString()));
  QVERIFY(says(text, "character " + std::to_string(character) + ":"));
  QVERIFY(says(text, "\n  " + std::string(static_cast<std::size_t>(character) - 1, ' ') + "^"));
}

void TestCatalogue::sortsAndPages() {
  import();
  const auto all = select(*project_, {"", "name", 0, -1});
  QCOMPARE(select(*project_, {"", "name", 2, 3}), (std::vector<ImageId>{all[2], all[3], all[4]}));
  QCOMPARE(select(*project_, {"", "name", 6, 10}).size(), 1u);
  QCOMPARE(names("", "-name").front(), std::string("p9.png"));
  const std::vector<std::pair<ImageId, double>> numbers{{all[3], 0.9}, {all[5], 0.1}};
  set_numbers(*project_, "uncertain", numbers);
  QCOMPARE(names("", "uncertain").at(0), std::string("p3.png"));
  QCOMPARE(names("", "uncertain").at(1), std::string("p5.png"));
  QCOMPARE(names("", "-uncertain").at(0), std::string("p5.png"));
  QCOMPARE(names("", "-uncertain").at(1), std::string("p3.png"));

  // Those without the number follow in the order in which they were added, on any page.
  auto by_number = select(*project_, {"", "added", 0, -1});
  std::erase_if(by_number, [&](ImageId id) { return id == all[3] || id == all[5]; });
  by_number.insert(by_number.begin(), {all[3], all[5]});
  QCOMPARE(select(*project_, {"", "uncertain", 0, -1}), by_number);
  for (std::int64_t offset = 0; offset < 9; ++offset)
    for (std::int64_t limit = 0; limit < 9; ++limit) {
      const auto begin = std::min<std::int64_t>(offset, 7),
                 end = std::min<std::int64_t>(begin + limit, 7);
      QCOMPARE(select(*project_, {"", "uncertain", offset, limit}),
               std::vector<ImageId>(by_number.begin() + begin, by_number.begin() + end));
    }
  // By ids alone, and by columns.
  for (const auto* where : {"uncertain>0.5 or -tag:dog", "path:* -tag:dog"}) {
    auto part = by_number;
    const auto chosen = select(*project_, {where, "added", 0, -1});
    std::erase_if(part, [&](ImageId id) { return std::ranges::count(chosen, id) == 0; });
    QVERIFY(part.size() > 2 && part.size() < 7);
    QCOMPARE(select(*project_, {where, "uncertain", 0, -1}), part);
  }
  QCOMPARE(names("", "-tags").front(), std::string("p1.png"));
  QVERIFY(says(error_of([&] { names("", "beauty"); }), "can't be sorted by"));
}

void TestCatalogue::countsFacets() {
  import();
  const auto found = facets(*project_, "");
  QCOMPARE(found.images, 7);
  QCOMPARE(found.untagged, 3);
  QCOMPARE(found.tags.at(class_value(*project_, "dog")), 2);
  QCOMPARE(found.states.at("new"), 7);
  QCOMPARE(found.states.at("reviewed"), 0);
  QCOMPARE(facets(*project_, "tag:cat").tags.at(class_value(*project_, "dog")), 1);
}

void TestCatalogue::facetsKeepSplitsWithoutImages() {
  write_text(photos() / "tags.csv",
             "image,tags,split\nin door/p0.png,dog,train\nin door/p1.png,cat,train;few\n"
             "street/p9.png,dog,val\n");
  import();
  using Splits = std::map<std::string, std::int64_t>;
  QCOMPARE(facets(*project_).splits, (Splits{{"few", 1}, {"train", 2}, {"val", 1}}));
  QCOMPARE(facets(*project_, "split:val").splits, (Splits{{"few", 0}, {"train", 0}, {"val", 1}}));
}

void TestCatalogue::tagsAreUndone() {
  import();
  const int dog = class_value(*project_, "dog"), cat = class_value(*project_, "cat");
  const auto all = select(*project_, {"", "name", 0, -1});
  const std::vector add{dog}, remove{cat};
  const auto before = rows(*project_, all);
  QCOMPARE(edit_tags(*project_, all, add, remove), 6u);  // p0 is a dog already
  QCOMPARE(count(*project_, "tag:dog"), 7);
  QCOMPARE(count(*project_, "tag:cat"), 0);
  QCOMPARE(count(*project_, "is:untagged"), 0);
  QCOMPARE(changes(*project_).size(), 1u);
  QVERIFY(says(*undo_change(*project_), "tags of 6 images: +dog -cat"));
  const auto after = rows(*project_, all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    QCOMPARE(after[i].tags, before[i].tags);
    QCOMPARE(after[i].tagged, before[i].tagged);
  }
  QVERIFY(!undo_change(*project_));
  QVERIFY(redo_change(*project_));
  QCOMPARE(count(*project_, "tag:dog"), 7);
  QVERIFY(!redo_change(*project_));
  undo_change(*project_);
  edit_tags(*project_, std::vector{all[6]}, add, {});
  QVERIFY(!redo_change(*project_));  // a new change forgets what was undone
  QCOMPARE(edit_tags(*project_, std::vector{all[6]}, add, {}), 0u);
  QCOMPARE(changes(*project_).size(), 1u);
  QVERIFY(says(error_of([&] { edit_tags(*project_, all, std::vector{77}, {}); }), "is no class"));
}

void TestCatalogue::classesAreUndone() {
  import();
  const auto before = classes(*project_);
  QCOMPARE(before.size(), 3u);
  QCOMPARE(before[0].name, std::string("cat"));
  QCOMPARE(before[0].key, std::string("1"));
  const int cat = before[0].value, dog = before[1].value;

  merge_classes(*project_, cat, dog);
  QCOMPARE(classes(*project_).size(), 2u);
  QCOMPARE(count(*project_, "tag:dog"), 3);
  undo_change(*project_);
  QCOMPARE(classes(*project_), before);
  QCOMPARE(count(*project_, "tag:dog"), 2);
  QCOMPARE(count(*project_, "tag:cat"), 2);

  rename_class(*project_, dog, "hound");
  QCOMPARE(count(*project_, "tag:hound"), 2);
  undo_change(*project_);
  remove_class(*project_, dog, 0);
  QCOMPARE(classes(*project_).size(), 2u);
  undo_change(*project_);
  QCOMPARE(count(*project_, "tag:dog"), 2);
  const int bird = add_class(*project_, "bird");
  QCOMPARE(bird, 4);
  edit_tags(*project_, select(*project_, {"", "name", 0, 1}), std::vector{bird}, {});
  undo_change(*project_);
  undo_change(*project_);
  QCOMPARE(classes(*project_), before);
  redo_change(*project_);
  redo_change(*project_);
  QCOMPARE(count(*project_, "tag:bird"), 1);
  set_class_look(*project_, bird, 0x123456, "1");
  QCOMPARE(classes(*project_)[0].key, std::string());  // a key is one class's
  undo_change(*project_);
  QCOMPARE(classes(*project_)[0].key, std::string("1"));
}

void TestCatalogue::undoneAfterAnImport() {
  import();
  const auto add_photo = [&](int number, const std::string& tag) {
    const auto name = "new" + std::to_string(number) + ".png";
    write_photo(photos() / name, number);
    std::ofstream(photos() / "tags.csv", std::ios::app) << name << ',' << tag << '\n';
    import();
  };
  // A class that was merged stands for the other one until it is back.
  const int cat = class_value(*project_, "cat"), dog = class_value(*project_, "dog");
  merge_classes(*project_, dog, cat);
  add_photo(20, "dog");
  QCOMPARE(count(*project_, "tag:cat"), 4);
  QVERIFY(undo_change(*project_));
  QCOMPARE(class_value(*project_, "dog"), dog);
  QCOMPARE(count(*project_, "tag:dog"), 2);
  QCOMPARE(count(*project_, "tag:cat"), 3);

  // Tags that were imported meanwhile go with their class, and come back with it.
  QVERIFY(redo_change(*project_));
  undo_change(*project_);
  const int bird = add_class(*project_, "bird");
  add_photo(21, "bird");
  undo_change(*project_);
  QVERIFY(!facets(*project_).tags.contains(bird));
  redo_change(*project_);
  QCOMPARE(count(*project_, "tag:bird"), 1);
  merge_classes(*project_, bird, cat);
  undo_change(*project_);
  add_photo(22, "bird");
  const auto cats = count(*project_, "tag:cat");
  redo_change(*project_);
  QVERIFY(!facets(*project_).tags.contains(bird));
  QCOMPARE(count(*project_, "tag:cat"), cats + 2);
  undo_change(*project_);
  QCOMPARE(count(*project_, "tag:bird"), 2);
  QCOMPARE(count(*project_, "tag:cat"), cats);
}

void TestCatalogue::classesAreOrderedAndColoured() {
  import();
  const auto before = classes(*project_);
  const auto order = [&] {
    std::vector<int> values;
    for (const auto& row : classes(*project_)) values.push_back(row.value);
    return values;
  };
  const int a = before[0].value, b = before[1].value, c = before[2].value;
  order_classes(*project_, std::vector{c, a});  // the other one follows
  QCOMPARE(order(), (std::vector{c, a, b}));
  QVERIFY(says(*undo_change(*project_), "order"));
  QCOMPARE(order(), (std::vector{a, b, c}));
  redo_change(*project_);
  QCOMPARE(order(), (std::vector{c, a, b}));
  order_classes(*project_, std::vector{c, a, b});  // is so already
  QVERIFY(says(changes(*project_).front().name, "order"));
  QCOMPARE(changes(*project_).size(), 1u);
  undo_change(*project_);

  set_class_look(*project_, a, 0x123456, before[0].key);
  set_class_look(*project_, b, 0x654321, "\xe7\x8c\xab");
  QVERIFY(says(changes(*project_)[0].name, "key of class"));
  reset_class_colours(*project_, std::vector{a, b, c});
  QCOMPARE(classes(*project_)[0], before[0]);
  QCOMPARE(classes(*project_)[1].colour, before[1].colour);
  QCOMPARE(classes(*project_)[1].key, std::string("\xe7\x8c\xab"));
  QVERIFY(says(*undo_change(*project_), "colours of 2 classes"));
  QCOMPARE(classes(*project_)[0].colour, 0x123456u);
}

void TestCatalogue::scoresPropose() {
  import();
  const int cat = class_value(*project_, "cat"), dog = class_value(*project_, "dog");
  const auto tagged = select(*project_, {"tag:cat -tag:dog", "name", 0, 1}).front();
  const auto untagged = select(*project_, {"is:untagged", "name", 0, 1}).front();
  const auto row = [&](ImageId image) { return rows(*project_, std::vector{image}).front(); };
  const auto number = [&](ImageId image, const char* name) {
    const auto numbers = row(image).numbers;
    const auto found = numbers.find(name);
    return found == numbers.end() ? -1 : found->second;
  };
  QVERIFY(tag_proposals(row(tagged)).empty());
  set_tag_scores(*project_, tagged, {{cat, 0.2}, {dog, 0.9}});
  const std::vector<TagProposal> both{{dog, 0.9, false}, {cat, 0.2, true}};
  QCOMPARE(tag_proposals(row(tagged)), both);
  QCOMPARE(number(tagged, "contradiction"), 0.9);
  QCOMPARE(number(tagged, "proposed_tag"), double(dog));
  QCOMPARE(count(*project_, "contradiction>0.5"), 1);
  // They are no numbers to ask for.
  for (const auto& name : query_names(*project_).numbers)
    QVERIFY2(name.find(':') == std::string::npos, name.c_str());
  QVERIFY(!row(tagged).numbers.contains("tag_score:" + std::to_string(dog)));

  // Refused: not asked again, also by the next run, until that is undone.
  QCOMPARE(refuse_proposals(*project_, std::vector{tagged}, dog), 1u);
  QCOMPARE(refuse_proposals(*project_, std::vector{tagged}, dog), 0u);
  QCOMPARE(changes(*project_).size(), 1u);
  set_tag_scores(*project_, tagged, {{cat, 0.2}, {dog, 0.95}});
  QCOMPARE(tag_proposals(row(tagged)), (std::vector<TagProposal>{{cat, 0.2, true}}));
  QCOMPARE(number(tagged, "contradiction"), 0.8);
  QCOMPARE(number(tagged, "proposed_tag"), double(-cat));
  QVERIFY(says(*undo_change(*project_), "right about dog"));
  QCOMPARE(tag_proposals(row(tagged)).size(), 2u);
  QCOMPARE(number(tagged, "contradiction"), 0.95);
  redo_change(*project_);
  QCOMPARE(tag_proposals(row(tagged)).size(), 1u);

  // Taken: decided, too, so that removing the tag by hand later does not bring it back.
  edit_tags(*project_, std::vector{tagged}, {}, std::vector{cat});
  QVERIFY(tag_proposals(row(tagged)).empty());
  QCOMPARE(number(tagged, "contradiction"), 0.0);
  undo_change(*project_);
  QCOMPARE(tag_proposals(row(tagged)).size(), 1u);
  QCOMPARE(number(tagged, "contradiction"), 0.8);

  // Nothing contradicts an image of which nothing is known, but tags are proposed.
  set_tag_scores(*project_, untagged, {{cat, 0.7}, {dog, 0.01}});
  QCOMPARE(tag_proposals(row(untagged)), (std::vector<TagProposal>{{cat, 0.7, false}}));
  QCOMPARE(number(untagged, "contradiction"), -1.0);
  edit_tags(*project_, std::vector{untagged}, std::vector{dog}, {});
  QCOMPARE(number(untagged, "contradiction"), 0.7);
  QCOMPARE(count(*project_, "contradiction>0.5"), 2);
  undo_change(*project_);
  QCOMPARE(number(untagged, "contradiction"), -1.0);

  // Scores follow their class.
  merge_classes(*project_, cat, dog);
  QCOMPARE(tag_proposals(row(untagged)), (std::vector<TagProposal>{{dog, 0.7, false}}));
  refuse_proposals(*project_, std::vector{untagged}, dog);
  QVERIFY(tag_proposals(row(untagged)).empty());
  undo_change(*project_);
  undo_change(*project_);
  QCOMPARE(tag_proposals(row(untagged)), (std::vector<TagProposal>{{cat, 0.7, false}}));
  remove_class(*project_, cat, 0);
  QVERIFY(tag_proposals(row(untagged)).empty());
  QCOMPARE(number(tagged, "contradiction"), 0.0);
  undo_change(*project_);
  QCOMPARE(number(tagged, "contradiction"), 0.8);
  set_tag_scores(*project_, tagged, {});
  QCOMPARE(number(tagged, "contradiction"), 0.0);
  QVERIFY(
      says(error_of([&] { refuse_proposals(*project_, std::vector{tagged}, 99); }), "is no class"));
}

void TestCatalogue::classErrors() {
  import();
  const int dog = class_value(*project_, "dog");
  QVERIFY(says(error_of([&] { add_class(*project_, "dog"); }), "is the name of a class already"));
  QVERIFY(says(error_of([&] { add_class(*project_, " "); }), "is no name for a class"));
  for (const std::string name :
       {"red\nlight", "red\x7flight", "red\xc2\x85light", "a\xe2\x80\xa8z"}) {
    QVERIFY(says(error_of([&] { add_class(*project_, name); }), "line break"));
    QVERIFY(says(error_of([&] { rename_class(*project_, dog, name); }), "line break"));
  }
  QVERIFY(says(error_of([&] { add_class(*project_, "red\xff"); }), "UTF-8"));
  QVERIFY(says(error_of([&] { add_class(*project_, "background"); }), "pixels of no class"));
  QVERIFY(says(error_of([&] { set_class_look(*project_, dog, 0, "12"); }), "one character"));
  QVERIFY(says(error_of([&] { order_classes(*project_, std::vector{99}); }), "is no class"));
  QVERIFY(says(error_of([&] { class_value(*project_, "dgo"); }), "Did you mean 'dog'"));
  QVERIFY(says(error_of([&] { merge_classes(*project_, dog, dog); }), "merged with itself"));
  QVERIFY(says(error_of([&] { remove_class(*project_, dog, 7); }), "neither background"));
  QVERIFY(says(error_of([&] { rename_class(*project_, 99, "x"); }), "is no class"));
  std::vector<std::string> many;
  for (int i = 0; i < 251; ++i) many.push_back("class " + std::to_string(i));
  QCOMPARE(import_classes(*project_, many).back(), 254);
  QVERIFY(says(error_of([&] { add_class(*project_, "one more"); }), "254 values"));
}

void TestCatalogue::rescanFindsWhatChanged() {
  import();
  const auto moved = find_image(*project_, "p9.png");
  fs::rename(photos() / "street" / "p9.png", photos() / "in door" / "renamed.png");
  fs::remove(photos() / "in door" / "p5.png");
  write_photo(photos() / "street" / "new.png", 50);
  write_photo(photos() / "in door" / "p0.png", 55);
  const auto summary = rescan(*project_, 2, control_, silent_);
  QCOMPARE(summary.images.added, 1);
  QCOMPARE(summary.images.changed, 1);
  QCOMPARE(summary.images.moved, 1);
  QCOMPARE(summary.missing, 1);
  QCOMPARE(rows(*project_, std::vector{moved}).front().path, std::string("in door/renamed.png"));
  QCOMPARE(names("state:missing"), std::vector<std::string>{"p5.png"});
  QCOMPARE(names("tag:\"traffic light\""), std::vector<std::string>{"renamed.png"});
}

void TestCatalogue::relinksFolders() {
  import();
  const auto other = home() / "elsewhere" / "pictures";
  fs::create_directories(other.parent_path());
  fs::rename(photos(), other);
  // One lies deeper now, under another name.
  fs::create_directories(other / "deep");
  fs::rename(other / "street" / "p9.png", other / "deep" / "q.png");
  QCOMPARE(find_photos(*project_, 2, control_, silent_), 7);
  const auto summary = relink(*project_, photos(), other, 2, control_, silent_);
  QCOMPARE(summary.relinked, 7);
  QCOMPARE(summary.missing, 0);
  for (const auto& row : rows(*project_, select(*project_, {}))) QVERIFY(fs::exists(row.photo));
  QCOMPARE(names("tag:\"traffic light\""), std::vector<std::string>{"q.png"});

  // One photo, and back.
  fs::rename(other / "in door" / "p2.png", home() / "single.png");
  QCOMPARE(
      relink(*project_, other / "in door" / "p2.png", home() / "single.png", 2, control_, silent_)
          .relinked,
      1);
  QCOMPARE(rows(*project_, std::vector{find_image(*project_, "single.png")}).front().photo,
           home() / "single.png");
}

void TestCatalogue::relinkTakesNoOtherContent() {
  import();
  fs::rename(photos(), home() / "moved");
  write_photo(home() / "moved" / "in door" / "p0.png", 99);
  const auto summary = relink(*project_, photos(), home() / "moved", 2, control_, silent_);
  QCOMPARE(summary.relinked, 6);
  QCOMPARE(summary.missing, 1);
  QVERIFY(
      says(error_of([&] { relink(*project_, home() / "nowhere", home(), 2, control_, silent_); }),
           "no photo there"));
  QVERIFY(says(error_of([&] {
                 relink(*project_, home() / "moved", home() / "nowhere", 2, control_, silent_);
               }),
               "nothing there"));
}

void TestCatalogue::movedProjectFindsPhotosBesideIt() {
  import();
  project_.reset();
  QTemporaryDir other;
  const auto place = fs::path(other.path().toStdString());
  fs::copy(home(), place / "copy", fs::copy_options::recursive);
  folder_ = std::make_unique<QTemporaryDir>();  // the first place is gone
  project_ = Project::open(place / "copy" / "p.penumbra", Access::Write, silent_);
  for (const auto& row : rows(*project_, select(*project_, {})))
    QVERIFY2(fs::exists(row.photo), row.photo.c_str());
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.added, 0);
}

void TestCatalogue::findsImagesByName() {
  write_photo(photos() / "street" / "p0.png", 60);
  import();
  QVERIFY(says(error_of([&] { find_image(*project_, "p0.png"); }), "several images"));
  QVERIFY(find_image(*project_, "street/p0.png") != find_image(*project_, "in door/p0.png"));
  QCOMPARE(find_image(*project_, "in door/p1"), find_image(*project_, "p1.png"));
  QVERIFY(says(error_of([&] { find_image(*project_, "nobody.png"); }), "no such image"));
}

void TestCatalogue::truthBecomesALayer() {
  // Classes of the project are in another order than the data set's.
  import_classes(*project_, {"zebra", "dog"});
  image::LabelMap mask{{16, 12}, std::vector<std::uint8_t>(16 * 12)};
  for (std::size_t i = 0; i < mask.labels.size(); ++i)
    mask.labels[i] = i % 7 == 0 ? 255 : static_cast<std::uint8_t>(i % 4);
  fs::create_directories(photos() / "masks" / "in door");
  image::write_mask(photos() / "masks" / "in door" / "p0.png", mask);
  import();
  const auto dataset = dataset::read(photos(), {}, control_, silent_);
  const auto first = import_truth(*project_, dataset, "truth", 2, control_, silent_);
  QCOMPARE(first.imported, 1);
  const auto again = import_truth(*project_, dataset, "truth", 2, control_, silent_);
  QCOMPARE(again.imported, 0);
  QCOMPARE(again.known, 1);

  Layers layers(*project_);
  const auto stored = layers.read(layers.named("truth").id, find_image(*project_, "p0.png"));
  for (std::size_t i = 0; i < mask.labels.size(); ++i) {
    const int label = mask.labels[i];  // 1 cat, 2 dog, 3 traffic light
    const int expected =
        label == 0 || label == 255 ? label : class_value(*project_, dataset.classes.name(label));
    QCOMPARE(int{stored.labels[i]}, expected);
  }

  // As a data set again, where classes are numbered in the project's order.
  const auto data = read_data(*project_, "tag:dog");
  QCOMPARE(data.dataset.items.size(), 2u);
  const auto truth = dataset::load_truth(data.dataset.items.front());
  QCOMPARE(data.dataset.classes.names().front(), std::string("zebra"));
  for (std::size_t i = 0; i < mask.labels.size(); ++i)
    if (mask.labels[i] == 2)
      QCOMPARE(data.dataset.classes.name(truth.labels[i]), std::string("dog"));
  QVERIFY(!data.dataset.items.back().has_truth());
  QVERIFY(says(error_of([&] { read_data(*project_, "tag:zebra"); }), "no usable image"));
  QVERIFY(says(error_of([&] { read_data(*project_, "tag:zbra"); }), "no class 'zbra'"));
}

void TestCatalogue::photosThatChangedPlacesKeepTheirRows() {
  import();
  const auto id = [&](const char* name) { return find_image(*project_, name); };
  const auto first = id("p0.png"), second = id("p1.png"), third = id("p2.png"),
             fifth = id("p5.png");
  const auto at = [&](const char* name) { return photos() / "in door" / name; };
  fs::rename(at("p2.png"), at("p7.png"));
  fs::rename(at("p1.png"), at("p2.png"));
  fs::rename(at("p0.png"), at("p1.png"));
  fs::rename(at("p4.png"), at("p5.png"));  // over another one
  const auto summary = rescan(*project_, 2, control_, silent_);
  QCOMPARE(summary.images.moved, 4);
  QCOMPARE(summary.images.added, 0);
  QCOMPARE(summary.images.changed, 0);
  QCOMPARE(summary.missing, 1);
  const auto path = [&](ImageId image) { return rows(*project_, std::vector{image}).front().path; };
  QCOMPARE(path(first), std::string("in door/p1.png"));
  QCOMPARE(path(second), std::string("in door/p2.png"));
  QCOMPARE(path(third), std::string("in door/p7.png"));
  QCOMPARE(rows(*project_, std::vector{third}).front().item, std::string("in door/p7"));
  QVERIFY(!rows(*project_, std::vector{fifth}).front().found);
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.moved, 0);
  QCOMPARE(count(*project_), 7);
}

void TestCatalogue::anotherPhotoInTheSamePlaceIsNew() {
  import();
  const auto image = find_image(*project_, "p0.png");
  Layers layers(*project_);
  Layer layer;
  layer.name = "cam";
  layer.kind = LayerKind::Cam;
  layer = layers.create(layer);
  layers.write(layer.id, {image, {{16, 12}, std::vector<std::uint8_t>(16 * 12)}, {}, {}});
  const auto file = photos() / "in door" / "p0.png";
  fs::rename(file, home() / "kept.png");
  write_photo(file, 42);  // 18 x 12
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.added, 1);
  const auto now = find_image(*project_, "in door/p0.png");
  QVERIFY(now != image);
  QCOMPARE(rows(*project_, std::vector{now}).front().size.width, 18);
  QCOMPARE(rows(*project_, std::vector{now}).front().tags.size(), 1u);
  QVERIFY(verify(*project_, control_, silent_).clean());
  // The one that lay there has its labels, and is found again by its content.
  QVERIFY(!rows(*project_, std::vector{image}).front().found);
  fs::rename(home() / "kept.png", photos() / "street" / "kept.png");
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.moved, 1);
  QCOMPARE(rows(*project_, std::vector{image}).front().path, std::string("street/kept.png"));
  QVERIFY(layers.has(layer.id, image));
}

void TestCatalogue::nothingIsImportedTwice() {
  import();
  // A part of the folder, and the folder under another name.
  fs::remove(photos() / "tags.csv");
  dataset::ReadOptions options;
  options.untagged = true;
  const auto part = dataset::read(photos() / "in door", options, control_, silent_);
  QCOMPARE(import_images(*project_, part, 2, control_, silent_).added, 0);
  fs::create_directory_symlink(photos(), home() / "link");
  const auto link = dataset::read(home() / "link", options, control_, silent_);
  QCOMPARE(import_images(*project_, link, 2, control_, silent_).added, 0);
  QCOMPARE(count(*project_), 7);
  // A folder within is moved, told so, and looked at again.
  fs::rename(photos() / "in door", photos() / "inside");
  QCOMPARE(
      relink(*project_, photos() / "in door", photos() / "inside", 2, control_, silent_).relinked,
      6);
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.added, 0);
  fs::rename(photos(), home() / "other");
  QCOMPARE(relink(*project_, photos(), home() / "other", 2, control_, silent_).relinked, 7);
  QCOMPARE(roots(*project_).size(), 1u);
}

void TestCatalogue::classesThatWereRemovedStaySo() {
  import();
  remove_class(*project_, class_value(*project_, "cat"), 0);
  rename_class(*project_, class_value(*project_, "dog"), "hound");
  write_photo(photos() / "street" / "new.png", 50);
  write_text(photos() / "tags.csv", "image,tags\nstreet/new.png,dog;cat\n");
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.added, 1);
  QCOMPARE(classes(*project_).size(), 2u);
  const auto row = rows(*project_, std::vector{find_image(*project_, "new.png")}).front();
  QCOMPARE(row.tags, std::vector<int>{class_value(*project_, "hound")});
}

void TestCatalogue::photosNeedNoTags() {
  fs::remove(photos() / "tags.csv");
  fs::remove_all(photos() / "street");
  dataset::ReadOptions options;
  options.untagged = true;
  const auto dataset = dataset::read(photos(), options, control_, silent_);
  QCOMPARE(import_images(*project_, dataset, 2, control_, silent_).added, 6);
  QCOMPARE(count(*project_, "is:untagged"), 6);
  const int dog = add_class(*project_, "dog");
  edit_tags(*project_, select(*project_, {"", "name", 0, 2}), std::vector{dog}, {});
  QCOMPARE(count(*project_, "tag:dog"), 2);
  QCOMPARE(rescan(*project_, 2, control_, silent_).images.known, 6);
  QVERIFY(says(error_of([&] { edit_tags(*project_, {}, std::vector{dog}, std::vector{dog}); }),
               "both to be added"));
}

void TestCatalogue::masksOfAnotherSizeAreLeftOut() {
  import();
  formats::LabelSet set;
  set.classes = dataset::Classes({"dog"});
  const auto entry = [&](const char* name, int width) {
    formats::LabelSet::Entry one;
    one.name = name;
    one.load = [width] {
      return image::LabelMap{{width, 12},
                             std::vector<std::uint8_t>(static_cast<std::size_t>(width) * 12, 1)};
    };
    set.entries.push_back(one);
  };
  entry("in door/p0", 16);
  entry("in door/p1", 99);
  entry("in door/p2.v2", 18);  // no name of a photo, though one is called p2
  const auto summary = import_labels(*project_, set, "test", "theirs", 2, control_, silent_);
  QCOMPARE(summary.imported, 1);
  QCOMPARE(summary.broken, 1);
  QCOMPARE(summary.unmatched, 1);
  QVERIFY(verify(*project_, control_, silent_).clean());
}

void TestCatalogue::photosOfOneStemGoOutAndComeBack() {
  write_photo(photos() / "street" / "a.png", 31);
  write_photo(photos() / "street" / "a.jpg", 32);
  import();
  Layers layers(*project_);
  Layer layer;
  layer.name = "cam";
  layer.kind = LayerKind::Cam;
  layer = layers.create(layer);
  const auto all = rows(*project_, select(*project_, {}));
  for (const auto& row : all) {
    image::LabelMap map{row.size, std::vector<std::uint8_t>(row.size.area())};
    map.labels[static_cast<std::size_t>(row.id)] = 1;
    layers.write(layer.id, {row.id, map, {}, {}});
  }
  const auto data = read_data(*project_, "", "", "");
  for (const auto* format : {"voc", "coco", "npz"}) {
    const auto out = home() / format;
    formats::export_labels({data.dataset, labels_of(*project_, data, layer.id), "", 2}, format, out,
                           control_, silent_);
    const auto set = formats::read_labels(out, format, control_);
    const auto back = std::string("from ") + format;
    QCOMPARE(import_labels(*project_, set, format, back, 2, control_, silent_).imported, 9);
    for (const auto& row : all)
      QCOMPARE(layers.read(layers.named(back).id, row.id), layers.read(layer.id, row.id));
  }
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
