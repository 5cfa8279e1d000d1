#include "crf/dense_crf.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/parallel.h"
#include "crf/lattice_kernels.h"
#include "crf/permutohedral_lattice.h"
#include "crf/pixel_features.h"
#include "crf/rows.h"
#include "crf/vertex_blur.h"
#include "crf/vertex_points.h"

namespace penumbra::crf {

namespace {

/// A kernel of the CRF with its lattice.
struct PairwiseKernel {
  PermutohedralLattice lattice;
  VertexBlur blur;
  float weight;
  std::vector<float> normalization;    ///< 1 / sqrt(kernel applied to 1), a value each pixel
  std::optional<VertexPoints> points;  ///< only for several threads
};

/// The vertex rows of a kernel during inference.
struct VertexRows {
  RowBuffer values;
  RowBuffer spare;
  float* blurred = nullptr;  ///< one of the two
  float* other(const float* one) { return one == values.data() ? spare.data() : values.data(); }
};

std::vector<float> normalize(const PermutohedralLattice& lattice, const VertexBlur& vertex_blur,
                             const LatticeKernels& kernels) {
  RowBuffer values(lattice.row_count() * block_width, block_width);
  RowBuffer spare(lattice.row_count() * block_width, block_width);
  std::array<float, tile_points * block_width> rows;
  rows.fill(1.0f);
  const std::size_t points = lattice.point_count();
  for (std::size_t begin = 0; begin < points; begin += tile_points) {
    clear_new_rows(lattice, begin / tile_points, block_width, values.data());
    kernels.splat(lattice.corners().data(), lattice.corner_count(), begin,
                  std::min(begin + tile_points, points), rows.data(), values.data(), 1);
  }
  const float* blurred = vertex_blur.apply(kernels, values.data(), spare.data(), 1);
  std::vector<float> result(points);
  for (std::size_t begin = 0; begin < points; begin += tile_points) {
    const std::size_t end = std::min(begin + tile_points, points);
    kernels.slice(lattice.corners().data(), lattice.corner_count(), lattice.slice_scale(), begin,
                  end, blurred, rows.data(), 1);
    for (std::size_t i = begin; i < end; ++i) {
      result[i] = 1.0f / std::sqrt(rows[(i - begin) * block_width] + 1e-20f);
    }
  }
  return result;
}

PairwiseKernel make_kernel(std::span<const float> features, int dimensions, float weight,
                           int threads, InstructionSet set) {
  PermutohedralLattice lattice(features, dimensions, set);
  VertexBlur blur(lattice);
  PairwiseKernel kernel{std::move(lattice), std::move(blur), weight, {}, {}};
  kernel.normalization = normalize(kernel.lattice, kernel.blur, lattice_kernels(set));
  if (threads > 1) kernel.points.emplace(kernel.lattice);
  return kernel;
}

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

std::vector<float> colour_planes(const image::Image& image) {
  const std::size_t pixels = image.size.area();
  std::vector<float> planes(3 * pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    for (std::size_t c = 0; c < 3; ++c) planes[c * pixels + i] = image.pixels[3 * i + c];
  }
  return planes;
}

}  // namespace

struct DenseCrf::Impl {
  image::Size size;
  CrfOptions options;
  const LatticeKernels& kernels;
  std::vector<PairwiseKernel> pairwise;

  RowBuffer clamped_rows(std::span<const float> probability, int classes) const;
  void splat_in_parallel(const PairwiseKernel& kernel, const RowBuffer& marginals, float* to,
                         int blocks) const;
};

DenseCrf::DenseCrf(const image::Image& image, const CrfOptions& options, InstructionSet set) {
  validate(image, options);
  impl_ = std::make_unique<Impl>(Impl{image.size, options, lattice_kernels(set), {}});
  std::array<std::optional<PairwiseKernel>, 2> built;
  parallel_for(2, options.threads, [&](std::size_t i) {
    if (i == 0 && options.bilateral_weight > 0) {
      built[0] = make_kernel(bilateral_features(image.size, colour_planes(image),
                                                options.bilateral_sxy, options.bilateral_srgb),
                             5, options.bilateral_weight, options.threads, set);
    }
    if (i == 1 && options.gaussian_weight > 0) {
      built[1] = make_kernel(position_features(image.size, options.gaussian_sxy), 2,
                             options.gaussian_weight, options.threads, set);
    }
  });
  for (auto& kernel : built) {
    if (kernel) impl_->pairwise.push_back(std::move(*kernel));
  }
}

DenseCrf::~DenseCrf() = default;
DenseCrf::DenseCrf(DenseCrf&&) noexcept = default;
DenseCrf& DenseCrf::operator=(DenseCrf&&) noexcept = default;

RowBuffer DenseCrf::Impl::clamped_rows(std::span<const float> probability, int classes) const {
  const std::size_t width = row_width(classes);
  const std::size_t pixels = size.area();
  RowBuffer rows(pixels * width, 0);
  float check = 0;
  for (std::size_t begin = 0; begin < pixels; begin += tile_points) {
    const std::size_t count = std::min(tile_points, pixels - begin);
    float* tile = rows.data() + begin * width;
    planes_to_rows(probability, classes, begin, count, width, tile);
    for (std::size_t i = 0; i < count; ++i, tile += width) {
      for (std::size_t c = 0; c < static_cast<std::size_t>(classes); ++c) {
        check += tile[c] * 0;
        tile[c] = std::max(tile[c], lowest_probability);
      }
    }
  }
  if (check != 0) throw Error("a probability is not finite", "dense CRF");
  return rows;
}

void DenseCrf::Impl::splat_in_parallel(const PairwiseKernel& kernel, const RowBuffer& marginals,
                                       float* to, int blocks) const {
  const std::size_t rows = kernel.lattice.row_count();
  const std::size_t ranges = static_cast<std::size_t>(options.threads) * 4;
  const std::size_t range = (rows + ranges - 1) / ranges;
  parallel_for(ranges, options.threads, [&](std::size_t r) {
    kernels.gather(kernel.points->starts.data(), kernel.points->points.data(),
                   kernel.normalization.data(), std::min(r * range, rows),
                   std::min((r + 1) * range, rows), marginals.data(), to, blocks);
  });
}

std::vector<float> DenseCrf::marginals(std::span<const float> probability, int classes) const {
  const std::size_t pixels = impl_->size.area();
  if (classes < 1 || classes > 256) {
    throw Error("there are " + std::to_string(classes) + " classes", "dense CRF",
                "use between 1 and 256");
  }
  if (probability.size() != pixels * static_cast<std::size_t>(classes)) {
    throw Error("the probabilities differ from the image in size", "dense CRF");
  }
  const int threads = impl_->options.threads;
  const std::size_t width = row_width(classes);
  const int blocks = static_cast<int>(width) / block_width;
  const RowBuffer rows = impl_->clamped_rows(probability, classes);

  std::vector<VertexRows> vertices;
  std::vector<MeanFieldTerm> terms;
  for (const PairwiseKernel& kernel : impl_->pairwise) {
    const std::size_t floats = kernel.lattice.row_count() * width;
    vertices.push_back({RowBuffer(floats, width), RowBuffer(floats, width)});
    vertices.back().blurred = vertices.back().spare.data();
    terms.push_back({kernel.lattice.corners().data(), kernel.lattice.corner_count(),
                     kernel.normalization.data(), kernel.weight * kernel.lattice.slice_scale(),
                     nullptr, nullptr});
  }
  const auto step = [&](bool receive, float* kept) {
    return MeanFieldStep{rows.data(), terms.data(), static_cast<int>(terms.size()),
                         receive,     kept,         blocks};
  };
  const auto in_ranges = [&](const auto& body) {
    const std::size_t ranges = static_cast<std::size_t>(std::max(threads, 1)) * 4;
    const std::size_t range = (pixels + ranges - 1) / ranges;
    parallel_for(ranges, threads, [&](std::size_t r) {
      const std::size_t begin = std::min(r * range, pixels);
      body(begin, std::min(begin + range, pixels));
    });
  };

  RowBuffer kept;
  if (threads > 1) kept = RowBuffer(pixels * width, 0);
  for (int iteration = 0; iteration < impl_->options.iterations; ++iteration) {
    for (std::size_t t = 0; t < terms.size(); ++t) {
      terms[t].blurred = vertices[t].blurred;
      terms[t].splatted = vertices[t].other(vertices[t].blurred);
    }
    if (threads > 1) {
      std::vector<float*> targets;
      for (MeanFieldTerm& term : terms) {
        targets.push_back(term.splatted);
        term.splatted = nullptr;
      }
      in_ranges([&](std::size_t begin, std::size_t end) {
        impl_->kernels.mean_field(step(iteration > 0, kept.data() + begin * width), begin, end);
      });
      for (std::size_t t = 0; t < terms.size(); ++t) {
        impl_->splat_in_parallel(impl_->pairwise[t], kept, targets[t], blocks);
        terms[t].splatted = targets[t];
      }
    } else {
      for (std::size_t begin = 0; begin < pixels; begin += tile_points) {
        for (std::size_t t = 0; t < terms.size(); ++t) {
          clear_new_rows(impl_->pairwise[t].lattice, begin / tile_points, width, terms[t].splatted);
        }
        impl_->kernels.mean_field(step(iteration > 0, nullptr), begin,
                                  std::min(begin + tile_points, pixels));
      }
    }
    for (std::size_t t = 0; t < terms.size(); ++t) {
      float* splatted = terms[t].splatted;
      vertices[t].blurred = impl_->pairwise[t].blur.apply(
          impl_->kernels, splatted, vertices[t].other(splatted), blocks, threads);
      terms[t].blurred = vertices[t].blurred;
    }
  }

  for (MeanFieldTerm& term : terms) term.splatted = nullptr;
  std::vector<float> result(probability.size());
  in_ranges([&](std::size_t begin, std::size_t end) {
    RowBuffer tile(tile_points * width, 0);
    for (; begin < end; begin += tile_points) {
      const std::size_t tile_end = std::min(begin + tile_points, end);
      impl_->kernels.mean_field(step(impl_->options.iterations > 0, tile.data()), begin, tile_end);
      rows_to_planes(tile.data(), classes, begin, tile_end - begin, width, result);
    }
  });
  return result;
}

std::vector<float> dense_crf(const image::Image& image, std::span<const float> probability,
                             int classes, const CrfOptions& options) {
  return DenseCrf(image, options).marginals(probability, classes);
}

}  // namespace penumbra::crf
