#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "evaluate/boundary.h"
#include "evaluate/confusion.h"
#include "evaluate/report.h"
#include "evaluate/tag_f1.h"
#include "image/mask.h"

namespace fs = std::filesystem;
using namespace penumbra;
using evaluate::BoundaryIou;
using evaluate::ConfusionMatrix;
using image::LabelMap;

namespace {

LabelMap map_of(int width, int height, std::vector<std::uint8_t> labels) {
  return {{width, height}, std::move(labels)};
}

/// A square of `label` with corners (left, top) and (right, bottom), the latter excluded.
LabelMap square(int side, std::uint8_t label, int left, int top, int right, int bottom) {
  LabelMap map{{side, side}, std::vector<std::uint8_t>(static_cast<std::size_t>(side * side))};
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) map.labels[static_cast<std::size_t>(y * side + x)] = label;
  return map;
}

bool close(double a, double b) { return std::abs(a - b) < 1e-12; }

/// Three images with truth (the third has no label file), one without.
struct Folder {
  QTemporaryDir temporary;
  fs::path root = fs::path(temporary.path().toStdString());
  dataset::Dataset dataset;

  Folder() {
    dataset.classes = dataset::Classes({"cat", "dog", "cow"});
    const auto truth = map_of(4, 2, {0, 0, 1, 1, 0, 255, 2, 2});
    fs::create_directories(root / "labels" / "sub");
    for (const char* id : {"a", "sub/b", "c", "d"}) {
      dataset::Item item;
      item.id = id;
      item.size = truth.size;
      if (item.id != "d") {
        const auto file = root / (item.id == "sub/b" ? "b.png" : item.id + ".png");
        image::write_mask(file, truth);
        item.truth = file;
      }
      dataset.items.push_back(item);
    }
    image::write_mask(root / "labels/a.png", truth);
    image::write_mask(root / "labels/sub/b.png", map_of(4, 2, {0, 1, 1, 1, 0, 3, 255, 2}));
    write_file_atomically(
        root / "labels/labels.json",
        std::string_view(R"({"settings": {"source": "cam"}, "used_known_tags": true})"));
  }

  evaluate::Report compare() {
    JobControl control;
    NoProgress silent;
    return evaluate::evaluate_folder(root / "labels", dataset, 2, control, silent);
  }
};

}  // namespace

class TestEvaluate : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void confusion_counts_by_truth_and_label() {
    ConfusionMatrix matrix(4);
    matrix.add(map_of(4, 2, {0, 0, 1, 1, 0, 255, 2, 2}), map_of(4, 2, {0, 1, 1, 1, 0, 2, 255, 2}));
    QCOMPARE(matrix.count(0, 0), 2);
    QCOMPARE(matrix.count(0, 1), 1);
    QCOMPARE(matrix.count(1, 1), 2);
    QCOMPARE(matrix.count(2, 2), 1);
    QCOMPARE(matrix.count(2, 4), 1);  // undecided
    const auto iou = matrix.iou();
    QVERIFY(close(iou[0], 2.0 / 3));
    QVERIFY(close(iou[1], 2.0 / 3));
    QVERIFY(close(iou[2], 1.0 / 2));
    QVERIFY(std::isnan(iou[3]));
    QVERIFY(close(matrix.mean_iou(), (2.0 / 3 + 2.0 / 3 + 0.5) / 3));
    QVERIFY(close(matrix.pixel_accuracy(), 5.0 / 7));
  }

  void a_class_that_is_only_predicted_has_iou_0_and_no_part_in_the_mean() {
    ConfusionMatrix matrix(3);
    matrix.add(map_of(2, 1, {0, 1}), map_of(2, 1, {2, 1}));
    QCOMPARE(matrix.iou()[2], 0.0);
    QVERIFY(close(matrix.mean_iou(), 0.5));
  }

  void an_empty_matrix_has_no_figures() {
    const ConfusionMatrix matrix(3);
    QVERIFY(std::isnan(matrix.mean_iou()));
    QVERIFY(std::isnan(matrix.pixel_accuracy()));
  }

  void sums_of_matrices_are_matrices_of_the_set() {
    const auto truth = map_of(2, 2, {0, 1, 1, 0}), label = map_of(2, 2, {0, 1, 0, 0});
    ConfusionMatrix one(2), two(2), both(2);
    one.add(truth, label);
    two.add(label, truth);
    both.add(truth, label);
    both.add(label, truth);
    one.add(two);
    for (int t = 0; t < 2; ++t)
      for (int p = 0; p <= 2; ++p) QCOMPARE(one.count(t, p), both.count(t, p));
    QVERIFY_EXCEPTION_THROWN(one.add(ConfusionMatrix(3)), Error);
  }

  void labels_out_of_range_change_nothing() {
    ConfusionMatrix matrix(2);
    QVERIFY_EXCEPTION_THROWN(matrix.add(map_of(2, 1, {0, 2}), map_of(2, 1, {0, 0})), Error);
    QVERIFY_EXCEPTION_THROWN(matrix.add(map_of(2, 1, {0, 1}), map_of(2, 1, {0, 2})), Error);
    QVERIFY_EXCEPTION_THROWN(matrix.add(map_of(2, 1, {0, 1}), map_of(1, 2, {0, 1})), Error);
    QCOMPARE(matrix.count(0, 0), 0);
  }

  void boundary_width_is_2_percent_of_the_diagonal() {
    QCOMPARE(evaluate::boundary_width({500, 375}), 13);  // 12.5 rounds up
    QCOMPARE(evaluate::boundary_width({300, 400}), 10);
    QCOMPARE(evaluate::boundary_width({4, 3}), 1);
  }

  void boundary_iou_compares_the_bands_alone() {
    // 50 x 50: a band of 1 px. A 20 px square against itself moved by one pixel to the right.
    const auto truth = square(50, 1, 10, 10, 30, 30), moved = square(50, 1, 11, 10, 31, 30);
    BoundaryIou boundary(2);
    boundary.add(truth, moved);
    // Rings of 76 px each; the top and bottom rows share 19 px, the sides' columns 10 and 29 of the
    // truth and 11 and 30 of the other meet in the corners that the rows already count.
    const double shared = 2 * 19;
    QVERIFY(close(boundary.iou()[1], shared / (2 * 76 - shared)));
    ConfusionMatrix confusion(2);
    confusion.add(truth, moved);
    QVERIFY(boundary.iou()[1] < confusion.iou()[1]);
  }

  void boundary_iou_of_equal_maps_is_1_and_ignores_ignored_pixels() {
    auto truth = square(60, 1, 10, 10, 40, 40);
    const auto label = square(60, 1, 9, 10, 40, 40);
    for (int y = 0; y < 60; ++y)
      for (const int x : {8, 9, 10}) truth.labels[static_cast<std::size_t>(y * 60 + x)] = 255;
    BoundaryIou boundary(3);
    boundary.add(truth, label);
    QCOMPARE(boundary.iou()[0], 1.0);
    QCOMPARE(boundary.iou()[1], 1.0);
    QVERIFY(std::isnan(boundary.iou()[2]));
    QCOMPARE(boundary.mean_iou(), 1.0);
  }

  void boundary_counts_add_up_over_the_set() {
    const auto a = square(50, 1, 10, 10, 30, 30), b = square(50, 1, 12, 14, 30, 33);
    BoundaryIou first(2), second(2), both(2);
    first.add(a, b);
    second.add(b, b);
    both.add(a, b);
    both.add(b, b);
    first.add(second);
    QCOMPARE(first.iou()[1], both.iou()[1]);
    QVERIFY_EXCEPTION_THROWN(first.add(BoundaryIou(4)), Error);
    QVERIFY_EXCEPTION_THROWN(first.add(a, square(49, 1, 0, 0, 1, 1)), Error);
  }

  void tag_f1_is_0_where_nothing_is_predicted() {
    const std::vector<int> tags{1, 3};
    QCOMPARE(evaluate::tag_f1(std::vector<int>{}, tags), 0.0);
    QCOMPARE(evaluate::tag_f1(std::vector<int>{1, 3}, tags), 1.0);
    QVERIFY(close(evaluate::tag_f1(std::vector<int>{1, 2, 4}, tags), 2.0 / 5));
    QVERIFY(close(evaluate::tag_f1(std::vector<float>{0.1F, -1, 0, 2}, tags), 2.0 / 4));
  }

  void report_of_a_folder() {
    Folder folder;
    const auto report = folder.compare();
    QCOMPARE(report.images, std::size_t{2});
    QCOMPARE(report.without_truth, std::size_t{1});
    QCOMPARE(report.without_label, std::vector<std::string>{"c"});
    QCOMPARE(report.source, std::string("cam"));
    QCOMPARE(report.used_known_tags, std::optional(true));
    QCOMPARE(report.classes.size(), std::size_t{4});
    QCOMPARE(report.classes[1].name, std::string("cat"));
    QCOMPARE(report.classes[2].truth_pixels, 4);
    QVERIFY(close(report.classes[0].iou, 5.0 / 6));
    QVERIFY(close(report.classes[1].iou, 4.0 / 5));
    QVERIFY(close(report.classes[2].iou, 3.0 / 4));
    QVERIFY(std::isnan(report.classes[3].iou));
    QVERIFY(close(report.mean_iou, (5.0 / 6 + 4.0 / 5 + 3.0 / 4) / 3));
    QCOMPARE(report.confusion[2], (std::vector<std::int64_t>{0, 0, 3, 0, 1}));

    const auto json = evaluate::to_json(report);
    QVERIFY(close(json["miou"], 100 * report.mean_iou));
    QVERIFY(json["classes"][3]["iou"].is_null());
    QCOMPARE(json["used_known_tags"].get<bool>(), true);
    QCOMPARE(nlohmann::json::parse(json.dump()), json);

    const auto text = QString::fromStdString(evaluate::to_text(report));
    for (const char* part : {"cat", "80.00", "not in the truth", "known tags were used   yes"})
      QVERIFY2(text.contains(part), part);
    QVERIFY(!text.contains("nan"));
  }

  void a_folder_that_does_not_say_how_is_reported_so() {
    Folder folder;
    fs::remove(folder.root / "labels/labels.json");
    const auto report = folder.compare();
    QVERIFY(!report.used_known_tags);
    QVERIFY(evaluate::to_json(report)["used_known_tags"].is_null());
  }

  void what_does_not_fit_is_an_error_that_names_the_file() {
    Folder folder;
    const auto expect = [&](const char* part) {
      try {
        folder.compare();
        return false;
      } catch (const Error& error) {
        return QString(error.what()).contains(part);
      }
    };
    image::write_mask(folder.root / "labels/a.png", map_of(2, 2, {0, 0, 0, 0}));
    QVERIFY(expect("a.png"));
    image::write_mask(folder.root / "labels/a.png", map_of(4, 2, {0, 9, 0, 0, 0, 0, 0, 0}));
    QVERIFY(expect("a.png"));
    write_file_atomically(folder.root / "labels/a.png", std::string_view("not a picture"));
    QVERIFY(expect("a.png"));
    fs::remove(folder.root / "labels/a.png");
    fs::remove(folder.root / "labels/sub/b.png");
    QVERIFY(expect("no label"));
    write_file_atomically(folder.root / "labels/labels.json", std::string_view("]"));
    QVERIFY(expect("labels.json"));
    fs::remove_all(folder.root / "labels");
    QVERIFY(expect("labels"));
  }

  void it_stops_when_asked_to() {
    Folder folder;
    JobControl control;
    control.request_stop();
    NoProgress silent;
    QVERIFY_EXCEPTION_THROWN(
        evaluate::evaluate_folder(folder.root / "labels", folder.dataset, 1, control, silent),
        Cancelled);
  }
};

QTEST_GUILESS_MAIN(TestEvaluate)
#include "test_evaluate.moc"
