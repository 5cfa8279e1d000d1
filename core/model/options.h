#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace penumbra::model {

inline constexpr double layer_norm_epsilon = 1e-6;

struct EncoderOptions {
  int image_size = 224;  ///< training size: pos_embed has (image_size / patch)^2 + 1 rows
  int patch = 16;
  int width = 192;
  int depth = 12;
  int heads = 3;
  int mlp_ratio = 4;
  int cls_depth = 2;
  int aux_index = -3;      ///< block whose output is the auxiliary map, from the end
  double drop_path = 0.1;  ///< rate of the last block; rises linearly from 0
  bool operator==(const EncoderOptions&) const = default;
};

struct ProjectorOptions {
  int hidden = 2048;
  int bottleneck = 256;
  int outputs = 4096;
  bool operator==(const ProjectorOptions&) const = default;
};

struct NetworkOptions {
  EncoderOptions encoder;
  int classes = 20;  ///< K, background not counted
  int decoder_width = 512;
  ProjectorOptions projector;
  bool operator==(const NetworkOptions&) const = default;
};

/// "tiny", "small", "base" (ViT of DeiT, patch 16) or "demo" (the small one in models/).
/// Throws UsageError for another name.
EncoderOptions encoder_preset(std::string_view name);
std::vector<std::string> encoder_preset_names();

}  // namespace penumbra::model
