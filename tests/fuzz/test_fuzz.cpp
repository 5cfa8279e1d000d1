#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "formats/export.h"
#include "formats/npy.h"
#include "fuzz/damage.h"
#include "fuzz/targets.h"
#include "image/decode.h"
#include "image/mask.h"
#include "train/event_file.h"

using namespace penumbra;

/// Nasty input for everything that reads what others made: hand-written cases, and good input cut
/// off and with bytes changed. Sanitizers make it sharp; a crash or an exception other than Error
/// fails.
class TestFuzz : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  std::filesystem::path at(const char* name) const {
    return std::filesystem::path(temporary_.path().toStdString()) / name;
  }

 private Q_SLOTS:
  void annotations() {
    fuzz::feed_damaged(
        fuzz::voc_annotation,
        "<?xml version=\"1.0\"?><annotation><size><width>8</width></size><object><name>"
        "dog</name></object><object><name> cat </name></object></annotation>",
        2000);
    for (const char* nasty :
         {"", "<", "<annotation/>", "<annotation><object/></annotation>",
          "<annotation><object><name></name></object></annotation>",
          "<!DOCTYPE a [<!ENTITY b \"&b;&b;\">]><annotation><object><name>&b;</name></object>"
          "</annotation>",
          "\xff\xfe<\0a\0", "<annotation><object><name>\xff\xff</name></object></annotation>"})
      fuzz::feed(fuzz::voc_annotation, nasty);
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "<a>";
    fuzz::feed(fuzz::voc_annotation, deep);
  }

  void instances() {
    fuzz::feed_damaged(
        fuzz::coco_instances,
        "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":64,\"height\":48}],"
        "\"categories\":[{\"id\":1,\"name\":\"a\"}],\"annotations\":["
        "{\"id\":1,\"image_id\":1,\"category_id\":1,\"iscrowd\":0,"
        "\"segmentation\":[[1,2,30.5,2,30,40,-3,8]]},"
        "{\"id\":2,\"image_id\":1,\"category_id\":1,\"iscrowd\":1,"
        "\"segmentation\":{\"size\":[48,64],\"counts\":[100,50,2922]}},"
        "{\"id\":3,\"image_id\":1,\"category_id\":1,"
        "\"segmentation\":{\"size\":[48,64],\"counts\":\"PP3\"}}]}",
        2000);
    for (const char* nasty :
         {"", "null", "[]", "{\"annotations\":[[]]}", "{\"images\":[null,{}]}",
          "{\"images\":[{\"id\":1e99,\"file_name\":\"\"}]}",
          "{\"annotations\":[{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[1e9,1e9]"
          ",\"counts\":[4294967296,-1]}}]}",
          "{\"annotations\":[{\"image_id\":1,\"category_id\":1,\"iscrowd\":{},\"segmentation\":3}]"
          "}",
          "{\"categories\":[{\"id\":1,\"name\":\"\xff\"}]}"})
      fuzz::feed(fuzz::coco_instances, nasty);
    fuzz::feed(fuzz::coco_instances, std::string(100000, '['));
  }

  void csv() {
    fuzz::feed_damaged(
        fuzz::tags_csv,
        "\xef\xbb\xbfimage,tags,split\r\na.jpg,dog;cat,train\r\n\"b, c.jpg\",\"a \"\"b\"\"\","
        "val\r\n",
        2000);
    for (const char* nasty : {"", "\n\n\n", ",", "\"", "\"\"", "\"a\"b,c", "image",
                              "tags,image\n,,,,\n", "image,tags\n\"\r\n", "image,tags\n;;;,;;;"})
      fuzz::feed(fuzz::tags_csv, nasty);
  }

  void strings_of_runs() {
    fuzz::feed_damaged(fuzz::run_lengths, "05<2N2N1O2N2N2Nf20ZM0000000O2N1O1O1O1OO", 5000);
    for (const char* nasty : {"", "o", "oooooooo", "OOOO", "000000", "ooooooO", "\x80\xff"})
      fuzz::feed(fuzz::run_lengths, nasty);
  }

  void edit_scripts() {
    fuzz::feed_damaged(fuzz::edit_script,
                       R"({"operations": [
                    {"op": "brush", "points": [[1, 2], [30, -5]], "radius": 6, "class": "dog"},
                    {"op": "polygon", "points": [[0, 0], [9, 0], [9, 9]],
                     "holes": [[[5, 1], [6, 1], [6, 2]]], "class": "ignore",
                     "only_over": ["background", "dog"], "selection": [[0, 0], [20, 0], [20, 20]]},
                    {"op": "undo"}, {"op": "take", "layer": "other", "point": [3, 3]},
                    {"op": "grow", "class": "cat", "pixels": 2}, {"op": "smooth", "radius": 1.5},
                    {"op": "remove_specks", "area": 9}, {"op": "fill_holes", "class": "dog"},
                    {"op": "flood", "point": [3, 3], "tolerance": 12.5, "class": "cat"}]})",
                       3000);
    for (const char* operation :
         {R"({"op": "superpixel", "points": [[3, 3]], "class": "cat"})",
          R"({"op": "crf", "rectangle": [2, 1, 9, 8], "confidence": 0.6})",
          R"({"op": "shrink", "class": "dog", "pixels": 1, "to": "cat"})",
          R"({"op": "erase", "points": [[1, 2]], "radius": 0.5, "to": "ignore"})"})
      fuzz::feed_damaged(fuzz::edit_script, R"({"operations": [)" + std::string(operation) + "]}",
                         200);
    for (const char* nasty :
         {"", "null", "[]", "{\"operations\":[[]]}", "{\"operations\":[null]}",
          "{\"operations\":[{\"op\":\"brush\",\"points\":[[1e308,-1e308],[-1e308,1e308]],"
          "\"radius\":1e4,\"class\":\"dog\"}]}",
          "{\"operations\":[{\"op\":\"crf\",\"rectangle\":[-1e308,-1e308,1e308,1e308]}]}",
          "{\"operations\":[{\"op\":\"\xff\"}]}",
          "{\"operations\":[{\"op\":\"smooth\",\"radius\":18446744073709551615}]}"})
      fuzz::feed(fuzz::edit_script, nasty);
    fuzz::feed(fuzz::edit_script, std::string(100000, '['));
  }

  void queries() {
    fuzz::feed_damaged(
        fuzz::query,
        "tag:class1,class2 (split:val or not -state:edited,broken) is:tagged layer:cam "
        "-name:photo* path:\"a b\\\"*\" uncertain>=0.2 and tags<3 or width=8 photo",
        2000);
    for (const char* nasty : {"",
                              " ",
                              "(",
                              ")",
                              "()",
                              "-",
                              "--",
                              "not",
                              "or",
                              "and or",
                              ":",
                              "a:",
                              ":a",
                              "tag:",
                              "\"",
                              "\"\\",
                              "tag:\"",
                              "tag:,",
                              "tag:class1,",
                              "uncertain",
                              "uncertain>",
                              "uncertain>1e999",
                              "uncertain>nan",
                              "width=-0",
                              "tags=1e300",
                              "name:%_\\",
                              "name:**********a*b*c",
                              "\xff\xfe",
                              "a'; DROP TABLE images; --",
                              "? ?1 :a"})
      fuzz::feed(fuzz::query, nasty);
    fuzz::feed(fuzz::query, std::string("a\0b", 3));
    for (const char* much : {"(", "not ", "a ", "a or ", "tag:class1,", "-(", "*", "?"}) {
      std::string text;
      for (int i = 0; i < 2000; ++i) text += much;
      fuzz::feed(fuzz::query, text + "a");
      fuzz::feed(fuzz::query, text.substr(0, text.size() / 6));
    }
    fuzz::feed(fuzz::query, "tag:class1" + std::string(1'000'000, ','));
  }

  void masks() {
    image::LabelMap mask{{20, 10}, std::vector<std::uint8_t>(200, 3)};
    image::write_mask(at("mask.png"), mask);
    fuzz::feed_damaged(fuzz::mask_png, read_file(at("mask.png")), 500);
  }

  void arrays() {
    const image::LabelMap map{{7, 5}, std::vector<std::uint8_t>(35, 3)};
    fuzz::feed_damaged(fuzz::npy, formats::encode_npy(map), 2000);
    fuzz::feed_damaged(fuzz::npy, formats::encode_npy({"background", "cat", "\u732b"}), 2000);
    const std::string magic("\x93NUMPY\1\0\xff\0", 10);
    for (const char* header :
         {"", "{", "{}", "{'descr': '|u1'}", "{'descr': '|u1', 'shape': (1, 1)",
          "{'descr': '<u8', 'fortran_order': True, 'shape': (4294967296, 4294967296), }",
          "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999, 1), }",
          "{'descr': '<U99999999999', 'fortran_order': False, 'shape': (9,), }",
          "{'descr': '|u1', 'fortran_order': False, 'shape': (0, 5), }",
          "{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (1, 1), }"}) {
      std::string bytes = magic + header;
      fuzz::feed(fuzz::npy, bytes);
      bytes.resize(magic.size() + 0xff, ' ');
      fuzz::feed(fuzz::npy, bytes);
    }
  }

  void archives() {
    dataset::Dataset data;
    data.classes = dataset::Classes({"cat"});
    for (const char* id : {"a", "b/c"}) {
      data.items.emplace_back().id = id;
      data.items.back().size = {9, 7};
    }
    const auto labels = [](const dataset::Item&) {
      return image::LabelMap{{9, 7}, std::vector<std::uint8_t>(63, 1)};
    };
    JobControl control;
    NoProgress silent;
    formats::export_labels({data, labels, "val"}, "npz", at("a.npz"), control, silent);
    fuzz::feed_damaged(fuzz::npz, read_file(at("a.npz")), 1000);
    for (const char* nasty : {"", "PK", "PK\3\4", "PK\5\6"}) fuzz::feed(fuzz::npz, nasty);
  }

  void event_files() {
    {
      train::EventFile events(temporary_.path().toStdString());
      for (int step = 1; step < 9; ++step) events.add(step, {{"loss", 1.5}, {"miou/a", step}});
      fuzz::feed_damaged(fuzz::event_file, read_file(events.path()), 2000);
    }
    for (const char* nasty : {"", "x", "\x01\x00\x00\x00\x00\x00\x00\x00"})
      fuzz::feed(fuzz::event_file, nasty);
  }

  void pictures() {
    image::Image image{{20, 10}, std::vector<std::uint8_t>(600, 77)};
    image::write_png(at("a.png"), image);
    fuzz::feed_damaged(fuzz::picture, read_file(at("a.png")), 300);
    const cv::Mat mat(10, 20, CV_8UC3, cv::Scalar(1, 90, 200));
    for (const char* extension : {".jpg", ".webp", ".tif", ".bmp"}) {
      std::vector<std::uint8_t> bytes;
      cv::imencode(extension, mat, bytes);
      fuzz::feed_damaged(fuzz::picture, std::string(bytes.begin(), bytes.end()), 300);
    }
  }
};

QTEST_GUILESS_MAIN(TestFuzz)
#include "test_fuzz.moc"
