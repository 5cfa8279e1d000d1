#include <QtTest>
#include <algorithm>
#include <cmath>
#include <fstream>

#include "compare/class_use.h"
#include "compare/difference.h"
#include "compare/gain.h"
#include "compare/number_cache.h"
#include "compare/sample_layers.h"
#include "edit/brush.h"
#include "evaluate/confusion.h"
#include "project/catalogue.h"
#include "project/history.h"

namespace fs = std::filesystem;
using namespace penumbra;
using compare::PixelKind;
using project::LayerKind;

namespace {

bool close(double a, double b) { return std::abs(a - b) < 1e-12; }

std::int64_t kind_sum(const compare::DifferenceMap& map) {
  std::int64_t sum = 0;
  for (const auto count : map.counts) sum += count;
  return sum;
}

fs::path cache_file(const SampleLayers& sample) {
  return sample.project->cache() / "comparisons.sqlite";
}

}  // namespace

class TestCompare : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void every_pixel_has_a_kind() {
    const auto reference = map_of(5, 2, {0, 0, 0, 1, 1, 1, 1, 255, 255, 2});
    const auto other = map_of(5, 2, {0, 1, 255, 1, 2, 0, 255, 1, 255, 2});
    const auto map = compare::difference(reference, other);
    const std::vector<PixelKind> wanted = {
        PixelKind::Right,   PixelKind::Invented, PixelKind::Wrong,  PixelKind::Right,
        PixelKind::Wrong,   PixelKind::Missed,   PixelKind::Missed, PixelKind::Ignored,
        PixelKind::Ignored, PixelKind::Right};
    QVERIFY(map.kinds == wanted);
    QCOMPARE(map.count(PixelKind::Right), 3);
    QCOMPARE(map.count(PixelKind::Wrong), 2);
    QCOMPARE(map.count(PixelKind::Missed), 2);
    QCOMPARE(map.count(PixelKind::Invented), 1);
    QCOMPARE(map.count(PixelKind::Ignored), 2);
    QVERIFY(error_of([&] {
              compare::difference(reference, map_of(2, 5, other.labels));
            }).find("differ in size") != std::string::npos);
  }

  void right_pixels_are_what_accuracy_counts() {
    const auto reference = noise({64, 48}, 1), other = noise({64, 48}, 2);
    const auto map = compare::difference(reference, other);
    const auto figures = compare::figures_of(compare::count_image(reference, other));
    QCOMPARE(kind_sum(map), 64 * 48);
    const double judged = static_cast<double>(kind_sum(map) - map.count(PixelKind::Ignored));
    QVERIFY(
        close(figures.pixel_accuracy, static_cast<double>(map.count(PixelKind::Right)) / judged));
  }

  void images_of_each_class_are_counted() {
    SampleLayers sample;
    using Images = std::map<int, std::int64_t>;
    std::size_t maps = 0, read = 0;
    const auto count = [&] {
      compare::ClassUse last;
      JobControl control;
      compare::count_class_use(*sample.project, control,
                               [&](const compare::ClassUse& use) { last = use; });
      maps = last.maps;
      read = last.read;
      return last.images;
    };
    QCOMPARE(count(),
             (Images{{1, 3}, {2, 2}}));  // class 1 in all, also where only one layer has it
    QCOMPARE(read, maps);
    // Image 2 has the same map in both layers.
    QCOMPARE(maps, std::size_t{5});
    // What was counted once is not read again: the files may be gone.
    fs::remove_all(sample.project->layers());
    QCOMPARE(count(), (Images{{1, 3}, {2, 2}}));
    set_becomes(*sample.project, 2, "1");
    QCOMPARE(count(), (Images{{1, 3}}));
    set_becomes(*sample.project, 2, "0");
    set_becomes(*sample.project, 1, "255");
    QCOMPARE(count(), Images{});
    // A map that can't be read is passed over.
    fs::remove(cache_file(sample));
    set_becomes(*sample.project, 1, "NULL");
    QCOMPARE(count(), Images{});
  }

  void edits_change_what_is_counted() {
    SampleLayers sample;
    const auto edited = sample.add("edited", LayerKind::Edited, sample.cam);
    std::map<int, std::int64_t> images;
    const auto count = [&] {
      JobControl control;
      compare::count_class_use(*sample.project, control,
                               [&](const compare::ClassUse& use) { images = use.images; });
    };
    count();
    QCOMPARE(images[2], 2);
    project::EditSession session(*sample.project, edited, 2);
    session.paint([](edit::Canvas canvas) {
      canvas.map.labels[0] = 2;
      (*canvas.drawn)[0] = 1;
      return edit::Rect{0, 0, 1, 1};
    });
    session.commit("dot");
    session.flush();
    count();
    QCOMPARE(images[2], 3);
    session.undo();
    session.flush();
    count();
    QCOMPARE(images[2], 2);
  }

  void figures_are_those_of_an_evaluation() {
    // Class values with gaps, as projects have them.
    auto reference = noise({40, 30}, 3, 3), other = noise({40, 30}, 4, 3);
    for (auto* map : {&reference, &other})
      for (auto& label : map->labels)
        if (label == 3) label = 200;
    evaluate::ConfusionMatrix confusion(201);
    confusion.add(reference, other);
    evaluate::BoundaryIou boundary(201);
    boundary.add(reference, other);
    const auto numbers = compare::count_image(reference, other);
    const auto figures = compare::figures_of(numbers);
    QVERIFY(close(figures.mean_iou, confusion.mean_iou()));
    QVERIFY(close(figures.pixel_accuracy, confusion.pixel_accuracy()));
    QVERIFY(close(figures.boundary_iou, boundary.mean_iou()));
    QVERIFY(std::ranges::any_of(numbers.cells, [](const auto& cell) {
      return cell.reference == 200 && cell.other == image::ignore_label && cell.pixels > 0;
    }));
    const auto nothing =
        compare::figures_of(compare::count_image(map_of(2, 1, {255, 255}), map_of(2, 1, {0, 1})));
    QVERIFY(std::isnan(nothing.mean_iou) && std::isnan(nothing.pixel_accuracy));
  }

  void numbers_survive_as_bytes_and_damage_is_found() {
    const auto numbers = compare::count_image(noise({16, 9}, 5), noise({16, 9}, 6));
    const auto bytes = compare::encode(numbers);
    QVERIFY(compare::decode(bytes) == numbers);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      auto damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ 4);
      QVERIFY(!compare::decode(damaged));
      QVERIFY(!compare::decode(std::string_view(bytes).substr(0, i)));
    }
  }

  void totals_images_and_confusion() {
    SampleLayers sample;
    const auto found = sample.compare(sample.cam, sample.truth);
    QCOMPARE(found.images.size(), std::size_t{3});
    QCOMPARE(found.images[0].image, 3);
    QCOMPARE(found.images[1].image, 1);
    QCOMPARE(found.images[2].image, 2);
    QCOMPARE(found.images[0].figures.mean_iou, 0.0);
    // Background 3 of 3, class 1: 1 of 2, class 2: 2 of 3.
    QVERIFY(close(found.images[1].figures.mean_iou, (1.0 + 0.5 + 2.0 / 3) / 3));
    QVERIFY(close(found.images[1].figures.pixel_accuracy, 6.0 / 7));
    QCOMPARE(found.images[2].figures.mean_iou, 1.0);
    QCOMPARE(found.images[2].path, std::string("photo2.jpg"));
    QCOMPARE(found.classes.names(), (std::vector<std::string>{"background", "class1", "class2"}));
    using Row = std::vector<std::int64_t>;
    QCOMPARE(found.totals.confusion[0], (Row{7, 4, 0, 0}));
    QCOMPARE(found.totals.confusion[1], (Row{0, 5, 1, 0}));
    QCOMPARE(found.totals.confusion[2], (Row{1, 2, 2, 1}));
    QVERIFY(close(found.totals.pixel_accuracy, 14.0 / 23));
    QVERIFY(close(found.totals.mean_iou, (7.0 / 12 + 5.0 / 12 + 2.0 / 7) / 3));
    QVERIFY(close(found.totals.classes[1].iou, 5.0 / 12));
    QCOMPARE(found.totals.images, std::size_t{3});
  }

  void images_behind_a_cell() {
    SampleLayers sample;
    sample.write(sample.cam, 2, {1, 0, 0, 0, 1, 1, 1, 1});
    const auto found = sample.compare(sample.cam, sample.truth);
    const auto invented = found.behind(0, 1);
    QCOMPARE(invented.size(), std::size_t{2});
    QCOMPARE(found.images[invented[0].index].image, 3);
    QCOMPARE(invented[0].pixels, 4);
    QCOMPARE(found.images[invented[1].index].image, 2);
    QCOMPARE(invented[1].pixels, 1);
    const auto undecided = found.behind(2, found.classes.count());
    QCOMPARE(undecided.size(), std::size_t{1});
    QCOMPARE(undecided[0].pixels, 1);
    QVERIFY(found.behind(1, 0).empty());
  }

  void images_without_maps_are_counted() {
    SampleLayers sample;
    add_missing(sample);
    const auto found = sample.compare(sample.cam, sample.truth, {1, 1, 2, 4, 5});
    QCOMPARE(found.images.size(), std::size_t{2});
    QCOMPARE(found.totals.without_label, std::vector<std::string>{"extra4.jpg"});
    QCOMPARE(found.totals.without_truth, std::size_t{1});
  }

  void only_what_changed_is_read_again() {
    SampleLayers sample;
    const compare::ComparisonRequest request{
        .layer = sample.cam, .reference = sample.truth, .images = {1, 2, 3}};
    QCOMPARE(compare::images_to_read(*sample.project, request), std::size_t{3});
    const auto first = sample.compare(sample.cam, sample.truth);
    QCOMPARE(first.computed, std::size_t{3});
    QCOMPARE(compare::images_to_read(*sample.project, request), std::size_t{0});
    const auto second = sample.compare(sample.cam, sample.truth);
    QCOMPARE(second.computed, std::size_t{0});
    QCOMPARE(second.totals.confusion, first.totals.confusion);
    QCOMPARE(second.totals.boundary_iou, first.totals.boundary_iou);

    sample.write(sample.cam, 3, {2, 2, 2, 2, 0, 0, 0, 0});
    const auto changed = sample.compare(sample.cam, sample.truth);
    QCOMPARE(changed.computed, std::size_t{1});
    QCOMPARE(changed.totals.confusion[2][2], 6);
    // The other way round it is another comparison.
    QVERIFY(sample.compare(sample.truth, sample.cam).computed > 0);
  }

  void an_edit_costs_one_image_and_its_undo_none() {
    SampleLayers sample;
    const auto edited = sample.add("edited", LayerKind::Edited, sample.cam);
    sample.compare(sample.cam, sample.truth);
    // An edited layer shows its base where nothing was edited.
    QCOMPARE(sample.compare(edited, sample.truth).computed, std::size_t{0});

    project::EditSession session(*sample.project, edited, 3);
    session.paint([](edit::Canvas canvas) {
      canvas.map.labels[0] = 2;
      (*canvas.drawn)[0] = 1;
      return edit::Rect{0, 0, 1, 1};
    });
    session.commit("dot");
    session.flush();
    const auto after = sample.compare(edited, sample.truth);
    QCOMPARE(after.computed, std::size_t{1});
    QCOMPARE(after.totals.confusion[2][2], 3);
    QCOMPARE(sample.compare(edited, sample.truth).computed, std::size_t{0});

    session.undo();
    session.flush();
    const auto undone = sample.compare(edited, sample.truth);
    QCOMPARE(undone.totals.confusion[2][2], 2);
    session.redo();
    session.close();
    QCOMPARE(sample.compare(edited, sample.truth).totals.confusion[2][2], 3);
    QCOMPARE(sample.compare(edited, sample.truth).computed, std::size_t{0});
  }

  void a_damaged_cache_is_made_anew() {
    SampleLayers sample;
    const auto before = sample.compare(sample.cam, sample.truth);
    std::ofstream(cache_file(sample), std::ios::trunc) << "this is no database, but a long text";
    const auto again = sample.compare(sample.cam, sample.truth);
    QCOMPARE(again.computed, std::size_t{3});
    QCOMPARE(again.totals.confusion, before.totals.confusion);
    QCOMPARE(sample.compare(sample.cam, sample.truth).computed, std::size_t{0});

    {
      SQLite::Database cache(cache_file(sample).string(), SQLite::OPEN_READWRITE);
      cache.exec("UPDATE numbers SET numbers = x'0102' WHERE id = (SELECT min(id) FROM numbers)");
    }
    const auto mended = sample.compare(sample.cam, sample.truth);
    QCOMPARE(mended.computed, std::size_t{1});
    QCOMPARE(mended.totals.confusion, before.totals.confusion);

    {
      SQLite::Database cache(cache_file(sample).string(), SQLite::OPEN_READWRITE);
      cache.exec("DROP TABLE numbers");
      cache.exec("CREATE TABLE numbers(unknown)");
    }
    sample.compare(sample.cam, sample.truth);
    QCOMPARE(sample.compare(sample.cam, sample.truth).computed, std::size_t{0});
    fs::remove_all(sample.project->cache());
    std::ofstream(sample.project->cache()) << "a file in the folder's place";
    QCOMPARE(sample.compare(sample.cam, sample.truth).computed, std::size_t{3});
  }

  void the_cache_keeps_to_its_limit() {
    const QTemporaryDir folder;
    compare::NumberCache cache(folder.filePath("c.sqlite").toStdString(), 64 << 10);
    const auto numbers = compare::count_image(noise({16, 9}, 5, 60), noise({16, 9}, 6, 60));
    std::vector<compare::NumberKey> keys;
    for (std::uint64_t i = 0; i < 400; ++i) {
      keys.push_back({i, ~i, 0});
      const std::pair one(keys.back(), numbers);
      cache.keep({&one, 1});
    }
    const auto found = cache.find(keys);
    const auto kept = std::ranges::count_if(found, [](const auto& one) { return one.has_value(); });
    QVERIFY(kept > 5 && kept < 200);
    QVERIFY(found.back() == numbers);
    QVERIFY(!found.front());
  }

  void merged_classes_count_as_one() {
    SampleLayers sample;
    sample.compare(sample.cam, sample.truth);
    set_becomes(*sample.project, 2, "1");
    const auto merged = sample.compare(sample.cam, sample.truth);
    QCOMPARE(merged.computed, std::size_t{3});
    using Row = std::vector<std::int64_t>;
    QCOMPARE(merged.classes.count(), 2);
    QCOMPARE(merged.totals.confusion[0], (Row{7, 4, 0}));
    QCOMPARE(merged.totals.confusion[1], (Row{1, 10, 1}));
    set_becomes(*sample.project, 2, "NULL");
    QCOMPARE(sample.compare(sample.cam, sample.truth).computed, std::size_t{0});
  }

  void truth_gives_images_their_number() {
    SampleLayers sample;
    const auto iou = [&](project::ImageId image) {
      return project::rows(*sample.project, std::vector{image}).front().numbers["iou"];
    };
    sample.compare(sample.truth, sample.cam);
    QVERIFY(!project::rows(*sample.project, std::vector<project::ImageId>{2})
                 .front()
                 .numbers.contains("iou"));
    const auto found = sample.compare(sample.cam, sample.truth);
    QCOMPARE(found.renumbered.size(), std::size_t{3});
    QCOMPARE(iou(2), 1.0);
    QCOMPARE(iou(3), 0.0);
    QVERIFY(sample.compare(sample.cam, sample.truth).renumbered.empty());
    sample.write(sample.cam, 3, {2, 2, 2, 2, 0, 0, 0, 0});
    QCOMPARE(sample.compare(sample.cam, sample.truth).renumbered, std::vector<project::ImageId>{3});
    QCOMPARE(iou(3), 1.0);
    // A layer without a map of an image takes the number of an earlier one away.
    const auto later = sample.add("later", project::LayerKind::Cam);
    sample.write(later, 1, {0, 0, 1, 1, 0, 1, 2, 2});
    sample.write(later, 3, {2, 2, 2, 2, 0, 0, 0, 0});
    auto changed = sample.compare(later, sample.truth).renumbered;
    std::ranges::sort(changed);
    QCOMPARE(changed, (std::vector<project::ImageId>{1, 2}));
    const auto numbers = [&](project::ImageId image) {
      return project::rows(*sample.project, std::vector{image}).front().numbers;
    };
    QVERIFY(!numbers(2).contains("iou"));
    QCOMPARE(iou(1), 1.0);
    // What was not asked for stays.
    sample.compare(sample.cam, sample.truth);
    sample.compare(later, sample.truth, {1});
    QCOMPARE(iou(2), 1.0);
  }

  void a_layer_against_an_earlier_one() {
    SampleLayers sample;
    const auto better = sample.add("segmentation", LayerKind::Segmentation);
    sample.write(better, 1, {0, 0, 0, 0, 0, 1, 2, 2});
    sample.write(better, 3, {2, 2, 2, 0, 0, 0, 0, 0});
    const auto before = sample.compare(sample.cam, sample.truth);
    const auto after = sample.compare(better, sample.truth);
    const auto gain = compare::gain(before, after);
    QCOMPARE(gain.images.size(), std::size_t{2});
    QCOMPARE(gain.images.front().image, 1);
    QCOMPARE(gain.better, std::size_t{1});
    QCOMPARE(gain.worse, std::size_t{1});
    QCOMPARE(gain.same, std::size_t{0});
    // Over images 1 and 3 alone; class 2 had 2 of 7 pixels and has 5 of 6.
    QVERIFY(close(gain.classes[2].iou.before, 2.0 / 7));
    QVERIFY(close(gain.classes[2].iou.after, 5.0 / 6));
    QCOMPARE(gain.classes[1].iou.after, 0.0);
    QVERIFY(gain.mean_iou.difference() > 0);
    QVERIFY(error_of([&] {
              compare::gain(before, sample.compare(better, sample.cam));
            }).find("different layers") != std::string::npos);
  }

  void what_cannot_be_compared() {
    SampleLayers sample;
    const auto empty = sample.add("empty", LayerKind::Cam);
    QVERIFY(error_of([&] { sample.compare(empty, sample.truth); }).find("has labels in both") !=
            std::string::npos);
    QVERIFY(error_of([&] { sample.compare(99, sample.truth); }).find("no such layer") !=
            std::string::npos);

    // A damaged map costs one image, and only as long as it is damaged.
    const auto map =
        sample.project->layers() / sample.project->database().read([&](SQLite::Database& tables) {
          return tables
              .execAndGet("SELECT file FROM layer_files WHERE image = 2 AND layer = " +
                          std::to_string(sample.cam))
              .getString();
        });
    fs::rename(map, map.string() + ".away");
    std::ofstream(map) << "damaged";
    const auto found = sample.compare(sample.cam, sample.truth);
    QCOMPARE(found.images.size(), std::size_t{2});
    QCOMPARE(found.failed.size(), std::size_t{1});
    QCOMPARE(found.failed[0].path, std::string("photo2.jpg"));
    QVERIFY(found.failed[0].reason.find("damaged") != std::string::npos);
    fs::rename(map.string() + ".away", map);
    QCOMPARE(sample.compare(sample.cam, sample.truth).images.size(), std::size_t{3});
  }

  void a_stopped_job_computes_nothing_more() {
    SampleLayers sample;
    JobControl control;
    NoProgress silent;
    control.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        compare::compare_layers(
            *sample.project, {.layer = sample.cam, .reference = sample.truth, .images = {1, 2, 3}},
            control, silent),
        Cancelled);
    QCOMPARE(sample.compare(sample.cam, sample.truth).computed, std::size_t{3});
  }

 private:
  /// Image 4 has truth alone, image 5 has cam alone.
  static void add_missing(SampleLayers& sample) {
    sample.project->database().write([](SQLite::Database& tables) {
      for (const auto* id : {"4", "5"})
        tables.exec(std::string("INSERT INTO images (id, root, path, name, item, width, height, "
                                "bytes, modified, hash) VALUES (") +
                    id + ", 1, 'extra" + id + ".jpg', 'extra', 'extra" + id + "', 4, 2, 0, 0, 0)");
    });
    sample.write(sample.truth, 4, {0, 0, 0, 0, 0, 0, 0, 0});
    sample.write(sample.cam, 5, {0, 0, 0, 0, 0, 0, 0, 0});
  }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "test_compare.moc"
