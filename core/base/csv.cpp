#include "base/csv.h"

#include "base/error.h"

namespace penumbra {

std::vector<CsvRecord> parse_csv(std::string_view text, const std::filesystem::path& file) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<CsvRecord> records;
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    CsvRecord record{line, {}};
    for (bool more = true; more;) {
      std::string& field = record.fields.emplace_back();
      if (at < text.size() && text[at] == '"') {
        for (++at;; ++at) {
          if (at == text.size())
            throw Error("line " + std::to_string(record.line) + ": a quoted field does not end",
                        file.string(), "Close its quotes");
          if (text[at] == '"' && (at + 1 == text.size() || text[at + 1] != '"')) break;
          if (text[at] == '"') ++at;
          line += text[at] == '\n';
          field.push_back(text[at]);
        }
        ++at;
      }
      while (at < text.size() && text[at] != ',' && text[at] != '\n') field.push_back(text[at++]);
      more = at < text.size() && text[at] == ',';
      ++at;
    }
    ++line;
    records.push_back(std::move(record));
  }
  return records;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",;\"\r\n") == std::string_view::npos &&
      (text.empty() || (text.front() != ' ' && text.back() != ' ')))
    return std::string(text);
  std::string quoted = "\"";
  for (const char sign : text) {
    if (sign == '"') quoted += '"';
    quoted += sign;
  }
  return quoted + '"';
}

void add_csv_line(std::string& csv, const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i)
    csv += (i == 0 ? "" : ",") + csv_field(fields[i]);
  csv += "\r\n";
}

}  // namespace penumbra
