#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>

#include "base/atomic_file.h"
#include "image/mask.h"
#include "project/class_table.h"
#include "project/image_state.h"
#include "project/layers.h"
#include "project/sample_project.h"
#include "small_disk.h"

namespace fs = std::filesystem;
using namespace penumbra;
using image::LabelMap;
using image::ScoreMap;
using project::Access;
using project::ImageState;
using project::Layer;
using project::LayerKind;
using project::Layers;
using project::Project;

namespace {

constexpr image::Size size{8, 6};

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

ImageState state(const Project& project, std::int64_t image) {
  return static_cast<ImageState>(state_of(project, image));
}

ScoreMap ramp(float from) {
  ScoreMap scores{size, std::vector<float>(size.area())};
  for (std::size_t i = 0; i < scores.scores.size(); ++i)
    scores.scores[i] = from + static_cast<float>(i) / 255.0F;
  return scores;
}

}  // namespace

class TestLayers : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    project_ = Project::create(inside("photos.penumbra"));
    add_images(*project_, 5, size);
    add_classes(*project_, 6);
    layers_ = std::make_unique<Layers>(*project_);
  }
  void cleanup() {
    layers_.reset();
    project_.reset();
  }

  void rowsAreKept();
  void refusesNames();
  void numbersAreNotUsedAgain();
  void mapsComeBack();
  void scoresComeBack();
  void namesHoldTheChecksum();
  void newVersionsReplaceOldOnes();
  void manyImagesInOneTransaction();
  void aFailureInABatchChangesNothing();
  void refusesOtherSizes();
  void refusesOtherImages();
  void classesCountAsOthers();
  void scoresOfMergedClasses();
  void statesFollow();
  void damageIsNamed();
  void editedLayersShowTheirBase();
  void removing();
  void aFullDiskChangesNothing();
  void aReadOnlyFolderIsNamed();
  void readersOfAnotherConnectionFollow();

 private:
  fs::path inside(const char* name) const { return fs::path(folder_->path().toStdString()) / name; }
  Layer make(const char* name, LayerKind kind = LayerKind::Cam) {
    Layer layer;
    layer.name = name;
    layer.kind = kind;
    return layers_->create(layer);
  }

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<Project> project_;
  std::unique_ptr<Layers> layers_;
  NoProgress silent_;
};

void TestLayers::rowsAreKept() {
  Layer wanted;
  wanted.name = "first CAMs";
  wanted.kind = LayerKind::AuxCam;
  wanted.source = "runs/a/checkpoints/best.safetensors";
  wanted.options = {{"threshold", 0.4}};
  wanted.known_tags = true;
  const auto made = layers_->create(wanted);
  QVERIFY(made.id > 0);
  QVERIFY(made.created > 1'600'000'000'000);
  auto second = make("second", LayerKind::Refined);
  second = layers_->get(second.id);
  layers_->set_finished(made.id, true);

  const auto found = layers_->named("first CAMs");
  QCOMPARE(found.id, made.id);
  QCOMPARE(found.created, made.created);
  QVERIFY(found.kind == LayerKind::AuxCam);
  QCOMPARE(found.source, wanted.source);
  QVERIFY(found.options == wanted.options);
  QVERIFY(found.known_tags && found.finished && !found.base);
  QCOMPARE(layers_->list().size(), std::size_t{2});
  QCOMPARE(layers_->list().back().name, std::string("second"));

  layers_->rename(made.id, "CAMs");
  QVERIFY(!layers_->find("first CAMs"));
  QCOMPARE(layers_->find("CAMs")->id, made.id);
  for (const auto kind : project::layer_kind_names)
    QVERIFY(project::name(project::layer_kind(kind)) == kind);
  QVERIFY(says(error_of([] { project::layer_kind("segmentatoin"); }), "segmentation?"));
}

void TestLayers::refusesNames() {
  const auto cam = make("cam");
  make("other");
  QVERIFY(says(error_of([&] { make("cam"); }), "already"));
  QVERIFY(says(error_of([&] { make(""); }), "empty"));
  QVERIFY(says(error_of([&] { layers_->rename(cam.id, "other"); }), "already"));
  layers_->rename(cam.id, "cam");
  QVERIFY(says(error_of([&] { layers_->named("cma"); }), "Did you mean cam?"));
  for (const auto& work : std::vector<std::function<void()>>{
           [&] { layers_->get(99); }, [&] { layers_->rename(99, "x"); },
           [&] { layers_->set_finished(99, true); }, [&] { layers_->remove(99); },
           [&] { layers_->has(99, 1); }, [&] { layers_->images(99); },
           [&] { layers_->read(99, 1); }, [&] { layers_->commit(99, {}); }})
    QVERIFY(says(error_of(work), "no such layer"));
}

void TestLayers::numbersAreNotUsedAgain() {
  const auto first = make("first").id;
  layers_->remove(first);
  QVERIFY(make("second").id > first);
}

void TestLayers::mapsComeBack() {
  const auto layer = make("cam").id;
  const auto map = noise(size, 1, 254);
  QVERIFY(!layers_->has(layer, 2));
  QVERIFY(says(error_of([&] { layers_->read(layer, 2); }), "photo2.jpg: the layer 'cam' has no"));
  layers_->write(layer, {2, map, {}, {}});
  QVERIFY(layers_->has(layer, 2));
  QVERIFY(!layers_->has(layer, 1));
  QVERIFY(layers_->images(layer) == std::vector<project::ImageId>{2});
  QVERIFY(layers_->read(layer, 2) == map);
  QVERIFY(layers_->read_raw(layer, 2) == map);
  QVERIFY(!layers_->read_uncertainty(layer, 2));
  QVERIFY(layers_->score_classes(layer, 2).empty());

  project_.reset();
  project_ = Project::open(inside("photos.penumbra"), Access::Read, silent_);
  QVERIFY(Layers(*project_).read(layer, 2) == map);
}

void TestLayers::scoresComeBack() {
  const auto layer = make("cam").id;
  auto odd = ramp(0);
  odd.scores[0] = std::numeric_limits<float>::quiet_NaN();
  odd.scores[1] = 7;
  odd.scores[2] = -1;
  layers_->write(layer, {1, noise(size, 1), {{0, ramp(0)}, {3, odd}}, ramp(0.5F)});
  QVERIFY((layers_->score_classes(layer, 1) == std::vector<std::uint8_t>{0, 3}));
  QVERIFY(layers_->read_scores(layer, 1, 0).scores == ramp(0).scores);
  const auto read = layers_->read_scores(layer, 1, 3).scores;
  QCOMPARE(read[0], 0.0F);
  QCOMPARE(read[1], 1.0F);
  QCOMPARE(read[2], 0.0F);
  QCOMPARE(read[3], 3 / 255.0F);
  const auto uncertainty = layers_->read_uncertainty(layer, 1);
  QVERIFY(uncertainty && uncertainty->size == size);
  QVERIFY(std::abs(uncertainty->scores[0] - 0.5F) < 0.003F);
  QVERIFY(says(error_of([&] { layers_->read_scores(layer, 1, 2); }), "no scores of class value 2"));
  QVERIFY(says(error_of([&] {
                 layers_->write(layer, {1, noise(size, 1), {{255, ramp(0)}}, {}});
               }),
               "255"));
  // A new version without scores takes the old ones away.
  layers_->write(layer, {1, noise(size, 2), {}, {}});
  QVERIFY(layers_->score_classes(layer, 1).empty());
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{1});
}

void TestLayers::namesHoldTheChecksum() {
  add_classes(*project_, 0);
  const auto layer = make("cam").id;
  layers_->write(layer, {3, noise(size, 1), {{2, ramp(0)}}, ramp(0)});
  const auto files = files_below(project_->layers());
  QCOMPARE(files.size(), std::size_t{3});
  for (const auto& file : files) {
    const auto name = file.filename().string();
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx",
                  static_cast<unsigned long long>(project::checksum(read_file(file))));
    QVERIFY2(says(name, std::string("-") + digits + ".png"), name.c_str());
    QCOMPARE(file.parent_path(), project_->layers() / std::to_string(layer) / "0");
  }
  QVERIFY(says(files[0].filename().string(), "3-map-"));
  QVERIFY(says(files[1].filename().string(), "3-score-2-"));
  QVERIFY(says(files[2].filename().string(), "3-uncertainty-"));
}

void TestLayers::newVersionsReplaceOldOnes() {
  const auto layer = make("cam").id;
  layers_->write(layer, {1, noise(size, 1), {}, {}});
  const auto first = files_below(project_->layers());
  layers_->write(layer, {1, noise(size, 1), {}, {}});
  QVERIFY(files_below(project_->layers()) == first);
  layers_->write(layer, {1, noise(size, 2), {}, {}});
  const auto second = files_below(project_->layers());
  QCOMPARE(second.size(), std::size_t{1});
  QVERIFY(second != first);
  QVERIFY(layers_->read(layer, 1) == noise(size, 2));
}

void TestLayers::manyImagesInOneTransaction() {
  const auto layer = make("truth", LayerKind::Truth).id;
  std::vector<project::ImageLabels> all;
  for (int i = 1; i <= 5; ++i)
    all.push_back({i, noise(size, static_cast<unsigned>(i)), {{1, ramp(0)}}, {}});
  layers_->write(layer, all, 3);
  QCOMPARE(layers_->images(layer).size(), std::size_t{5});
  for (int i = 1; i <= 5; ++i)
    QVERIFY(layers_->read(layer, i) == all[static_cast<std::size_t>(i - 1)].map);

  // With threads of the caller's own.
  const auto other = make("other").id;
  std::vector<project::StoredLabels> stored;
  for (const auto& labels : all) stored.push_back(layers_->store(other, labels));
  QVERIFY(layers_->images(other).empty());
  layers_->commit(other, stored);
  QCOMPARE(layers_->images(other).size(), std::size_t{5});
}

void TestLayers::aFailureInABatchChangesNothing() {
  const auto layer = make("cam").id;
  layers_->write(layer, {1, noise(size, 9), {}, {}});
  const auto before = files_below(project_->layers());
  const std::vector<project::ImageLabels> batch{
      {1, noise(size, 1), {}, {}}, {2, noise(size, 2), {}, {}}, {3, noise({9, 6}, 3), {}, {}}};
  QVERIFY(says(error_of([&] { layers_->write(layer, batch, 2); }), "photo3.jpg"));
  QVERIFY(files_below(project_->layers()) == before);
  QVERIFY(layers_->images(layer) == std::vector<project::ImageId>{1});
  QVERIFY(layers_->read(layer, 1) == noise(size, 9));
}

void TestLayers::refusesOtherSizes() {
  const auto layer = make("cam").id;
  const auto text = error_of([&] { layers_->write(layer, {1, noise({6, 8}, 1), {}, {}}); });
  QVERIFY(says(text, "photo1.jpg: its label map is 6 x 8, the photo 8 x 6"));
  ScoreMap small{{1, 1}, {0}};
  QVERIFY(says(error_of([&] {
                 layers_->write(layer, {1, noise(size, 1), {{1, small}}, {}});
               }),
               "score map is 1 x 1"));
  QVERIFY(says(error_of([&] {
                 layers_->write(layer, {1, noise(size, 1), {}, small});
               }),
               "uncertainty is 1 x 1"));
  auto cut = noise(size, 1);
  cut.labels.pop_back();
  QVERIFY(says(error_of([&] { layers_->write(layer, {1, cut, {}, {}}); }), "does not fit"));
  QVERIFY(files_below(project_->layers()).empty());
}

void TestLayers::refusesOtherImages() {
  const auto layer = make("cam").id;
  QVERIFY(says(error_of([&] { layers_->write(layer, {77, noise(size, 1), {}, {}}); }), "image 77"));
  const auto edited = make("edited", LayerKind::Edited).id;
  QVERIFY(says(error_of([&] {
                 layers_->write(edited, {1, noise(size, 1), {}, {}});
               }),
               "is an edited layer"));
  QVERIFY(files_below(project_->layers()).empty());
}

void TestLayers::classesCountAsOthers() {
  const auto layer = make("cam").id;
  auto map = noise(size, 1, 6);
  layers_->write(layer, {1, map, {}, {}});
  set_becomes(*project_, 1, "2");
  set_becomes(*project_, 2, "3");
  set_becomes(*project_, 4, "255");
  set_becomes(*project_, 5, "0");
  const project::ClassTable table(project_->database());
  const std::vector<std::uint8_t> now{0, 3, 3, 3, 255, 0, 6};
  for (std::size_t i = 0; i < now.size(); ++i)
    QCOMPARE(table[static_cast<std::uint8_t>(i)], now[i]);
  QCOMPARE(table[255], std::uint8_t{255});
  auto expected = map;
  for (auto& label : expected.labels) label = label == 255 ? label : now[label];
  QVERIFY(layers_->read(layer, 1) == expected);
  QVERIFY(layers_->read_raw(layer, 1) == map);
  for (const int value : {1, 2, 4, 5}) set_becomes(*project_, value, "NULL");
  QVERIFY(layers_->read(layer, 1) == map);
  QVERIFY(project::ClassTable(project_->database()) == project::ClassTable());
  // A circle, which only damage can make, ends.
  set_becomes(*project_, 1, "2");
  set_becomes(*project_, 2, "1");
  layers_->read(layer, 1);
}

void TestLayers::scoresOfMergedClasses() {
  const auto layer = make("cam").id;
  ScoreMap left{size, std::vector<float>(size.area(), 0.0F)};
  auto right = left;
  left.scores.front() = 1;
  right.scores.back() = 0.2F;
  layers_->write(layer, {1, noise(size, 1), {{1, left}, {2, right}}, {}});
  set_becomes(*project_, 1, "2");
  QVERIFY(layers_->score_classes(layer, 1) == std::vector<std::uint8_t>{2});
  const auto both = layers_->read_scores(layer, 1, 2).scores;
  QCOMPARE(both.front(), 1.0F);
  QCOMPARE(both.back(), 51 / 255.0F);
  QVERIFY(!error_of([&] { layers_->read_scores(layer, 1, 1); }).empty());
}

void TestLayers::statesFollow() {
  const auto truth = make("truth", LayerKind::Truth).id;
  const auto cam = make("cam").id;
  project_->database().write(
      [](SQLite::Database& tables) { tables.exec("UPDATE images SET state = 3 WHERE id = 3"); });
  layers_->write(truth, {1, noise(size, 1), {}, {}});
  QVERIFY(state(*project_, 1) == ImageState::New);
  for (int i = 1; i <= 3; ++i) layers_->write(cam, {i, noise(size, 1), {}, {}});
  QVERIFY(state(*project_, 1) == ImageState::Labelled);
  QVERIFY(state(*project_, 3) == ImageState::Reviewed);
  QVERIFY(state(*project_, 4) == ImageState::New);
  layers_->remove(cam);
  QVERIFY(state(*project_, 1) == ImageState::New);
  QVERIFY(state(*project_, 3) == ImageState::Reviewed);
}

void TestLayers::damageIsNamed() {
  const auto layer = make("cam").id;
  layers_->write(layer, {1, noise(size, 1), {}, {}});
  const auto file = files_below(project_->layers()).front();
  const auto whole = read_file(file);
  auto bytes = whole;
  bytes[bytes.size() / 2] ^= 1;
  const auto put = [&](const std::string& text) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
  };
  put(bytes);
  const auto damaged = error_of([&] { layers_->read(layer, 1); });
  QVERIFY(says(damaged, file.filename().string() + ": is damaged"));
  put(whole.substr(0, 20));
  QVERIFY(says(error_of([&] { layers_->read(layer, 1); }), "is damaged"));
  put(whole);
  QVERIFY(layers_->read(layer, 1) == noise(size, 1));
  fs::remove(file);
  QVERIFY(says(error_of([&] { layers_->read(layer, 1); }), "is missing"));
}

void TestLayers::editedLayersShowTheirBase() {
  const auto cam = make("cam");
  Layer wanted;
  wanted.name = "mine";
  wanted.kind = LayerKind::Edited;
  wanted.base = cam.id;
  const auto mine = layers_->create(wanted);
  wanted.name = "mine on mine";
  wanted.base = mine.id;
  const auto second = layers_->create(wanted);
  layers_->write(cam.id, {1, noise(size, 1), {{1, ramp(0)}}, ramp(0)});
  QVERIFY(layers_->has(second.id, 1));
  QVERIFY(!layers_->has(second.id, 2));
  QVERIFY(layers_->images(second.id) == std::vector<project::ImageId>{1});
  QVERIFY(layers_->read(second.id, 1) == noise(size, 1));
  QVERIFY(layers_->read_scores(second.id, 1, 1).scores == ramp(0).scores);
  QVERIFY(layers_->read_uncertainty(second.id, 1).has_value());
  layers_->write(cam.id, {1, noise(size, 2), {}, {}});
  QVERIFY(layers_->read(mine.id, 1) == noise(size, 2));
  QVERIFY(says(error_of([&] { layers_->read(mine.id, 2); }), "no label map"));
}

void TestLayers::removing() {
  const auto cam = make("cam");
  Layer wanted;
  wanted.name = "refined";
  wanted.kind = LayerKind::Refined;
  wanted.base = cam.id;
  const auto refined = layers_->create(wanted);
  wanted.name = "mine";
  wanted.kind = LayerKind::Edited;
  const auto mine = layers_->create(wanted);
  layers_->write(cam.id, {1, noise(size, 1), {{1, ramp(0)}}, {}});
  layers_->write(refined.id, {1, noise(size, 2), {}, {}});
  QVERIFY(says(error_of([&] { layers_->remove(cam.id); }), "'mine' shows this layer"));
  layers_->remove(mine.id);
  layers_->remove(cam.id);
  QVERIFY(!layers_->get(refined.id).base);
  QCOMPARE(files_below(project_->layers()).size(), std::size_t{1});
  QVERIFY(!fs::exists(project_->layers() / std::to_string(cam.id)));
  QVERIFY(layers_->read(refined.id, 1) == noise(size, 2));
}

void TestLayers::aFullDiskChangesNothing() {
  SmallDisk disk(inside("small"), 1024);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  project_ = Project::create(inside("small") / "p.penumbra");
  layers_ = std::make_unique<Layers>(*project_);
  add_images(*project_, 300, {100, 100});
  const auto layer = make("cam").id;
  std::string text;
  int written = 0;
  while (text.empty() && written < 300) {
    text = error_of([&] {
      layers_->write(layer, {written + 1, noise({100, 100}, 1), {}, {}});
      ++written;
    });
  }
  QVERIFY2(says(text, "space") || says(text, "full"), text.c_str());
  QVERIFY(written > 0);
  QCOMPARE(layers_->images(layer).size(), static_cast<std::size_t>(written));
  QCOMPARE(files_below(project_->layers()).size(), static_cast<std::size_t>(written));
  for (int i = 1; i <= written; ++i) QVERIFY(layers_->read(layer, i) == noise({100, 100}, 1));
  layers_.reset();
  project_.reset();
}

void TestLayers::aReadOnlyFolderIsNamed() {
  SmallDisk disk(inside("small"), 4096);
  if (!disk.mounted()) QSKIP("mounting a file system needs root");
  const auto place = inside("small") / "p.penumbra";
  project_ = Project::create(place);
  layers_ = std::make_unique<Layers>(*project_);
  add_images(*project_, 2, size);
  const auto layer = make("cam").id;
  layers_->write(layer, {1, noise(size, 1), {}, {}});
  project_.reset();
  QVERIFY(disk.make_read_only());
  project_ = Project::open(place, Access::Read, silent_);
  layers_ = std::make_unique<Layers>(*project_);
  QVERIFY(layers_->read(layer, 1) == noise(size, 1));
  QVERIFY(says(error_of([&] { layers_->write(layer, {2, noise(size, 1), {}, {}}); }), "small"));
  QVERIFY(says(error_of([&] { make("other"); }), "reading only"));
  layers_.reset();
  project_.reset();
}

void TestLayers::readersOfAnotherConnectionFollow() {
  const auto layer = make("cam").id;
  const auto reader = Project::open(inside("photos.penumbra"), Access::Read, silent_);
  const Layers other(*reader);
  for (unsigned i = 1; i <= 20; ++i) {
    layers_->write(layer, {1, noise(size, i), {}, {}});
    QVERIFY(other.read(layer, 1) == noise(size, i));
  }
}

QTEST_GUILESS_MAIN(TestLayers)
#include "test_layers.moc"
