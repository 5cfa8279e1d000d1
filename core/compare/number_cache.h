#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "compare/image_numbers.h"

namespace SQLite {
class Database;
}

namespace penumbra::compare {

/// Its name in a project's cache.
inline constexpr auto number_cache_name = "comparisons.sqlite";

/// Which two maps, and how their values were read.
struct NumberKey {
  std::uint64_t reference = 0;  ///< see MapVersion
  std::uint64_t other = 0;
  std::uint64_t classes = 0;  ///< what each value counts as
  bool operator==(const NumberKey&) const = default;
};

/// Numbers of pairs of label maps in an SQLite file of limited size, the oldest going first. It is
/// only a cache: a damaged file is replaced by an empty one, and where it can't be written nothing
/// is kept. For one thread; several may have the file open.
class NumberCache {
 public:
  static constexpr std::int64_t default_limit = std::int64_t{256} << 20;

  explicit NumberCache(std::filesystem::path file, std::int64_t limit = default_limit);
  ~NumberCache();
  NumberCache(const NumberCache&) = delete;
  NumberCache& operator=(const NumberCache&) = delete;

  /// What is known of each key, in their order.
  std::vector<std::optional<ImageNumbers>> find(std::span<const NumberKey> keys);
  void keep(std::span<const std::pair<NumberKey, ImageNumbers>> numbers);

 private:
  void open();
  void start_anew();
  template <class Work>
  bool attempt(const Work& work);

  const std::filesystem::path file_;
  const std::int64_t limit_;
  std::unique_ptr<SQLite::Database> database_;  ///< none while it can't be opened
};

}  // namespace penumbra::compare
