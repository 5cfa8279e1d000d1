#include <algorithm>

#include "base/error.h"
#include "base/failure_text.h"
#include "model/safetensors.h"
#include "model/tensor_bytes.h"
#include "model/torch_archive.h"
#include "model/torch_legacy.h"
#include "model/weights.h"

namespace penumbra::model {
namespace {

StateDict parse(const torch::Tensor& bytes, const std::string& where) {
  if (is_safetensors(bytes)) return parse_safetensors(bytes, where);
  if (is_zip(bytes)) return parse_torch_archive(bytes, where);
  if (is_torch_legacy(bytes)) return parse_torch_legacy(bytes, where);
  throw Error("is neither a safetensors file nor one of PyTorch", where,
              "Name a weight file (.safetensors, .pth, .pt)");
}

template <typename Read>
StateDict guarded(const std::string& where, const Read& read) {
  try {
    return read();
  } catch (const std::exception& error) {
    if (ran_out_of_memory(error))
      throw Error("does not fit in memory", where,
                  "Close other programs, or use a machine with more memory");
    if (dynamic_cast<const c10::Error*>(&error))
      throw Error("cannot be read: " + failure_text(error), where, "Copy or download it again");
    throw;
  }
}

}  // namespace

const torch::Tensor* StateDict::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(tensors, [&](const auto& named) { return named.first == name; });
  return found == tensors.end() ? nullptr : &found->second;
}

const torch::Tensor& StateDict::at(std::string_view name) const {
  if (const auto* tensor = find(name)) return *tensor;
  throw Error("has no tensor " + std::string(name), where, "Use a file that holds it");
}

StateDict read_state_dict(const std::filesystem::path& file) {
  const auto where = file.string();
  return guarded(where, [&] { return parse(read_bytes(file), where); });
}

StateDict parse_state_dict(std::span<const std::byte> bytes, const std::string& where) {
  return guarded(where, [&] { return parse(copy_bytes(bytes), where); });
}

void write_state_dict(const std::filesystem::path& file, const StateDict& state) {
  const auto ending = file.extension();
  if (ending == ".safetensors") return write_safetensors(file, state);
  if (ending == ".pth" || ending == ".pt") return write_torch_archive(file, state);
  throw Error("has no known ending of a weight file", file.string(),
              "End its name in .safetensors, .pth or .pt");
}

}  // namespace penumbra::model
