#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "formats/coco.h"
#include "formats/exporter.h"
#include "image/mask.h"
#include "image/rle.h"

namespace fs = std::filesystem;
using namespace penumbra;
using image::LabelMap;

namespace {

/// Speckled rectangles of classes 0..classes and 255.
LabelMap random_labels(int width, int height, int classes, unsigned seed) {
  std::mt19937 random(seed);
  LabelMap map{{width, height},
               std::vector<std::uint8_t>(static_cast<std::size_t>(width * height))};
  for (int i = 0; i < 12; ++i) {
    const int left = static_cast<int>(random()) % width, top = static_cast<int>(random()) % height;
    const auto label = static_cast<std::uint8_t>(random() % static_cast<unsigned>(classes + 2));
    for (int y = std::max(0, top); y < std::min(height, top + height / 2); ++y)
      for (int x = std::max(0, left); x < std::min(width, left + width / 2); ++x)
        if (random() % 8 != 0)
          map.labels[static_cast<std::size_t>(y * width + x)] =
              label > classes ? image::ignore_label : label;
  }
  return map;
}

/// A labels folder of three labelled images and one unlabelled.
struct Labels {
  QTemporaryDir temporary;
  fs::path root = fs::path(temporary.path().toStdString());
  dataset::Dataset dataset;
  std::vector<LabelMap> maps;

  Labels() {
    dataset.format = "folder";
    dataset.root = root / "photos";
    dataset.classes = dataset::Classes({"cat", "dog", "red cow"});
    unsigned seed = 1;
    for (const char* id : {"first", "sub/second", "third_7", "unlabelled"}) {
      dataset::Item item;
      item.id = id;
      item.image = dataset.root / (item.id + ".jpg");
      maps.push_back(random_labels(31 + static_cast<int>(seed), 20, 3, seed));
      item.size = maps.back().size;
      dataset.items.push_back(item);
      ++seed;
      if (item.id == "unlabelled") continue;
      const auto file = root / "labels" / (item.id + ".png");
      fs::create_directories(file.parent_path());
      image::write_mask(file, maps.back());
    }
  }

  formats::ExportSummary run(const char* format, const fs::path& out) {
    JobControl control;
    NoProgress silent;
    return formats::export_labels({root / "labels", dataset, "val"}, format, out, control, silent);
  }

  /// The error's text; empty if there is none.
  QString failure(const char* format, const fs::path& out) {
    try {
      run(format, out);
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }

  std::set<std::string> entries() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(root)) names.insert(entry.path().filename());
    return names;
  }
};

}  // namespace

class TestFormats : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void voc_has_masks_list_and_classes() {
    Labels labels;
    const auto out = labels.root / "out";
    const auto summary = labels.run("voc", out);
    QCOMPARE(summary.images, std::size_t{3});
    QCOMPARE(summary.without_label, std::vector<std::string>{"unlabelled"});
    QCOMPARE(summary.out, out);
    for (std::size_t i = 0; i < 3; ++i)
      QVERIFY(image::read_mask(out / "SegmentationClass" / (labels.dataset.items[i].id + ".png")) ==
              labels.maps[i]);
    QCOMPARE(read_file(out / "ImageSets/Segmentation/val.txt"),
             std::string("first\nsub/second\nthird_7\n"));
    QCOMPARE(read_file(out / "labels.txt"), std::string("background\ncat\ndog\nred cow\n"));
  }

  void voc_server_has_no_undecided_pixels() {
    Labels labels;
    labels.run("voc-server", labels.root / "out");
    const auto folder = labels.root / "out/results/VOC2012/Segmentation/comp6_val_cls";
    for (std::size_t i = 0; i < 3; ++i) {
      auto expected = labels.maps[i];
      std::replace(expected.labels.begin(), expected.labels.end(), std::uint8_t{255},
                   std::uint8_t{0});
      QVERIFY(image::read_mask(folder / (labels.dataset.items[i].id + ".png")) == expected);
    }
  }

  void coco_has_one_annotation_a_class_and_image() {
    Labels labels;
    const auto summary = labels.run("coco", labels.root / "out");
    const auto json =
        nlohmann::json::parse(read_file(labels.root / "out/annotations/instances_val.json"));
    QCOMPARE(json["images"].size(), std::size_t{3});
    QCOMPARE(json["images"][1]["file_name"], "sub/second.jpg");
    QCOMPARE(json["categories"][2]["name"], "red cow");
    QCOMPARE(json["annotations"].size(), summary.objects);
    std::set<std::pair<int, int>> seen;
    for (const auto& one : json["annotations"]) {
      QVERIFY(seen.emplace(one["image_id"], one["category_id"]).second);
      QCOMPARE(one["iscrowd"], 0);
      const auto& map = labels.maps[one["image_id"].get<std::size_t>() - 1];
      const auto label = one["category_id"].get<std::uint8_t>();
      LabelMap decoded{map.size, std::vector<std::uint8_t>(map.labels.size())};
      image::paint_runs(decoded,
                        image::expand_runs(one["segmentation"]["counts"].get<std::string>()), 1);
      for (std::size_t i = 0; i < map.labels.size(); ++i)
        QCOMPARE(decoded.labels[i] == 1, map.labels[i] == label);
    }
  }

  void coco_data_keeps_its_numbers() {
    QCOMPARE(formats::coco_category_number(1), 1);
    QCOMPARE(formats::coco_category_number(12), 13);
    QCOMPARE(formats::coco_category_number(80), 90);
    std::set<int> numbers;
    for (int id = 1; id <= 80; ++id) numbers.insert(formats::coco_category_number(id));
    QCOMPARE(numbers.size(), std::size_t{80});
    for (const int gap : {12, 26, 29, 30, 45, 66, 68, 69, 71, 83}) QVERIFY(!numbers.contains(gap));

    Labels labels;
    labels.dataset.format = "coco";
    labels.dataset.classes = dataset::Classes(std::vector<std::string>(80, "thing"));
    const char* ids[] = {"000000000139", "000000000285", "COCO_val2014_000000000632"};
    labels.dataset.items.resize(3);
    for (std::size_t i = 0; i < 3; ++i) {
      auto& item = labels.dataset.items[i];
      item.id = ids[i];
      item.image = labels.dataset.root / "val2014" / (item.id + ".jpg");
      image::write_mask(labels.root / "labels" / (item.id + ".png"), labels.maps[i]);
    }
    labels.run("coco", labels.root / "out");
    const auto json =
        nlohmann::json::parse(read_file(labels.root / "out/annotations/instances_val.json"));
    QCOMPARE(json["images"][0]["id"], 139);
    QCOMPARE(json["images"][2]["id"], 632);
    QCOMPARE(json["images"][2]["file_name"], "COCO_val2014_000000000632.jpg");
    QCOMPARE(json["categories"][79]["id"], 90);
  }

  void pycocotools_reads_equal_pixels() {
    const char* python = std::getenv("PENUMBRA_PYTHON");
    if (!python) QSKIP("PENUMBRA_PYTHON names no Python with pycocotools");
    Labels labels;
    labels.run("coco", labels.root / "out");
    QProcess process;
    process.start(python,
                  {QString(PENUMBRA_SOURCE_DIR "/tests/formats/read_with_pycocotools.py"),
                   QString::fromStdString(labels.root / "out/annotations/instances_val.json")});
    QVERIFY2(process.waitForFinished(60000), "Python did not end");
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const auto lines = process.readAllStandardOutput().split('\n');
    for (int i = 0; i < 3; ++i) {
      const auto& map = labels.maps[static_cast<std::size_t>(i)];
      const auto& item = labels.dataset.items[static_cast<std::size_t>(i)];
      QCOMPARE(QString(lines[2 * i]), QString("%1 %2.jpg %3 %4")
                                          .arg(i + 1)
                                          .arg(QString::fromStdString(item.id))
                                          .arg(map.size.width)
                                          .arg(map.size.height));
      const auto values = lines[2 * i + 1].split(' ');
      QCOMPARE(static_cast<std::size_t>(values.size()), map.labels.size());
      for (std::size_t p = 0; p < map.labels.size(); ++p)
        QCOMPARE(values[static_cast<int>(p)].toInt(), map.labels[p] == 255 ? 0 : map.labels[p]);
    }
    QCOMPARE(lines[8], QByteArray("3 red cow"));
  }

  void an_empty_folder_is_filled_and_a_full_one_refused() {
    Labels labels;
    fs::create_directories(labels.root / "empty");
    labels.run("voc", labels.root / "empty/");
    QVERIFY(fs::exists(labels.root / "empty/labels.txt"));
    fs::create_directories(labels.root / "full");
    write_file_atomically(labels.root / "full/mine.txt", std::string_view("mine"));
    QVERIFY(labels.failure("coco", labels.root / "full").contains("not an empty folder"));
    QVERIFY(labels.failure("coco", labels.root / "full/mine.txt").contains("not an empty folder"));
    QCOMPARE(read_file(labels.root / "full/mine.txt"), std::string("mine"));
    QCOMPARE(std::distance(fs::directory_iterator(labels.root / "full"), {}), 1);
  }

  void wrong_requests_leave_nothing_behind() {
    Labels labels;
    const auto before = labels.entries();
    const auto out = labels.root / "out";
    QVERIFY(labels.failure("vok", out).contains("voc-server"));
    auto other = labels.maps[1];
    other.labels[3] = 77;
    image::write_mask(labels.root / "labels/sub/second.png", other);
    QVERIFY(labels.failure("voc", out).contains("second.png"));
    image::write_mask(labels.root / "labels/sub/second.png", random_labels(5, 5, 3, 1));
    QVERIFY(labels.failure("coco", out).contains("second.png"));
    write_file_atomically(labels.root / "labels/sub/second.png", std::string_view("\x89PNG"));
    QVERIFY(labels.failure("voc-server", out).contains("second.png"));
    labels.dataset.items.erase(labels.dataset.items.begin(), labels.dataset.items.begin() + 3);
    QVERIFY(labels.failure("voc", out).contains("no label"));
    QCOMPARE(labels.entries(), before);
    fs::rename(labels.root / "labels", labels.root / "elsewhere");
    QVERIFY(labels.failure("voc", out).contains("not a folder"));
  }

  void a_place_that_cannot_be_written_is_an_error() {
    Labels labels;
    QVERIFY(!labels.failure("voc", "/proc/nowhere/out").isEmpty());
    if (geteuid() == 0) QSKIP("root may write to read-only folders");
    fs::create_directories(labels.root / "closed");
    fs::permissions(labels.root / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    QVERIFY(labels.failure("voc", labels.root / "closed/out").contains("may write"));
    fs::permissions(labels.root / "closed", fs::perms::owner_all);
  }

  void a_stopped_export_leaves_nothing_behind() {
    Labels labels;
    const auto before = labels.entries();
    JobControl control;
    control.request_stop();
    NoProgress silent;
    QVERIFY_EXCEPTION_THROWN(formats::export_labels({labels.root / "labels", labels.dataset, ""},
                                                    "voc", labels.root / "out", control, silent),
                             Cancelled);
    QCOMPARE(labels.entries(), before);
  }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "test_formats.moc"
