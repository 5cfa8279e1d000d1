#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace penumbra::bench {

/// The permutohedral lattice written straight from Adams, Baek and Davis, 2010, section 3: keys of
/// 16-bit coordinates in a hash map, one step after the other.
class PlainLattice {
 public:
  /// features: rows of d values, already divided by the standard deviations.
  PlainLattice(const std::vector<float>& features, int d);

  /// values and result: rows of `channels`.
  std::vector<float> filter(const std::vector<float>& values, std::size_t channels) const;

 private:
  using Key = std::vector<std::int16_t>;
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  long find(const Key& key) const;
  void add_point(const float* feature);

  int d_;
  std::unordered_map<Key, std::size_t, KeyHash> numbers_;
  std::vector<Key> keys_;
  std::vector<std::size_t> vertex_;
  std::vector<float> weight_;
  std::vector<std::pair<long, long>> neighbours_;
};

}  // namespace penumbra::bench
