#include "method/refinement.h"

#include <cmath>
#include <vector>

#include "base/error.h"
#include "device/parallel.h"
#include "method/normalisation.h"
#include "method/pixel_affinity_cpu.h"
#include "method/resize.h"
#ifdef PENUMBRA_CUDA
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include "device/pixel_affinity_cuda.h"
#endif

namespace penumbra::method {
namespace {

using torch::indexing::Slice;

constexpr double position_weight = 0.01;
constexpr double bandwidth = 0.3;

torch::Tensor padded_by_reach(const torch::Tensor& x) {
  constexpr std::int64_t r = affinity_reach;
  return torch::replication_pad2d(x, {r, r, r, r});
}

/// softmax of -(r / (sigma_r + 1e-8) / 0.3)^2 over the 48 neighbours.
torch::Tensor position_affinity() {
  std::vector<double> distances;
  for (int k = 0; k < affinity_neighbours; ++k) {
    const auto offset = neighbour_offset(k);
    distances.push_back(std::hypot(offset.row, offset.column));
  }
  const auto r = torch::tensor(distances, torch::kFloat64);
  return torch::softmax(-(r / (r.std() + 1e-8) / bandwidth).square(), 0).to(torch::kFloat32);
}

torch::Tensor neighbour(const torch::Tensor& padded, int k, std::int64_t height,
                        std::int64_t width) {
  const auto offset = neighbour_offset(k);
  return padded.narrow(-2, affinity_reach + offset.row, height)
      .narrow(-1, affinity_reach + offset.column, width);
}

torch::Tensor colour_logits_cpu(const torch::Tensor& image) {
  const auto padded = padded_by_reach(image).contiguous();
  const auto batch = image.size(0), height = image.size(2), width = image.size(3);
  auto logits = torch::empty({batch, height, affinity_neighbours, width}, torch::kFloat32);
  const float* const in = padded.const_data_ptr<float>();
  float* const out = logits.data_ptr<float>();
  device::parallel_for(batch * height, 4, [&](std::int64_t begin, std::int64_t end) {
    for (auto i = begin; i < end; ++i)
      affinity_logits_row(in + (i / height) * padded.stride(0), static_cast<int>(height),
                          static_cast<int>(width), static_cast<int>(i % height),
                          out + i * affinity_neighbours * width);
  });
  return logits;
}

torch::Tensor colour_logits(const torch::Tensor& image) {
  const auto padded = padded_by_reach(image);
  const auto height = image.size(2), width = image.size(3);
  std::vector<torch::Tensor> neighbours;
  for (int k = 0; k < affinity_neighbours; ++k)
    neighbours.push_back(neighbour(padded, k, height, width));
  const auto stack = torch::stack(neighbours, 3);  // B x 3 x H x 48 x W
  const auto sigma = stack.std(3, /*unbiased=*/true, /*keepdim=*/true);
  return -((stack - image.unsqueeze(3)) / (sigma + 1e-8) / bandwidth).square().mean(1);
}

torch::Tensor refine_cpu(const torch::Tensor& weights, const torch::Tensor& scores,
                         int iterations) {
  const auto batch = scores.size(0), channels = scores.size(1);
  const auto height = scores.size(2), width = scores.size(3);
  auto current = scores.contiguous();
  const float* const weight = weights.const_data_ptr<float>();
  for (int iteration = 0; iteration < iterations; ++iteration) {
    const auto padded = padded_by_reach(current);
    const float* const in = padded.const_data_ptr<float>();
    auto next = torch::empty_like(current);
    float* const out = next.data_ptr<float>();
    // A row's weights stay in the cache while all channels use them.
    device::parallel_for(batch * height, 4, [&](std::int64_t begin, std::int64_t end) {
      for (auto i = begin; i < end; ++i) {
        const auto b = i / height, row = i % height;
        for (std::int64_t c = 0; c < channels; ++c)
          affinity_apply_row(in + b * padded.stride(0) + c * padded.stride(1),
                             static_cast<int>(width), static_cast<int>(row),
                             weight + i * affinity_neighbours * width,
                             out + ((b * channels + c) * height + row) * width);
      }
    });
    current = next;
  }
  return current;
}

#ifdef PENUMBRA_CUDA
device::AffinityNeighbours neighbours_on_gpu() {
  device::AffinityNeighbours neighbours{};
  const auto position = position_weight * position_affinity();
  for (int k = 0; k < affinity_neighbours; ++k) {
    const auto offset = neighbour_offset(k);
    neighbours.row[k] = offset.row;
    neighbours.column[k] = offset.column;
    neighbours.position[k] = position.const_data_ptr<float>()[k];
  }
  return neighbours;
}

torch::Tensor weights_cuda(const torch::Tensor& image) {
  const c10::cuda::CUDAGuard guard(image.device());
  const auto planes = image.contiguous();
  const auto batch = image.size(0), height = image.size(2), width = image.size(3);
  auto weights = torch::empty({batch, height, affinity_neighbours, width}, image.options());
  device::affinity_weights_cuda(planes.const_data_ptr<float>(), neighbours_on_gpu(),
                                weights.data_ptr<float>(), batch, height, width,
                                c10::cuda::getCurrentCUDAStream().stream());
  return weights;
}

torch::Tensor refine_cuda(const torch::Tensor& weights, const torch::Tensor& scores,
                          int iterations) {
  const c10::cuda::CUDAGuard guard(scores.device());
  const auto neighbours = neighbours_on_gpu();
  auto current = scores.contiguous();
  auto next = torch::empty_like(current);
  const auto dense = weights.contiguous();
  for (int iteration = 0; iteration < iterations; ++iteration) {
    device::refine_iteration_cuda(dense.const_data_ptr<float>(), current.const_data_ptr<float>(),
                                  neighbours, next.data_ptr<float>(), current.size(0),
                                  current.size(1), current.size(2), current.size(3),
                                  c10::cuda::getCurrentCUDAStream().stream());
    if (iteration == 0) current = torch::empty_like(next);  // the caller's scores stay
    std::swap(current, next);
  }
  return current;
}
#endif

torch::Tensor refine_any_device(const torch::Tensor& weights, torch::Tensor scores,
                                int iterations) {
  const auto height = scores.size(2), width = scores.size(3);
  for (int iteration = 0; iteration < iterations; ++iteration) {
    const auto padded = padded_by_reach(scores);
    auto next = torch::zeros_like(scores);
    for (int k = 0; k < affinity_neighbours; ++k)
      next.addcmul_(neighbour(padded, k, height, width), weights.select(2, k).unsqueeze(1));
    scores = next;
  }
  return scores;
}

}  // namespace

PixelAffinity::PixelAffinity(const torch::Tensor& image) {
  const torch::NoGradGuard no_grad;
#ifdef PENUMBRA_CUDA
  if (image.is_cuda() && image.scalar_type() == torch::kFloat32) {
    weights_ = weights_cuda(image);
    return;
  }
#endif
  const auto logits = image.is_cpu() && image.scalar_type() == torch::kFloat32
                          ? colour_logits_cpu(image)
                          : colour_logits(image);
  weights_ = torch::softmax(logits, 2) +
             position_weight * position_affinity().to(image.device()).view({1, 1, -1, 1});
}

torch::Tensor PixelAffinity::refine(const torch::Tensor& scores,
                                    const RefineOptions& options) const {
  if (scores.size(0) != weights_.size(0) || scores.size(2) != weights_.size(1) ||
      scores.size(3) != weights_.size(3))
    throw Error("scores and image differ in size", "refinement", "Resize the scores first");
  const torch::NoGradGuard no_grad;
#ifdef PENUMBRA_CUDA
  if (scores.is_cuda() && scores.scalar_type() == torch::kFloat32)
    return refine_cuda(weights_, scores, options.iterations);
#endif
  return scores.is_cpu() && scores.scalar_type() == torch::kFloat32
             ? refine_cpu(weights_, scores, options.iterations)
             : refine_any_device(weights_, scores, options.iterations);
}

torch::Tensor PixelAffinity::refine_one(std::int64_t index, const torch::Tensor& scores,
                                        const RefineOptions& options) const {
  PixelAffinity one(*this);
  one.weights_ = weights_.narrow(0, index, 1);
  return one.refine(scores, options);
}

torch::Tensor pixel_adaptive_refine(const torch::Tensor& image, const torch::Tensor& scores,
                                    const RefineOptions& options) {
  return PixelAffinity(image).refine(scores, options);
}

torch::Tensor with_background_score(const torch::Tensor& cam, const torch::Tensor& class_labels,
                                    double background) {
  const auto classes = class_labels.nonzero().flatten().to(cam.device());
  return torch::cat(
      {torch::full_like(cam.slice(0, 0, 1), background), cam.index_select(0, classes)});
}

std::vector<RefinedScores> refined_scores(const torch::Tensor& image, const torch::Tensor& cam,
                                          const torch::Tensor& class_labels,
                                          const PseudoLabelOptions& options) {
  const torch::NoGradGuard no_grad;
  const auto height = image.size(2) / 2, width = image.size(3) / 2;
  const PixelAffinity affinity(resize_bilinear(displayed_image(image), height, width));
  const auto half = resize_bilinear(cam, height, width);
  const auto labels = class_labels.cpu();  // a GPU is waited for once, not for each image
  std::vector<RefinedScores> refined;
  for (std::int64_t b = 0; b < cam.size(0); ++b) {
    const auto scores = [&](double background) {
      return torch::softmax(with_background_score(half[b], labels[b], background), 0);
    };
    // Both runs share the affinities: refined together as channels.
    const auto both = affinity.refine_one(
        b, torch::cat({scores(options.high), scores(options.low)}).unsqueeze(0), options.refine);
    const auto parts = both.chunk(2, 1);
    refined.push_back({.strict = parts[0], .lenient = parts[1]});
  }
  return refined;
}

torch::Tensor refined_label(const torch::Tensor& image, const torch::Tensor& valid_cam,
                            const torch::Tensor& class_labels, const PseudoLabelOptions& options) {
  const torch::NoGradGuard no_grad;
  const auto height = valid_cam.size(2), width = valid_cam.size(3);
  const auto tags = class_labels.cpu();
  const auto scores = refined_scores(image, valid_cam, tags, options);
  std::vector<torch::Tensor> labels;
  for (std::size_t b = 0; b < scores.size(); ++b) {
    const auto classes =
        tags[static_cast<std::int64_t>(b)].nonzero().flatten().to(valid_cam.device());
    const auto ids = torch::cat({torch::zeros({1}, classes.options()), classes + 1});
    const auto label_of = [&](const torch::Tensor& part) {  // 1 x (n+1) x h x w -> H x W
      const auto best = resize_bilinear(part, height, width).argmax(1).squeeze(0);
      return ids.index_select(0, best.flatten()).view({height, width});
    };
    const auto strict = label_of(scores[b].strict);
    const auto lenient = label_of(scores[b].lenient);
    auto label = strict.masked_fill(strict == 0, 255);
    label.masked_fill_((strict == 0) & (lenient == 0), 0);
    labels.push_back(label);
  }
  return torch::stack(labels);
}

}  // namespace penumbra::method
