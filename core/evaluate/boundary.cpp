#include "evaluate/boundary.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace penumbra::evaluate {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The pixels of `region` (0/1) that lie within `width` of a pixel outside it or of the border.
cv::Mat band(const cv::Mat& region, int width) {
  const cv::Mat square = cv::Mat::ones(2 * width + 1, 2 * width + 1, CV_8U);
  cv::Mat inside;
  cv::erode(region, inside, square, {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  return region - inside;
}

}  // namespace

int boundary_width(image::Size size, double ratio) {
  return std::max(1, static_cast<int>(std::lround(ratio * std::hypot(size.width, size.height))));
}

BoundaryIou::BoundaryIou(int classes, double ratio)
    : ratio_(ratio), counts_(static_cast<std::size_t>(classes)) {}

void BoundaryIou::add(const image::LabelMap& truth, const image::LabelMap& prediction) {
  if (truth.size != prediction.size || truth.labels.size() != prediction.labels.size())
    throw Error("label map and truth differ in size", "evaluation", "Label the images again");
  const auto count = truth.labels.size();
  std::bitset<256> in_truth, present;
  image::LabelMap agreed = truth;
  for (std::size_t i = 0; i < count; ++i) {
    in_truth.set(truth.labels[i]);
    present.set(truth.labels[i]);
    present.set(prediction.labels[i]);
    if (truth.labels[i] == image::ignore_label) agreed.labels[i] = prediction.labels[i];
  }
  const int width = boundary_width(truth.size, ratio_);
  cv::Mat first(truth.size.height, truth.size.width, CV_8U);
  cv::Mat second(first.size(), CV_8U);
  for (std::size_t c = 0; c < counts_.size(); ++c) {
    if (!present[c]) continue;
    for (std::size_t i = 0; i < count; ++i) {
      first.data[i] = agreed.labels[i] == c;
      second.data[i] = prediction.labels[i] == c;
    }
    const cv::Mat first_band = band(first, width);
    const cv::Mat second_band = band(second, width);
    for (std::size_t i = 0; i < count; ++i) {
      if (truth.labels[i] == image::ignore_label) continue;
      counts_[c].together += first_band.data[i] & second_band.data[i];
      counts_[c].either += first_band.data[i] | second_band.data[i];
    }
    counts_[c].in_truth |= in_truth[c];
  }
}

void BoundaryIou::add(const BoundaryIou& other) {
  if (other.counts_.size() != counts_.size())
    throw Error("boundary counts of different classes", "evaluation");
  for (std::size_t c = 0; c < counts_.size(); ++c) add(static_cast<int>(c), other.counts_[c]);
}

void BoundaryIou::add(int label, const BoundaryCounts& counts) {
  auto& all = counts_.at(static_cast<std::size_t>(label));
  all.together += counts.together;
  all.either += counts.either;
  all.in_truth |= counts.in_truth;
}

const BoundaryCounts& BoundaryIou::counts(int label) const {
  return counts_.at(static_cast<std::size_t>(label));
}

std::vector<double> BoundaryIou::iou() const {
  std::vector<double> result;
  for (const auto& counts : counts_)
    result.push_back(counts.either == 0 ? none
                                        : static_cast<double>(counts.together) /
                                              static_cast<double>(counts.either));
  return result;
}

double BoundaryIou::mean_iou() const {
  const auto each = iou();
  double sum = 0;
  int present = 0;
  for (std::size_t c = 0; c < counts_.size(); ++c)
    if (counts_[c].in_truth && !std::isnan(each[c])) {
      sum += each[c];
      ++present;
    }
  return present == 0 ? none : sum / present;
}

}  // namespace penumbra::evaluate
