#include "bench/drawn_labels.h"

#include <opencv2/imgproc.hpp>

namespace penumbra::bench {

image::LabelMap drawn_labels(image::Size size, int classes, cv::RNG& random) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  cv::Mat labels(size.height, size.width, CV_8U, map.labels.data());
  for (int shape = 0; shape < 2; ++shape) {
    cv::Mat small(6, 8, CV_32F), large, inside, border;
    random.fill(small, cv::RNG::UNIFORM, 0, 1);
    cv::resize(small, large, labels.size(), 0, 0, cv::INTER_CUBIC);
    inside = large > 0.75;
    cv::dilate(inside, border, cv::Mat(), cv::Point(-1, -1), 3);
    labels.setTo(image::ignore_label, border);
    labels.setTo(1 + random.uniform(0, classes), inside);
  }
  return map;
}

}  // namespace penumbra::bench
