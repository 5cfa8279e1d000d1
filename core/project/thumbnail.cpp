#include "project/thumbnail.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "image/decode.h"
#include "image/resize.h"

namespace penumbra::project {
namespace {

constexpr int quality = 85;

image::Size thumbnail_size(image::Size photo, int edge) {
  const double scale = static_cast<double>(edge) / std::max(photo.width, photo.height);
  if (scale >= 1) return photo;
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(side * scale)));
  };
  return {scaled(photo.width), scaled(photo.height)};
}

}  // namespace

image::Image make_thumbnail(const std::filesystem::path& photo, int edge) {
  if (edge < 1) throw Error("a thumbnail needs at least one pixel", photo.string());
  const auto size = thumbnail_size(image::read_size(photo), edge);
  auto picture = image::read_image(photo, {.smallest_side = std::min(size.width, size.height)});
  return picture.size == size ? std::move(picture) : image::thumbnail(picture, size);
}

std::vector<std::uint8_t> encode_thumbnail(const image::Image& thumbnail) {
  const cv::Mat rgb(thumbnail.size.height, thumbnail.size.width, CV_8UC3,
                    const_cast<std::uint8_t*>(thumbnail.pixels.data()));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<std::uint8_t> jpeg;
  cv::imencode(".jpg", bgr, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality});
  return jpeg;
}

image::Image decode_thumbnail(std::span<const std::uint8_t> jpeg) {
  const cv::Mat view(1, static_cast<int>(jpeg.size()), CV_8U,
                     const_cast<std::uint8_t*>(jpeg.data()));
  const cv::Mat bgr = jpeg.empty() ? cv::Mat() : cv::imdecode(view, cv::IMREAD_COLOR);
  if (bgr.empty()) throw Error("is not a JPEG image", "thumbnail");
  image::Image picture{{bgr.cols, bgr.rows}, {}};
  picture.pixels.resize(picture.size.area() * 3);
  cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, picture.pixels.data());
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return picture;
}

}  // namespace penumbra::project
