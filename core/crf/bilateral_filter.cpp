#include "crf/bilateral_filter.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/error.h"
#include "crf/lattice_kernels.h"
#include "crf/permutohedral_lattice.h"
#include "crf/pixel_features.h"
#include "crf/rows.h"
#include "crf/vertex_blur.h"

namespace penumbra::crf {

struct BilateralFilter::Impl {
  image::Size size;
  InstructionSet set;
  PermutohedralLattice lattice;
  VertexBlur blur{lattice};
};

BilateralFilter::BilateralFilter(image::Size size, std::span<const float> rgb, float sigma_xy,
                                 float sigma_rgb, InstructionSet set)
    : impl_(std::make_unique<Impl>(Impl{
          size, set,
          PermutohedralLattice(bilateral_features(size, rgb, sigma_xy, sigma_rgb), 5, set)})) {}

BilateralFilter::~BilateralFilter() = default;
BilateralFilter::BilateralFilter(BilateralFilter&&) noexcept = default;
BilateralFilter& BilateralFilter::operator=(BilateralFilter&&) noexcept = default;

image::Size BilateralFilter::size() const { return impl_->size; }

void BilateralFilter::apply(std::span<const float> values, int channels,
                            std::span<float> result) const {
  const std::size_t pixels = impl_->size.area();
  if (channels < 1 || values.size() != pixels * static_cast<std::size_t>(channels) ||
      result.size() != values.size()) {
    throw Error("values and result differ from the image in size", "bilateral filter");
  }
  const PermutohedralLattice& lattice = impl_->lattice;

  // A row kernel takes so many channels at once; more are filtered in turns.
  constexpr int most_channels = 256;
  for (int first_channel = 0; first_channel < channels; first_channel += most_channels) {
    const int count = std::min(most_channels, channels - first_channel);
    const std::size_t offset = static_cast<std::size_t>(first_channel) * pixels;
    const std::size_t span = static_cast<std::size_t>(count) * pixels;
    const std::size_t width = row_width(count);
    const int blocks = static_cast<int>(width) / block_width;
    const LatticeKernels& kernels = lattice_kernels(impl_->set, blocks);
    RowBuffer vertices(lattice.row_count() * width, width);
    RowBuffer spare(lattice.row_count() * width, width);
    RowBuffer rows(tile_points * width, 0);
    for (std::size_t begin = 0; begin < pixels; begin += tile_points) {
      const std::size_t end = std::min(pixels, begin + tile_points);
      clear_new_rows(lattice, begin / tile_points, width, vertices.data());
      planes_to_rows(values.subspan(offset, span), count, begin, end - begin, width, rows.data());
      kernels.splat(lattice.corners().data(), lattice.corner_count(), begin, end, rows.data(),
                    vertices.data(), blocks);
    }
    const float* blurred = impl_->blur.apply(kernels, vertices.data(), spare.data(), blocks);
    for (std::size_t begin = 0; begin < pixels; begin += tile_points) {
      const std::size_t end = std::min(pixels, begin + tile_points);
      kernels.slice(lattice.corners().data(), lattice.corner_count(), lattice.slice_scale(), begin,
                    end, blurred, rows.data(), blocks);
      rows_to_planes(rows.data(), count, begin, end - begin, width, result.subspan(offset, span));
    }
  }
}

}  // namespace penumbra::crf
