#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <string>

#include "base/atomic_file.h"
#include "formats/brush_rle.h"
#include "formats/export.h"
#include "fuzz/damage.h"

namespace fs = std::filesystem;
using namespace penumbra;

/// The readers of labels of other programs, fed with exports that were damaged and with cases
/// written by hand.
class TestFuzzFormats : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;

  /// A file of an export of two small images.
  std::string exported(const char* format, const char* file) const {
    dataset::Dataset data;
    data.classes = dataset::Classes({"cat", "dog"});
    for (const char* id : {"a", "b/c"}) {
      auto& item = data.items.emplace_back();
      item.id = id;
      item.image = std::string(id) + ".png";
      item.size = {4, 3};
    }
    const auto labels = [](const dataset::Item&) {
      return image::LabelMap{{4, 3}, {0, 1, 1, 255, 0, 1, 2, 2, 0, 0, 2, 0}};
    };
    const auto out = fs::path(temporary_.path().toStdString()) / format;
    JobControl control;
    NoProgress silent;
    if (!fs::exists(out))
      formats::export_labels({data, labels, "val"}, format, out, control, silent);
    return read_file(out / file);
  }

  static constexpr int rounds = 1500;

  static void feed_all(fuzz::Target target, std::initializer_list<std::string> cases) {
    for (const auto& one : cases) fuzz::feed(target, one);
  }
  static void feed_nasty_json(fuzz::Target target) {
    feed_all(target,
             {"", "null", "[]", "{}", "[[]]", "[{}]", "{\"a\":[", "{\"a\":\"", "{\"a\\", "\"",
              "[1,]", "{\"a\":1}}", "{\"items\":[],\"items\":[{}]}", "\xef\xbb\xbf{}", "\xef\xbb",
              std::string(100000, '['), "{\"items\":" + std::string(100000, '[')});
  }

 private Q_SLOTS:
  void brush_strokes() {
    const image::LabelMap map{{5, 4}, {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0}};
    const auto bytes = formats::encode_brush(map, 1);
    fuzz::feed_damaged(fuzz::brush_rle, std::string(bytes.begin(), bytes.end()), 20 * rounds);
    feed_all(fuzz::brush_rle, {"", std::string(4, '\xff'), std::string(7, '\0')});
  }

  void yaml() {
    fuzz::feed_damaged(
        fuzz::yaml_names,
        "path: .\nnames:\n  0: cat # a pet\n  1: \"a\\u00e9\"\n  2: 'it''s'\nnc: 3\n", 20 * rounds);
    fuzz::feed_damaged(fuzz::yaml_names, "names: ['a', \"b\",\n  c d]\n", 20 * rounds);
    feed_all(fuzz::yaml_names, {"", "names", "names:", "names: {", "names: [", "names:\n- ",
                                "names:\n  0:", "names: \"", "names:\n  99999999999999999999: a",
                                "names: {0: a, 1: b}", "names:\n- \"\\ud800\""});
  }

  void yolo() {
    fuzz::feed_damaged(fuzz::yolo_labels,
                       "0 0.1 0.1 0.5 0.1 0.5 0.5\n1 0.2 0.2 0.9 0.2 0.9 0.9 0.2 0.9\n", rounds);
    feed_all(fuzz::yolo_labels, {"", "\n\n", "0", "0 nan nan nan nan nan nan", "1e300 0 0 0 0 0 0",
                                 "-0 0 0 0 0 0 0", "0 1 1 1 1 1 1", "0 1e-320 0 0 0 0 0"});
  }

  void coco() {
    fuzz::feed_damaged(fuzz::coco_file, exported("coco", "annotations/instances_val.json"), rounds);
    fuzz::feed_damaged(
        fuzz::coco_file,
        "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":64,\"height\":48}],"
        "\"categories\":[{\"id\":1,\"name\":\"a\"}],\"annotations\":["
        "{\"id\":1,\"image_id\":1,\"category_id\":1,\"segmentation\":[[1,2,30.5,2,30,40,-3,8]]},"
        "{\"id\":2,\"image_id\":1,\"category_id\":1,\"iscrowd\":1,"
        "\"segmentation\":{\"size\":[48,64],\"counts\":[100,50,2922]}}]}",
        rounds);
    feed_nasty_json(fuzz::coco_file);
  }

  void panoptic() {
    fuzz::feed_damaged(fuzz::panoptic_file,
                       exported("coco-panoptic", "annotations/panoptic_val.json"), rounds);
    feed_nasty_json(fuzz::panoptic_file);
  }

  void cityscapes() {
    fuzz::feed_damaged(fuzz::cityscapes_polygons,
                       "{\"imgHeight\":12,\"imgWidth\":20,\"objects\":[{\"label\":\"road\","
                       "\"polygon\":[[1,2],[15.5,3],[8,11]]},{\"label\":\"cargroup\",\"polygon\":"
                       "[[-5,2],[40,3],[8,30]],\"deleted\":0}]}",
                       rounds);
    feed_nasty_json(fuzz::cityscapes_polygons);
  }

  void labelme() {
    fuzz::feed_damaged(fuzz::labelme_file, exported("labelme", "a.json"), rounds);
    fuzz::feed_damaged(
        fuzz::labelme_file,
        "{\"imagePath\":\"..\\\\a.jpg\",\"imageData\":null,\"imageHeight\":12,\"imageWidth\":20,"
        "\"shapes\":[{\"label\":\"a\",\"points\":[[1,2],[9,2],[5,8]],\"shape_type\":\"polygon\"},"
        "{\"label\":\"b\",\"points\":[[1,2],[9,7]],\"shape_type\":\"rectangle\"},"
        "{\"label\":\"a\",\"points\":[[5,5],[9,7]],\"shape_type\":\"circle\"},"
        "{\"label\":\"c\",\"points\":[[5,5]],\"shape_type\":\"point\"}]}",
        rounds);
    feed_nasty_json(fuzz::labelme_file);
  }

  void cvat() {
    fuzz::feed_damaged(fuzz::cvat_file, exported("cvat", "val.xml"), rounds);
    fuzz::feed_damaged(
        fuzz::cvat_file,
        "<?xml version=\"1.0\"?><!-- a --><annotations><meta><task><labels><label><name>a</name>"
        "</label></labels></task></meta><image id=\"0\" name=\"a.jpg\" width=\"20\" height=\"12\">"
        "<polygon label=\"a\" points=\"1,2;9.5,2;5,8\" z_order=\"1\"/><box label=\"a\" xtl=\"1\" "
        "ytl=\"2\" xbr=\"9\" ybr=\"7\" rotation=\"30\"/><ellipse label=\"a\" cx=\"5\" cy=\"5\" "
        "rx=\"3\" ry=\"2\"/><tag label=\"a\"/><![CDATA[ ]]></image></annotations>",
        rounds);
    feed_all(
        fuzz::cvat_file,
        {"", "<", "<a", "<a>", "<a/>", "<a></a>", "<a><b></a>", "</a>", "<!DOCTYPE a>", "<!--",
         "<?", "<a b='", "<annotations><image/></annotations>",
         "<annotations><meta/><image name='a' width='9999999' height='9999999'/></annotations>"});
    std::string deep = "<annotations>";
    for (int i = 0; i < 30000; ++i) deep += "<a>";
    fuzz::feed(fuzz::cvat_file, deep);
    for (int i = 0; i < 30000; ++i) deep += "</a>";
    fuzz::feed(fuzz::cvat_file, deep + "</annotations>");
  }

  void datumaro() {
    fuzz::feed_damaged(fuzz::datumaro_file, exported("datumaro", "annotations/val.json"), rounds);
    fuzz::feed_damaged(
        fuzz::datumaro_file,
        "{\"items\":[{\"id\":\"a\",\"image\":{\"path\":\"a.jpg\",\"size\":[12,20]},\"annotations\":"
        "["
        "{\"id\":0,\"type\":\"polygon\",\"label_id\":0,\"z_order\":1,\"points\":[1,2,9,2,5,8]},"
        "{\"type\":\"bbox\",\"label_id\":0,\"bbox\":[1,2,3.5,4]},"
        "{\"type\":\"ellipse\",\"label_id\":0,\"points\":[1,2,9,8]},"
        "{\"type\":\"label\",\"label_id\":0}]}],"
        "\"categories\":{\"label\":{\"labels\":[{\"name\":\"a\",\"parent\":\"\"}]}}}",
        rounds);
    feed_nasty_json(fuzz::datumaro_file);
  }

  void label_studio() {
    fuzz::feed_damaged(fuzz::label_studio_file, exported("label-studio", "val.json"), rounds);
    fuzz::feed_damaged(
        fuzz::label_studio_file,
        "[{\"data\":{\"image\":\"/data/upload/3/"
        "0a1b2c3d-a%20b.jpg\"},\"annotations\":[{\"result\":["
        "{\"type\":\"polygonlabels\",\"original_width\":20,\"original_height\":12,\"value\":"
        "{\"points\":[[1,2],[90,2],[50,80]],\"polygonlabels\":[\"a\"]}},"
        "{\"type\":\"rectanglelabels\",\"original_width\":20,\"original_height\":12,\"value\":"
        "{\"x\":5,\"y\":5,\"width\":50,\"height\":40,\"rotation\":20,\"rectanglelabels\":[\"a\"]}},"
        "{\"type\":\"ellipselabels\",\"original_width\":20,\"original_height\":12,\"value\":"
        "{\"x\":50,\"y\":50,\"radiusX\":20,\"radiusY\":10,\"ellipselabels\":[\"b\"]}},"
        "{\"type\":\"choices\",\"value\":{\"choices\":[\"a\"]}}]}]}]",
        rounds);
    feed_nasty_json(fuzz::label_studio_file);
    feed_all(fuzz::label_studio_file,
             {"[{\"data\":{\"image\":\"s3://\"}}]", "[{\"data\":{\"image\":\"://\"}}]",
              "[{\"data\":{\"image\":\"/data/upload/\"}}]", "[{\"data\":{\"image\":\"%\"}}]"});
  }

  void huggingface() {
    fuzz::feed_damaged(fuzz::huggingface_file, exported("huggingface", "val/metadata.jsonl"),
                       rounds);
    feed_nasty_json(fuzz::huggingface_file);
  }

  void grey() {
    fuzz::feed_damaged(fuzz::grey_lists, exported("grey", "classes.csv"), rounds);
    fuzz::feed_damaged(fuzz::grey_lists, exported("grey", "lists/val.csv"), rounds);
    feed_all(fuzz::grey_lists, {"", ",", "label,name", "label,name\n0", "image,mask\n\"", "\n\n"});
  }
};

QTEST_GUILESS_MAIN(TestFuzzFormats)
#include "test_fuzz_formats.moc"
