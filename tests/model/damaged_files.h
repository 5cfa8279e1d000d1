#pragma once

#include <torch/types.h>

#include <QTemporaryDir>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "model/pickled_state.h"
#include "model/weights.h"

/// A small state dictionary of several types.
inline penumbra::model::StateDict small_state() {
  penumbra::model::StateDict state;
  state.metadata = {{"format", "pt"}};
  state.tensors = {{"weight", torch::arange(6).reshape({2, 3}).to(torch::kFloat32)},
                   {"half", torch::ones(3, torch::kFloat16)},
                   {"truth", torch::tensor({true, false})},
                   {"count", torch::tensor(std::int64_t{5})}};
  return state;
}

/// As PyTorch's legacy format.
inline std::string legacy_file(const penumbra::model::StateDict& state) {
  std::string file("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
  file += "\x80\x02M\xe9\x03.";  // 1001
  file += std::string("\x80\x02}X\x0d\x00\x00\x00little_endian\x88s.", 24);
  file += penumbra::model::pickle_state(state.tensors);
  file += "\x80\x02](";
  for (std::size_t i = 0; i < state.tensors.size(); ++i)
    file += std::string("X\x01\x00\x00\x00", 5) + std::to_string(i);
  file += "e.";
  for (const auto& [name, tensor] : state.tensors) {
    const std::int64_t count = tensor.numel();
    file.append(reinterpret_cast<const char*>(&count), sizeof count);
    file.append(static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes());
  }
  return file;
}

/// The same state in each format that is read.
inline std::vector<std::pair<std::string, std::string>> files_of(
    const penumbra::model::StateDict& state) {
  const QTemporaryDir folder;
  const auto write = [&](const char* name) {
    const auto file = folder.filePath(name).toStdString();
    penumbra::model::write_state_dict(file, state);
    return penumbra::read_file(file);
  };
  return {{"safetensors", write("a.safetensors")},
          {"zip", write("a.pth")},
          {"legacy", legacy_file(state)}};
}
