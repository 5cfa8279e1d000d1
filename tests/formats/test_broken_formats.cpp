#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <map>

#include "base/atomic_file.h"
#include "base/error.h"
#include "formats/format.h"
#include "formats/labelled_images.h"
#include "formats/npy.h"
#include "formats/zip_output.h"
#include "image/png_file.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace std::string_view_literals;

namespace {

/// What is done to a file of an export, and what is said of it then.
struct Harm {
  const char* format;
  const char* name;
  const char* file;
  /// The first one is replaced; "": the file's second half is cut off, "*": all of it is replaced
  std::string_view from;
  std::string_view to;
  const char* said;
};

constexpr const char* photo = "aa/second.png";
#define PENUMBRA_RESULTS "results/VOC2012/Segmentation/comp6_val_cls/"

/// A picture of a colour that VOC's palette has not.
std::string_view colourful() {
  static const auto bytes = image::encode_png({1, 1}, 3, std::vector<std::uint8_t>{1, 2, 3});
  return bytes;
}

const Harm harms[] = {
    {"voc", "cut off mask", "SegmentationClass/aa/second.png", "", "", "second.png"},
    {"voc", "no picture", "SegmentationClass/first.png", "PNG", "GNP", "first.png"},
    {"voc", "empty mask", "SegmentationClass/first.png", "*", "", "first.png: is empty"},
    {"voc", "mask in colours", "SegmentationClass/first.png", "*", colourful(), "colour (1, 2, 3)"},
    {"voc", "class twice", "labels.txt", "dog", "cat", "twice"},
    {"voc", "label of no class", "labels.txt", "dog\n", "", "label 2 at x 2, y 0"},
    {"voc", "list that leads out", "ImageSets/Segmentation/val.txt", "aa/", "../",
     "val.txt: line 2"},

    {"voc-server", "cut off mask", PENUMBRA_RESULTS "aa/second.png", "", "", "second.png"},
    {"voc-server", "no picture", PENUMBRA_RESULTS "first.png", "PNG", "GNP", "first.png"},
    {"voc-server", "empty mask", PENUMBRA_RESULTS "first.png", "*", "", "first.png: is empty"},
    {"voc-server", "other size", PENUMBRA_RESULTS "first.png", "IHDR\0\0\0\5"sv, "IHDR\0\0\0\6"sv,
     "first.png: is a damaged or truncated PNG image (IHDR: CRC error"},
    {"voc-server", "unknown part", PENUMBRA_RESULTS "first.png", "IDAT", "IDAU", "first.png"},
    {"voc-server", "mask in colours", PENUMBRA_RESULTS "first.png", "*", colourful(),
     "colour (1, 2, 3)"},

    {"grey", "cut off mask", "masks/aa/second.png", "", "", "second.png"},
    {"grey", "no picture", "masks/aa/second.png", "PNG", "GNP", "second.png"},
    {"grey", "absent mask", "lists/val.csv", "masks/aa/second.png", "masks/b.png", "line 3"},
    {"grey", "open quote", "lists/val.csv", "first.png,", "\"first.png,", "line 2"},
    {"grey", "class out of order", "classes.csv", "2,dog", "3,dog", "classes.csv: line 4"},

    {"mmseg", "cut off mask", "annotations/val/aa/second.png", "", "", "second.png"},
    {"mmseg", "cut off list", "dataset_info.json", "", "", "dataset_info.json: byte 0"},
    {"mmseg", "no classes", "dataset_info.json", "\"classes\"", "\"glasses\"", "'classes'"},
    {"mmseg", "class twice", "dataset_info.json", "\"dog\"", "\"cat\"", "twice"},
    {"mmseg", "value of no class", "dataset_info.json", ",\n  \"dog\"", "",
     "value 2, which is no class, at x 2"},

    {"mmseg-ade", "cut off mask", "annotations/val/aa/second.png", "", "", "second.png"},
    {"mmseg-ade", "cut off list", "dataset_info.json", "", "", "dataset_info.json: byte 0"},
    {"mmseg-ade", "choice as text", "dataset_info.json", "\"reduce_zero_label\": true",
     "\"reduce_zero_label\": \"yes\"", "dataset_info.json"},
    {"mmseg-ade", "class twice", "dataset_info.json", "\"dog\"", "\"cat\"", "twice"},
    {"mmseg-ade", "value of no class", "dataset_info.json", ",\n  \"dog\"", "",
     "value 3, which is no class, at x 2"},
    {"mmseg-ade", "no picture", "annotations/val/first.png", "PNG", "GNP", "first.png"},

    {"yolo", "no names", "data.yaml", "names:", "titles:", "data.yaml: line"},
    {"yolo", "names out of order", "data.yaml", "1: \"dog\"", "2: \"dog\"", "data.yaml: line 6"},
    {"yolo", "no number", "labels/val/first.txt", "0 ", "0 x", "first.txt: line 1: 'x"},
    {"yolo", "class beyond the list", "labels/val/first.txt", "0 ", "7 ", "class 7"},
    {"yolo", "odd coordinates", "labels/val/first.txt", "\n", " 0.5\n", "first.txt: line 1: has"},
    {"yolo", "outside", "labels/val/first.txt", " 0.1", " 9.1", "first.txt: line 1: coordinate"},
    {"yolo", "unknown size", "sizes/val.csv", "first", "last", "size is not known"},

    {"coco", "cut off", "annotations/instances_val.json", "", "", "instances_val.json: byte"},
    {"coco", "no JSON within", "annotations/instances_val.json", "\"iscrowd\":0", "\"iscrowd\" 0",
     "byte"},
    {"coco", "member of another kind", "annotations/instances_val.json", "\"image_id\":1",
     "\"image_id\":\"a\"", "byte"},
    {"coco", "unknown category", "annotations/instances_val.json", "\"category_id\":1",
     "\"category_id\":9", "category 9"},
    {"coco", "run lengths of another size", "annotations/instances_val.json", "\"size\":[4,5]",
     "\"size\":[5,4]", "another size"},
    {"coco", "damaged run lengths", "annotations/instances_val.json", "\"counts\":\"",
     "\"counts\":\"~", "character"},

    {"coco-panoptic", "cut off", "annotations/panoptic_val.json", "", "",
     "panoptic_val.json: byte"},
    {"coco-panoptic", "cut off mask", "annotations/panoptic_val/aa/second.png", "", "",
     "second.png"},
    {"coco-panoptic", "absent mask", "annotations/panoptic_val.json",
     "\"file_name\":\"first.png\",\"image_id\"", "\"file_name\":\"b.png\",\"image_id\"",
     "not there"},
    {"coco-panoptic", "unknown category", "annotations/panoptic_val.json", "\"category_id\":1,",
     "\"category_id\":9,", "category 9"},
    {"coco-panoptic", "segment without entry", "annotations/panoptic_val.json",
     "\"id\":128,\"iscrowd\"", "\"id\":77,\"iscrowd\"", "segment 128"},
    {"coco-panoptic", "number as text", "annotations/panoptic_val.json", "\"image_id\":1",
     "\"image_id\":\"1\"", "panoptic_val.json: byte"},

    {"cityscapes", "cut off mask", "gtFine/val/aa/second_gtFine_labelIds.png", "", "",
     "second_gtFine_labelIds.png"},
    {"cityscapes", "line of the table", "label_colors.txt", "128 0 0", "128 0",
     "label_colors.txt: line 2"},
    {"cityscapes", "class twice", "label_colors.txt", "dog", "cat", "twice"},
    {"cityscapes", "number of no class", "label_colors.txt", "0 128 0 dog\n", "",
     "number 2, which is no class, at x 2"},
    {"cityscapes", "no picture", "gtFine/val/first_gtFine_labelIds.png", "PNG", "GNP",
     "first_gtFine_labelIds.png"},

    {"labelme", "cut off", "first.json", "", "", "first.json: byte"},
    {"labelme", "no shapes", "first.json", "\"label\"", "\"lable\"", "first.json"},
    {"labelme", "mask beyond the image", "first.json", "4,\n     3", "9,\n     3", "shapes[0]"},
    {"labelme", "damaged mask", "first.json", "iVBOR", "iVB!R", "shapes[0]"},
    {"labelme", "label of no class", "labels.txt", "cat\n", "", "shapes[0]"},
    {"labelme", "no size", "first.json", "\"imageWidth\": 5", "\"imageWidth\": \"5\"",
     "first.json"},

    {"cvat", "cut off", "val.xml", "", "", "val.xml: byte"},
    {"cvat", "run lengths too long", "val.xml", "rle=\"0, 20\"", "rle=\"0, 21\"", "val.xml: byte"},
    {"cvat", "run lengths too short", "val.xml", "rle=\"0, 20\"", "rle=\"0, 19\"",
     "19 pixels instead of 20"},
    {"cvat", "mask beyond the image", "val.xml", "left=\"0\"", "left=\"3\"",
     "outside of the image"},
    {"cvat", "unknown label", "val.xml", "<mask label=\"cat\"", "<mask label=\"cow\"", "'cow'"},
    {"cvat", "no size", "val.xml", "width=\"5\"", "width=\"-5\"", "byte"},
    {"cvat", "document type", "val.xml", "<annotations>", "<!DOCTYPE a><annotations>",
     "document type"},

    {"datumaro", "cut off", "annotations/val.json", "", "", "val.json: byte"},
    {"datumaro", "no categories", "annotations/val.json", "\"categories\"", "\"categoriez\"",
     "no categories"},
    {"datumaro", "label beyond the list", "annotations/val.json", "\"label_id\":0",
     "\"label_id\":8", "label 8"},
    {"datumaro", "run lengths of another size", "annotations/val.json", "\"size\":[4,5]}",
     "\"size\":[5,5]}", "another size"},
    {"datumaro", "number as text", "annotations/val.json", "\"label_id\":0", "\"label_id\":\"0\"",
     "byte"},

    {"label-studio", "cut off", "val.json", "", "", "val.json: byte"},
    {"label-studio", "damaged run lengths", "val.json", "\"rle\":[0,0,0,80", "\"rle\":[0,0,0,84",
     "result[0]"},
    {"label-studio", "unknown label", "config.xml", "<Label value=\"cat\"", "<Label value=\"cow\"",
     "'cat'"},
    {"label-studio", "number beyond a byte", "val.json", "\"rle\":[0", "\"rle\":[\"a\"", "byte"},
    {"label-studio", "no XML", "config.xml", "</View>", "", "config.xml: byte"},
    {"label-studio", "no data", "val.json", "\"data\"", "\"date\"", "byte"},

    {"huggingface", "cut off mask", "val/aa/second.png", "", "", "second.png"},
    {"huggingface", "no JSON", "val/metadata.jsonl", "}\n", "\n", "metadata.jsonl: line 1"},
    {"huggingface", "absent mask", "val/metadata.jsonl", "aa/second.png", "aa/b.png", "line 2 of"},
    {"huggingface", "no file", "val/metadata.jsonl", "\"file_name\"", "\"file\"",
     "metadata.jsonl: line 1"},
    {"huggingface", "class twice", "classes.txt", "dog", "cat", "twice"},
};

LabelledImages small_set(const fs::path& root) {
  LabelledImages images;
  images.dataset.root = root;
  images.dataset.classes = dataset::Classes({"cat", "dog"});
  images.add("first", {{5, 4}, std::vector<std::uint8_t>(20, 1)});
  images.add("aa/second", {{3, 2}, {0, 1, 2, 255, 2, 1}});
  return images;
}

/// All that is said of what can't be used.
std::string complaints(const fs::path& folder, const std::string& format) {
  std::string said;
  JobControl control;
  try {
    const auto set = formats::read_labels(folder, format, control);
    for (const auto& broken : set.broken)
      said += broken.file.string() + ": " + broken.reason + '\n';
    for (const auto& entry : set.entries) try {
        entry.load();
      } catch (const Error& error) {
        said += error.what() + std::string("\n");
      }
  } catch (const Error& error) {
    said += error.what();
  }
  return said;
}

}  // namespace

/// Files of other programs that can't be used: what is said names the file and the place in it.
class TestBrokenFormats : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;

 private Q_SLOTS:
  void the_place_is_named_data() {
    QTest::addColumn<int>("harm");
    for (int i = 0; i < static_cast<int>(std::size(harms)); ++i)
      QTest::addRow("%s: %s", harms[i].format, harms[i].name) << i;
  }
  void the_place_is_named() {
    QFETCH(int, harm);
    const auto& [format, name, file, from, to, said] = harms[harm];
    const auto root = fs::path(temporary_.path().toStdString());
    const auto images = small_set(root / "photos");
    const auto out = root / ("out " + std::to_string(harm));
    JobControl control;
    NoProgress silent;
    formats::export_labels({images.dataset, images.source(), "val"}, format, out, control, silent);
    QCOMPARE(complaints(out, format), std::string());

    auto bytes = read_file(out / file);
    if (from.empty()) {
      bytes.resize(bytes.size() / 2);
    } else if (from == "*") {
      bytes = to;
    } else {
      const auto at = bytes.find(from);
      QVERIFY2(at != std::string::npos, bytes.c_str());
      bytes.replace(at, from.size(), to);
    }
    write_file(out / file, bytes);
    const auto complaint = QString::fromStdString(complaints(out, format));
    QVERIFY2(complaint.contains(said), qPrintable(complaint));
    QVERIFY2(complaint.contains("out " + QString::number(harm)) || complaint.contains(photo) ||
                 complaint.contains("first.png"),
             qPrintable(complaint));
  }

  void arrays_are_named_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* file, const std::string& bytes,
                        const char* said) {
      QTest::newRow(name) << QByteArray(file)
                          << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                          << QString(said);
    };
    const auto map = formats::encode_npy(image::LabelMap{{3, 2}, {0, 1, 2, 255, 2, 1}});
    auto other = [&](std::string_view from, std::string_view to) {
      auto bytes = map;
      return bytes.replace(bytes.find(from), from.size(), to);
    };
    row("no array", "a.npy", "GIF89a", "a.npy: is no array");
    row("cut off in its header", "a.npy", map.substr(0, 40), "a.npy: ");
    row("cut off in its elements", "a.npy", map.substr(0, map.size() - 2),
        "4 bytes of elements instead of 6");
    row("floats", "a.npy", other("|u1", "<f4"), "a.npy: ");
    row("three dimensions", "a.npy", other("(2, 3)", "(1,2,3)"), "(1, 2, 3)");
    row("label of no class", "a.npy", formats::encode_npy(image::LabelMap{{3, 1}, {0, 1, 9}}),
        "label 9 at x 2, y 0");
    row("class twice", "__classes__.npy",
        formats::encode_npy(std::vector<std::string>{"background", "cat", "cat"}),
        "__classes__.npy: ");
    row("two splits", "__split__.npy",
        formats::encode_npy(std::vector<std::string>{"train", "val"}), "names 2 splits");
  }
  void arrays_are_named() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    const auto out = fs::path(temporary_.path().toStdString()) / "a.npz";
    std::map<std::string, std::string> files{
        {"__classes__.npy",
         formats::encode_npy(std::vector<std::string>{"background", "cat", "dog"})},
        {"__split__.npy", formats::encode_npy(std::vector<std::string>{"val"})},
        {"a.npy", formats::encode_npy(image::LabelMap{{2, 2}, {0, 1, 2, 255}})}};
    const auto save = [&] {
      fs::remove(out);
      JobControl control;
      const auto archive = formats::open_zip_output(out, out);
      for (const auto& [name, content] : files) archive->add(name, content);
      archive->finish(control);
    };
    save();
    QCOMPARE(complaints(out, "npz"), std::string());
    files[file.toStdString()] = bytes.toStdString();
    save();
    const auto complaint = QString::fromStdString(complaints(out, "npz"));
    QVERIFY2(complaint.contains(said) && complaint.contains("a.npz"), qPrintable(complaint));

    auto whole = read_file(out);
    write_file(out, whole.substr(0, whole.size() - 9));
    QVERIFY(complaints(out, "npz").find("a.npz: is no whole zip archive") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestBrokenFormats)
#include "test_broken_formats.moc"
