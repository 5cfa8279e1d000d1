#pragma once

#include <torch/types.h>

#include <ostream>
#include <string_view>

namespace penumbra::parity {

/// Compares quantities with their golden values and prints a line for each: name, largest error,
/// tolerance, ok or FAILED.
class Report {
 public:
  explicit Report(std::ostream& out) : out_(out) {}

  /// ok where |actual - expected| <= absolute + relative * |expected| everywhere and sizes agree.
  void compare(std::string_view name, const torch::Tensor& actual, const torch::Tensor& expected,
               double absolute = 1e-5, double relative = 1e-4);
  /// As above, the relative part taken of the largest |expected|.
  void compare_to_largest(std::string_view name, const torch::Tensor& actual,
                          const torch::Tensor& expected, double relative);
  void compare(std::string_view name, double actual, double expected, double absolute = 1e-5,
               double relative = 1e-4);
  /// ok where at least `share` of the labels are equal, and sizes agree; `decided` (bool, undefined
  /// for all) names those that count.
  void compare_labels(std::string_view name, const torch::Tensor& actual,
                      const torch::Tensor& expected, double share = 1,
                      const torch::Tensor& decided = {});

  int passed() const { return passed_; }
  int failed() const { return failed_; }
  /// "N passed, N failed"
  void print_total() const;

 private:
  void add(std::string_view name, std::string_view error, std::string_view tolerance, bool ok);

  std::ostream& out_;
  int passed_ = 0;
  int failed_ = 0;
};

}  // namespace penumbra::parity
