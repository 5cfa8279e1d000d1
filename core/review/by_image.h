#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <vector>

namespace penumbra::review {

/// A value for each image that there may be: ids are dense, and this is many times faster than a
/// hash.
template <class T>
class ByImage {
 public:
  ByImage(SQLite::Database& tables, T none)
      : values_(static_cast<std::size_t>(
                    tables.execAndGet("SELECT ifnull(max(id), 0) FROM images").getInt64()) +
                    1,
                none) {}
  T& operator[](std::int64_t image) { return values_[static_cast<std::size_t>(image)]; }
  const T& operator[](std::int64_t image) const { return values_[static_cast<std::size_t>(image)]; }
  const std::vector<T>& values() const { return values_; }

 private:
  std::vector<T> values_;
};

}  // namespace penumbra::review
