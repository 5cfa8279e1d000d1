#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <random>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "formats/format.h"
#include "image/mask.h"
#include "image/png_file.h"

namespace fs = std::filesystem;
using namespace penumbra;
using image::LabelMap;

namespace {

/// Noise, which no compression makes small.
LabelMap noise(int width, int height, unsigned seed) {
  std::mt19937 random(seed);
  LabelMap map{{width, height}, std::vector<std::uint8_t>(std::size_t(width * height))};
  for (auto& label : map.labels) label = random() % 4 == 3 ? 255 : random() % 4;
  return map;
}

/// A folder of masks of three images, and a fourth image without one.
struct Labels {
  QTemporaryDir temporary;
  fs::path root = fs::path(temporary.path().toStdString());
  dataset::Dataset dataset;
  std::vector<LabelMap> maps;
  JobControl control;

  Labels() {
    dataset.format = "folder";
    dataset.root = root / "photos";
    dataset.classes = dataset::Classes({"cat", "dog", "red cow"});
    for (const char* id : {"first", "sub/second", "third_7", "unlabelled"}) {
      dataset::Item item;
      item.id = id;
      item.image = dataset.root / (item.id + ".jpg");
      maps.push_back(noise(90 + static_cast<int>(maps.size()), 80, 3));
      item.size = maps.back().size;
      dataset.items.push_back(item);
      if (item.id == "unlabelled") continue;
      const auto file = root / "labels" / (item.id + ".png");
      fs::create_directories(file.parent_path());
      image::write_mask(file, maps.back());
    }
  }

  formats::ExportSummary run(const std::string& format, const fs::path& out,
                             const dataset::LabelSource& source, const std::string& split = "val") {
    NoProgress silent;
    return formats::export_labels({dataset, source, split}, format, out, control, silent);
  }
  formats::ExportSummary run(const std::string& format, const fs::path& out) {
    return run(format, out, dataset::labels_in(root / "labels"));
  }

  /// The error's text; empty if there is none.
  QString failure(const std::string& format, const fs::path& out,
                  const std::string& split = "val") {
    try {
      run(format, out, dataset::labels_in(root / "labels"), split);
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }

  std::set<std::string> entries() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(root))
      names.insert(entry.path().lexically_relative(root));
    return names;
  }
};

/// No file of this process may grow beyond `bytes`, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    auto limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

}  // namespace

class TestExport : public QObject {
  Q_OBJECT

  static void all_outs() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("out");
    for (const auto& format : formats::all_formats())
      for (const char* out : {"out", "out.zip"})
        QTest::addRow("%s %s", format.name.c_str(), out)
            << QString::fromStdString(format.name) << out;
  }

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

  void voc_server_has_its_folders() {
    Labels labels;
    labels.run("voc-server", labels.root / "out");
    const auto folder = labels.root / "out/results/VOC2012/Segmentation/comp6_val_cls";
    const auto mask = image::read_mask(folder / "sub/second.png");
    for (std::size_t i = 0; i < mask.labels.size(); ++i)
      QCOMPARE(mask.labels[i], labels.maps[1].labels[i] == 255 ? 0 : labels.maps[1].labels[i]);
  }

  void npz_is_one_file() {
    Labels labels;
    labels.run("npz", labels.root / "folder");
    labels.run("npz", labels.root / "file.npz");
    QVERIFY(fs::is_regular_file(labels.root / "folder/val.npz"));
    QVERIFY(fs::is_regular_file(labels.root / "file.npz"));
    QVERIFY(labels.failure("npz", labels.root / "file.npz").contains("exists"));
  }

  void colours_and_undecided_pixels_are_as_asked() {
    Labels labels;
    NoProgress silent;
    formats::ExportRequest request{labels.dataset, dataset::labels_in(labels.root / "labels")};
    request.options.colours = image::grey_palette();
    request.options.undecided_as_background = true;
    const auto maps = [&](const LabelMap& map, const LabelMap& before) {
      for (std::size_t i = 0; i < map.labels.size(); ++i)
        if (map.labels[i] != (before.labels[i] == 255 ? 0 : before.labels[i])) return false;
      return true;
    };
    formats::export_labels(request, "voc", labels.root / "voc", labels.control, silent);
    const auto file = labels.root / "voc/SegmentationClass/first.png";
    QVERIFY(maps(image::read_mask(file), labels.maps[0]));
    const auto palette = image::read_png_as_stored(file).palette;
    QVERIFY((palette[3] == std::array<std::uint8_t, 3>{3, 3, 3}));
    request.options.colours.reset();
    for (const char* format : {"coco", "npz"}) {
      const auto out = labels.root / format;
      formats::export_labels(request, format, out, labels.control, silent);
      const auto read = formats::read_labels(out, format, labels.control);
      for (const auto& entry : read.entries)
        if (entry.name.find("first") != std::string::npos)
          QVERIFY(maps(entry.load(), labels.maps[0]));
    }
  }

  void photos_and_lists_of_splits_go_along() {
    Labels labels;
    NoProgress silent;
    fs::create_directories(labels.dataset.root / "sub");
    for (auto& item : labels.dataset.items) {
      write_file(item.image, "photo of " + item.id);
      item.splits = {"val", item.id == "first" ? "easy" : "hard"};
    }
    formats::ExportRequest request{labels.dataset, dataset::labels_in(labels.root / "labels")};
    request.options.photos = request.options.splits = true;
    const auto out = labels.root / "out";
    formats::export_labels(request, "voc", out, labels.control, silent);
    QCOMPARE(read_file(out / "JPEGImages/sub/second.jpg"), std::string("photo of sub/second"));
    QVERIFY(!fs::exists(out / "JPEGImages/unlabelled.jpg"));
    const auto list = [&](const char* name) {
      return read_file(out / "ImageSets/Segmentation" / name);
    };
    QCOMPARE(list("all.txt"), std::string("first\nsub/second\nthird_7\n"));
    QCOMPARE(list("val.txt"), list("all.txt"));
    QCOMPARE(list("easy.txt"), std::string("first\n"));
    QCOMPARE(list("hard.txt"), std::string("sub/second\nthird_7\n"));
    labels.dataset.items[0].splits = {"../outside"};
    QVERIFY_EXCEPTION_THROWN(
        formats::export_labels(request, "voc", labels.root / "other", labels.control, silent),
        Error);
    QVERIFY(!fs::exists(labels.root / "other"));
  }

  void what_a_format_has_no_choice_of_is_refused() {
    Labels labels;
    NoProgress silent;
    for (const auto& format : formats::all_formats()) {
      using enum formats::ExportOption;
      for (const auto option : {Colours, Undecided, Photos, Splits}) {
        formats::ExportRequest request{labels.dataset, dataset::labels_in(labels.root / "labels")};
        if (option == Colours) request.options.colours = image::grey_palette();
        request.options.undecided_as_background = option == Undecided;
        request.options.photos = option == Photos;
        request.options.splits = option == Splits;
        if (format.has(option)) continue;
        QVERIFY_EXCEPTION_THROWN(formats::rehearse_export(request, format.name, labels.control),
                                 UsageError);
      }
    }
  }

  void a_rehearsal_knows_the_files() {
    Labels labels;
    for (const char* format : {"voc", "voc-server", "coco"}) {
      const auto out = labels.root / format;
      labels.run(format, out);
      std::set<std::pair<std::string, std::uint64_t>> written, said;
      for (const auto& entry : fs::recursive_directory_iterator(out))
        if (entry.is_regular_file())
          written.emplace(entry.path().lexically_relative(out).string(), entry.file_size());
      const formats::ExportRequest request{labels.dataset,
                                           dataset::labels_in(labels.root / "labels"), "val"};
      for (const auto& file : formats::rehearse_export(request, format, labels.control))
        said.emplace(file.name, file.bytes);
      QVERIFY(said == written);
    }
  }

  void threads_change_nothing() {
    Labels labels;
    for (const auto& format : formats::all_formats()) {
      for (const int threads : {1, 5}) {
        NoProgress silent;
        formats::export_labels(
            {labels.dataset, dataset::labels_in(labels.root / "labels"), "", threads}, format.name,
            labels.root / (format.name + std::to_string(threads)), labels.control, silent);
      }
      const auto one = labels.root / (format.name + "1");
      for (const auto& file : fs::recursive_directory_iterator(one))
        if (file.is_regular_file() && file.path().extension() != ".npz")
          QVERIFY(read_file(file.path()) == read_file(labels.root / (format.name + "5") /
                                                      file.path().lexically_relative(one)));
    }
  }

  void all_may_read_what_is_written() {
    Labels labels;
    const auto mask = ::umask(022);
    labels.run("voc", labels.root / "out");
    labels.run("voc", labels.root / "out.zip");
    ::umask(mask);
    QCOMPARE(fs::status(labels.root / "out").permissions(), fs::perms(0755));
    QCOMPARE(fs::status(labels.root / "out/labels.txt").permissions(), fs::perms(0644));
    QCOMPARE(fs::status(labels.root / "out.zip").permissions(), fs::perms(0644));
  }

  void an_empty_folder_is_filled_and_a_full_one_refused() {
    Labels labels;
    fs::create_directories(labels.root / "empty");
    labels.run("voc", labels.root / "empty/");
    QVERIFY(fs::exists(labels.root / "empty/labels.txt"));
    fs::create_directories(labels.root / "full");
    write_file_atomically(labels.root / "full/mine.txt", std::string_view("mine"));
    write_file_atomically(labels.root / "mine.zip", std::string_view("mine"));
    const auto before = labels.entries();
    QVERIFY(labels.failure("coco", labels.root / "full").contains("not an empty folder"));
    QVERIFY(labels.failure("coco", labels.root / "full/mine.txt").contains("not an empty folder"));
    QVERIFY(labels.failure("coco", labels.root / "mine.zip").contains("exists"));
    QCOMPARE(read_file(labels.root / "full/mine.txt"), std::string("mine"));
    QCOMPARE(read_file(labels.root / "mine.zip"), std::string("mine"));
    QCOMPARE(labels.entries(), before);
  }

  void wrong_labels_leave_nothing_behind_data() { all_outs(); }
  void wrong_labels_leave_nothing_behind() {
    QFETCH(QString, format);
    QFETCH(QString, out);
    Labels labels;
    const auto before = labels.entries();
    const auto name = format.toStdString();
    const auto place = labels.root / "new/folders" / out.toStdString();
    const auto second = labels.root / "labels/sub/second.png";
    auto other = labels.maps[1];
    other.labels[3] = 77;
    image::write_mask(second, other);
    QVERIFY(labels.failure(name, place).contains("sub/second: has label 77"));
    image::write_mask(second, noise(5, 4, 1));
    QVERIFY(labels.failure(name, place).contains("sub/second: its labels are 5 x 4 pixels"));
    write_file(second, "\x89PNG");
    QVERIFY(labels.failure(name, place).contains("second.png"));
    labels.dataset.items.erase(labels.dataset.items.begin(), labels.dataset.items.begin() + 3);
    QVERIFY(labels.failure(name, place).contains("no label"));
    QCOMPARE(labels.entries(), before);
  }

  void wrong_names_are_refused() {
    Labels labels;
    const auto before = labels.entries();
    const auto out = labels.root / "out";
    QVERIFY(labels.failure("vok", out).contains("voc-server"));
    QVERIFY(labels.failure("voc", out, "a/b").contains("a/b"));
    QVERIFY(labels.failure("voc", out, "..").contains(".."));
    auto& items = labels.dataset.items;
    const auto refuses = [&](const char* format, const fs::path& place) {
      const auto source = [&](const dataset::Item& item) {
        return labels.maps[static_cast<std::size_t>(&item - items.data())];
      };
      try {
        labels.run(format, place, source);
        return false;
      } catch (const Error& error) {
        return QString(error.what()).contains("Rename the image");
      }
    };
    for (const char* id : {"../first", "/first", "sub/../../first"}) {
      items[0].id = id;
      QVERIFY(refuses("voc", out));
    }
    items[0].id = "two\nlines";
    QVERIFY(refuses("voc", out));
    items[0].id = "\xff\xfe";
    QVERIFY(refuses("voc", labels.root / "out.zip"));
    items[0].image = labels.dataset.root / "\xff\xfe.jpg";
    QVERIFY(refuses("coco", out));
    items[0].id = "__classes__";
    QVERIFY(refuses("npz", out));
    items[0].id = "first";
    for (const char* name : {"#1", "void", "two\nlines", " space", ""}) {
      labels.dataset.classes = dataset::Classes({"cat", "dog", name});
      QVERIFY(labels.failure("voc", out).contains("name for a class"));
    }
    labels.dataset.classes = dataset::Classes({"cat", "dog", "cat"});
    QVERIFY(labels.failure("npz", out).contains("twice"));
    labels.dataset.classes = dataset::Classes(std::vector<std::string>{});
    QVERIFY(labels.failure("coco", out).contains("no class"));
    QCOMPARE(labels.entries(), before);
    fs::rename(labels.root / "labels", labels.root / "elsewhere");
    QVERIFY(labels.failure("voc", out).contains("not a folder"));
  }

  void a_place_that_cannot_be_written_is_an_error() {
    Labels labels;
    for (const char* out : {"/proc/nowhere/out", "/proc/nowhere/out.zip", "/proc/out.zip"})
      QVERIFY(!labels.failure("voc", out).isEmpty());
    write_file(labels.root / "file", "mine");
    QVERIFY(!labels.failure("voc", labels.root / "file/out").isEmpty());
    if (geteuid() == 0) QSKIP("root may write to read-only folders");
    fs::create_directories(labels.root / "closed");
    fs::permissions(labels.root / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    QVERIFY(labels.failure("voc", labels.root / "closed/out").contains("may write"));
    fs::permissions(labels.root / "closed", fs::perms::owner_all);
  }

  void a_full_disk_leaves_nothing_behind_data() { all_outs(); }
  void a_full_disk_leaves_nothing_behind() {
    QFETCH(QString, format);
    QFETCH(QString, out);
    Labels labels;
    const auto before = labels.entries();
    const auto place = labels.root / out.toStdString();
    for (const rlim_t bytes : {100, 1000}) {
      const FileSizeLimit full(bytes);
      const auto message = labels.failure(format.toStdString(), place);
      QVERIFY2(message.contains("cannot be written") || message.contains("cannot write"),
               qPrintable(message));
      QVERIFY2(message.startsWith(QString::fromStdString(place.string())), qPrintable(message));
      QVERIFY2(!message.contains(".tmp"), qPrintable(message));
    }
    QCOMPARE(labels.entries(), before);
    labels.run(format.toStdString(), place);
    QVERIFY(fs::exists(place));
  }

  void an_archive_that_fails_at_its_end_leaves_nothing_behind() {
    Labels labels;
    const auto before = labels.entries();
    labels.run("voc", labels.root / "whole.zip");
    const auto size = fs::file_size(labels.root / "whole.zip");
    fs::remove(labels.root / "whole.zip");
    {
      const FileSizeLimit full(size - 10);
      QVERIFY(labels.failure("voc", labels.root / "out.zip").contains("cannot be written"));
    }
    QCOMPARE(labels.entries(), before);
  }

  void a_stopped_export_leaves_nothing_behind_data() { all_outs(); }
  void a_stopped_export_leaves_nothing_behind() {
    QFETCH(QString, format);
    QFETCH(QString, out);
    for (const int after : {0, 1, 2, 4}) {
      Labels labels;
      const auto before = labels.entries();
      std::atomic<int> asked = 0;
      if (after == 0) labels.control.request_stop();
      const auto source = [&](const dataset::Item& item) {
        if (++asked == after) labels.control.request_stop();
        return labels.maps[static_cast<std::size_t>(&item - labels.dataset.items.data())];
      };
      QVERIFY_EXCEPTION_THROWN(
          labels.run(format.toStdString(), labels.root / out.toStdString(), source), Cancelled);
      QCOMPARE(labels.entries(), before);
    }
  }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
