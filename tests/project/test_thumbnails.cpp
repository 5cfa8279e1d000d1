#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <exiv2/exiv2.hpp>
#include <fstream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <random>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/decode.h"
#include "image/resize.h"
#include "project/thumbnail_maker.h"
#include "small_disk.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::project;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// The lines that a cache logs.
struct Lines {
  std::vector<std::string> all;
  ThumbnailCache::Log log() {
    return [this](const std::string& line) { all.push_back(line); };
  }
  bool is_one_with(const std::string& word) const {
    return all.size() == 1 && all.front().find(word) != std::string::npos;
  }
};

PhotoVersion version_of(std::int64_t id) { return {id, 1000, 5}; }

Bytes noise(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  Bytes bytes(size);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

/// Thumbnails `from` to `to` of 4 KiB each.
void keep_many(ThumbnailCache& cache, int from, int to) {
  for (int id = from; id < to; ++id)
    cache.keep(version_of(id), 128, noise(4096, static_cast<unsigned>(id)));
}

bool has(ThumbnailCache& cache, int id) {
  const auto found = cache.find(version_of(id), 128);
  return found && *found == noise(4096, static_cast<unsigned>(id));
}

double mean_difference(const image::Image& a, const image::Image& b) {
  if (a.size != b.size) return 255;
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i)
    sum += std::abs(int{a.pixels[i]} - int{b.pixels[i]});
  return sum / static_cast<double>(a.pixels.size());
}

/// What a maker delivers, in the order in which it does.
class Deliveries {
 public:
  ThumbnailMaker::Ready ready() {
    return [this](const PhotoVersion& photo, image::Image picture) {
      const std::scoped_lock lock(mutex_);
      order_.push_back(photo.image);
      pictures_[photo.image] = std::move(picture);
      changed_.notify_all();
    };
  }
  ThumbnailMaker::Failed failed() {
    return [this](const PhotoVersion& photo, const Error& error) {
      const std::scoped_lock lock(mutex_);
      order_.push_back(photo.image);
      errors_[photo.image] = error.what();
      changed_.notify_all();
    };
  }
  std::vector<std::int64_t> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return order_.size() >= count; });
    return order_;
  }
  void wait_for_all(const std::set<std::int64_t>& ids) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return std::all_of(ids.begin(), ids.end(),
                         [&](auto id) { return pictures_.contains(id) || errors_.contains(id); });
    });
  }
  image::Image picture(std::int64_t id) {
    const std::scoped_lock lock(mutex_);
    return pictures_[id];
  }
  std::string error(std::int64_t id) {
    const std::scoped_lock lock(mutex_);
    return errors_[id];
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::int64_t> order_;
  std::map<std::int64_t, image::Image> pictures_;
  std::map<std::int64_t, std::string> errors_;
};

/// An empty file; who opens it waits as long as this lives.
class HeldFile {
 public:
  explicit HeldFile(const fs::path& file)
      : file_(::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)) {
    std::signal(SIGIO, SIG_IGN);  // how one is told that somebody waits
    if (::fcntl(file_, F_SETLEASE, F_WRLCK) != 0) qFatal("cannot hold a file");
  }
  ~HeldFile() { ::close(file_); }
  HeldFile(const HeldFile&) = delete;
  HeldFile& operator=(const HeldFile&) = delete;

  void wait_until_opened() const {
    while (::fcntl(file_, F_GETLEASE) == F_WRLCK) QThread::msleep(1);
  }

 private:
  int file_;
};

}  // namespace

class TestThumbnails : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path at(const std::string& name) const {
    return fs::path(temporary_->path().toStdString()) / name;
  }
  fs::path cache_file() const { return at("cache/thumbnails.sqlite"); }

  /// Left half of one colour, right half black.
  fs::path photo(const std::string& name, int width, int height,
                 cv::Scalar left = {0, 0, 250}) const {
    cv::Mat mat(height, width, CV_8UC3, cv::Scalar(0, 0, 0));
    mat(cv::Rect(0, 0, (width + 1) / 2, height)) = left;
    if (!cv::imwrite(at(name).string(), mat)) qFatal("cannot write a photo");
    return at(name);
  }

  ThumbnailMaker::Wish wish(std::int64_t id) const {
    return {version_of(id), at(std::to_string(id) + ".jpg")};
  }

  void verify_made_anew() {
    Lines lines;
    ThumbnailCache cache(cache_file(), ThumbnailCache::default_limit, lines.log());
    QVERIFY2(lines.is_one_with("made anew"), lines.all.empty() ? "" : lines.all.front().c_str());
    QVERIFY(!has(cache, 1));
    keep_many(cache, 1, 3);
    cache.flush();
    QVERIFY(has(cache, 1) && has(cache, 2));
    QCOMPARE(lines.all.size(), std::size_t(1));
  }

 private Q_SLOTS:
  void init() { temporary_ = std::make_unique<QTemporaryDir>(); }

  void thumbnails_are_upright() {
    const auto file = photo("turned.jpg", 400, 200);
    const auto exif = Exiv2::ImageFactory::open(file.string());
    exif->exifData()["Exif.Image.Orientation"] = std::uint16_t{6};  // turn clockwise
    exif->writeMetadata();
    const auto thumbnail = make_thumbnail(file, 64);
    QVERIFY((thumbnail.size == image::Size{32, 64}));
    const auto red = [&](std::size_t x, std::size_t y) {
      return int{thumbnail.pixels[3 * (y * 32 + x)]};
    };
    QVERIFY(red(3, 5) > 200 && red(28, 5) > 200);
    QVERIFY(red(3, 58) < 50 && red(28, 58) < 50);
  }

  void thumbnails_fit_the_edge() {
    const auto size = [&](int width, int height, int edge) {
      return make_thumbnail(photo("a.png", width, height), edge).size;
    };
    QVERIFY((size(500, 375, 256) == image::Size{256, 192}));
    QVERIFY((size(375, 500, 256) == image::Size{192, 256}));
    QVERIFY((size(90, 60, 256) == image::Size{90, 60}));
    QVERIFY((size(1, 1, 256) == image::Size{1, 1}));
    QVERIFY((size(3000, 2, 256) == image::Size{256, 1}));
    QVERIFY_EXCEPTION_THROWN(make_thumbnail(at("a.png"), 0), Error);
    QVERIFY_EXCEPTION_THROWN(make_thumbnail(at("none.jpg"), 64), Error);
  }

  void scaled_decode_looks_like_the_whole_photo() {
    cv::Mat small(9, 12, CV_8UC3), mat(900, 1200, CV_8UC3);
    cv::RNG(3).fill(small, cv::RNG::UNIFORM, 0, 256);
    for (int y = 0; y < mat.rows; ++y)
      for (int x = 0; x < mat.cols; ++x)
        mat.at<cv::Vec3b>(y, x) = small.at<cv::Vec3b>(y / 100, x / 100);
    cv::imwrite(at("large.jpg").string(), mat, {cv::IMWRITE_JPEG_QUALITY, 95});
    const auto whole = image::thumbnail(image::read_image(at("large.jpg")), {200, 150});
    QVERIFY(mean_difference(make_thumbnail(at("large.jpg"), 200), whole) < 3);
  }

  void encoding_keeps_the_picture() {
    const auto thumbnail = make_thumbnail(photo("a.jpg", 300, 200), 120);
    QVERIFY(mean_difference(decode_thumbnail(encode_thumbnail(thumbnail)), thumbnail) < 3);
    QVERIFY_EXCEPTION_THROWN(decode_thumbnail({}), Error);
    QVERIFY_EXCEPTION_THROWN(decode_thumbnail(noise(100, 1)), Error);
  }

  void what_is_kept_is_found_later() {
    Lines lines;
    {
      ThumbnailCache cache(cache_file(), ThumbnailCache::default_limit, lines.log());
      keep_many(cache, 0, 100);
      QVERIFY(has(cache, 99));  // not written yet
    }
    ThumbnailCache cache(cache_file(), ThumbnailCache::default_limit, lines.log());
    for (int id = 0; id < 100; ++id) QVERIFY(has(cache, id));
    QVERIFY(!cache.find(version_of(100), 128));
    QVERIFY(!cache.find(version_of(1), 256));
    QVERIFY(lines.all.empty());
  }

  void a_changed_photo_has_another_thumbnail() {
    ThumbnailCache cache(cache_file());
    for (const bool written : {false, true}) {
      const PhotoVersion old{7, 1000, 5}, longer{7, 1001, 5}, later{7, 1000, 6};
      cache.keep(old, 64, {1});
      if (written) cache.flush();
      QVERIFY(!cache.find(longer, 64) && !cache.find(later, 64));
      cache.keep(later, 64, {2});
      if (written) cache.flush();
      QCOMPARE(cache.find(later, 64).value(), Bytes{2});
      QVERIFY(!cache.find(old, 64));
    }
  }

  void the_file_stays_within_its_limit() {
    constexpr std::uintmax_t limit = 300'000;
    ThumbnailCache cache(cache_file(), limit);
    for (int batch = 0; batch < 20; ++batch) {
      keep_many(cache, 10 * batch, 10 * batch + 10);
      cache.flush();
      QVERIFY(fs::file_size(cache_file()) <= limit);
      QVERIFY(has(cache, 10 * batch) && has(cache, 10 * batch + 9));
    }
    QVERIFY(!has(cache, 0) && !has(cache, 100));
    QVERIFY(fs::file_size(cache_file()) > limit / 2);
    keep_many(cache, 1000, 1200);  // batches that alone are nearly as large
    cache.flush();
    QVERIFY(fs::file_size(cache_file()) <= limit);
    QVERIFY(has(cache, 1199));
  }

  void a_lower_limit_makes_the_file_smaller() {
    {
      ThumbnailCache cache(cache_file());
      keep_many(cache, 0, 200);
    }
    QVERIFY(fs::file_size(cache_file()) > 800'000);
    ThumbnailCache cache(cache_file(), 200'000);
    keep_many(cache, 200, 201);
    cache.flush();
    QVERIFY(fs::file_size(cache_file()) <= 200'000);
    QVERIFY(has(cache, 200) && has(cache, 199) && !has(cache, 0));
  }

  void a_limit_of_nothing_keeps_nothing() {
    ThumbnailCache cache(cache_file(), 0);
    keep_many(cache, 0, 3);
    cache.flush();
    QVERIFY(!has(cache, 0) && !has(cache, 2));
  }

  void the_least_recently_used_go_first() {
    constexpr std::uintmax_t limit = 200'000;  // of some 36 thumbnails
    {
      ThumbnailCache cache(cache_file(), limit);
      keep_many(cache, 0, 20);
      cache.flush();
      QVERIFY(has(cache, 3));
    }
    // Uses count across a restart.
    ThumbnailCache cache(cache_file(), limit);
    for (int id = 20; id < 50; ++id) {
      keep_many(cache, id, id + 1);
      cache.flush();
      QVERIFY(has(cache, 5));
    }
    for (const int used : {3, 5, 19, 49}) QVERIFY(has(cache, used));
    for (const int unused : {0, 1, 2, 4, 6}) QVERIFY(!has(cache, unused));
  }

  void a_damaged_file_is_made_anew_data() {
    QTest::addColumn<QString>("damage");
    for (const char* damage : {"text", "short", "zeros", "cut", "picture", "version", "foreign"})
      QTest::newRow(damage) << QString(damage);
  }

  void a_damaged_file_is_made_anew() {
    QFETCH(QString, damage);
    {
      ThumbnailCache cache(cache_file());
      keep_many(cache, 1, 200);
    }
    auto bytes = read_file(cache_file());
    if (damage == "text") bytes = std::string(20'000, 'x');
    if (damage == "short") bytes = "x";
    if (damage == "zeros") bytes.assign(bytes.size(), '\0');
    if (damage == "cut") bytes.resize(bytes.size() / 2);
    if (damage == "picture") {
      const auto jpeg = noise(4096, 1);
      const auto place = bytes.find(std::string(jpeg.begin() + 2000, jpeg.begin() + 2020));
      QVERIFY(place != std::string::npos);
      bytes[place] ^= 1;
    }
    write_file_atomically(cache_file(), bytes);
    if (damage == "version")
      SQLite::Database(cache_file(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 999");
    if (damage == "foreign") {
      fs::remove(cache_file());
      SQLite::Database(cache_file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
          .exec("CREATE TABLE entries(mine)");
    }
    if (damage != "picture" && damage != "cut") return verify_made_anew();
    // Found when it is read.
    Lines lines;
    ThumbnailCache cache(cache_file(), ThumbnailCache::default_limit, lines.log());
    for (int id = 1; id < 200; ++id) has(cache, id);
    QVERIFY(lines.is_one_with("made anew"));
    keep_many(cache, 1, 3);
    cache.flush();
    QVERIFY(has(cache, 1) && has(cache, 2));
    QVERIFY(!has(cache, 150));
  }

  void damage_while_in_use_is_survived() {
    Lines lines;
    ThumbnailCache cache(cache_file(), ThumbnailCache::default_limit, lines.log());
    keep_many(cache, 0, 200);
    cache.flush();
    {
      std::fstream file(cache_file(), std::ios::in | std::ios::out | std::ios::binary);
      file << std::string(500'000, 'x');
    }
    for (int id = 0; id < 200; ++id) has(cache, id);
    keep_many(cache, 300, 400);
    cache.flush();
    for (int id = 300; id < 400; ++id) QVERIFY(has(cache, id));
    QVERIFY(lines.is_one_with("made anew"));
  }

  void a_file_taken_away_is_survived() {
    Lines lines;
    ThumbnailCache cache(cache_file(), ThumbnailCache::default_limit, lines.log());
    keep_many(cache, 0, 10);
    cache.flush();
    fs::remove_all(cache_file().parent_path());
    keep_many(cache, 10, 20);
    cache.flush();
    keep_many(cache, 20, 30);
    cache.flush();
    QVERIFY(has(cache, 29));
    QVERIFY(fs::exists(cache_file()));
  }

  void without_a_place_nothing_is_kept() {
    Lines lines;
    ThumbnailCache cache("/dev/null/cache/thumbnails.sqlite", 1'000'000, lines.log());
    keep_many(cache, 0, 300);
    cache.flush();
    QVERIFY(!has(cache, 0) && !has(cache, 299));
    QVERIFY(lines.is_one_with("not kept"));
  }

  void a_read_only_folder_is_only_read() {
    SmallDisk disk(at("disk"), 4096);
    if (!disk.mounted()) QSKIP("mounting a file system needs root");
    const auto file = at("disk/cache/thumbnails.sqlite");
    {
      ThumbnailCache cache(file);
      keep_many(cache, 0, 10);
    }
    QVERIFY(disk.make_read_only());
    Lines lines;
    ThumbnailCache cache(file, ThumbnailCache::default_limit, lines.log());
    QVERIFY(has(cache, 0) && has(cache, 9));
    keep_many(cache, 10, 200);
    cache.flush();
    QVERIFY(has(cache, 0) && !has(cache, 10) && !has(cache, 199));
    QVERIFY(lines.is_one_with("not kept"));
    ThumbnailCache missing(at("disk/other/thumbnails.sqlite"), 1'000'000, lines.log());
    keep_many(missing, 0, 1);
    missing.flush();
    QVERIFY(!has(missing, 0));
  }

  void a_full_disk_keeps_what_was_there() {
    SmallDisk disk(at("disk"), 1024);
    if (!disk.mounted()) QSKIP("mounting a file system needs root");
    write_file_atomically(at("disk/ballast"), std::string(500'000, 'b'));
    const auto file = at("disk/cache/thumbnails.sqlite");
    Lines lines;
    ThumbnailCache cache(file, ThumbnailCache::default_limit, lines.log());
    keep_many(cache, 0, 10);
    cache.flush();
    QVERIFY(has(cache, 0) && lines.all.empty());
    keep_many(cache, 10, 400);
    cache.flush();
    QVERIFY(lines.is_one_with("not kept"));
    QVERIFY(has(cache, 0) && has(cache, 9) && !has(cache, 200));
    fs::remove(at("disk/ballast"));
    keep_many(cache, 500, 530);
    cache.flush();
    QVERIFY(has(cache, 0) && has(cache, 500) && has(cache, 529));
    QCOMPARE(lines.all.size(), std::size_t(1));
  }

  void a_disk_full_from_the_start_is_no_error() {
    SmallDisk disk(at("disk"), 8);
    if (!disk.mounted()) QSKIP("mounting a file system needs root");
    Lines lines;
    ThumbnailCache cache(at("disk/thumbnails.sqlite"), 1'000'000, lines.log());
    keep_many(cache, 0, 10);
    cache.flush();
    QVERIFY(!has(cache, 0));
    QVERIFY(lines.is_one_with("not kept"));
  }

  void the_important_come_first() {
    for (int id = 2; id <= 6; ++id) photo(std::to_string(id) + ".jpg", 64, 48);
    ThumbnailCache cache(cache_file());
    Deliveries deliveries;
    ThumbnailMaker maker(cache, 32, 1, deliveries.ready(), deliveries.failed());
    {
      const HeldFile slow(wish(1).file);
      maker.request({wish(1), wish(2), wish(3), wish(4)});
      slow.wait_until_opened();
      maker.request({wish(5), wish(1), wish(3)});
    }
    deliveries.wait_for(3);
    maker.request({wish(6)});
    // Neither what is no longer wanted (2, 4) nor what was under way (1) a second time.
    QCOMPARE(deliveries.wait_for(4), (std::vector<std::int64_t>{1, 5, 3, 6}));
    QVERIFY(deliveries.picture(5).size == (image::Size{32, 24}));
    maker.request({wish(5)});
    QCOMPARE(deliveries.wait_for(5).back(), std::int64_t(5));
  }

  void an_empty_request_drops_all() {
    photo("2.jpg", 64, 48);
    photo("3.jpg", 64, 48);
    ThumbnailCache cache(cache_file());
    Deliveries deliveries;
    ThumbnailMaker maker(cache, 32, 1, deliveries.ready(), deliveries.failed());
    {
      const HeldFile slow(wish(1).file);
      maker.request({wish(1), wish(2)});
      slow.wait_until_opened();
      maker.request({});
    }
    deliveries.wait_for(1);
    maker.request({wish(3)});
    QCOMPARE(deliveries.wait_for(2), (std::vector<std::int64_t>{1, 3}));
  }

  void broken_photos_do_not_hold_up_the_others() {
    photo("1.jpg", 300, 200);
    photo("3.jpg", 300, 200);
    auto bytes = read_file(at("1.jpg"));
    write_file_atomically(at("2.jpg"), std::string_view(bytes).substr(0, bytes.size() / 2));
    ThumbnailCache cache(cache_file());
    Deliveries deliveries;
    ThumbnailMaker maker(cache, 32, 2, deliveries.ready(), deliveries.failed());
    maker.request({wish(4), wish(2), wish(1), wish(3)});
    deliveries.wait_for_all({1, 2, 3, 4});
    QVERIFY(deliveries.error(2).find("truncated") != std::string::npos);
    QVERIFY(deliveries.error(4).find("4.jpg") != std::string::npos);
    QVERIFY(deliveries.error(1).empty() && deliveries.error(3).empty());
    QVERIFY(!cache.find(version_of(2), 32));
  }

  void the_cache_serves_until_the_photo_changes() {
    ThumbnailCache cache(cache_file());
    const auto blue_left = [&](const PhotoVersion& version) {
      Deliveries deliveries;
      ThumbnailMaker maker(cache, 32, 1, deliveries.ready(), deliveries.failed());
      maker.request({{version, at("1.jpg")}});
      deliveries.wait_for(1);
      if (!deliveries.error(1).empty()) qFatal("no thumbnail");
      return deliveries.picture(1).pixels[2] > 200;
    };
    photo("1.jpg", 300, 200, {0, 0, 250});
    QVERIFY(!blue_left({1, 10, 1}));
    fs::remove(at("1.jpg"));
    QVERIFY(!blue_left({1, 10, 1}));
    photo("1.jpg", 300, 200, {250, 0, 0});
    QVERIFY(!blue_left({1, 10, 1}));
    QVERIFY(blue_left({1, 10, 2}));
    QVERIFY(blue_left({1, 10, 2}));
  }

  void what_was_made_is_on_the_disk_when_nothing_is_left_to_do() {
    photo("1.jpg", 300, 200);
    ThumbnailCache cache(cache_file()), other(cache_file());
    {
      Deliveries deliveries;
      ThumbnailMaker maker(cache, 32, 1, deliveries.ready(), deliveries.failed());
      maker.request({wish(1)});
      deliveries.wait_for(1);
    }
    QVERIFY(other.find(version_of(1), 32));
  }

  void destruction_ends_work_that_never_ends() {
    for (int id = 1; id <= 3; ++id) photo(std::to_string(id) + ".jpg", 300, 200);
    ThumbnailCache cache(cache_file());
    Deliveries deliveries;
    std::atomic<ThumbnailMaker*> busy = nullptr;
    // Each delivery asks for all again.
    const auto count = deliveries.ready();
    ThumbnailMaker maker(
        cache, 32, 3,
        [&](const PhotoVersion& photo, image::Image picture) {
          count(photo, std::move(picture));
          if (auto* again = busy.load()) again->request({wish(1), wish(2), wish(3)});
        },
        deliveries.failed());
    busy = &maker;
    maker.request({wish(1), wish(2), wish(3)});
    deliveries.wait_for(20);
  }

  void many_threads_ask_and_make() {
    constexpr std::int64_t photos = 24;
    for (int id = 0; id < photos; ++id)
      photo(std::to_string(id) + ".jpg", 120 + id, 90, {double(10 * id), 0, 200});
    Lines lines;
    ThumbnailCache cache(cache_file(), 60'000, lines.log());
    Deliveries deliveries;
    std::set<std::int64_t> ids;
    std::vector<ThumbnailMaker::Wish> all;
    for (std::int64_t id = 0; id < photos; ++id) {
      ids.insert(id);
      all.push_back(wish(id));
    }
    ThumbnailMaker maker(cache, 64, 6, deliveries.ready(), deliveries.failed());
    {
      std::vector<std::jthread> callers;
      for (unsigned caller = 0; caller < 4; ++caller)
        callers.emplace_back([&, caller] {
          std::mt19937 random(caller);
          for (int i = 0; i < 30; ++i) {
            auto some = all;
            std::shuffle(some.begin(), some.end(), random);
            some.resize(random() % some.size());
            maker.request(std::move(some));
            cache.find(version_of(static_cast<std::int64_t>(random() % photos)), 64);
            if (i % 10 == 0) cache.flush();
          }
        });
    }
    maker.request(all);
    deliveries.wait_for_all(ids);
    for (const auto id : ids) {
      QVERIFY(deliveries.error(id).empty());
      QCOMPARE(deliveries.picture(id).size.width, 64);
    }
    QVERIFY(lines.all.empty());
  }
};

QTEST_GUILESS_MAIN(TestThumbnails)
#include "test_thumbnails.moc"
