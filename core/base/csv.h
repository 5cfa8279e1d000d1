#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace penumbra {

/// One record of a CSV file (RFC 4180).
struct CsvRecord {
  std::size_t line = 1;  ///< where it starts, from 1
  std::vector<std::string> fields;
};

/// All records; quotes, CR LF and a UTF-8 byte order mark are understood. Throws Error for a quoted
/// field that does not end; `file` and the line are named in it.
std::vector<CsvRecord> parse_csv(std::string_view text, const std::filesystem::path& file);

/// A field as it is written: in quotes where that is needed.
std::string csv_field(std::string_view text);

/// Appends a record.
void add_csv_line(std::string& csv, const std::vector<std::string>& fields);

}  // namespace penumbra
