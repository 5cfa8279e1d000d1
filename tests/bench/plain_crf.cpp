#include "bench/plain_crf.h"

#include <algorithm>
#include <cmath>

#include "bench/plain_lattice.h"

namespace penumbra::bench {

namespace {

struct PlainKernel {
  PlainLattice lattice;
  float weight;
  std::vector<float> normalization;

  PlainKernel(const std::vector<float>& features, int d, float kernel_weight)
      : lattice(features, d), weight(kernel_weight) {
    normalization =
        lattice.filter(std::vector<float>(features.size() / static_cast<std::size_t>(d), 1.0f), 1);
    for (float& value : normalization) value = 1 / std::sqrt(value + 1e-20f);
  }
};

}  // namespace

std::vector<float> plain_crf(const CrfInput& input, const crf::CrfOptions& options) {
  const std::size_t pixels = input.image.size.area();
  const auto classes = static_cast<std::size_t>(input.classes);
  std::vector<float> position;
  std::vector<float> bilateral;
  for (std::size_t i = 0; i < pixels; ++i) {
    const auto x = static_cast<float>(i % static_cast<std::size_t>(input.image.size.width));
    const auto y = static_cast<float>(i / static_cast<std::size_t>(input.image.size.width));
    position.insert(position.end(), {x / options.gaussian_sxy, y / options.gaussian_sxy});
    bilateral.insert(bilateral.end(), {x / options.bilateral_sxy, y / options.bilateral_sxy});
    for (std::size_t c = 0; c < 3; ++c) {
      bilateral.push_back(static_cast<float>(input.image.pixels[3 * i + c]) /
                          options.bilateral_srgb);
    }
  }
  const PlainKernel kernels[] = {{position, 2, options.gaussian_weight},
                                 {bilateral, 5, options.bilateral_weight}};

  std::vector<float> unary(pixels * classes);
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t c = 0; c < classes; ++c) {
      unary[i * classes + c] =
          -std::log(std::max(input.probability[c * pixels + i], crf::DenseCrf::lowest_probability));
    }
  }
  std::vector<float> marginals(unary.size());
  const auto normalise = [&](const std::vector<float>& energy) {
    for (std::size_t i = 0; i < pixels; ++i) {
      const float* row = &energy[i * classes];
      const float least = *std::min_element(row, row + classes);
      float sum = 0;
      for (std::size_t c = 0; c < classes; ++c) {
        sum += marginals[i * classes + c] = std::exp(least - row[c]);
      }
      for (std::size_t c = 0; c < classes; ++c) marginals[i * classes + c] /= sum;
    }
  };
  normalise(unary);
  for (int iteration = 0; iteration < options.iterations; ++iteration) {
    std::vector<float> energy = unary;
    for (const PlainKernel& kernel : kernels) {
      std::vector<float> scaled = marginals;
      for (std::size_t k = 0; k < scaled.size(); ++k) {
        scaled[k] *= kernel.normalization[k / classes];
      }
      const std::vector<float> message = kernel.lattice.filter(scaled, classes);
      for (std::size_t k = 0; k < energy.size(); ++k) {
        energy[k] -= kernel.weight * kernel.normalization[k / classes] * message[k];
      }
    }
    normalise(energy);
  }
  std::vector<float> planes(marginals.size());
  for (std::size_t k = 0; k < planes.size(); ++k) {
    planes[k % classes * pixels + k / classes] = marginals[k];
  }
  return planes;
}

}  // namespace penumbra::bench
