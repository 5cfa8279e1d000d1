#pragma once

#include <memory>
#include <span>
#include <vector>

#include "crf/instruction_set.h"
#include "image/image.h"

namespace penumbra::crf {

/// Kernels of the fully connected CRF (Kraehenbuehl and Koltun, NIPS 2011). Defaults: inference of
/// the method (section 8 of the paper's supplement). A kernel of weight 0 is left out.
struct CrfOptions {
  float gaussian_sxy = 1;
  float gaussian_weight = 1;
  float bilateral_sxy = 121;
  float bilateral_srgb = 5;
  float bilateral_weight = 4;
  int iterations = 10;
  int threads = 1;
};

/// The dense CRF of one image: Potts compatibility, each kernel symmetrically normalised. Its
/// lattices are built once and serve any number of probability maps. Results do not depend on the
/// number of threads.
class DenseCrf {
 public:
  /// Throws Error if the image is empty or an option is out of range.
  explicit DenseCrf(const image::Image& image, const CrfOptions& options = {},
                    InstructionSet set = best_instruction_set());
  ~DenseCrf();
  DenseCrf(DenseCrf&&) noexcept;
  DenseCrf& operator=(DenseCrf&&) noexcept;

  /// Mean field with unary = -log(probability), started from softmax(-unary).
  /// probability: `classes` (at most 256) planes of the image's height x width; values below
  /// `lowest_probability` count as that. Returns the marginals in the same layout.
  /// Throws Error if the sizes differ or a value is not finite.
  std::vector<float> marginals(std::span<const float> probability, int classes) const;

  static constexpr float lowest_probability = 1e-5f;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Throws Error for what DenseCrf and its `marginals` refuse, but for values that are not finite.
void check_input(const image::Image& image, std::span<const float> probability, int classes,
                 const CrfOptions& options);

/// `DenseCrf(image, options).marginals(probability, classes)`.
std::vector<float> dense_crf(const image::Image& image, std::span<const float> probability,
                             int classes, const CrfOptions& options = {});

}  // namespace penumbra::crf
