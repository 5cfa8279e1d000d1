#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/parallel.h"
#include "dataset/class_lists.h"
#include "folders.h"
#include "formats/convert.h"
#include "formats/format.h"
#include "formats/labelled_images.h"
#include "formats/npy.h"
#include "image/decode.h"
#include "image/mask.h"

namespace fs = std::filesystem;
using namespace penumbra;
using image::LabelMap;

namespace {

/// Labels by the name that a format gives their images.
using Named = std::map<std::string, LabelMap>;

Named load_all(const formats::LabelSet& set) {
  std::vector<LabelMap> maps(set.entries.size());
  parallel_for(maps.size(), 4, [&](std::size_t i) { maps[i] = set.entries[i].load(); });
  Named named;
  for (std::size_t i = 0; i < maps.size(); ++i) named.emplace(set.entries[i].name, maps[i]);
  return named;
}

/// Formats that name images by their id; the others do by the photo's path.
bool names_ids(const std::string& format) {
  static const std::set<std::string> formats{"voc",   "voc-server", "npz",       "yolo",
                                             "mmseg", "mmseg-ade",  "cityscapes"};
  return formats.contains(format);
}

Named expected(const LabelledImages& images, const std::string& format) {
  const auto& carried = formats::find_format(format).carried;
  Named named;
  for (std::size_t i = 0; i < images.maps.size(); ++i) {
    const auto& item = images.dataset.items[i];
    auto map = images.maps[i];
    if (carried) carried(images.dataset.classes, map);
    named.emplace(
        names_ids(format) ? item.id : item.image.lexically_relative(images.dataset.root).string(),
        std::move(map));
  }
  return named;
}

/// What the format can hold: one that numbers background, too, has a class less.
LabelledImages nasty_set_for(const std::string& format, const fs::path& root) {
  auto images = nasty_set(root);
  if (format != "mmseg-ade") return images;
  auto names = images.dataset.classes.names();
  names.pop_back();
  images.dataset.classes = dataset::Classes(names);
  for (auto& map : images.maps)
    std::replace(map.labels.begin(), map.labels.end(), std::uint8_t{254}, std::uint8_t{1});
  return images;
}

/// Empty where both are the same, else the first difference.
QString difference(const Named& got, const Named& wanted) {
  for (const auto& [name, map] : wanted) {
    const auto found = got.find(name);
    if (found == got.end()) return QString::fromStdString(name) + " is missing";
    if (!(found->second == map)) return QString::fromStdString(name) + " has other labels";
  }
  return got.size() == wanted.size() ? QString() : QString("there are more entries than images");
}

fs::path write(const LabelledImages& images, const std::string& format, const fs::path& out,
               const std::string& split = "val") {
  JobControl control;
  NoProgress silent;
  return formats::export_labels({images.dataset, images.source(), split, 3}, format, out, control,
                                silent)
      .out;
}

formats::LabelSet read(const fs::path& path, const std::string& format) {
  JobControl control;
  return formats::read_labels(path, format, control);
}

/// The text of the Error; empty if there is none.
QString failure(const auto& work) {
  try {
    work();
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// A small data set, two images of which are enough to break one.
LabelledImages small_set(const fs::path& root) {
  LabelledImages images;
  images.dataset.root = root;
  images.dataset.classes = dataset::Classes({"cat", "dog"});
  images.add("first", {{5, 4}, std::vector<std::uint8_t>(20, 1)});
  images.add("aa/second", {{3, 2}, {0, 1, 2, 255, 2, 1}});
  return images;
}

std::string instances(const std::string& annotations, const std::string& file_name = "a.jpg") {
  return R"({"categories":[{"id":1,"name":"cat"}],"images":[{"id":1,"file_name":"b.jpg","width":3,)"
         R"("height":2},{"id":2,"file_name":")" +
         file_name + R"(","width":3,"height":2}],"annotations":[)" + annotations + "]}";
}

}  // namespace

class TestFormats : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  fs::path root_ = fs::path(temporary_.path().toStdString());

  fs::path place(const std::string& name) const { return root_ / "\u0432 and out" / name; }

  /// Its exit status; what it says is shown unless that is 0.
  static int run_python(const char* script, const std::vector<fs::path>& arguments) {
    QStringList list{QString::fromStdString((source_folder() / "tests/formats" / script).string())};
    for (const auto& argument : arguments) list << QString::fromStdString(argument.string());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(std::getenv("PENUMBRA_PYTHON"), list);
    const int status = process.waitForFinished(300000) ? process.exitCode() : -1;
    if (status != 0) qWarning().noquote() << process.readAll();
    return status;
  }
  static constexpr int no_package = 77;

  static void round_trip_rows() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("out");
    for (const auto& format : formats::all_formats())
      for (const std::string ending : {"", ".zip", ".npz"}) {
        if (!ending.empty() && ending != ".zip" && ending != format.archive) continue;
        QTest::addRow("%s %s", format.name.c_str(), ending.empty() ? "folder" : ending.c_str())
            << QString::fromStdString(format.name)
            << QString::fromStdString("out " + format.name + ending);
      }
  }

  /// Out and in again in the format of the row, from and to `images`.
  static QString round_trip(const LabelledImages& images, const fs::path& out,
                            const std::string& format) {
    write(images, format, out);
    const auto set = read(out, format);
    if (!set.broken.empty())
      return QString::fromStdString(set.broken[0].file.string() + ": " + set.broken[0].reason);
    if (format != "voc-server" &&
        (!set.classes || set.classes->names() != images.dataset.classes.names()))
      return "the classes are others";
    if (set.splits.size() != 1 || !set.splits.contains("val") ||
        set.splits.at("val").size() != images.maps.size())
      return "the split is another";
    return difference(load_all(set), expected(images, format));
  }

 private Q_SLOTS:
  void nasty_labels_come_back_data() { round_trip_rows(); }
  void nasty_labels_come_back() {
    QFETCH(QString, format);
    QFETCH(QString, out);
    QCOMPARE(round_trip(nasty_set_for(format.toStdString(), root_ / "photos"),
                        place(out.toStdString()), format.toStdString()),
             QString());
  }

  void shared_data_comes_back_data() { round_trip_rows(); }
  void shared_data_comes_back() {
    QFETCH(QString, format);
    QFETCH(QString, out);
    const auto shared = shared_folder();
    if (!shared) QSKIP("the shared folder is not there");
    for (const char* name : {"voc-mini", "coco-mini"}) {
      JobControl control;
      NoProgress silent;
      dataset::ReadOptions options;
      if (std::string_view(name) == "voc-mini") options.split = "val";
      const auto all = dataset::read(*shared / "data" / name, options, control, silent);
      LabelledImages images;
      images.dataset = all;
      images.dataset.format = "folder";  // so that all name images by their path
      images.dataset.items.clear();
      for (std::size_t i = 0; i < all.items.size(); i += 9) {
        images.dataset.items.push_back(all.items[i]);
        images.maps.push_back(dataset::load_truth(all.items[i]));
      }
      QVERIFY(images.maps.size() > 10);
      QCOMPARE(round_trip(images, place(name + out.toStdString()), format.toStdString()),
               QString());
    }
  }

  void data_sets_are_read_as_they_are() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("the shared folder is not there");
    const auto data = *shared / "data";
    for (const auto& [name, format] : {std::pair("voc-mini", "voc"), {"coco-mini", "coco"}}) {
      JobControl control;
      NoProgress silent;
      const auto all = dataset::read(data / name, {}, control, silent);
      const auto set = read(data / name, format);
      QCOMPARE(set.classes->names(), all.classes.names());
      std::map<std::string, const dataset::Item*> items;
      for (const auto& item : all.items)
        if (item.has_truth()) items.emplace(item.id, &item);
      QCOMPARE(set.entries.size(), items.size());
      for (std::size_t i = 0; i < set.entries.size(); i += 10) {
        const auto& entry = set.entries[i];
        const auto id = fs::path(entry.name).stem().string();
        QVERIFY2(entry.load() == dataset::load_truth(*items.at(id)), id.c_str());
      }
    }
  }

  void instances_are_a_data_set_again() {
    const auto images = nasty_set(root_ / "photos");
    for (const auto& item : images.dataset.items) {
      fs::create_directories(item.image.parent_path());
      image::write_png(item.image, {item.size, std::vector<std::uint8_t>(item.size.area() * 3)});
    }
    const auto out = write(images, "coco", place("data set"));
    fs::create_directories(root_ / "photos/annotations");
    fs::copy_file(out / "annotations/instances_val.json",
                  root_ / "photos/annotations/instances_val.json");
    JobControl control;
    NoProgress silent;
    dataset::ReadOptions options;
    options.format = "coco";
    const auto data = dataset::read(root_ / "photos", options, control, silent);
    QVERIFY(data.broken.empty());
    QCOMPARE(data.classes.names(), images.dataset.classes.names());
    QCOMPARE(data.items.size(), images.maps.size());
    for (std::size_t i = 0; i < data.items.size(); ++i) {
      QVERIFY2(dataset::load_truth(data.items[i]) == images.maps[i], data.items[i].id.c_str());
      std::set<int> present(images.maps[i].labels.begin(), images.maps[i].labels.end());
      present.erase(0);
      present.erase(255);  // an undecided region is no tag
      QCOMPARE(data.items[i].tags, std::vector<int>(present.begin(), present.end()));
    }
  }

  void undecided_regions_are_of_the_largest_class() {
    LabelledImages images = small_set(root_);
    images.add("third", {{3, 1}, {255, 0, 0}});
    const auto out = write(images, "coco", place("undecided"));
    const auto json = nlohmann::json::parse(read_file(out / "annotations/instances_val.json"));
    std::vector<std::vector<int>> crowds;
    for (const auto& one : json["annotations"])
      if (one["iscrowd"] == 1)
        crowds.push_back({one["image_id"], one["category_id"], one["area"], one["ignore"]});
    QCOMPARE(crowds, (std::vector<std::vector<int>>{{2, 1, 1, 1}, {3, 1, 1, 1}}));
  }

  void coco_data_keeps_its_numbers() {
    LabelledImages images;
    images.dataset.format = "coco";
    images.dataset.root = root_;
    for (const char* id : {"000000000139", "000000000285", "train/COCO_val2014_000000000632"})
      images.add(id, {{2, 2}, {0, 80, 12, 1}});
    images.dataset.classes = dataset::coco_classes();
    const auto out = write(images, "coco", place("numbers"));
    const auto json = nlohmann::json::parse(read_file(out / "annotations/instances_val.json"));
    QCOMPARE(json["images"][0]["id"], 139);
    QCOMPARE(json["images"][2]["id"], 632);
    QCOMPARE(json["images"][2]["file_name"], "train/COCO_val2014_000000000632.png");
    std::set<int> numbers;
    for (const auto& category : json["categories"]) numbers.insert(category["id"].get<int>());
    QCOMPARE(numbers.size(), std::size_t{80});
    QCOMPARE(*numbers.rbegin(), 90);
    for (const int gap : {12, 26, 29, 30, 45, 66, 68, 69, 71, 83}) QVERIFY(!numbers.contains(gap));
    QCOMPARE(difference(load_all(read(out, "coco")),
                        {{"000000000139.png", images.maps[0]},
                         {"000000000285.png", images.maps[1]},
                         {"train/COCO_val2014_000000000632.png", images.maps[2]}}),
             QString());
  }

  void pycocotools_reads_equal_pixels() {
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python with pycocotools");
    const auto images = nasty_set(root_ / "photos");
    const auto out = write(images, "coco", place("for python"));
    QCOMPARE(run_python("pycocotools_to_npz.py",
                        {out / "annotations/instances_val.json", root_ / "from_coco.npz"}),
             0);
    const auto set = read(root_ / "from_coco.npz", "npz");
    QCOMPARE(set.classes->names(), images.dataset.classes.names());
    QCOMPARE(difference(load_all(set), expected(images, "coco")), QString());
  }

  void numpy_reads_and_writes_equal_arrays() {
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python with numpy");
    const auto images = nasty_set(root_ / "photos");
    const auto out = write(images, "npz", place("for python.npz"));
    QCOMPARE(run_python("save_npz_again.py", {out, root_ / "again.npz"}), 0);
    const auto set = read(root_ / "again.npz", "npz");
    QCOMPARE(set.classes->names(), images.dataset.classes.names());
    QCOMPARE(set.splits.at("val").size(), images.maps.size());
    QCOMPARE(difference(load_all(set), expected(images, "npz")), QString());
  }

  void packages_read_equal_pixels_data() {
    QTest::addColumn<QString>("format");
    for (const char* format :
         {"voc", "coco-panoptic", "yolo", "mmseg", "mmseg-ade", "cityscapes", "labelme", "cvat",
          "datumaro", "label-studio", "huggingface", "grey"})
      QTest::addRow("%s", format) << format;
  }
  /// The packages that are light enough are in packaging/test-requirements.txt; docs/formats.md
  /// says which versions of the others were tried.
  void packages_read_equal_pixels() {
    QFETCH(QString, format);
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python");
    const auto name = format.toStdString();
    const auto images = nasty_set_for(name, root_ / "photos");
    const auto out = write(images, name, place("for " + name));
    const auto status = run_python("read_with_packages.py", {name, out, root_ / (name + ".npz")});
    if (status == no_package) QSKIP("the format's package is not installed");
    QCOMPARE(status, 0);
    auto wanted = expected(images, name);
    QCOMPARE(difference(load_all(read(root_ / (name + ".npz"), "npz")), expected(images, name)),
             QString());
  }

  void cityscapes_draws_equal_pixels() {
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python");
    LabelledImages images = nasty_set(root_ / "photos");
    images.dataset.classes =
        dataset::Classes({"road", "sidewalk", "building", "wall", "fence", "pole", "traffic light",
                          "traffic sign", "vegetation", "terrain", "sky", "person", "rider", "car",
                          "truck", "bus", "train", "motorcycle", "bicycle"});
    for (auto& map : images.maps)
      for (auto& label : map.labels)
        if (label != 255) label = static_cast<std::uint8_t>(label % 20);
    const auto out = write(images, "cityscapes", place("drawn by cityscapes"));
    const auto set = read(out, "cityscapes");
    QCOMPARE(set.classes->names(), images.dataset.classes.names());
    auto wanted = expected(images, "cityscapes");
    Named with_ending;
    for (const auto& [id, map] : wanted) with_ending.emplace(id + "_leftImg8bit", map);
    QCOMPARE(difference(load_all(set), with_ending), QString());
    const auto status =
        run_python("read_with_packages.py", {"cityscapes-polygons", out, root_ / "drawn.npz"});
    if (status == no_package) QSKIP("cityscapesscripts is not installed");
    QCOMPARE(status, 0);
    QCOMPARE(difference(load_all(read(root_ / "drawn.npz", "npz")), wanted), QString());
    // The polygons alone give the same.
    for (const auto& file : fs::recursive_directory_iterator(out))
      if (file.path().extension() == ".png") fs::remove(file.path());
    QCOMPARE(difference(load_all(read(out, "cityscapes")), with_ending), QString());
  }

  void packages_write_equal_pixels_data() {
    QTest::addColumn<QString>("format");
    for (const char* format :
         {"coco", "coco-panoptic", "cityscapes", "labelme", "cvat", "datumaro", "label-studio",
          "voc", "grey", "mmseg", "mmseg-ade", "huggingface", "npz"})
      QTest::addRow("%s", format) << format;
  }
  void packages_write_equal_pixels() {
    QFETCH(QString, format);
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python");
    const auto name = format.toStdString();
    const bool no_undecided = name == "cityscapes";
    LabelledImages images = nasty_set(root_ / "photos");
    images.dataset.classes = dataset::Classes({"cat", "red cow", "dog"});
    Named wanted;
    for (std::size_t i = 0; i < images.maps.size(); ++i) {
      auto& map = images.maps[i];
      // The package writes no panoptic mask without any segment.
      const bool decided =
          no_undecided || (name == "coco-panoptic" &&
                           std::ranges::count(map.labels, 255) == std::ssize(map.labels));
      for (auto& label : map.labels) label = label == 255 && !decided ? 255 : label % 4;
      auto& id = images.dataset.items[i].id;
      id = "photo " + std::to_string(i);
      auto& back = wanted.emplace(id, map).first->second;
      if (name == "mmseg-ade")  // where 0 is no class
        std::ranges::replace(back.labels, std::uint8_t{0}, image::ignore_label);
    }
    const auto maps = write(images, "npz", place("maps " + name + ".npz"));
    const auto folder = place("by package " + name);
    const auto status = run_python("write_with_packages.py", {name, maps, folder});
    if (status == no_package) QSKIP("the format's package is not installed");
    QCOMPARE(status, 0);
    Named got;
    for (auto& [found, map] : load_all(read(folder, name))) {
      auto id = fs::path(found).extension() == ".png" ? found.substr(0, found.size() - 4) : found;
      if (id.ends_with("_leftImg8bit")) id.resize(id.size() - 12);
      got.emplace(id, map);
    }
    QCOMPARE(difference(got, wanted), QString());
  }

  void outlines_are_filled_as_ultralytics_does() {
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python");
    LabelledImages images;
    images.dataset.classes = dataset::Classes({"cat", "dog"});
    LabelMap map{{50, 40}, {}};
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < 50; ++x) {
        const bool disc = (x - 12) * (x - 12) + (y - 15) * (y - 15) < 90;
        map.labels.push_back(disc ? 1 : x > 30 && y > x - 20 && y < 36 ? 2 : 0);
      }
    images.add("a", map);
    const auto folder = place("outlines");
    const auto maps = write(images, "npz", place("outlined.npz"));
    const auto status = run_python("write_with_packages.py", {"yolo", maps, folder});
    if (status == no_package) QSKIP("ultralytics is not installed");
    QCOMPARE(status, 0);
    QCOMPARE(
        difference(load_all(read(folder, "yolo")), load_all(read(folder / "drawn.npz", "npz"))),
        QString());
  }

  void polygons_are_filled_as_labelme_does() {
    if (!std::getenv("PENUMBRA_PYTHON")) QSKIP("PENUMBRA_PYTHON names no Python");
    const auto folder = place("polygons");
    const auto maps = write(small_set(root_), "npz", place("unused.npz"));
    const auto status = run_python("write_with_packages.py", {"labelme-polygons", maps, folder});
    if (status == no_package) QSKIP("Pillow is not installed");
    QCOMPARE(status, 0);
    const auto filled = load_all(read(folder / "filled.npz", "npz"));
    const auto set = read(folder, "labelme");
    QCOMPARE(set.entries.size(), filled.size());
    std::ptrdiff_t others = 0;
    for (const auto& entry : set.entries) {
      const auto map = entry.load();
      const auto& wanted = filled.at(fs::path(entry.name).stem().string());
      for (std::size_t i = 0; i < map.labels.size(); ++i)
        others += map.labels[i] != wanted.labels[i];
    }
    // At flat corners Pillow takes a pixel or two more.
    QVERIFY2(others < 3 * std::ssize(set.entries), qPrintable(QString::number(others)));
  }

  void converted_labels_are_the_same_data() {
    QTest::addColumn<QString>("format");
    for (const auto& format : formats::all_formats())
      if (format.name != "voc-server")
        QTest::addRow("%s", format.name.c_str()) << QString::fromStdString(format.name);
  }
  void converted_labels_are_the_same() {
    QFETCH(QString, format);
    const auto name = format.toStdString();
    auto images = nasty_set_for(name, root_ / "photos");
    const auto start = write(images, "npz", place("start " + name + ".npz"));
    const auto middle = place("middle " + name), end = place("end " + name + ".npz");
    JobControl control;
    NoProgress silent;
    const auto out = formats::convert_labels({start, "npz", middle, name, "", 2}, control, silent);
    QCOMPARE(out.split, std::string("val"));
    QCOMPARE(out.exported.images, images.maps.size());
    QVERIFY(out.broken.empty());
    const auto back =
        formats::convert_labels({middle, name, end, "npz", "val", 2}, control, silent);
    QCOMPARE(back.split, std::string("val"));
    const auto set = read(end, "npz");
    QCOMPARE(set.classes->names(), images.dataset.classes.names());
    Named wanted;
    for (const auto& [id, map] : expected(images, name)) {
      // The id of a photo is its name without an ending, so "x/y z.png.png" and "x/y z.png" are
      // one.
      const auto photo = names_ids(name) ? id : id.substr(0, id.size() - 4);
      wanted.emplace(photo == "x/y z.png" ? "x/y z" : photo, map);
    }
    QCOMPARE(difference(load_all(set), wanted), QString());
    const auto unknown = failure([&] {
      formats::convert_labels({middle, name, place("none"), "npz", "train", 2}, control, silent);
    });
    QVERIFY2(unknown.contains("no split"), qPrintable(unknown));
  }

  void lossy_formats_say_what_they_change() {
    struct Messages : NoProgress {
      void message(Severity, const std::string& text) override { texts.push_back(text); }
      std::vector<std::string> texts;
    } messages;
    JobControl control;
    const auto images = small_set(root_);
    const auto summary = formats::export_labels({images.dataset, images.source(), "val", 2}, "yolo",
                                                place("changed"), control, messages);
    QCOMPARE(summary.changed_pixels, std::size_t{1});
    QCOMPARE(summary.changed_images, std::size_t{1});
    QCOMPARE(messages.texts.size(), std::size_t{1});
    QVERIFY(QString::fromStdString(messages.texts[0]).contains("1 pixels of 1 images"));
  }

  void several_splits_are_read_together() {
    auto images = small_set(root_);
    for (const std::string format : {"coco", "npz", "voc-server"}) {
      const auto all = place("splits " + format);
      fs::create_directories(all);
      for (const std::string split : {"train", "val"}) {
        const auto one = write(images, format, place(split + format), split);
        fs::copy(one, all, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
      }
      const auto set = read(all, format);
      QCOMPARE(set.entries.size(), std::size_t{2});  // a name counts once
      QCOMPARE(set.broken.size(), std::size_t{2});
      QCOMPARE(set.splits.at("train").size(), std::size_t{2});
      QVERIFY(set.splits.contains("val"));
    }
    images.dataset.classes = dataset::Classes({"cat", "horse"});
    for (const std::string format : {"coco", "npz"}) {
      const auto one = write(images, format, place("other " + format), "other");
      fs::copy(one, place("splits " + format), fs::copy_options::recursive);
      QVERIFY(failure([&] { read(place("splits " + format), format); }).contains("other"));
    }
  }

  void damaged_archives_are_refused() {
    const auto images = small_set(root_);
    for (const auto& format : formats::all_formats()) {
      const auto bytes =
          read_file(write(images, format.name, place("whole " + format.name + ".zip")));
      const auto file = root_ / "damaged.zip";
      for (const auto length :
           {std::size_t{0}, std::size_t{3}, bytes.size() / 2, bytes.size() - 5}) {
        write_file(file, bytes.substr(0, length));
        QVERIFY(failure([&] { read(file, format.name); }).contains("damaged.zip"));
      }
      auto climbing = bytes;
      replace_all(climbing, "aa/second", "../second");
      write_file(file, climbing);
      // The others name images inside of their files, too.
      static const std::set<std::string> by_file_names{"voc",   "voc-server", "npz",
                                                       "mmseg", "mmseg-ade",  "cityscapes"};
      if (by_file_names.contains(format.name)) {
        const auto set = read(file, format.name);
        QCOMPARE(set.entries.size(), std::size_t{1});
        QVERIFY(!set.broken.empty());
        QVERIFY(set.broken[0].reason.find("leads out") != std::string::npos);
      }
      QVERIFY(failure([&] { read(root_ / "nowhere.zip", format.name); }).contains("not there"));
      fs::create_directories(root_ / "empty");
      QVERIFY(failure([&] { read(root_ / "empty", format.name); }).contains("empty"));
    }
    QVERIFY(failure([&] { read(root_, "vok"); }).contains("voc-server"));

    auto flipped = read_file(place("whole voc.zip"));
    const auto middle = flipped.find("IDAT") + 10;
    flipped[middle] = static_cast<char>(flipped[middle] ^ 1);
    write_file(root_ / "damaged.zip", flipped);
    const auto set = read(root_ / "damaged.zip", "voc");
    QVERIFY(failure([&] { load_all(set); }).contains("checksum"));
  }

  void damaged_instances_are_refused() {
    const auto file = root_ / "instances_a.json";
    const auto read_text = [&](const std::string& text) {
      write_file(file, text);
      return read(file, "coco");
    };
    for (const char* text : {"", "[]", "3", "{\"images\": 3}", "{\"images\":[{}]}", "{\"a\":"})
      QVERIFY(failure([&] { read_text(text); }).contains("instances_a.json"));

    const auto reason_of = [&](const std::string& text) {
      const auto set = read_text(text);
      if (set.entries.size() != 1 || set.broken.size() != 1)
        return std::string("nothing is broken");
      return set.broken[0].reason;
    };
    const auto annotation = [](const std::string& category, const std::string& segmentation) {
      return R"({"id":7,"image_id":2,"category_id":)" + category +
             ",\"segmentation\":" + segmentation + "}";
    };
    const auto has = [](const std::string& text, const char* part) {
      return text.find(part) != std::string::npos;
    };
    QVERIFY(has(reason_of(instances(annotation("5", "[[0,0,2,0,2,2]]"))), "category 5"));
    QVERIFY(has(reason_of(instances(annotation("1", R"({"size":[3,3],"counts":[9]})"))),
                "another size"));
    QVERIFY(has(reason_of(instances(annotation("1", R"({"size":[2,3],"counts":[5]})"))), "cover"));
    QVERIFY(
        has(reason_of(instances(annotation("1", R"({"size":[2,3],"counts":"zz"})"))), "character"));
    QVERIFY(has(reason_of(instances(annotation("1", "[[0,0]]"))), "coordinates"));
    QVERIFY(has(reason_of(instances(annotation("1", "null"))), "no outline"));
    QVERIFY(has(reason_of(instances("", "../a.jpg")), "outside"));
    QVERIFY(has(reason_of(instances("", "/a.jpg")), "outside"));
    QVERIFY(has(reason_of(instances("", "b.jpg")), "another entry"));
  }

  void damaged_masks_and_lists_are_refused() {
    const auto out = write(small_set(root_), "voc", place("masks"));
    const auto mask = out / "SegmentationClass/first.png";
    const auto load = [&] { load_all(read(out, "voc")); };
    const auto good = read_file(mask);
    write_file(mask, good.substr(0, good.size() / 2));
    QVERIFY(failure(load).contains("first.png"));
    write_file(mask, "no picture");
    QVERIFY(failure(load).contains("first.png"));
    image::write_mask(mask, {{2, 1}, {0, 3}});
    QVERIFY(failure(load).contains("label 3"));
    write_file(mask, good);

    write_file(out / "ImageSets/Segmentation/more.txt", "first\n../../first\nunlabelled\n");
    write_file(out / "ImageSets/Segmentation/none.txt", "\n");
    auto set = read(out, "voc");
    QCOMPARE(set.broken.size(), std::size_t{2});
    QCOMPARE(set.notes.size(), std::size_t{1});
    QCOMPARE(set.splits.at("more").size(), std::size_t{1});
    write_file(out / "labels.txt", "cat\ncat\n");
    QVERIFY(failure(load).contains("twice"));
    fs::remove(out / "labels.txt");
    QCOMPARE(read(out, "voc").classes->size(), 20);
    fs::rename(out / "SegmentationClass", out / "masks");
    QVERIFY(failure(load).contains("SegmentationClass"));
  }

  void damaged_arrays_are_refused() {
    const auto header = [](const char* type, const char* shape) {
      std::string text = std::string("{'descr': ") + type +
                         ", 'fortran_order': False, 'shape': " + shape + ", }\n";
      return std::string("\x93NUMPY\1\0", 8) + static_cast<char>(text.size()) + '\0' + text;
    };
    const auto refused = [](const std::string& bytes) {
      return failure([&] { formats::decode_npy_labels(bytes, "a.npy"); });
    };
    const std::string six("\0\1\2\3\4\5", 6);
    QCOMPARE(formats::decode_npy_labels(header("'|u1'", "(2, 3)") + six, "a.npy").labels[4],
             std::uint8_t{4});
    const LabelMap map{{3, 2}, {0, 1, 2, 3, 4, 5}};
    const auto good = formats::encode_npy(map);
    QVERIFY(formats::decode_npy_labels(good, "a.npy") == map);
    QCOMPARE(good.find('\n') % 64, std::size_t{63});
    for (std::size_t length = 0; length < good.size(); ++length)
      QVERIFY(refused(good.substr(0, length)).contains("a.npy"));
    QVERIFY(refused(good + "x").contains("7 bytes of elements instead of 6"));
    QVERIFY(refused("what is this").contains("no array"));
    QVERIFY(refused(header("'<f4'", "(1, 1)") + "1234").contains("<f4"));
    QVERIFY(refused(header("'<U1'", "(1, 1)") + "1234").contains("not integers"));
    QVERIFY(refused(header("'|O'", "(1, 1)") + "1").contains("not integers"));
    QVERIFY(refused(header("[('a', '|u1')]", "(2, 3)") + six).contains("records"));
    QVERIFY(refused(header("'|u1'", "(6,)") + six).contains("(6) instead of (height, width)"));
    QVERIFY(refused(header("'|u1'", "(1, 2, 3)") + six).contains("(1, 2, 3)"));
    QVERIFY(!refused(header("'|u1'", "(0, 3)")).isEmpty());
    QVERIFY(!refused(header("'|u1'", "(268435456, 268435456)")).isEmpty());
    QVERIFY(!refused(header("'|u1'", "(-1, 3)") + six).isEmpty());
    QVERIFY(refused(header("'<i2'", "(1, 3)") + "12").contains("instead of 6"));
    QVERIFY(refused(header("'<i2'", "(1, 3)") + std::string("\0\1\0\0\0\0", 6)).contains("0..255"));
    QVERIFY(refused(header("'|i1'", "(1, 1)") + "\xff").contains("0..255"));
    QCOMPARE(formats::decode_npy_labels(header("'>u2'", "(1, 2)") + std::string("\0\1\0\xff", 4),
                                        "a.npy")
                 .labels,
             (std::vector<std::uint8_t>{1, 255}));
    QVERIFY(!failure([&] { formats::decode_npy_names(good, "a.npy"); }).isEmpty());
    QCOMPARE(formats::decode_npy_names(formats::encode_npy({"cat", "", "\u732b"}), "a.npy"),
             (std::vector<std::string>{"cat", "", "\u732b"}));
  }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "test_formats.moc"
