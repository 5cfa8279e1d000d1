#include "dataset/tags_csv.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/csv.h"
#include "base/error.h"
#include "dataset/class_lists.h"

namespace penumbra::dataset {
namespace {

[[noreturn]] void refuse(const std::string& what, std::size_t line,
                         const std::filesystem::path& file) {
  throw Error("line " + std::to_string(line) + ": " + what, file.string(),
              "Write a header line 'image,tags' and a line an image with tags separated by ';'");
}

std::vector<std::string> split_cell(const std::string& cell) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= cell.size();) {
    const auto end = std::min(cell.find(';', start), cell.size());
    auto part = trimmed(std::string_view(cell).substr(start, end - start));
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end())
      parts.push_back(std::move(part));
    start = end + 1;
  }
  return parts;
}

struct Columns {
  std::size_t image = 0;
  std::size_t tags = 1;
  std::optional<std::size_t> split;
};

/// The columns that a header names; nothing where the first row is no header.
std::optional<Columns> parse_header(const CsvRecord& first, const std::filesystem::path& file) {
  std::optional<std::size_t> image, tags, split;
  for (std::size_t i = 0; i < first.fields.size(); ++i) {
    auto name = trimmed(first.fields[i]);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
      return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    });
    if (name == "image" || name == "file" || name == "filename" || name == "photo") image = i;
    if (name == "tags" || name == "tag" || name == "labels" || name == "label") tags = i;
    if (name == "split") split = i;
  }
  if (!image && !tags) return std::nullopt;
  if (!image) refuse("the header has no column 'image'", first.line, file);
  if (!tags) refuse("the header has no column 'tags'", first.line, file);
  return Columns{*image, *tags, split};
}

}  // namespace

std::vector<TagRow> parse_tags_csv(std::string_view text, const std::filesystem::path& file) {
  const auto records = parse_csv(text, file);
  if (records.empty()) refuse("the file is empty", 1, file);
  const auto header = parse_header(records.front(), file);
  const Columns columns = header.value_or(Columns{});
  std::vector<TagRow> rows;
  for (std::size_t i = header ? 1 : 0; i < records.size(); ++i) {
    const auto& [line, fields] = records[i];
    const auto cell = [&fields = fields](std::size_t column) {
      return column < fields.size() ? fields[column] : std::string();
    };
    if (fields.size() == 1 && trimmed(fields.front()).empty()) continue;
    TagRow row{line, trimmed(cell(columns.image)), split_cell(cell(columns.tags)), {}};
    if (row.image.empty()) refuse("it names no image", line, file);
    if (row.image.find('\0') != std::string::npos) refuse("it holds a zero byte", line, file);
    if (columns.split) row.splits = split_cell(cell(*columns.split));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) refuse("the file names no images", records.back().line, file);
  return rows;
}

}  // namespace penumbra::dataset
