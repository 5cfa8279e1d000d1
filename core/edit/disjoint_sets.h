#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace penumbra::edit {

/// Numbers that are joined to sets (union-find). A set's root is its smallest number.
class DisjointSets {
 public:
  DisjointSets() = default;
  /// `count` sets of one.
  explicit DisjointSets(std::size_t count) {
    while (parent_.size() < count) add();
  }

  /// Adds a set of one and returns its number.
  std::int32_t add() {
    parent_.push_back(static_cast<std::int32_t>(parent_.size()));
    return parent_.back();
  }

  std::int32_t root(std::int32_t i) {
    while (parent(i) != i) {
      parent(i) = parent(parent(i));
      i = parent(i);
    }
    return i;
  }

  /// Returns the root of both.
  std::int32_t join(std::int32_t a, std::int32_t b) {
    a = root(a);
    b = root(b);
    parent(std::max(a, b)) = std::min(a, b);
    return std::min(a, b);
  }

  std::size_t size() const { return parent_.size(); }

 private:
  std::int32_t& parent(std::int32_t i) { return parent_[static_cast<std::size_t>(i)]; }

  std::vector<std::int32_t> parent_;
};

}  // namespace penumbra::edit
