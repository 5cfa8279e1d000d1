#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace penumbra::review {

/// A value for each image that there may be: ids are dense, and this is many times faster than a
/// hash. An id that no image has, of a damaged catalogue, has `none`, whatever it is given.
template <class T>
class ByImage {
 public:
  /// Throws Error where ids are so far apart that no program can have given them.
  ByImage(SQLite::Database& tables, T none)
      : none_(none), values_(size_for(tables), none), other_(none) {}
  T& operator[](std::int64_t image) {
    if (has(image)) return values_[static_cast<std::size_t>(image)];
    other_ = none_;
    return other_;
  }
  const T& operator[](std::int64_t image) const {
    return has(image) ? values_[static_cast<std::size_t>(image)] : none_;
  }
  const std::vector<T>& values() const { return values_; }

 private:
  static std::size_t size_for(SQLite::Database& tables) {
    constexpr std::int64_t most = 1 << 26;
    const auto last = tables.execAndGet("SELECT ifnull(max(id), 0) FROM images").getInt64();
    if (last > most)
      throw Error("is damaged: an image has the number " + std::to_string(last),
                  tables.getFilename(), "Take the project from a copy");
    return static_cast<std::size_t>(std::max<std::int64_t>(last, 0)) + 1;
  }
  bool has(std::int64_t image) const { return image >= 0 && image < std::ssize(values_); }

  T none_;
  std::vector<T> values_;
  T other_;
};

}  // namespace penumbra::review
