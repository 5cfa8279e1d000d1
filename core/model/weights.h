#pragma once

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/network.h"

namespace penumbra::model {

/// Tensors by name, in the file's order, with string metadata (safetensors' `__metadata__`).
struct StateDict {
  std::vector<std::pair<std::string, torch::Tensor>> tensors;
  std::map<std::string, std::string> metadata;

  const torch::Tensor* find(std::string_view name) const;
  /// Throws Error naming the tensor and `where`.
  const torch::Tensor& at(std::string_view name) const;
  std::string where;  ///< the file that it came from
};

/// Reads safetensors, or .pth/.pt (zip and legacy), told apart by content. A pickle is interpreted
/// by a reader that knows tensors, dictionaries and numbers only; nothing in it is run.
/// A nested dictionary (under "state_dict", "model", "teacher", ...) is flattened with its keys
/// joined by '.'; numbers, text and other plain values are dropped, objects of unknown classes
/// refused by name. Element types are kept. Throws Error for a damaged file or one that holds no
/// tensors.
StateDict read_state_dict(const std::filesystem::path& file);

/// The same from memory; `where` names the source in errors.
StateDict parse_state_dict(std::span<const std::byte> bytes, const std::string& where);

/// By extension: .safetensors, or .pth/.pt (PyTorch's zip format; loads with weights_only=True).
/// Atomic. Throws Error.
void write_state_dict(const std::filesystem::path& file, const StateDict& state);

/// All parameters of a network under their published names, copied to the CPU, with `heads` and
/// `aux_index`, which sizes don't tell, as metadata.
StateDict state_of(const Network& network);

/// Loads every parameter of `network`. Names may carry one of the prefixes "student.", "teacher.",
/// "module.", which `prefix` picks ("" = found by itself; student before teacher). Throws Error
/// listing what is missing, what is left over and which sizes differ; the network is then
/// unchanged.
void load_network(Network& network, const StateDict& state, std::string_view prefix = {});

/// The options of the network that `state` belongs to, read off its tensor names and sizes. `heads`
/// cannot be read off: width / 64 unless the metadata says. Throws Error if it is not one.
NetworkOptions options_of(const StateDict& state, std::string_view prefix = {});

/// Encoder options that fit pretrained weights in timm, DeiT or DINO naming. Throws Error if
/// `state` is not a ViT of patch 16 or 8.
EncoderOptions encoder_options_of(const StateDict& state);

/// Loads pretrained encoder weights (timm, DeiT, DINO naming, or a checkpoint written here):
/// `head.*` is dropped, the patch part of pos_embed is resized bicubically to the training grid,
/// `cls_blocks.*` and `mask_token` stay. Returns what was left over, for the log. Throws Error
/// listing what is missing and which sizes differ; the network is then unchanged.
std::vector<std::string> load_pretrained_encoder(Network& network, const StateDict& state);

}  // namespace penumbra::model
