#include "crf/mean_field.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"

namespace penumbra::crf {

namespace {

std::vector<MeanFieldTerm> terms_of(std::span<const PairwiseKernel> pairwise) {
  std::vector<MeanFieldTerm> terms;
  for (const PairwiseKernel& kernel : pairwise) {
    terms.push_back({kernel.lattice.corners().data(), kernel.lattice.corner_count(),
                     kernel.normalization.data(), kernel.weight * kernel.lattice.slice_scale(),
                     nullptr, nullptr});
  }
  return terms;
}

std::vector<RowBuffer> vertex_rows(std::span<const PairwiseKernel> pairwise, std::size_t width) {
  std::vector<RowBuffer> rows;
  for (const PairwiseKernel& kernel : pairwise) {
    rows.emplace_back(kernel.lattice.row_count() * width, width);
  }
  return rows;
}

std::size_t width_of(const MeanFieldInput& input) {
  return static_cast<std::size_t>(input.blocks) * block_width;
}

MeanFieldStep make_step(const MeanFieldInput& input, std::span<const MeanFieldTerm> terms,
                        bool receive, float* marginals) {
  return {input.probability, terms.data(), static_cast<int>(terms.size()),
          receive,           marginals,    input.blocks};
}

}  // namespace

SerialMeanField::SerialMeanField(const MeanFieldInput& input, const LatticeKernels& kernels)
    : input_(input),
      kernels_(kernels),
      terms_(terms_of(input.pairwise)),
      blurred_(vertex_rows(input.pairwise, width_of(input))),
      target_(vertex_rows(input.pairwise, width_of(input))) {}

void SerialMeanField::iterate() {
  for (std::size_t t = 0; t < terms_.size(); ++t) terms_[t].splatted = target_[t].data();
  const MeanFieldStep step = make_step(input_, terms_, has_messages_, nullptr);
  for (std::size_t begin = 0; begin < input_.pixels; begin += tile_points) {
    for (std::size_t t = 0; t < terms_.size(); ++t) {
      clear_new_rows(input_.pairwise[t].lattice, begin / tile_points, width_of(input_),
                     target_[t].data());
    }
    kernels_.mean_field(step, begin, std::min(begin + tile_points, input_.pixels));
  }
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const float* result = input_.pairwise[t].blur.apply(kernels_, target_[t].data(),
                                                        blurred_[t].data(), input_.blocks);
    if (result == target_[t].data()) std::swap(blurred_[t], target_[t]);
    terms_[t].blurred = result;
    terms_[t].splatted = nullptr;
  }
  has_messages_ = true;
}

void SerialMeanField::marginals(std::size_t begin, std::size_t end, float* rows) const {
  kernels_.mean_field(make_step(input_, terms_, has_messages_, rows), begin, end);
}

ParallelMeanField::ParallelMeanField(const MeanFieldInput& input, const LatticeKernels& kernels,
                                     int threads)
    : input_(input),
      kernels_(kernels),
      threads_(threads),
      terms_(terms_of(input.pairwise)),
      rows_(vertex_rows(input.pairwise, width_of(input))),
      spare_(vertex_rows(input.pairwise, width_of(input))),
      marginals_(input.pixels * width_of(input), 0) {}

void ParallelMeanField::iterate() {
  const std::size_t ranges = static_cast<std::size_t>(threads_) * 4;
  const auto in_ranges = [&](std::size_t count, const auto& body) {
    const std::size_t range = (count + ranges - 1) / ranges;
    parallel_for(ranges, threads_, [&](std::size_t r) {
      body(std::min(r * range, count), std::min((r + 1) * range, count));
    });
  };
  in_ranges(input_.pixels, [&](std::size_t begin, std::size_t end) {
    marginals(begin, end, marginals_.data() + begin * width_of(input_));
  });
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const PairwiseKernel& kernel = input_.pairwise[t];
    in_ranges(kernel.lattice.row_count(), [&](std::size_t begin, std::size_t end) {
      kernels_.gather(kernel.points->starts.data(), kernel.points->points.data(),
                      kernel.normalization.data(), begin, end, marginals_.data(), rows_[t].data(),
                      input_.blocks);
    });
    terms_[t].blurred =
        kernel.blur.apply(kernels_, rows_[t].data(), spare_[t].data(), input_.blocks, threads_);
  }
  has_messages_ = true;
}

void ParallelMeanField::marginals(std::size_t begin, std::size_t end, float* rows) const {
  kernels_.mean_field(make_step(input_, terms_, has_messages_, rows), begin, end);
}

}  // namespace penumbra::crf
