#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "dataset/dataset.h"
#include "dataset/demo_scenes.h"
#include "dataset/scene_material.h"

namespace fs = std::filesystem;
using namespace penumbra;
using dataset::DemoOptions;

namespace {

void write(const fs::path& folder, const DemoOptions& options) {
  JobControl control;
  NoProgress silent;
  dataset::write_demo_scenes(folder, options, control, silent);
}

std::map<std::string, std::string> files(const fs::path& folder) {
  std::map<std::string, std::string> result;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      result[entry.path().lexically_relative(folder)] = read_file(entry.path());
  return result;
}

}  // namespace

class TestDemoScenes : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_same_seed_gives_the_same_scene() {
    const auto a = dataset::demo_scene(5), b = dataset::demo_scene(5), c = dataset::demo_scene(6);
    QVERIFY(a.photo.pixels == b.photo.pixels);
    QVERIFY(a.truth == b.truth);
    QVERIFY(a.photo.pixels != c.photo.pixels);
  }

  void tags_are_the_classes_of_the_truth() {
    std::set<int> seen;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const auto scene = dataset::demo_scene(seed);
      QVERIFY(scene.photo.size == scene.truth.size);
      QCOMPARE(scene.photo.pixels.size(), 3 * scene.truth.size.area());
      std::set<int> labels(scene.truth.labels.begin(), scene.truth.labels.end());
      QVERIFY(labels.contains(0));
      labels.erase(0);
      QCOMPARE(std::vector<int>(labels.begin(), labels.end()), scene.tags);
      QVERIFY(!scene.tags.empty());
      seen.insert(scene.tags.begin(), scene.tags.end());
      // It is a picture, not a blank.
      const auto [low, high] =
          std::minmax_element(scene.photo.pixels.begin(), scene.photo.pixels.end());
      QVERIFY(*high - *low > 60);
    }
    QCOMPARE(static_cast<int>(seen.size()), dataset::demo_classes().size());
    QVERIFY(*seen.begin() >= 1 && *seen.rbegin() <= dataset::demo_classes().size());
  }

  void the_data_set_reads_back() {
    QTemporaryDir temporary;
    const auto folder = fs::path(temporary.path().toStdString()) / "demo";
    write(folder, {.seed = 3, .training_images = 7, .validation_images = 5, .threads = 2});
    JobControl control;
    NoProgress silent;
    const auto all = dataset::read(folder, {}, control, silent);
    QCOMPARE(all.items.size(), std::size_t{12});
    QVERIFY(all.broken.empty());
    QCOMPARE(all.classes.names(), dataset::demo_classes().names());
    for (const auto& item : all.subset("train").items) {
      QVERIFY(item.tagged && !item.tags.empty());
      QVERIFY(!item.has_truth());
    }
    const auto validation = all.subset("val");
    QCOMPARE(validation.items.size(), std::size_t{5});
    for (const auto& item : validation.items) {
      const auto truth = dataset::load_truth(item);
      std::set<int> labels(truth.labels.begin(), truth.labels.end());
      labels.erase(0);
      QCOMPARE(std::vector<int>(labels.begin(), labels.end()), item.tags);
    }
  }

  void the_same_seed_gives_the_same_bytes_whatever_the_threads() {
    QTemporaryDir temporary;
    const auto root = fs::path(temporary.path().toStdString());
    write(root / "a", {.seed = 1, .training_images = 4, .validation_images = 2, .threads = 1});
    write(root / "b", {.seed = 1, .training_images = 4, .validation_images = 2, .threads = 3});
    write(root / "c", {.seed = 2, .training_images = 4, .validation_images = 2, .threads = 3});
    QVERIFY(files(root / "a") == files(root / "b"));
    QVERIFY(files(root / "a") != files(root / "c"));
  }

  void a_folder_that_holds_something_is_refused() {
    QTemporaryDir temporary;
    const auto root = fs::path(temporary.path().toStdString());
    write_file_atomically(root / "mine.txt", std::string_view("mine"));
    QVERIFY_EXCEPTION_THROWN(write(root, {}), Error);
    QVERIFY_EXCEPTION_THROWN(write(root / "new", {.training_images = 0}), UsageError);
    QCOMPARE(files(root).size(), std::size_t{1});
  }

  void it_stops_when_asked_to() {
    QTemporaryDir temporary;
    JobControl control;
    control.request_stop();
    NoProgress silent;
    QVERIFY_EXCEPTION_THROWN(
        dataset::write_demo_scenes(fs::path(temporary.path().toStdString()) / "demo", {}, control,
                                   silent),
        Cancelled);
  }

  void materials_are_drawn_once_and_painted_afresh() {
    const auto materials = dataset::random_materials(16, 4);
    const auto again = dataset::random_materials(16, 4);
    for (std::size_t i = 0; i < materials.size(); ++i) {
      QCOMPARE(materials[i].scale, again[i].scale);
      dataset::SceneRandom one(1), two(2);
      const cv::Mat3f a = dataset::paint(materials[i], one, {24, 16});
      const cv::Mat3f b = dataset::paint(materials[i], two, {24, 16});
      QVERIFY(!std::equal(a.begin(), a.end(), b.begin()));
      for (const auto& pixel : a)
        for (int c = 0; c < 3; ++c) QVERIFY(pixel[c] >= -0.01F && pixel[c] <= 1.01F);
    }
    const auto scene = dataset::material_scene(materials, 9, 64);
    QCOMPARE(scene.truth.size.area(), std::size_t{64 * 64});
    QVERIFY(scene.tags.size() >= 2 && scene.tags.back() < dataset::material_labels(materials));
    QVERIFY(scene.photo.pixels == dataset::material_scene(materials, 9, 64).photo.pixels);
  }
};

QTEST_GUILESS_MAIN(TestDemoScenes)
#include "test_demo_scenes.moc"
