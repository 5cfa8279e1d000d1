#include <QXmlStreamReader>
#include <QtTest>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "compare/html_text.h"
#include "compare/picture.h"
#include "compare/report.h"
#include "compare/sample_layers.h"
#include "image/decode.h"
#include "image/png_file.h"

namespace fs = std::filesystem;
using namespace penumbra;

namespace {

/// Lines of fields as RFC 4180 has them.
std::vector<std::vector<std::string>> read_csv(const std::string& csv) {
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> fields(1);
  bool inside = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (inside) {
      if (c != '"')
        fields.back() += c;
      else if (i + 1 < csv.size() && csv[i + 1] == '"')
        fields.back() += csv[++i];
      else
        inside = false;
    } else if (c == '"') {
      inside = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
      ++i;
      lines.push_back(fields);
      fields.assign(1, "");
    } else {
      fields.back() += c;
    }
  }
  return lines;
}

void rename_image(project::Project& project, int image, const std::string& path) {
  project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement set(tables, "UPDATE images SET path = ? WHERE id = ?");
    set.bind(1, path);
    set.bind(2, image);
    set.exec();
  });
}

std::string html_of(SampleLayers& sample, const compare::Comparison& comparison,
                    const compare::Gain* gain = nullptr) {
  JobControl control;
  NoProgress silent;
  compare::HtmlOptions options;
  options.palette = image::voc_palette();
  options.threads = 2;
  options.gain = gain;
  return compare::to_html(*sample.project, comparison, options, control, silent);
}

/// Names of elements in an HTML page that is also well-formed XML, and the sources of its pictures.
struct Page {
  std::map<QString, int> elements;
  QStringList pictures;
  QString text;
  QString error;
};
Page read_page(const std::string& html) {
  Page page;
  QXmlStreamReader reader(QByteArray::fromStdString(html));
  while (!reader.atEnd()) {
    const auto token = reader.readNext();
    if (token == QXmlStreamReader::StartElement) {
      ++page.elements[reader.name().toString()];
      if (reader.name() == QString("img"))
        page.pictures << reader.attributes().value("src").toString();
    } else if (token == QXmlStreamReader::Characters) {
      page.text += reader.text();
    }
  }
  if (reader.hasError()) page.error = reader.errorString();
  return page;
}

}  // namespace

class TestCompareReports : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void csv_has_every_image_and_the_whole() {
    SampleLayers sample;
    rename_image(*sample.project, 1, "a, \"b\"\nc.jpg");
    const auto csv = compare::to_csv(sample.compare(sample.cam, sample.truth));
    const auto lines = read_csv(csv);
    QCOMPARE(lines.size(), std::size_t{5});
    QCOMPARE(lines[0],
             (std::vector<std::string>{"of", "path", "miou", "pixel_accuracy", "boundary_iou",
                                       "pixels", "iou background", "iou class1", "iou class2"}));
    for (const auto& line : lines) QCOMPARE(line.size(), std::size_t{9});
    QCOMPARE(lines[1][1], std::string("photo3.jpg"));
    QCOMPARE(lines[2][1], std::string("a, \"b\"\nc.jpg"));
    QCOMPARE(lines[2][3], std::string("85.7143"));
    QCOMPARE(lines[2][5], std::string("7"));
    QCOMPARE(lines[3][8], std::string());  // class 2 is in neither map of image 2
    QCOMPARE(lines[4][0], std::string("all images"));
    QCOMPARE(lines[4][7], std::string("41.6667"));
  }

  void json_is_that_of_an_evaluation_and_more() {
    SampleLayers sample;
    const auto json = compare::to_json(sample.compare(sample.cam, sample.truth));
    QCOMPARE(json["images"].get<int>(), 3);
    QCOMPARE(json["layer"].get<std::string>(), std::string("cam"));
    QCOMPARE(json["images_compared"][0]["path"].get<std::string>(), std::string("photo3.jpg"));
    QCOMPARE(json["images_compared"][2]["miou"].get<double>(), 100.0);
    QCOMPARE(json["confusion"][2][1].get<int>(), 2);
    QVERIFY(compare::to_text(sample.compare(sample.cam, sample.truth)).find("photo3.jpg") !=
            std::string::npos);
  }

  void html_is_one_well_formed_page() {
    SampleLayers sample;
    project::Layers(*sample.project).rename(sample.cam, "<cam> & \"more\"");
    rename_image(*sample.project, 3, "</td><script>alert('x')</script>.jpg");
    const auto better = sample.add("second", project::LayerKind::Segmentation);
    sample.write(better, 3, {2, 2, 2, 2, 0, 0, 0, 0});
    const auto found = sample.compare(sample.cam, sample.truth);
    const auto gain = compare::gain(found, sample.compare(better, sample.truth));
    const auto html = html_of(sample, found, &gain);
    QVERIFY(html.starts_with("<!DOCTYPE html>"));
    auto page = read_page(html);
    QVERIFY2(page.error.isEmpty(), qPrintable(page.error));
    QCOMPARE(page.elements["script"], 0);
    QCOMPARE(page.elements["link"], 0);
    QVERIFY(page.text.contains("</td><script>alert('x')</script>.jpg"));
    QVERIFY(page.text.contains("<cam> & \"more\" against truth"));
    QVERIFY(page.text.contains("prefers-color-scheme: dark"));
    QVERIFY(page.text.contains("1 images are better"));
    QCOMPARE(page.pictures.size(), 12);
    for (const auto& source : page.pictures) {
      const QString start = "data:image/png;base64,";
      QVERIFY(source.startsWith(start));
      const auto png = QByteArray::fromBase64(source.mid(start.size()).toLatin1(),
                                              QByteArray::AbortOnBase64DecodingErrors);
      const auto pixels = image::read_png_as_stored(png.toStdString(), "picture");
      QCOMPARE(pixels.header.size, (image::Size{4, 2}));
    }
    // The photos of this project are not there, and the page says so.
    QCOMPARE(page.text.count("/photos/"), 3);
  }

  void pictures_show_each_kind() {
    const image::Image photo{{8, 8}, std::vector<std::uint8_t>(192, 120)};
    const auto of = [&](std::uint8_t reference, std::uint8_t other) {
      const image::LabelMap a{photo.size, std::vector<std::uint8_t>(64, reference)};
      const image::LabelMap b{photo.size, std::vector<std::uint8_t>(64, other)};
      return compare::draw_difference(photo, a, b, image::voc_palette());
    };
    const auto colours = [](const image::Image& image) {
      std::set<std::array<std::uint8_t, 3>> all;
      for (std::size_t i = 0; i < 64; ++i)
        all.insert({image.pixels[3 * i], image.pixels[3 * i + 1], image.pixels[3 * i + 2]});
      return all;
    };
    const auto right = colours(of(1, 1));
    QCOMPARE(right.size(), std::size_t{1});
    for (const auto& [reference, other] : {std::pair{1, 2}, {255, 1}}) {
      const auto filled =
          colours(of(static_cast<std::uint8_t>(reference), static_cast<std::uint8_t>(other)));
      QCOMPARE(filled.size(), std::size_t{1});
      QVERIFY(filled != right);
    }
    for (const auto& [reference, other] : {std::pair{1, 0}, {0, 1}}) {
      const auto pattern =
          colours(of(static_cast<std::uint8_t>(reference), static_cast<std::uint8_t>(other)));
      QCOMPARE(pattern.size(), std::size_t{2});
      QVERIFY(pattern.contains(image::voc_palette()[1]));
      QVERIFY(pattern.contains(*right.begin()));
    }
    QVERIFY(of(1, 0).pixels != of(0, 1).pixels);
  }

  void text_is_escaped() {
    QCOMPARE(compare::escaped("a<b>&\"'\x01"), std::string("a&lt;b&gt;&amp;&quot;&#39;?"));
    QCOMPARE(compare::escaped("Grüße"), std::string("Grüße"));
    QCOMPARE(compare::escaped("Gr\xfc"), std::string("Gr?"));
    for (const auto* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
      QCOMPARE(QByteArray::fromStdString(compare::base64(text)), QByteArray(text).toBase64());
  }
};

QTEST_GUILESS_MAIN(TestCompareReports)
#include "test_compare_reports.moc"
