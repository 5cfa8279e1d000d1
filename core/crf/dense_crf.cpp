#include "crf/dense_crf.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/parallel.h"
#include "crf/lattice_kernels.h"
#include "crf/mean_field.h"
#include "crf/pairwise_kernel.h"
#include "crf/pixel_features.h"
#include "crf/rows.h"

namespace penumbra::crf {

namespace {

void validate(const image::Image& image, const CrfOptions& options) {
  if (image.size.width < 1 || image.size.height < 1 ||
      image.pixels.size() != 3 * image.size.area()) {
    throw Error("the image is empty or its pixels do not match its size", "dense CRF");
  }
  if (!(options.gaussian_weight >= 0) || !(options.bilateral_weight >= 0) ||
      !std::isfinite(options.gaussian_weight) || !std::isfinite(options.bilateral_weight)) {
    throw Error("the weight of a kernel is negative or not finite", "dense CRF",
                "use 0 to leave a kernel out");
  }
  if (options.iterations < 0) throw Error("the number of iterations is negative", "dense CRF");
}

void validate(std::span<const float> probability, int classes, std::size_t pixels) {
  if (classes < 1 || classes > 256) {
    throw Error("there are " + std::to_string(classes) + " classes", "dense CRF",
                "use between 1 and 256");
  }
  if (probability.size() != pixels * static_cast<std::size_t>(classes)) {
    throw Error("the probabilities differ from the image in size", "dense CRF");
  }
}

std::vector<float> colour_planes(const image::Image& image) {
  const std::size_t pixels = image.size.area();
  std::vector<float> planes(3 * pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t c = 0; c < 3; ++c) planes[c * pixels + i] = image.pixels[3 * i + c];
  }
  return planes;
}

/// Interleaved rows, each value at least `lowest_probability`. Throws Error if one is not finite.
RowBuffer clamped_rows(std::span<const float> probability, int classes) {
  const std::size_t width = row_width(classes);
  const std::size_t pixels = probability.size() / static_cast<std::size_t>(classes);
  RowBuffer rows(pixels * width, 0);
  float check = 0;
  for (std::size_t begin = 0; begin < pixels; begin += tile_points) {
    const std::size_t count = std::min(tile_points, pixels - begin);
    float* row = rows.data() + begin * width;
    planes_to_rows(probability, classes, begin, count, width, row);
    for (std::size_t i = 0; i < count; ++i, row += width) {
      for (std::size_t c = 0; c < static_cast<std::size_t>(classes); ++c) {
        check += row[c] * 0;
        row[c] = std::max(row[c], DenseCrf::lowest_probability);
      }
    }
  }
  if (check != 0) throw Error("a probability is not finite", "dense CRF");
  return rows;
}

/// Runs the iterations and reads the marginals back as planes.
template <class MeanField>
std::vector<float> infer(MeanField mean_field, int iterations, std::size_t pixels, int classes,
                         int threads) {
  for (int iteration = 0; iteration < iterations; ++iteration) mean_field.iterate();
  std::vector<float> planes(pixels * static_cast<std::size_t>(classes));
  const std::size_t width = row_width(classes);
  const std::size_t ranges = threads > 1 ? static_cast<std::size_t>(threads) * 4 : 1;
  const std::size_t range = (pixels + ranges - 1) / ranges;
  parallel_for(ranges, threads, [&](std::size_t r) {
    RowBuffer tile(tile_points * width, 0);
    const std::size_t range_end = std::min((r + 1) * range, pixels);
    for (std::size_t begin = r * range; begin < range_end; begin += tile_points) {
      const std::size_t end = std::min(begin + tile_points, range_end);
      mean_field.marginals(begin, end, tile.data());
      rows_to_planes(tile.data(), classes, begin, end - begin, width, planes);
    }
  });
  return planes;
}

}  // namespace

struct DenseCrf::Impl {
  image::Size size;
  int iterations;
  int threads;
  InstructionSet set;
  std::vector<PairwiseKernel> pairwise;
};

DenseCrf::DenseCrf(const image::Image& image, const CrfOptions& options, InstructionSet set) {
  validate(image, options);
  const int threads = std::max(options.threads, 1);
  std::array<std::optional<PairwiseKernel>, 2> built;
  parallel_for(built.size(), threads, [&](std::size_t i) {
    if (i == 0 && options.bilateral_weight > 0) {
      built[0].emplace(bilateral_features(image.size, colour_planes(image), options.bilateral_sxy,
                                          options.bilateral_srgb),
                       5, options.bilateral_weight, threads, set);
    }
    if (i == 1 && options.gaussian_weight > 0) {
      built[1].emplace(position_features(image.size, options.gaussian_sxy), 2,
                       options.gaussian_weight, threads, set);
    }
  });
  impl_ = std::make_unique<Impl>(Impl{image.size, options.iterations, threads, set, {}});
  for (auto& kernel : built) {
    if (kernel) impl_->pairwise.push_back(std::move(*kernel));
  }
}

DenseCrf::~DenseCrf() = default;
DenseCrf::DenseCrf(DenseCrf&&) noexcept = default;
DenseCrf& DenseCrf::operator=(DenseCrf&&) noexcept = default;

std::vector<float> DenseCrf::marginals(std::span<const float> probability, int classes) const {
  const std::size_t pixels = impl_->size.area();
  validate(probability, classes, pixels);
  const RowBuffer rows = clamped_rows(probability, classes);
  const MeanFieldInput input{impl_->pairwise, rows.data(), pixels,
                             static_cast<int>(row_width(classes)) / block_width};
  const LatticeKernels& kernels = lattice_kernels(impl_->set, input.blocks);
  if (impl_->threads > 1) {
    return infer(ParallelMeanField(input, kernels, impl_->threads), impl_->iterations, pixels,
                 classes, impl_->threads);
  }
  return infer(SerialMeanField(input, kernels), impl_->iterations, pixels, classes, 1);
}

void check_input(const image::Image& image, std::span<const float> probability, int classes,
                 const CrfOptions& options) {
  validate(image, options);
  validate(probability, classes, image.size.area());
}

std::vector<float> dense_crf(const image::Image& image, std::span<const float> probability,
                             int classes, const CrfOptions& options) {
  return DenseCrf(image, options).marginals(probability, classes);
}

}  // namespace penumbra::crf
