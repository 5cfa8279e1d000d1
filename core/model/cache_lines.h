#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace penumbra::model {

/// Memory that starts at a cache line: a register that lies across two is loaded at half the speed.
template <typename T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t line{64};
  CacheLineAllocator() = default;
  template <typename U>
  CacheLineAllocator(const CacheLineAllocator<U>&) {}
  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), line));
  }
  void deallocate(T* memory, std::size_t) { ::operator delete(memory, line); }
  bool operator==(const CacheLineAllocator&) const = default;
};
template <typename T>
using CacheLines = std::vector<T, CacheLineAllocator<T>>;

/// A LayerNorm as the kernels of blocks take it.
struct PackedNorm {
  CacheLines<float> weight, bias;
  float epsilon = 0;
};

}  // namespace penumbra::model
