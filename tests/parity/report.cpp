#include "parity/report.h"

#include <spdlog/fmt/fmt.h>

#include <sstream>

namespace penumbra::parity {
namespace {

std::string sizes_differ(const torch::Tensor& actual, const torch::Tensor& expected) {
  std::ostringstream text;
  text << "sizes " << actual.sizes() << " and " << expected.sizes();
  return text.str();
}

}  // namespace

void Report::add(std::string_view name, std::string_view error, std::string_view tolerance,
                 bool ok) {
  ++(ok ? passed_ : failed_);
  out_ << fmt::format("{:<44} {:<24} {:<34} {}\n", name, error, tolerance, ok ? "ok" : "FAILED");
}

void Report::compare(std::string_view name, const torch::Tensor& actual,
                     const torch::Tensor& expected, double absolute, double relative) {
  const auto tolerance = fmt::format("tolerance {:g} + {:g} relative", absolute, relative);
  if (actual.sizes() != expected.sizes()) {
    return add(name, sizes_differ(actual, expected), tolerance, false);
  }
  const auto golden = expected.to(torch::kCPU, torch::kDouble);
  const auto error = (actual.detach().to(torch::kCPU, torch::kDouble) - golden).abs();
  // Written so that a NaN fails.
  const bool ok = (error <= absolute + relative * golden.abs()).all().item<bool>();
  add(name, fmt::format("error {:.3g}", error.numel() ? error.max().item<double>() : 0.0),
      tolerance, ok);
}

void Report::compare_to_largest(std::string_view name, const torch::Tensor& actual,
                                const torch::Tensor& expected, double relative) {
  compare(name, actual, expected, relative * expected.abs().max().item<double>(), 0);
}

void Report::compare(std::string_view name, double actual, double expected, double absolute,
                     double relative) {
  compare(name, torch::tensor(actual, torch::kDouble), torch::tensor(expected, torch::kDouble),
          absolute, relative);
}

void Report::compare_labels(std::string_view name, const torch::Tensor& actual,
                            const torch::Tensor& expected, double share,
                            const torch::Tensor& decided) {
  const auto tolerance =
      share == 1 ? std::string("all equal") : fmt::format("at least {:g}% equal", 100 * share);
  if (actual.sizes() != expected.sizes()) {
    return add(name, sizes_differ(actual, expected), tolerance, false);
  }
  auto differ =
      actual.detach().to(torch::kCPU, torch::kLong) != expected.to(torch::kCPU, torch::kLong);
  if (decided.defined()) differ = differ.masked_select(decided.cpu());
  const auto count = differ.numel();
  const auto wrong = differ.sum().item<std::int64_t>();
  const bool ok = static_cast<double>(wrong) <= (1 - share) * static_cast<double>(count);
  add(name, fmt::format("{} of {} differ", wrong, count), tolerance, ok);
}

void Report::print_total() const {
  out_ << passed_ << " passed, " << failed_ << " failed" << std::endl;
}

}  // namespace penumbra::parity
