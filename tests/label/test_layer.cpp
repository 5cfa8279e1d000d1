#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/decode.h"
#include "label/background_worker.h"
#include "label/layer.h"
#include "label/photo_stream.h"

using namespace penumbra;
namespace fs = std::filesystem;

class TestLayer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ids_may_name_sub_folders_but_not_climb_out() {
    QCOMPARE(label::mask_file("out", "a/b.c"), fs::path("out/a/b.c.png"));
    for (const char* id : {"", "../a", "a/../../b", "/etc/a"}) {
      QVERIFY_EXCEPTION_THROWN(label::mask_file("out", id), Error);
    }
  }

  void an_unfinished_layer_goes_on_a_finished_one_stays() {
    const QTemporaryDir folder;
    const auto out = fs::path(folder.path().toStdString()) / "new" / "layer";
    const nlohmann::json settings = {{"source", "cam"}, {"crf", false}};
    {
      const label::Layer layer(out, settings);
      QVERIFY(!layer.has("x"));
      write_file_atomically(layer.file("x"), std::string_view("mask"));
    }
    QVERIFY(!label::finished_layer(out, settings));
    QVERIFY_EXCEPTION_THROWN(label::Layer(out, {{"source", "cam"}, {"crf", true}}), Error);
    const label::Layer layer(out, settings);
    QVERIFY(layer.has("x"));
    layer.finish({{"images", 1}});
    QVERIFY(label::finished_layer(out, settings));
    QVERIFY_EXCEPTION_THROWN(label::Layer(out, settings), Error);
    const auto json = nlohmann::json::parse(read_file(out / "labels.json"));
    QCOMPARE(json["images"].get<int>(), 1);
    QVERIFY(json["finished"].get<bool>());
    QVERIFY(fs::exists(layer.file("x")));
  }

  void names_that_are_no_text_do_not_stop_a_layer() {
    const QTemporaryDir folder;
    const auto out = fs::path(folder.path().toStdString()) / "layer";
    const nlohmann::json settings = {{"source", "cam"}};
    label::Layer(out, settings).finish({{"failed", {"photo\xff"}}});
    QVERIFY(label::finished_layer(out, settings));
  }

  void what_is_no_layer_is_refused_and_stays() {
    const QTemporaryDir folder;
    const auto out = fs::path(folder.path().toStdString());
    std::ofstream(out / "mine.txt") << "mine";
    QVERIFY_EXCEPTION_THROWN(label::Layer(out, nlohmann::json::object()), Error);
    QVERIFY_EXCEPTION_THROWN(label::Layer(out / "mine.txt", nlohmann::json::object()), Error);
    std::ofstream(out / "labels.json") << "{ not json";
    QVERIFY_EXCEPTION_THROWN(label::Layer(out, nlohmann::json::object()), Error);
    QCOMPARE(QString::fromStdString(read_file(out / "mine.txt")), QString("mine"));
  }

  void photos_come_in_order_with_their_failures() {
    const QTemporaryDir folder;
    const auto root = fs::path(folder.path().toStdString());
    dataset::Dataset data;
    for (int i = 0; i < 7; ++i) {
      dataset::Item item;
      item.image = root / (std::to_string(i) + ".png");
      if (i != 3) {
        image::write_png(
            item.image,
            {{1 + i, 1}, std::vector<std::uint8_t>(static_cast<std::size_t>(3 + 3 * i), 9)});
      }
      data.items.push_back(item);
    }
    label::PhotoStream photos(data, {6, 3, 0, 1, 2}, 0);
    std::vector<std::size_t> seen;
    while (const auto photo = photos.next()) {
      seen.push_back(photo->item);
      QCOMPARE(photo->failure.empty(), photo->item != 3);
      if (photo->item != 3) QCOMPARE(photo->image.size.width, static_cast<int>(photo->item) + 1);
    }
    QVERIFY(seen == (std::vector<std::size_t>{6, 3, 0, 1, 2}));
    const label::PhotoStream left_alone(data, {0, 1, 2, 4, 5, 6}, 0);  // ends without being read
  }

  void background_tasks_run_in_order_and_failures_come_back() {
    std::vector<int> done;
    {
      label::BackgroundWorker worker(2);
      for (int i = 0; i < 20; ++i) worker.add([&done, i] { done.push_back(i); });
      worker.finish();
      QCOMPARE(done.size(), std::size_t{20});
      QVERIFY(std::ranges::is_sorted(done));
    }
    label::BackgroundWorker worker(2);
    worker.add([] { throw Error("is full", "/disk"); });
    QVERIFY_EXCEPTION_THROWN(worker.finish(), Error);
    QVERIFY_EXCEPTION_THROWN(worker.add([] {}), Error);
  }
};

QTEST_GUILESS_MAIN(TestLayer)
#include "test_layer.moc"
