#include <QTemporaryDir>
#include <QtTest>
#include <exiv2/exiv2.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "dataset/class_lists.h"
#include "dataset/dataset.h"
#include "folders.h"
#include "photo_files.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::dataset;
using namespace photo_files;

namespace {

Dataset read_all(const fs::path& root, ReadOptions options = {}) {
  JobControl control;
  NoProgress progress;
  return read(root, options, control, progress);
}

Dataset read_split(const fs::path& root, const std::string& split) {
  ReadOptions options;
  options.split = split;
  return read_all(root, options);
}

std::string error_of(const fs::path& root, const ReadOptions& options = {}) {
  try {
    read_all(root, options);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

std::vector<std::string> ids(const Dataset& dataset) {
  std::vector<std::string> names;
  for (const auto& item : dataset.items) names.push_back(item.id);
  return names;
}

const Item& item(const Dataset& dataset, const std::string& id) {
  for (const auto& candidate : dataset.items)
    if (candidate.id == id) return candidate;
  qFatal("no item %s", id.c_str());
}

std::string reason(const Dataset& dataset, const fs::path& file) {
  for (const auto& broken : dataset.broken)
    if (broken.file == file) return broken.reason;
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

using nlohmann::json;

json category(int id, const char* name) { return {{"id", id}, {"name", name}}; }

json picture(int id, const std::string& file, int width, int height) {
  return {{"id", id}, {"file_name", file}, {"width", width}, {"height", height}};
}

json annotation_of(int picture, int category, const json& outline) {
  return {{"image_id", picture}, {"category_id", category}, {"segmentation", outline}};
}

json runs(int height, int width, const json& counts) {
  return {{"size", {height, width}}, {"counts", counts}};
}

using Ids = std::vector<std::string>;
using Tags = std::vector<int>;

}  // namespace

class TestReaders : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path root() const { return temporary_->path().toStdString(); }

 private Q_SLOTS:
  void init() { temporary_ = std::make_unique<QTemporaryDir>(); }

  void voc_is_read_from_each_of_its_folders() {
    const auto voc = root() / "VOCdevkit" / "VOC2012";
    photo(voc / "JPEGImages" / "a.jpg");
    photo(voc / "JPEGImages" / "b.jpg");
    photo(voc / "JPEGImages" / "c.jpg");
    photo(voc / "JPEGImages" / "unlisted.jpg");
    text(voc / "Annotations" / "a.xml", annotation({"person", "aeroplane", "person"}));
    text(voc / "Annotations" / "b.xml", annotation({"tvmonitor"}));
    mask(voc / "SegmentationClass" / "b.png", 20);
    mask(voc / "SegmentationClass" / "c.png", 7);
    mask(voc / "SegmentationClassAug" / "c.png", 3);
    text(voc / "ImageSets" / "Segmentation" / "train_aug.txt", "b\r\na\r\n");
    text(voc / "ImageSets" / "Segmentation" / "val.txt", "c\n");
    text(voc / "ImageSets" / "Segmentation" / "trainval.txt", "c\na\nb\n");
    for (const auto& folder : {root(), root() / "VOCdevkit", voc}) {
      const auto dataset = read_all(folder);
      QCOMPARE(dataset.format, std::string("voc"));
      QCOMPARE(dataset.root, voc);
      QCOMPARE(dataset.classes.size(), 20);
      QCOMPARE(dataset.items.size(), std::size_t(3));
      QVERIFY(dataset.broken.empty());
      QCOMPARE(item(dataset, "a").tags, (Tags{1, 15}));
      QCOMPARE(item(dataset, "b").tags, (Tags{20}));
      QCOMPARE(item(dataset, "c").tags, (Tags{3}));  // from the mask, Aug before Class
      QVERIFY(item(dataset, "c").tagged);
      QVERIFY((item(dataset, "a").size == image::Size{8, 6}));
      QVERIFY(!item(dataset, "a").has_truth());
      QCOMPARE(dataset.tag_source, std::string("Annotations/*.xml, masks"));
      QCOMPARE(dataset.split_names(), (Ids{"train_aug", "trainval", "val"}));
      QCOMPARE(ids(dataset.subset("train_aug")), (Ids{"b", "a"}));
      QCOMPARE(ids(dataset.subset("trainaug")), (Ids{"b", "a"}));
      QCOMPARE(ids(dataset.subset("trainval")), (Ids{"c", "a", "b"}));
      QCOMPARE(int(load_truth(item(dataset, "c")).labels.back()), 3);
      QVERIFY_EXCEPTION_THROWN(load_truth(item(dataset, "a")), Error);
      QVERIFY_EXCEPTION_THROWN(dataset.subset("test"), Error);
    }
    QCOMPARE(ids(read_split(voc, "trainval")), (Ids{"c", "a", "b"}));
    QVERIFY(contains(error_of(voc, {"auto", "nothing", false, 2}), "train_aug, trainval, val"));
  }

  void voc_takes_a_list_file() {
    photo(root() / "JPEGImages" / "a.jpg");
    photo(root() / "JPEGImages" / "b.jpg");
    mask(root() / "SegmentationClass" / "a.png", 1);
    mask(root() / "other" / "a.png", 2);
    const auto list = root() / "mine.txt";
    text(list, "# a comment\n/JPEGImages/b.jpg\n\n/JPEGImages/a.jpg /other/a.png\nb 1\ngone\n");
    const auto dataset = read_split(root(), list.string());
    QCOMPARE(ids(dataset), (Ids{"b", "a"}));
    QCOMPARE(item(dataset, "a").tags, (Tags{2}));
    QCOMPARE(dataset.split_names(), (Ids{"mine"}));
    QCOMPARE(dataset.broken.size(), std::size_t(2));
    QVERIFY(contains(reason(dataset, root() / "JPEGImages" / "b.jpg"), "duplicate"));
    QVERIFY(contains(reason(dataset, root() / "JPEGImages" / "gone.jpg"), "missing"));
    QVERIFY(!error_of(root(), {"auto", (root() / "nowhere.txt").string(), false, 2}).empty());
    text(list, "\n\n");
    QVERIFY(contains(error_of(root(), {"auto", list.string(), false, 2}), "names no images"));
  }

  void voc_layout_with_own_classes() {
    photo(root() / "JPEGImages" / "a.png");
    text(root() / "Annotations" / "a.xml", annotation({"cup"}));
    QVERIFY(contains(error_of(root()), "the tag 'cup' is not in the class list"));
    for (const auto& [name, content] : std::map<std::string, std::string>{
             {"labelmap.txt",
              "# label:color_rgb:parts:actions\nbackground:0,0,0::\nplate:1,2,3::\n"
              "cup:128,0,0::\n"},
             {"labels.txt", "background\nplate\ncup\n"},
             {"classes.txt", "\xef\xbb\xbfplate\r\ncup\r\n"}}) {
      text(root() / name, content);
      const auto dataset = read_all(root());
      QCOMPARE(dataset.classes.names(), (Ids{"plate", "cup"}));
      QCOMPARE(item(dataset, "a").tags, (Tags{2}));
      fs::remove(root() / name);
    }
    text(root() / "classes.txt", "cup\ncup\n");
    QVERIFY(contains(error_of(root()), "twice"));
  }

  void each_kind_of_broken_file_is_listed() {
    const auto pictures = root() / "JPEGImages", notes = root() / "Annotations";
    std::string list;
    const auto add = [&](const std::string& id, std::initializer_list<const char*> tags = {"dog"}) {
      photo(pictures / (id + ".jpg"));
      text(notes / (id + ".xml"), annotation(tags));
      list += id + "\n";
    };
    for (const char* id :
         {"good", "empty", "text", "cut", "odd_mask", "bad_mask", "bad_xml", "twice"})
      add(id);
    add("unknown_tag", {"dog", "unicorn"});
    add("untagged", {});
    list += "twice\nmissing\n";
    text(pictures / "empty.jpg", "");
    text(pictures / "text.jpg", "no picture");
    const auto whole = read_file(pictures / "good.jpg");
    text(pictures / "cut.jpg", whole.substr(0, whole.size() - 20));
    mask(root() / "SegmentationClass" / "odd_mask.png", 1, 6, 8);
    text(root() / "SegmentationClass" / "bad_mask.png", "no mask");
    text(notes / "bad_xml.xml", "<annotation><object>");
    text(root() / "ImageSets" / "Segmentation" / "train.txt", list);

    const auto dataset = read_all(root());
    QCOMPARE(ids(dataset), (Ids{"good", "twice", "untagged"}));
    QCOMPARE(dataset.broken.size(), std::size_t(9));
    QVERIFY(contains(reason(dataset, pictures / "empty.jpg"), "empty"));
    QVERIFY(contains(reason(dataset, pictures / "text.jpg"), "not an image"));
    QVERIFY(contains(reason(dataset, pictures / "cut.jpg"), "truncated"));
    QVERIFY(contains(reason(dataset, root() / "SegmentationClass" / "odd_mask.png"),
                     "6 x 8 pixels, its image 8 x 6"));
    QVERIFY(contains(reason(dataset, root() / "SegmentationClass" / "bad_mask.png"), "not a PNG"));
    QVERIFY(contains(reason(dataset, notes / "bad_xml.xml"), "XML"));
    QVERIFY(contains(reason(dataset, notes / "unknown_tag.xml"), "'unicorn'"));
    QVERIFY(contains(reason(dataset, pictures / "twice.jpg"), "duplicate entry"));
    QVERIFY(contains(reason(dataset, pictures / "missing.jpg"), "missing file"));
    QVERIFY(!item(dataset, "untagged").tagged);
    QVERIFY(contains(dataset.notes.back(), "untagged.jpg"));
    QVERIFY(contains(error_of(root(), {"auto", "", true, 2}), "9 of its files are broken"));

    text(root() / "ImageSets" / "Segmentation" / "train.txt", "empty\n");
    QVERIFY(contains(error_of(root()), "no usable image is left"));
    text(root() / "ImageSets" / "Segmentation" / "train.txt", "good\nuntagged\n");
    QVERIFY(contains(error_of(root(), {"auto", "", true, 2}), "have no tags"));
  }

  void coco_instances_are_painted() {
    photo(root() / "images" / "train2017" / "one.jpg", 10, 8);
    photo(root() / "images" / "train2017" / "none.jpg", 10, 8);
    photo(root() / "val2017" / "two.jpg", 4, 3);
    const json categories{category(7, "train"), category(3, "car")};
    // A car of two polygons, a train of plain run lengths above it, and a crowd below both.
    const json polygons{{1, 1, 4, 1, 4, 4, 1, 4}, {6, 5, 9, 5, 9, 7, 6, 7}};
    auto crowd = annotation_of(5, 3, runs(8, 10, {0, 16, 64}));
    crowd["iscrowd"] = 1;
    const json train{
        {"info", {{"images", json::array({{{"id", 1}}})}}},
        {"annotations", json::array({annotation_of(5, 3, polygons),
                                     annotation_of(5, 7, runs(8, 10, {9, 1, 70})), crowd})},
        {"images", json::array({picture(5, "one.jpg", 10, 8), picture(6, "none.jpg", 10, 8)})},
        {"categories", categories}};
    const json val{{"images", json::array({picture(9, "two.jpg", 4, 3)})},
                   {"annotations", json::array({annotation_of(9, 7, runs(3, 4, "444"))})},
                   {"categories", categories}};
    text(root() / "annotations" / "instances_train2017.json", train.dump());
    text(root() / "annotations" / "instances_val2017.json", val.dump());
    const auto dataset = read_all(root());
    QCOMPARE(dataset.format, std::string("coco"));
    QCOMPARE(dataset.classes.names(), (Ids{"car", "train"}));
    QCOMPARE(dataset.split_names(), (Ids{"train2017", "val2017"}));
    QCOMPARE(ids(dataset.subset("train")), (Ids{"one", "none"}));
    QCOMPARE(ids(read_split(root(), "val")), (Ids{"two"}));
    QCOMPARE(item(dataset, "one").tags, (Tags{1, 2}));
    QCOMPARE(item(dataset, "one").source_id, std::int64_t(5));
    QVERIFY(item(dataset, "none").tagged && item(dataset, "none").tags.empty());
    const auto truth = load_truth(item(dataset, "one"));
    const auto at = [&](int x, int y) { return int(truth.labels[std::size_t(y * 10 + x)]); };
    QCOMPARE(at(0, 0), 255);
    QCOMPARE(at(1, 0), 255);
    QCOMPARE(at(1, 1), 2);
    QCOMPARE(at(2, 2), 1);
    QCOMPARE(at(1, 3), 1);
    QCOMPARE(at(1, 4), 255);
    QCOMPARE(at(7, 6), 1);
    QCOMPARE(at(5, 6), 0);
    const auto two = load_truth(item(dataset, "two"));
    QCOMPARE(two.labels, (std::vector<std::uint8_t>{0, 0, 2, 0, 0, 2, 2, 0, 0, 2, 0, 0}));
    const auto empty = load_truth(item(dataset, "none"));
    QCOMPARE(std::count(empty.labels.begin(), empty.labels.end(), 0), std::ptrdiff_t(80));
  }

  void coco_faults_are_listed() {
    const auto folder = root() / "train2017";
    json instances{{"categories", json::array({category(1, "a")})},
                   {"images", json::array()},
                   {"annotations", json::array()}};
    const auto add = [&](int id, const std::string& name, const json& outline,
                         int category_id = 1) {
      if (!name.starts_with("..")) photo(folder / (name + ".jpg"));
      instances["images"].push_back(picture(id, name + ".jpg", 8, 6));
      instances["annotations"].push_back(annotation_of(id, category_id, outline));
    };
    const auto polygon = [](const json& corners) { return json::array({corners}); };
    add(1, "good", polygon({1, 1, 4, 1, 4, 4}));
    add(2, "category", json::array(), 99);
    add(3, "corners", polygon({1, 1, 4, 1}));
    add(4, "far", polygon({1, 1, 4, 1, 1e300, 4}));
    add(5, "words", polygon({"a", 1, 4, 1, 1, 4}));
    add(6, "total", runs(6, 8, {3, 5}));
    add(7, "string", runs(6, 8, "~~"));
    add(8, "other_size", runs(8, 6, {0, 48}));
    add(9, "boxed", nullptr);
    add(10, "../outside", json::array());
    for (const char* name : {"again", "wide"}) photo(folder / (std::string(name) + ".jpg"));
    instances["images"].push_back(picture(1, "again.jpg", 8, 6));
    instances["images"].push_back(picture(77, "gone.jpg", 8, 6));
    instances["images"].push_back(picture(78, "wide.jpg", 80, 6));
    instances["annotations"].push_back(annotation_of(1234, 1, json::array()));
    const auto file = root() / "annotations" / "instances_train2017.json";
    text(file, instances.dump());
    const auto dataset = read_all(root());
    QCOMPARE(ids(dataset), (Ids{"good", "boxed"}));
    for (const auto& [name, why] : std::map<std::string, std::string>{{"category", "category 99"},
                                                                      {"corners", "4 coordinates"},
                                                                      {"far", "far outside"},
                                                                      {"words", "neither"},
                                                                      {"total", "8 pixels"},
                                                                      {"string", "text"},
                                                                      {"other_size", "size"},
                                                                      {"again", "duplicate entry"},
                                                                      {"gone", "missing file"},
                                                                      {"wide", "80 x 6"}})
      QVERIFY2(contains(reason(dataset, folder / (name + ".jpg")), why), name.c_str());
    QVERIFY(contains(reason(dataset, "../outside.jpg"), "outside"));
    QVERIFY(contains(reason(dataset, file), "1 annotations are of images"));
    QVERIFY(item(dataset, "boxed").tagged && !item(dataset, "boxed").has_truth());
    QCOMPARE(dataset.broken.size(), std::size_t(12));
    for (const json& wrong :
         {json::array(), json::object(), json{{"categories", 3}},
          json{{"categories", json::array({category(1, "a")})}, {"images", {{{"id", "x"}}}}}}) {
      text(file, wrong.dump());
      QVERIFY(contains(error_of(root()), "not a COCO instances file"));
    }
    for (const char* wrong : {"", "{"}) {
      text(file, wrong);
      QVERIFY(contains(error_of(root()), "not a COCO instances file"));
    }
  }

  void coco_as_masks() {
    photo(root() / "JPEGImages" / "train2014" / "COCO_train2014_000000000009.jpg");
    photo(root() / "JPEGImages" / "train2014" / "COCO_train2014_000000000010.jpg");
    photo(root() / "JPEGImages" / "val2014" / "COCO_val2014_000000000011.jpg");
    mask(root() / "SegmentationClass" / "train2014" / "COCO_train2014_000000000009.png", 80);
    mask(root() / "SegmentationClass" / "train2014" / "000000000010.png", 81);
    mask(root() / "SegmentationClass" / "val2014" / "000000000011.png", 1);
    const auto dataset = read_all(root());
    QCOMPARE(dataset.format, std::string("coco-masks"));
    QCOMPARE(dataset.classes.size(), 80);
    QCOMPARE(dataset.tag_source, std::string("masks"));
    QCOMPARE(ids(dataset), (Ids{"COCO_train2014_000000000009", "COCO_val2014_000000000011"}));
    QCOMPARE(dataset.items[0].tags, (Tags{80}));
    QVERIFY(
        contains(reason(dataset, root() / "SegmentationClass" / "train2014" / "000000000010.png"),
                 "label 81"));
    QCOMPARE(ids(dataset.subset("val")), (Ids{"COCO_val2014_000000000011"}));
  }

  void folder_with_tags_csv() {
    photo(root() / "one.png");
    photo(root() / "sub" / "two, three.png");
    photo(root() / "unlisted.png");
    photo(root() / "twice.png");
    mask(root() / "masks" / "one.png", 1);
    text(root() / "tags.csv",
         "\xef\xbb\xbfimage,tags,split\r\n"
         "one.png, dog ;cat;dog;,train\r\n"
         "\"sub/two, three.png\",\"a \"\"b\"\"\",val\r\n"
         "twice,cat,train;val\r\n"
         "twice.png,cat,val\r\n"
         "gone.png,cat,val\r\n");
    const auto dataset = read_all(root());
    QCOMPARE(dataset.format, std::string("folder"));
    QCOMPARE(dataset.tag_source, std::string("tags.csv"));
    QCOMPARE(dataset.classes.names(), (Ids{"a \"b\"", "cat", "dog"}));
    QCOMPARE(ids(dataset), (Ids{"one", "sub/two, three", "twice", "unlisted"}));
    QCOMPARE(item(dataset, "one").tags, (Tags{2, 3}));
    QVERIFY(item(dataset, "one").has_truth());
    QVERIFY(!item(dataset, "unlisted").tagged);
    QCOMPARE(ids(dataset.subset("train")), (Ids{"one", "twice"}));
    QVERIFY(contains(reason(dataset, root() / "twice.png"), "duplicate entry: line 5"));
    QVERIFY(contains(reason(dataset, root() / "gone.png"), "missing file: named in line 6"));

    text(root() / "classes.txt", "cat\ndog\n");
    QVERIFY(contains(reason(read_all(root()), root() / "sub" / "two, three.png"), "class list"));
    text(root() / "tags.csv", "image,tags\n\"open,cat\n");
    QVERIFY(contains(error_of(root()), "line 2: a quoted field does not end"));
    text(root() / "tags.csv", "image,words\none.png,cat\n");
    QVERIFY(contains(error_of(root()), "no column 'tags'"));
  }

  void folder_with_metadata_of_hugging_face() {
    photo(root() / "train" / "a b.png");
    photo(root() / "train" / "c.png");
    photo(root() / "test" / "d.png");
    text(root() / "train" / "metadata.jsonl",
         "{\"file_name\":\"a b.png\",\"label\":\"cat\"}\n\n"
         "{\"file_name\":\"c.png\",\"tags\":[\"dog\",\"cat\",\"dog\"]}\n"
         "{\"file_name\":\"gone.png\",\"tags\":[]}\n");
    text(root() / "test" / "metadata.jsonl", "{\"file_name\":\"d.png\",\"split\":\"held\"}");
    const auto dataset = read_all(root());
    QCOMPARE(dataset.tag_source, std::string("metadata.jsonl"));
    QCOMPARE(dataset.classes.names(), (Ids{"cat", "dog"}));
    QCOMPARE(item(dataset, "train/a b").tags, Tags{1});
    QCOMPARE(item(dataset, "train/c").tags, (Tags{1, 2}));
    QVERIFY(!item(dataset, "test/d").tagged);
    QCOMPARE(ids(dataset.subset("train")), (Ids{"train/a b", "train/c"}));
    QCOMPARE(ids(dataset.subset("held")), Ids{"test/d"});
    QVERIFY(contains(reason(dataset, root() / "train/gone.png"), "line 4"));
    text(root() / "train" / "metadata.jsonl", "{\"file_name\":\"c.png\"}\n{\"file_name\":");
    QVERIFY(contains(error_of(root()), "metadata.jsonl: line 2"));
  }

  void folder_with_tags_of_cvat() {
    photo(root() / "one.png");
    photo(root() / "sub" / "two.png");
    text(root() / "annotations.xml",
         "<?xml version=\"1.0\"?><annotations><version>1.1</version><meta/>"
         "<image id=\"0\" name=\"one.png\" width=\"8\" height=\"6\" subset=\"val\">"
         "<tag label=\"cat\"/><polygon label=\"red cow\" points=\"1,1;5,1;5,5\"/><tag "
         "label=\"cat\"/>"
         "</image><image id=\"1\" name=\"sub/two.png\" width=\"8\" height=\"6\"/></annotations>");
    const auto dataset = read_all(root());
    QCOMPARE(dataset.tag_source, std::string("annotations.xml"));
    QCOMPARE(dataset.classes.names(), (Ids{"cat", "red cow"}));
    QCOMPARE(item(dataset, "one").tags, (Tags{1, 2}));
    QVERIFY(!item(dataset, "sub/two").tagged);
    QCOMPARE(ids(dataset.subset("val")), Ids{"one"});
    text(root() / "annotations.xml", "<annotations><image name=\"one.png\">");
    QVERIFY(contains(error_of(root()), "annotations.xml: byte"));
  }

  void folder_with_tags_of_label_studio() {
    photo(root() / "one.png");
    photo(root() / "two 2.png");
    text(root() / "a.json", "[1, 2");  // of another program
    text(root() / "project-1.json",
         "[{\"id\":1,\"data\":{\"image\":\"/data/upload/1/0a1b2c3d-one.png\"},\"annotations\":["
         "{\"was_cancelled\":true,\"result\":[]},{\"result\":[{\"type\":\"choices\",\"value\":"
         "{\"choices\":[\"cat\",\"dog\"]}},{\"type\":\"brushlabels\",\"value\":{\"brushlabels\":"
         "[\"ignore\"]}}]}]},"
         "{\"id\":2,\"data\":{\"image\":\"/data/local-files/?d=two%202.png\"},\"annotations\":["
         "{\"result\":[{\"type\":\"choices\",\"value\":{\"choices\":[\"dog\"]}}]}]}]");
    const auto dataset = read_all(root());
    QCOMPARE(dataset.tag_source, std::string("project-1.json"));
    QCOMPARE(dataset.classes.names(), (Ids{"cat", "dog"}));
    QCOMPARE(item(dataset, "one").tags, (Tags{1, 2}));
    QCOMPARE(item(dataset, "two 2").tags, Tags{2});
    text(root() / "project-1.json",
         "[{\"data\":{\"image\":\"one.png\"}},{\"data\":{\"image\":\"two "
         "2.png\"},\"annotations\":[3]}]");
    QVERIFY(contains(error_of(root()), "project-1.json: task 2"));
  }

  void folder_of_one_subfolder_a_class() {
    photo(root() / "dog" / "1.png");
    photo(root() / "cat" / "1.png");
    photo(root() / "cat" / "deeper" / "2.jpg");
    photo(root() / ".hidden" / "2.jpg");
    text(root() / "readme.txt", "no photo");
    const auto dataset = read_all(root());
    QCOMPARE(dataset.tag_source, std::string("sub-folders"));
    QCOMPARE(dataset.classes.names(), (Ids{"cat", "dog"}));
    QCOMPARE(ids(dataset), (Ids{"cat/1", "cat/deeper/2", "dog/1"}));
    QCOMPARE(item(dataset, "dog/1").tags, (Tags{2}));
    photo(root() / "cat" / "1.webp");
    QCOMPARE(ids(read_all(root())), (Ids{"cat/1.png", "cat/1.webp", "cat/deeper/2", "dog/1"}));
    // A list chooses among them by any name that is clear.
    text(root() / "list.txt", "dog/1.png\n2.jpg\n1\n");
    const auto chosen = read_split(root(), (root() / "list.txt").string());
    QCOMPARE(ids(chosen), (Ids{"dog/1", "cat/deeper/2"}));
    QCOMPARE(chosen.broken.size(), std::size_t(1));
  }

  void folder_of_splits_and_classes() {
    for (const char* name : {"train/dog/1.png", "train/cat/2.png", "val/cat/3.png"})
      photo(root() / name);
    const auto dataset = read_all(root());
    QCOMPARE(dataset.classes.names(), (Ids{"cat", "dog"}));
    QCOMPARE(ids(dataset.subset("val")), (Ids{"val/cat/3"}));
    QCOMPARE(ids(read_split(root(), "train")), (Ids{"train/cat/2", "train/dog/1"}));
  }

  void folder_of_photos_with_keywords() {
    const auto tag = [&](const char* name, std::initializer_list<const char*> words) {
      photo(root() / name);
      const auto image = Exiv2::ImageFactory::open((root() / name).string());
      image->readMetadata();
      auto subject = Exiv2::Value::create(Exiv2::xmpBag);
      for (const char* word : words) subject->read(word);
      image->xmpData().add(Exiv2::XmpKey("Xmp.dc.subject"), subject.get());
      image->writeMetadata();
    };
    tag("2019/a.png", {"dog", "holiday"});
    tag("2020/b.png", {"cat"});
    const auto albums = read_all(root());  // keywords, not the years
    QCOMPARE(albums.tag_source, std::string("embedded keywords"));
    QCOMPARE(albums.classes.names(), (Ids{"cat", "dog", "holiday"}));
    QCOMPARE(item(albums, "2019/a").tags, (Tags{2, 3}));
    text(root() / "classes.txt", "dog\ncat\n");
    QCOMPARE(item(read_all(root()), "2019/a").tags, (Tags{1}));
    fs::remove(root() / "classes.txt");
    tag("2019/c.png", {"2019"});  // a keyword that names its folder: folders are classes
    QCOMPARE(read_all(root()).tag_source, std::string("sub-folders"));
  }

  void folders_without_anything_to_read() {
    QVERIFY(contains(error_of(root()), "no photos"));
    QVERIFY(contains(error_of(root() / "nowhere"), "no such folder"));
    text(root() / "file", "text");
    QVERIFY(contains(error_of(root() / "file"), "not a folder"));
    photo(root() / "a.png");
    QVERIFY(contains(error_of(root()), "no tags were found"));
    QVERIFY(contains(error_of(root(), {"voc", "", false, 2}), "not laid out as 'voc'"));
    JobControl control;
    NoProgress progress;
    QVERIFY_EXCEPTION_THROWN(read(root(), {"pascal", "", false, 2}, control, progress), UsageError);
  }

  void reading_stops_when_asked() {
    photo(root() / "a" / "1.png");
    photo(root() / "b" / "1.png");
    JobControl control;
    NoProgress progress;
    control.request_stop();
    QVERIFY_EXCEPTION_THROWN(read(root(), {}, control, progress), Cancelled);
  }

  void real_voc() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("the folder with photos is not there (PENUMBRA_SHARED)");
    const auto folder = *shared / "data" / "voc-mini";
    const auto dataset = read_all(folder);
    QCOMPARE(dataset.format, std::string("voc"));
    QCOMPARE(dataset.subset("train").items.size(), std::size_t(700));
    QCOMPARE(dataset.subset("val").items.size(), std::size_t(150));
    QVERIFY(dataset.broken.empty());
    ReadOptions as_folder;
    as_folder.format = "folder";
    const auto photos = read_all(folder, as_folder);
    QCOMPARE(photos.classes.names(), voc_classes().names());
    std::map<std::string, Tags> tags;
    for (const auto& photo : photos.items) tags[photo.image.stem().string()] = photo.tags;
    QCOMPARE(photos.items.size(), std::size_t(850));
    for (const auto& voc : dataset.items) QCOMPARE(voc.tags, tags.at(voc.id));
    for (const auto& voc : dataset.subset("val").items)
      QVERIFY(load_truth(voc).size == image::read_image(voc.image).size);
  }

  void real_coco() {
    const auto shared = shared_folder();
    if (!shared) QSKIP("the folder with photos is not there (PENUMBRA_SHARED)");
    const auto dataset = read_all(*shared / "data" / "coco-mini");
    QCOMPARE(dataset.format, std::string("coco"));
    QCOMPARE(dataset.items.size(), std::size_t(128));
    QCOMPARE(dataset.classes.names(), coco_classes().names());
    QVERIFY(dataset.broken.empty());
    std::size_t foreground = 0;
    for (const auto& item : dataset.items) {
      std::set<int> painted;
      for (const auto label : load_truth(item).labels) {
        foreground += label != 0;
        if (label != 0) painted.insert(label);
      }
      for (const int label : painted)
        QVERIFY(std::find(item.tags.begin(), item.tags.end(), label) != item.tags.end());
    }
    QCOMPARE(foreground, std::size_t(11344712));  // as pycocotools counts them
  }
};

QTEST_GUILESS_MAIN(TestReaders)
#include "test_readers.moc"
