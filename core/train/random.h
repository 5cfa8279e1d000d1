#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace penumbra::train {

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), started from a key such as (seed, epoch, item).
/// The same key gives the same numbers on every platform and whatever was drawn before elsewhere.
class Random {
 public:
  explicit Random(std::initializer_list<std::uint64_t> key) {
    for (const auto part : key) state_ = mixed(state_ ^ (part + increment));
  }

  std::uint64_t next() {
    state_ += increment;
    return mixed(state_);
  }
  /// In [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  /// In [low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// In [0, count); 0 for an empty range.
  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(uniform() * static_cast<double>(count));
  }
  bool chance(double probability) { return uniform() < probability; }

 private:
  static constexpr std::uint64_t increment = 0x9e3779b97f4a7c15;
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t state_ = 0x6a09e667f3bcc908;
};

}  // namespace penumbra::train
