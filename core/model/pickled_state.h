#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/tensor_bytes.h"

namespace penumbra::model {

/// The elements that tensors are views of. They lie outside of the pickle, under `key`.
struct PickledStorage {
  std::string key;
  const ElementType* type = nullptr;
  std::int64_t count = 0;
};

/// A tensor as a strided view (in elements) that lies within its storage.
struct PickledTensor {
  std::string name;
  PickledStorage storage;
  std::int64_t offset = 0;
  std::vector<std::int64_t> sizes, strides;
};

/// The tensors of a pickled dictionary; numbers, text, lists and other harmless entries are
/// dropped.
struct PickledState {
  std::vector<PickledTensor> tensors;    ///< nested dictionaries flattened with '.'
  std::vector<PickledStorage> storages;  ///< of every tensor in the pickle, as often as mentioned
  std::size_t size = 0;                  ///< bytes of the pickle
};

/// Reads what torch.save pickles of a state dictionary or of a dictionary that holds some.
/// Throws Error naming `where` for a damaged pickle, for one that holds objects of other classes
/// and for one without tensors.
PickledState read_pickled_state(std::span<const std::byte> pickle, const std::string& where);

/// The tensor over its storage's elements (1-d, of storage.count), contiguous.
torch::Tensor view_of(const PickledTensor& tensor, const torch::Tensor& elements);

/// Pickles an OrderedDict of contiguous tensors as torch.save does (protocol 2); tensor i lies in
/// storage "i".
std::string pickle_state(const std::vector<std::pair<std::string, torch::Tensor>>& tensors);

}  // namespace penumbra::model
