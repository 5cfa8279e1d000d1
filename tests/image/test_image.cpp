#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>
#include <exiv2/exiv2.hpp>
#include <filesystem>
#include <fstream>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <span>
// jpeglib.h needs FILE.
#include <jpeglib.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "image/decode.h"
#include "image/exif.h"
#include "image/mask.h"
#include "image/resize.h"

namespace fs = std::filesystem;
using namespace penumbra;
using namespace penumbra::image;

namespace {

constexpr Size scene_size{40, 24};

/// Smooth, and different in each corner.
Image scene() {
  Image image{scene_size, {}};
  for (int y = 0; y < scene_size.height; ++y)
    for (int x = 0; x < scene_size.width; ++x)
      for (const int value : {6 * x, 10 * y, 3 * (x + y)})
        image.pixels.push_back(static_cast<std::uint8_t>(value));
  return image;
}

cv::Mat to_opencv(const Image& image) {
  cv::Mat mat(image.size.height, image.size.width, CV_8UC3);
  for (std::size_t i = 0; i < image.pixels.size(); ++i)
    mat.data[i / 3 * 3 + 2 - i % 3] = image.pixels[i];
  return mat;
}

/// The picture that EXIF `orientation` turns back into `upright`, pixel by pixel from the
/// standard's table: where row 0 and column 0 of the stored picture lie in the upright one.
Image stored_for(const Image& upright, int orientation) {
  const bool swapped = orientation >= 5;
  Image stored{{swapped ? upright.size.height : upright.size.width,
                swapped ? upright.size.width : upright.size.height},
               {}};
  const bool from_right =
      orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool from_bottom =
      orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  for (int row = 0; row < stored.size.height; ++row)
    for (int column = 0; column < stored.size.width; ++column) {
      int x = swapped ? row : column, y = swapped ? column : row;
      if (from_right) x = upright.size.width - 1 - x;
      if (from_bottom) y = upright.size.height - 1 - y;
      const auto* pixel = &upright.pixels[static_cast<std::size_t>(y * upright.size.width + x) * 3];
      stored.pixels.insert(stored.pixels.end(), pixel, pixel + 3);
    }
  return stored;
}

int largest_difference(const Image& a, const Image& b) {
  if (!(a.size == b.size)) return 256;
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i)
    largest = std::max(largest, std::abs(int{a.pixels[i]} - int{b.pixels[i]}));
  return largest;
}

std::string reason_of(const fs::path& file) {
  try {
    read_image(file);
  } catch (const Error& error) {
    return error.where() == file.string() ? error.reason() : "another file: " + error.where();
  }
  return {};
}

std::string check_reason_of(const fs::path& file) {
  try {
    check_image(file);
  } catch (const Error& error) {
    return error.reason();
  }
  return {};
}

void write_jpeg(const fs::path& path, const Image& image, J_COLOR_SPACE stored, bool adobe) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  jpeg_stdio_dest(&info, file);
  info.image_width = static_cast<unsigned>(image.size.width);
  info.image_height = static_cast<unsigned>(image.size.height);
  info.input_components = 4;
  info.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&info);
  jpeg_set_colorspace(&info, stored);
  info.write_Adobe_marker = adobe ? TRUE : FALSE;
  jpeg_set_quality(&info, 100, TRUE);
  jpeg_start_compress(&info, TRUE);
  std::vector<std::uint8_t> row(static_cast<std::size_t>(image.size.width) * 4);
  for (int y = 0; y < image.size.height; ++y) {
    for (std::size_t x = 0; x < row.size() / 4; ++x) {
      const auto* rgb = &image.pixels[(static_cast<std::size_t>(y * image.size.width) + x) * 3];
      for (std::size_t c = 0; c < 4; ++c) {
        const int ink = c == 3 ? 0 : 255 - rgb[c];
        row[4 * x + c] = static_cast<std::uint8_t>(adobe ? 255 - ink : ink);
      }
    }
    JSAMPROW rows = row.data();
    jpeg_write_scanlines(&info, &rows, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  std::fclose(file);
}

/// A PNG up to where its pixels would begin.
std::string png_header(std::uint32_t width, std::uint32_t height) {
  const auto number = [](std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
    return bytes;
  };
  const std::string chunk = "IHDR" + number(width) + number(height) + std::string({8, 2, 0, 0, 0});
  std::uint32_t crc = 0xffffffff;
  for (const unsigned char byte : chunk) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
  }
  return "\x89PNG\r\n\x1a\n" + number(13) + chunk + number(~crc) + number(4096) + "IDAT";
}

}  // namespace

class TestImage : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  fs::path at(const char* name) const { return fs::path(temporary_.path().toStdString()) / name; }

  fs::path write(const char* name, const cv::Mat& mat, const std::vector<int>& parameters = {}) {
    if (!cv::imwrite(at(name).string(), mat, parameters)) qFatal("cannot write %s", name);
    return at(name);
  }

  static void set_orientation(const fs::path& file, int orientation) {
    const auto image = Exiv2::ImageFactory::open(file.string());
    image->readMetadata();
    image->exifData()["Exif.Image.Orientation"] = static_cast<std::uint16_t>(orientation);
    image->writeMetadata();
  }

 private Q_SLOTS:
  void every_format_is_read() {
    const auto mat = to_opencv(scene());
    for (const char* name : {"a.png", "a.bmp", "a.tif", "a.webp"}) {
      const auto file = write(name, mat, {cv::IMWRITE_WEBP_QUALITY, 101});
      QCOMPARE(largest_difference(read_image(file), scene()), 0);
      QVERIFY(read_size(file) == scene_size);
      QVERIFY(check_image(file) == scene_size);
    }
    const auto jpeg = write("a.jpg", mat, {cv::IMWRITE_JPEG_QUALITY, 98});
    QVERIFY(largest_difference(read_image(jpeg), scene()) < 12);
    QVERIFY(check_image(jpeg) == scene_size);
    fs::copy_file(jpeg, at("really_a_jpeg.png"));
    QCOMPARE(largest_difference(read_image(at("really_a_jpeg.png")), read_image(jpeg)), 0);
  }

  void grey_and_sixteen_bits_become_rgb() {
    cv::Mat grey(24, 40, CV_8U), deep(24, 40, CV_16U), deep_colour(24, 40, CV_16UC3);
    for (int y = 0; y < 24; ++y)
      for (int x = 0; x < 40; ++x) {
        grey.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(6 * x);
        deep.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(6 * x * 257 + 100);
        deep_colour.at<cv::Vec3w>(y, x) = {65535, static_cast<std::uint16_t>(6 * x * 257), 0};
      }
    for (const char* name :
         {"grey.png", "grey.tif", "grey.bmp", "grey.jpg", "deep.png", "deep.tif"}) {
      const auto image =
          read_image(write(name, std::string(name).starts_with("deep") ? deep : grey));
      for (std::size_t x = 0; x < 40; ++x)
        for (std::size_t c = 0; c < 3; ++c)
          QVERIFY2(std::abs(int(image.pixels[x * 3 + c]) - int(6 * x)) <= 2, name);
    }
    for (const char* name : {"deep_colour.png", "deep_colour.tif"}) {
      const auto image = read_image(write(name, deep_colour));
      QCOMPARE(int(image.pixels[30]), 0);
      QCOMPARE(int(image.pixels[31]), 60);
      QCOMPARE(int(image.pixels[32]), 255);
    }
  }

  void alpha_lies_over_white() {
    cv::Mat mat(2, 2, CV_8UC4, cv::Scalar(0, 0, 200, 255));
    mat.at<cv::Vec4b>(0, 1) = {0, 0, 200, 0};
    mat.at<cv::Vec4b>(1, 0) = {0, 0, 200, 51};
    for (const char* name : {"alpha.png", "alpha.webp", "alpha.tif"}) {
      const auto image = read_image(write(name, mat, {cv::IMWRITE_WEBP_QUALITY, 101}));
      const std::vector<std::uint8_t> expected{200, 0, 0, 255, 255, 255, 244, 204, 204, 200, 0, 0};
      QCOMPARE(image.pixels, expected);
    }
  }

  void exif_orientation_is_applied() {
    for (int orientation = 1; orientation <= 8; ++orientation)
      for (const char* name : {"turned.jpg", "turned.png", "turned.webp", "turned.tif"}) {
        const auto file = write(name, to_opencv(stored_for(scene(), orientation)),
                                {cv::IMWRITE_JPEG_QUALITY, 100, cv::IMWRITE_WEBP_QUALITY, 101});
        set_orientation(file, orientation);
        QVERIFY2(read_size(file) == scene_size, name);
        QVERIFY2(check_image(file) == scene_size, name);
        QVERIFY2(largest_difference(read_image(file), scene()) <= (name[7] == 'j' ? 12 : 0), name);
        fs::remove(file);
      }
  }

  void cmyk_is_converted() {
    for (const auto stored : {JCS_CMYK, JCS_YCCK})
      for (const bool adobe : {true, false}) {
        if (stored == JCS_YCCK && !adobe) continue;  // only Adobe's marker tells YCCK
        write_jpeg(at("cmyk.jpg"), scene(), stored, adobe);
        QVERIFY(largest_difference(read_image(at("cmyk.jpg")), scene()) < 16);
      }
  }

  void scaled_decode_keeps_the_smallest_side() {
    const auto file = write("large.jpg", cv::Mat(480, 641, CV_8UC3, cv::Scalar(10, 20, 30)));
    const auto scaled = [&](int side) { return read_image(file, {side}).size; };
    QVERIFY((scaled(0) == Size{641, 480}));
    QVERIFY((scaled(241) == Size{641, 480}));
    QVERIFY((scaled(240) == Size{321, 240}));
    QVERIFY((scaled(119) == Size{161, 120}));
    QVERIFY((scaled(1) == Size{81, 60}));
    set_orientation(file, 6);
    QVERIFY((scaled(240) == Size{240, 321}));
  }

  void broken_files_are_named_with_the_reason() {
    QVERIFY(reason_of(at("nowhere.jpg")).find("cannot be opened") != std::string::npos);
    write_file_atomically(at("empty.jpg"), "");
    QCOMPARE(reason_of(at("empty.jpg")), std::string("is empty"));
    write_file_atomically(at("text.jpg"), "this is no picture at all");
    QCOMPARE(reason_of(at("text.jpg")), std::string("is not an image"));
    write_file_atomically(at("a.gif"), "GIF89a----------");
    QVERIFY(reason_of(at("a.gif")).find("GIF") != std::string::npos);
    fs::create_directory(at("folder.jpg"));
    QVERIFY(reason_of(at("folder.jpg")).find("folder") != std::string::npos);
  }

  void truncated_files_are_refused_at_every_length() {
    cv::Mat mat(60, 80, CV_8UC3);
    cv::randu(mat, 0, 255);
    for (const char* name : {"whole.jpg", "whole.png", "whole.webp", "whole.tif", "whole.bmp"}) {
      const auto bytes = read_file(write(name, mat));
      QCOMPARE(check_reason_of(at(name)), std::string());
      const auto part = at("part").string() + fs::path(name).extension().string();
      for (std::size_t length = 0; length + 1 < bytes.size();
           length += std::max<std::size_t>(1, (bytes.size() - length) / 9)) {
        write_file_atomically(part, std::string_view(bytes).substr(0, length));
        QVERIFY2(!reason_of(part).empty(), (part + " " + std::to_string(length)).c_str());
        QVERIFY2(!check_reason_of(part).empty(), (part + " " + std::to_string(length)).c_str());
      }
    }
  }

  void bytes_behind_a_picture_do_no_harm() {
    for (const char* name : {"tail.jpg", "tail.png"}) {
      write(name, to_opencv(scene()));
      std::ofstream(at(name), std::ios::app) << "made by a camera that appends this";
      QVERIFY(check_image(at(name)) == scene_size);
      QVERIFY(read_image(at(name)).size == scene_size);
    }
  }

  void a_header_that_promises_too_much_is_refused() {
    write_file_atomically(at("bomb.png"), png_header(60000, 60000));
    QVERIFY(reason_of(at("bomb.png")).find("60000 x 60000") != std::string::npos);
    QVERIFY(check_reason_of(at("bomb.png")).find("megapixels") != std::string::npos);
    write_file_atomically(at("short.png"), png_header(16000, 16000));
    QVERIFY(reason_of(at("short.png")).find("truncated") != std::string::npos);
  }

  void one_pixel_and_very_large() {
    const cv::Mat one(1, 1, CV_8UC3, cv::Scalar(3, 2, 1));
    for (const char* name : {"one.png", "one.jpg", "one.tif", "one.bmp", "one.webp"})
      QVERIFY((read_image(write(name, one), {1}).size == Size{1, 1}));
    {
      const cv::Mat large(9000, 12000, CV_8UC3, cv::Scalar(3, 2, 1));
      write("large_photo.jpg", large);
    }
    QVERIFY((check_image(at("large_photo.jpg")) == Size{12000, 9000}));
    QVERIFY((read_image(at("large_photo.jpg"), {500}).size == Size{1500, 1125}));
  }

  void masks_keep_their_labels() {
    LabelMap mask{{16, 16}, {}};
    for (int i = 0; i < 256; ++i) mask.labels.push_back(static_cast<std::uint8_t>(i));
    write_mask(at("mask.png"), mask);
    QVERIFY(read_mask(at("mask.png")) == mask);
    QVERIFY(read_mask_size(at("mask.png")) == mask.size);
    // What others see in it: VOC's colours.
    const auto seen = cv::imread(at("mask.png").string(), cv::IMREAD_COLOR);
    QVERIFY(seen.at<cv::Vec3b>(0, 1) == cv::Vec3b(0, 0, 128));
    QVERIFY(seen.at<cv::Vec3b>(0, 15) == cv::Vec3b(128, 128, 192));
    QVERIFY(seen.at<cv::Vec3b>(15, 15) == cv::Vec3b(192, 224, 224));
    // The same colours without a palette.
    write("colours.png", seen);
    QVERIFY(read_mask(at("colours.png")) == mask);
    cv::Mat grey(16, 16, CV_8U, mask.labels.data());
    write("grey_mask.png", grey);
    QVERIFY(read_mask(at("grey_mask.png")) == mask);
  }

  void masks_of_few_bits_are_indices() {
    // Indexed PNGs of 10 x 2 pixels: 0 1 2 ... modulo the number of colours.
    const std::pair<int, const char*> files[]{{1,
                                               "iVBORw0KGgoAAAANSUhEUgAAAAoAAAACAQMAAABbr9+"
                                               "TAAAABlBMVEUAAACAAABEUqJPAAAADklEQVR4nGMMfc3EwAAA"
                                               "BWcBROc9HZUAAAAASUVORK5CYII="},
                                              {2,
                                               "iVBORw0KGgoAAAANSUhEUgAAAAoAAAACAgMAAAAcD6VDAAAADFB"
                                               "MVEUAAACAAAAAgACAgAA47ASAAAAAEElEQVR4nGOU"
                                               "ZvjKuJHhPwAIrALDMy7hdgAAAABJRU5ErkJggg=="},
                                              {4,
                                               "iVBORw0KGgoAAAANSUhEUgAAAAoAAAACBAMAAACTT1DjAAAAMFB"
                                               "MVEUAAACAAAAAgACAgAAAAICAAIAAgICAgIBAAADA"
                                               "AABAgADAgABAAIDAAIBAgIDAgIDNKP1wAAAAFElEQVR4nGNkVFJ"
                                               "SUmJYffY9ozIADiQDFsHKpqoAAAAASUVORK5CYII="}};
    for (const auto& [bits, text] : files) {
      const auto bytes = QByteArray::fromBase64(text);
      write_file_atomically(
          at("few.png"),
          std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
      const auto mask = read_mask(at("few.png"));
      QVERIFY((mask.size == Size{10, 2}));
      for (std::size_t i = 0; i < 20; ++i) QCOMPARE(int(mask.labels[i]), int(i) % (1 << bits));
    }
  }

  void wrong_masks_are_refused() {
    write("other_colours.png", cv::Mat(2, 2, CV_8UC3, cv::Scalar(1, 2, 3)));
    QVERIFY_EXCEPTION_THROWN(read_mask(at("other_colours.png")), Error);
    write("deep_mask.png", cv::Mat(2, 2, CV_16U, cv::Scalar(1)));
    QVERIFY_EXCEPTION_THROWN(read_mask(at("deep_mask.png")), Error);
    write("transparent.png", cv::Mat(2, 2, CV_8UC4, cv::Scalar(0, 0, 0, 100)));
    QVERIFY_EXCEPTION_THROWN(read_mask(at("transparent.png")), Error);
    write_file_atomically(at("mask.jpg"), "text");
    QVERIFY_EXCEPTION_THROWN(read_mask(at("mask.jpg")), Error);
    QVERIFY_EXCEPTION_THROWN(read_mask_size(at("no_mask.png")), Error);
  }

  void writing_leaves_the_old_file_on_failure() {
    write_png(at("kept.png"), scene());
    QVERIFY_EXCEPTION_THROWN(write_png(at("kept.png"), Image{{4, 4}, {}}), Error);
    QCOMPARE(largest_difference(read_image(at("kept.png")), scene()), 0);
    QVERIFY_EXCEPTION_THROWN(write_png(at("no/such/folder.png"), scene()), Error);
  }

  void scores_are_written_as_grey() {
    const float nothing = std::numeric_limits<float>::quiet_NaN();
    write_scores(at("scores.png"), {{5, 1}, {0.F, 0.5F, 1.F, 2.F, nothing}});
    const auto levels = cv::imread(at("scores.png").string(), cv::IMREAD_UNCHANGED);
    QCOMPARE(levels.type(), CV_8U);
    const std::vector<std::uint8_t> seen(levels.begin<std::uint8_t>(), levels.end<std::uint8_t>());
    QCOMPARE(seen, (std::vector<std::uint8_t>{0, 128, 255, 255, 0}));
  }

  void resizing_takes_pixel_centres() {
    const Image two{{2, 1}, {0, 0, 0, 200, 100, 40}};
    const auto wide = resize(two, {4, 1});
    const std::vector<std::uint8_t> expected{0, 0, 0, 50, 25, 10, 150, 75, 30, 200, 100, 40};
    QCOMPARE(wide.pixels, expected);
    const LabelMap row{{5, 1}, {1, 2, 3, 4, 5}};
    QCOMPARE(resize(row, Size{2, 1}).labels, (std::vector<std::uint8_t>{2, 4}));
    QCOMPARE(resize(row, Size{10, 1}).labels,
             (std::vector<std::uint8_t>{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}));
    QCOMPARE(resize(ScoreMap{{2, 1}, {0.F, 1.F}}, Size{4, 1}).scores,
             (std::vector<float>{0.F, 0.25F, 0.75F, 1.F}));
    QVERIFY_EXCEPTION_THROWN(resize(two, {0, 4}), Error);
    QCOMPARE(thumbnail(Image{{2, 2}, {0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30}}, {1, 1}).pixels,
             (std::vector<std::uint8_t>{15, 15, 15}));
  }

  void keywords_are_found() {
    const auto file = write("keywords.jpg", to_opencv(scene()));
    QVERIFY(read_keywords(file).empty());
    {
      const auto image = Exiv2::ImageFactory::open(file.string());
      image->readMetadata();
      auto subject = Exiv2::Value::create(Exiv2::xmpBag);
      subject->read("dog");
      subject->read("grün");
      image->xmpData().add(Exiv2::XmpKey("Xmp.dc.subject"), subject.get());
      const Exiv2::IptcKey key("Iptc.Application2.Keywords");
      for (const char* word : {"dog", " cat ", "fen\xeatre", "red\nlight"}) {
        Exiv2::StringValue value(word);
        image->iptcData().add(key, &value);
      }
      image->writeMetadata();
    }
    QCOMPARE(read_keywords(file),
             (std::vector<std::string>{"dog", "grün", "cat", "fenêtre", "red light"}));
    write_file_atomically(at("none.jpg"), "text");
    QVERIFY(read_keywords(at("none.jpg")).empty());
  }
};

QTEST_GUILESS_MAIN(TestImage)
#include "test_image.moc"
