#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "folders.h"
#include "formats/export.h"
#include "fuzz/damage.h"
#include "fuzz/targets.h"
#include "image/decode.h"
#include "image/mask.h"
#include "train/event_file.h"

using namespace penumbra;

/// Nasty input for everything that reads what others made: hand-written cases, and good input cut
/// off and with bytes changed. Sanitizers make it sharp; a crash or an exception other than Error
/// fails. tests/fuzz/corpora has good input of each target, and what was found to be bad for it.
class TestFuzz : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  std::filesystem::path at(const char* name) const {
    return std::filesystem::path(temporary_.path().toStdString()) / name;
  }

  /// Copies of each file of a corpus: those that open a project take their time.
  static int rounds(std::string_view target) { return target.starts_with("project") ? 15 : 150; }

 private Q_SLOTS:
  void corpora_data() {
    QTest::addColumn<QString>("target");
    for (const auto& target : fuzz::all_targets())
      QTest::newRow(target.name) << QString(target.name);
  }
  void corpora() {
    QFETCH(QString, target);
    const auto name = target.toStdString();
    const auto feed = fuzz::find_target(name);
    const auto folder = source_folder() / "tests/fuzz/corpora" / name;
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      fuzz::feed_damaged(feed, read_file(file.path()), rounds(name));
      ++files;
    }
    QVERIFY(files > 0);
  }

  void annotations() {
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
    for (const char* nasty : {"", "\n\n\n", ",", "\"", "\"\"", "\"a\"b,c", "image",
                              "tags,image\n,,,,\n", "image,tags\n\"\r\n", "image,tags\n;;;,;;;"})
      fuzz::feed(fuzz::tags_csv, nasty);
  }

  void strings_of_runs() {
    for (const char* nasty : {"", "o", "oooooooo", "OOOO", "000000", "ooooooO", "\x80\xff"})
      fuzz::feed(fuzz::run_lengths, nasty);
  }

  void edit_scripts() {
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
