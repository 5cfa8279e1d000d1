#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <thread>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/decode.h"
#include "train/loader.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::train;

namespace {

/// `count` small photos in `folder`, tags and sizes differing.
dataset::Dataset photos(const fs::path& folder, int count) {
  dataset::Dataset data;
  data.classes = dataset::Classes({"a", "b", "c"});
  for (int i = 0; i < count; ++i) {
    image::Image photo{{40 + i, 30}, {}};
    for (std::size_t k = 0; k < photo.size.area() * 3; ++k)
      photo.pixels.push_back(static_cast<std::uint8_t>(k * static_cast<std::size_t>(i + 3)));
    dataset::Item item;
    item.id = std::to_string(i);
    item.image = folder / (item.id + ".png");
    item.size = photo.size;
    item.tags = {i % 3 + 1};
    item.tagged = true;
    image::write_png(item.image, photo);
    data.items.push_back(item);
  }
  return data;
}

LoaderOptions small(int threads = 2, std::int64_t first_step = 0) {
  LoaderOptions options;
  options.batch = 3;
  options.global = global_view(16);
  options.local = local_view(16);
  options.local_views = 1;
  options.seed = 5;
  options.threads = threads;
  options.first_step = first_step;
  return options;
}

/// Of the items named, all of whose pixels are `label`.
dataset::EvidenceSource evidence_of(std::unordered_set<std::string> ids, std::uint8_t label = 2) {
  return {[ids = std::move(ids)] { return ids; },
          [label](const dataset::Item& item) {
            return image::LabelMap{item.size, std::vector<std::uint8_t>(item.size.area(), label)};
          }};
}

/// How often each item is drawn in some passes.
std::map<std::size_t, int> draws(Loader& loader, int batches) {
  JobControl control;
  std::map<std::size_t, int> uses;
  for (int i = 0; i < batches; ++i)
    for (const auto item : loader.next(control).items) ++uses[item];
  return uses;
}

bool same(const Batch& a, const Batch& b) {
  return a.evidence == b.evidence && a.step == b.step && a.view1 == b.view1 && a.view2 == b.view2 &&
         a.local_views == b.local_views && a.tags == b.tags && a.items == b.items;
}

}  // namespace

class TestLoader : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void batches_have_their_shapes_and_tags() {
    const auto data = photos(path(), 7);
    Loader loader(data, small());
    JobControl control;
    const auto batch = loader.next(control);
    QCOMPARE(batch.step, std::int64_t(0));
    QCOMPARE(batch.view1.size(), std::size_t(3 * 3 * 16 * 16));
    QCOMPARE(batch.view2.size(), batch.view1.size());
    QVERIFY(batch.view1 != batch.view2);
    QCOMPARE(batch.local_views.size(), std::size_t(1));
    QCOMPARE(batch.tags.size(), std::size_t(9));
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t k = 0; k < 3; ++k)
        QCOMPARE(batch.tags[i * 3 + k], batch.items[i] % 3 == k ? 1.0F : 0.0F);
    QVERIFY(batch.labels.empty() && batch.broken.empty());
  }

  void each_pass_takes_every_image_once_in_another_order() {
    const auto data = photos(path(), 6);
    Loader loader(data, small());
    JobControl control;
    std::vector<std::vector<std::size_t>> passes(4);
    for (auto& pass : passes) {
      for (int half = 0; half < 2; ++half)
        for (const auto item : loader.next(control).items) pass.push_back(item);
      auto sorted = pass;
      std::ranges::sort(sorted);
      QCOMPARE(sorted, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
    }
    QVERIFY(passes[0] != passes[1] || passes[1] != passes[2]);
  }

  void batches_do_not_depend_on_threads_or_on_where_a_run_resumed() {
    const auto data = photos(path(), 7);
    JobControl control;
    std::vector<Batch> batches;
    Loader one(data, small(1));
    for (int i = 0; i < 8; ++i) batches.push_back(one.next(control));
    Loader many(data, small(4));
    for (int i = 0; i < 8; ++i) QVERIFY(same(many.next(control), batches[std::size_t(i)]));
    Loader resumed(data, small(2, 5));
    for (int i = 5; i < 8; ++i) QVERIFY(same(resumed.next(control), batches[std::size_t(i)]));
    auto other_seed = small();
    other_seed.seed = 6;
    Loader other(data, other_seed);
    QVERIFY(!same(other.next(control), batches[0]));
  }

  void one_view_and_no_local_ones() {
    const auto data = photos(path(), 3);
    auto options = loader_options(preset("quick"));
    options.batch = 2;
    Loader loader(data, options);
    JobControl control;
    const auto batch = loader.next(control);
    QVERIFY(batch.view2.empty() && batch.local_views.empty());
    QCOMPARE(batch.size, 224);
  }

  void labels_follow_the_view() {
    const auto data = photos(path(), 3);
    const auto labels = [](std::size_t item) {
      ItemLabels known;
      known.labels = {{2, 2}, std::vector<std::uint8_t>(4, std::uint8_t(item + 10))};
      if (item != 1) known.uncertain = {{1, 1}, {1}};
      return known;
    };
    Loader loader(data, small(), labels);
    JobControl control;
    const auto batch = loader.next(control);
    QCOMPARE(batch.labels.size(), std::size_t(3 * 256));
    for (std::size_t i = 0; i < 3; ++i)
      QCOMPARE(std::size_t(batch.labels[i * 256]), batch.items[i] + 10);
    QCOMPARE(batch.uncertain.size(), std::size_t(3 * 256));
    for (std::size_t i = 0; i < 3; ++i)
      QCOMPARE(int(batch.uncertain[i * 256 + 9]), batch.items[i] == 1 ? 0 : 1);
  }

  void images_with_evidence_are_drawn_more_often() {
    const auto data = photos(path(), 12);
    auto options = small(1);
    options.evidence_repeat = 2;
    // 3 of 12 with evidence: 12 draws in 15 shares, so 8 and 4 of 5 passes.
    Loader some(data, options, {}, evidence_of({"0", "5", "11", "not there"}));
    const auto uses = draws(some, 4 * 100);
    for (const auto& [item, count] : uses) {
      const bool said = item == 0 || item == 5 || item == 11;
      const int wanted = said ? 160 : 80;
      QVERIFY2(std::abs(count - wanted) <= 15, qPrintable(QString::number(count)));
    }
    // All of them: each once a pass, as without evidence.
    std::unordered_set<std::string> all;
    for (const auto& item : data.items) all.insert(item.id);
    Loader every(data, options, {}, evidence_of(all));
    for (const auto& [item, count] : draws(every, 4)) QCOMPARE(count, 1);
  }

  void a_source_that_has_nothing_changes_nothing() {
    const auto data = photos(path(), 7);
    auto options = small(2);
    options.evidence_repeat = 2;
    JobControl control;
    Loader without(data, small()), with(data, options, {}, evidence_of({}));
    for (int i = 0; i < 6; ++i) {
      auto batch = with.next(control);
      QCOMPARE(batch.evidence, std::vector<std::uint8_t>(3 * 256, image::ignore_label));
      batch.evidence.clear();
      QVERIFY(same(batch, without.next(control)));
    }
  }

  void evidence_is_cut_with_its_image_on_any_thread_and_after_resuming() {
    const auto data = photos(path(), 7);
    const auto source = evidence_of({"1", "4"}, 3);
    auto options = small(1);
    options.evidence_repeat = 3;
    JobControl control;
    Loader one(data, options, {}, source);
    std::vector<Batch> batches;
    int drawn = 0;
    for (int i = 0; i < 8; ++i) {
      const auto batch = one.next(control);
      for (std::size_t k = 0; k < 3; ++k) {
        const bool said = batch.items[k] == 1 || batch.items[k] == 4;
        drawn += said;
        QCOMPARE(int(batch.evidence[k * 256 + 100]), said ? 3 : 255);
      }
      batches.push_back(batch);
    }
    QVERIFY(drawn > 8);
    options.threads = 4;
    options.first_step = 5;
    Loader resumed(data, options, {}, source);
    for (std::size_t i = 5; i < 8; ++i) QVERIFY(same(resumed.next(control), batches[i]));
  }

  void an_image_drawn_twice_in_a_pass_is_seen_in_two_ways() {
    const auto data = photos(path(), 3);
    auto options = small(1);
    options.evidence_repeat = 100;
    Loader loader(data, options, {}, evidence_of({"1"}));
    JobControl control;
    const auto batch = loader.next(control);
    std::vector<std::vector<float>> seen;
    for (std::size_t k = 0; k < 3; ++k)
      if (batch.items[k] == 1) {
        const auto start = batch.view1.begin() + static_cast<std::ptrdiff_t>(k * 768);
        seen.emplace_back(start, start + 768);
      }
    QVERIFY(seen.size() >= 2);
    QVERIFY(seen[0] != seen[1]);
  }

  void each_pass_takes_what_is_said_by_then() {
    const auto data = photos(path(), 6);
    std::atomic<int> asked{0};
    dataset::EvidenceSource source = evidence_of({"2"});
    source.items = [&asked] {
      return ++asked == 1 ? std::unordered_set<std::string>{}
                          : std::unordered_set<std::string>{"2"};
    };
    auto options = small(1);
    options.evidence_repeat = 6;
    Loader loader(data, options, {}, source);
    QCOMPARE(draws(loader, 2)[2], 1);
    QVERIFY(draws(loader, 2)[2] >= 3);
  }

  void a_failing_source_of_evidence_is_an_error() {
    const auto data = photos(path(), 3);
    auto source = evidence_of({"0", "1", "2"});
    source.read = [](const dataset::Item&) -> std::optional<image::LabelMap> {
      throw Error("is damaged", "evidence/1.png");
    };
    JobControl control;
    QVERIFY_EXCEPTION_THROWN(Loader(data, small(), {}, source).next(control), Error);
    source = evidence_of({});
    source.items = []() -> std::unordered_set<std::string> {
      throw Error("is damaged", "catalogue.sqlite");
    };
    QVERIFY_EXCEPTION_THROWN(Loader(data, small(), {}, source).next(control), Error);
  }

  void a_broken_image_is_replaced_by_the_next_one() {
    const auto data = photos(path(), 6);
    std::ofstream(data.items[4].image, std::ios::trunc) << "not a picture";
    fs::remove(data.items[2].image);
    JobControl control;
    std::vector<Batch> batches;
    for (const int threads : {1, 3}) {
      Loader loader(data, small(threads));
      std::set<fs::path> broken;
      std::map<std::size_t, int> uses;
      for (std::size_t i = 0; i < 4; ++i) {
        auto batch = loader.next(control);
        for (const auto& each : batch.broken) {
          QVERIFY(!each.reason.empty());
          broken.insert(each.file);
        }
        for (const auto item : batch.items) ++uses[item];
        if (threads == 1)
          batches.push_back(batch);
        else
          QVERIFY(same(batch, batches[i]));
      }
      QCOMPARE(broken, (std::set{data.items[2].image, data.items[4].image}));
      QCOMPARE(uses, (std::map<std::size_t, int>{{0, 2}, {1, 2}, {3, 4}, {5, 4}}));
    }
  }

  void no_readable_image_is_an_error() {
    const auto data = photos(path(), 3);
    for (const auto& item : data.items) fs::remove(item.image);
    Loader loader(data, small());
    JobControl control;
    QVERIFY_EXCEPTION_THROWN(loader.next(control), Error);
  }

  void a_failing_label_source_is_an_error() {
    const auto data = photos(path(), 3);
    Loader loader(data, small(),
                  [](std::size_t) -> ItemLabels { throw Error("is missing", "labels/1.png"); });
    JobControl control;
    QVERIFY_EXCEPTION_THROWN(loader.next(control), Error);
  }

  void a_batch_larger_than_the_memory_is_an_error() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers end the program where memory ends");
#endif
    auto options = small();
    options.global.size = 1 << 20;
    const auto data = photos(path(), 3);
    Loader loader(data, options);
    JobControl control;
    QVERIFY_EXCEPTION_THROWN(loader.next(control), std::bad_alloc);
  }

  void a_batch_larger_than_the_set_is_refused() {
    const auto data = photos(path(), 2);
    QVERIFY_EXCEPTION_THROWN(Loader(data, small()), UsageError);
  }

  void waiting_ends_when_the_job_is_stopped() {
    const auto data = photos(path(), 3);
    std::stop_source stop;
    JobControl control(stop.get_token());
    std::atomic<bool> release{false};
    Loader loader(data, small(1), [&](std::size_t) {
      while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return ItemLabels{{{1, 1}, {0}}, {}};
    });
    std::jthread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      stop.request_stop();
    });
    QVERIFY_EXCEPTION_THROWN(loader.next(control), Cancelled);
    release = true;
  }

  void work_runs_ahead_but_not_without_end() {
    const auto data = photos(path(), 3);
    std::atomic<int> made{0};
    auto options = small(2);
    options.ahead = 2;
    Loader loader(data, options, [&](std::size_t) {
      ++made;
      return ItemLabels{{{1, 1}, {0}}, {}};
    });
    QTRY_COMPARE(made.load(), 6);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    QCOMPARE(made.load(), 6);
    JobControl control;
    loader.next(control);
    QTRY_COMPARE(made.load(), 9);
  }

  void a_loader_ends_while_it_works() {
    const auto data = photos(path(), 5);
    for (int i = 0; i < 20; ++i) Loader loader(data, small(3));
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestLoader)
#include "test_loader.moc"
