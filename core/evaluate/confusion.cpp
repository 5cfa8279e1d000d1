#include "evaluate/confusion.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "base/error.h"

namespace penumbra::evaluate {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

ConfusionMatrix::ConfusionMatrix(int classes)
    : classes_(classes),
      counts_(static_cast<std::size_t>(classes) * static_cast<std::size_t>(classes + 1)) {}

void ConfusionMatrix::add(const image::LabelMap& truth, const image::LabelMap& prediction) {
  if (truth.size != prediction.size || truth.labels.size() != prediction.labels.size())
    throw Error("label map and truth differ in size", "evaluation", "Label the images again");
  const auto columns = static_cast<std::size_t>(classes_) + 1;
  std::vector<std::int64_t> added(256 * 256);
  for (std::size_t i = 0; i < truth.labels.size(); ++i)
    ++added[std::size_t{truth.labels[i]} * 256 + prediction.labels[i]];
  const auto in_range = [&](std::size_t label) { return label < columns - 1; };
  std::vector<std::int64_t> counts = counts_;
  for (std::size_t t = 0; t < 255; ++t)
    for (std::size_t p = 0; p < 256; ++p) {
      const std::int64_t count = added[t * 256 + p];
      if (count == 0) continue;
      if (!in_range(t) || (p != image::ignore_label && !in_range(p)))
        throw Error("label " + std::to_string(in_range(t) ? p : t) + " is not one of " +
                        std::to_string(classes_) + " classes",
                    in_range(t) ? "label map" : "truth", "Check the class list of the data set");
      counts[t * columns + (p == image::ignore_label ? columns - 1 : p)] += count;
    }
  counts_ = std::move(counts);
}

void ConfusionMatrix::add(const ConfusionMatrix& other) {
  if (other.classes_ != classes_)
    throw Error("confusion matrices of different classes", "evaluation");
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

void ConfusionMatrix::add(int truth, int prediction, std::int64_t pixels) {
  if (truth < 0 || truth >= classes_ || prediction < 0 || prediction > classes_)
    throw Error("pixels of a class that there is not", "confusion matrix");
  counts_[static_cast<std::size_t>(truth) * static_cast<std::size_t>(classes_ + 1) +
          static_cast<std::size_t>(prediction)] += pixels;
}

std::int64_t ConfusionMatrix::count(int truth, int prediction) const {
  return counts_.at(static_cast<std::size_t>(truth) * static_cast<std::size_t>(classes_ + 1) +
                    static_cast<std::size_t>(prediction));
}

std::int64_t ConfusionMatrix::truth_pixels(int label) const {
  std::int64_t sum = 0;
  for (int p = 0; p <= classes_; ++p) sum += count(label, p);
  return sum;
}

std::vector<double> ConfusionMatrix::iou() const {
  std::vector<double> result;
  for (int c = 0; c < classes_; ++c) {
    std::int64_t predicted = 0;
    for (int t = 0; t < classes_; ++t) predicted += count(t, c);
    const std::int64_t together = count(c, c);
    const std::int64_t either = truth_pixels(c) + predicted - together;
    result.push_back(either == 0 ? none
                                 : static_cast<double>(together) / static_cast<double>(either));
  }
  return result;
}

double ConfusionMatrix::mean_iou() const {
  const auto each = iou();
  double sum = 0;
  int present = 0;
  for (int c = 0; c < classes_; ++c)
    if (truth_pixels(c) > 0) {
      sum += each[static_cast<std::size_t>(c)];
      ++present;
    }
  return present == 0 ? none : sum / present;
}

double ConfusionMatrix::pixel_accuracy() const {
  const auto all = std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
  std::int64_t right = 0;
  for (int c = 0; c < classes_; ++c) right += count(c, c);
  return all == 0 ? none : static_cast<double>(right) / static_cast<double>(all);
}

}  // namespace penumbra::evaluate
