#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"
#include "method/dense_crf.h"
#include "parity/checks.h"

namespace penumbra::parity {
namespace {

using torch::Tensor;

/// Pixels whose two best marginals differ by less than this may differ in label.
constexpr double undecided_below = 0.02;
constexpr double equal_share = 0.999;
/// As the dense energy's: the lattice is approximate, its order of sums free.
constexpr double marginal_tolerance = 2e-3;

crf::CrfOptions options_from(const model::StateDict& file, const std::string& setting) {
  const auto text = file.metadata.find(setting);
  const auto iterations = file.metadata.find("iterations");
  if (text == file.metadata.end() || iterations == file.metadata.end()) {
    throw Error("lacks the settings of \"" + setting + "\"", file.where);
  }
  try {
    const auto json = nlohmann::json::parse(text->second);
    crf::CrfOptions options;
    options.gaussian_sxy = json.at("pos_xy");
    options.gaussian_weight = json.at("pos_w");
    options.bilateral_sxy = json.at("bi_xy");
    options.bilateral_srgb = json.at("bi_rgb");
    options.bilateral_weight = json.at("bi_w");
    options.iterations = std::stoi(iterations->second);
    return options;
  } catch (const std::exception& error) {
    throw Error("has damaged settings of \"" + setting + "\": " + error.what(), file.where);
  }
}

image::Image photo_of(const Tensor& pixels, const std::string& where) {
  if (pixels.dim() != 3 || pixels.size(2) != 3 || pixels.scalar_type() != torch::kUInt8) {
    throw Error("holds an image that is not height x width x 3 of bytes", where);
  }
  const auto plain = pixels.contiguous();
  const auto* const begin = plain.const_data_ptr<std::uint8_t>();
  return {{static_cast<int>(pixels.size(1)), static_cast<int>(pixels.size(0))},
          {begin, begin + plain.numel()}};
}

}  // namespace

/// The file gives only the largest marginal, q. The second is at most 1 - q, so that 2 q - 1 of at
/// least the margin surely makes a pixel decided. Where q is smaller, the margin between our own
/// two best marginals is taken.
void check_crf(const model::StateDict& file, torch::Device device, Report& report) {
  const auto photo = photo_of(file.at("image"), file.where);
  const auto probability = file.at("probability").to(torch::kFloat).contiguous();  // C x H x W
  const auto classes = probability.size(0);
  for (const std::string setting : {"inference", "strong"}) {
    const auto& label = file.at(setting + ".label");
    const auto& highest = file.at(setting + ".q_max");
    const auto marginals = method::dense_crf(
        photo, {probability.const_data_ptr<float>(), static_cast<std::size_t>(probability.numel())},
        static_cast<int>(classes), options_from(file, setting), device);
    const auto q = torch::tensor(marginals).view(probability.sizes());
    const auto best = std::get<0>(q.topk(2, 0));
    const auto decided =
        (2 * highest - 1 >= undecided_below) | (best[0] - best[1] >= undecided_below);
    report.compare_labels(setting + ".label", q.argmax(0), label, equal_share, decided);
    report.compare(setting + ".q_max", best[0], highest, marginal_tolerance, 0);
  }
}

}  // namespace penumbra::parity
