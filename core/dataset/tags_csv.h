#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace penumbra::dataset {

/// One row of tags.csv.
struct TagRow {
  std::size_t line = 0;             ///< from 1
  std::string image;                ///< path below the folder, or file name
  std::vector<std::string> tags;    ///< each once, in the file's order
  std::vector<std::string> splits;  ///< likewise
};

/// Parses CSV (RFC 4180; quotes, CR LF and a UTF-8 byte order mark are understood) with a header
/// row of `image`, `tags` and perhaps `split` in any order, or without a header in that order. Tags
/// and splits are separated by ';'. Throws Error naming the line of what can't be read.
std::vector<TagRow> parse_tags_csv(std::string_view text, const std::filesystem::path& file);

}  // namespace penumbra::dataset
