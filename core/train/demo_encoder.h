#pragma once

#include <cstdint>
#include <filesystem>

#include "base/job.h"

namespace penumbra::train {

/// How the demo's small encoder is made: trained on pictures of made-up materials
/// (dataset/scene_material.h) to name the material of each patch. None of the demo's classes,
/// silhouettes of things or photos take part.
struct DemoEncoderOptions {
  int materials = 64;
  std::int64_t steps = 1600;
  int batch = 8;
  int image_size = 96;
  int large_image_size = 144;  ///< every third batch, half as many pictures
  double learning_rate = 2e-3;
  double weight_decay = 0.05;
  double warm_up = 0.05;  ///< fraction of the run
  std::uint64_t seed = 1;
  int threads = 2;

  /// Throws UsageError.
  void validate() const;
};

struct DemoEncoderSummary {
  double final_loss = 0;      ///< mean of the last tenth of the steps
  double patch_accuracy = 0;  ///< 0..1, on new pictures of the same materials
  double seconds = 0;
};

/// Trains the encoder `demo` from random weights and writes it to `file` (safetensors, half
/// precision, timm names). Throws UsageError, Error, Cancelled; an existing file is replaced only
/// at the end.
DemoEncoderSummary make_demo_encoder(const std::filesystem::path& file,
                                     const DemoEncoderOptions& options, JobControl& control,
                                     ProgressSink& progress);

}  // namespace penumbra::train
