#include "dataset/tag_files.h"

#include <algorithm>
#include <pugixml.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "dataset/class_lists.h"
#include "dataset/label_studio_task.h"
#include "dataset/picture_folder.h"

namespace penumbra::dataset {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

void add_once(std::vector<std::string>& tags, const std::string& tag) {
  if (!trimmed(tag).empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
    tags.push_back(tag);
}

void add_texts(std::vector<std::string>& tags, const json& value) {
  if (value.is_string()) add_once(tags, value.get<std::string>());
  if (value.is_array())
    for (const auto& one : value)
      if (one.is_string()) add_once(tags, one.get<std::string>());
}

[[noreturn]] void refuse(const std::string& why, const fs::path& file, const std::string& place) {
  throw Error(why, file.string() + ": " + place, "Repair or export the file again");
}

/// Whether any row has a tag.
bool has_tags(const std::vector<TagRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const TagRow& row) { return !row.tags.empty(); });
}

std::optional<TagFile> read_metadata(const fs::path& folder) {
  constexpr const char* name = "metadata.jsonl";
  const auto own = folder / name;
  TagFile file{name, "line", {}};
  if (fs::is_regular_file(own)) file.rows = parse_huggingface_tags(read_file(own), own);
  if (file.rows.empty())
    for (const auto& split : subfolders(folder)) {
      if (!fs::is_regular_file(split / name)) continue;
      for (auto& row : parse_huggingface_tags(read_file(split / name), split / name)) {
        row.image = (split.filename() / row.image).generic_string();
        if (row.splits.empty()) row.splits = {split.filename().string()};
        file.rows.push_back(std::move(row));
      }
    }
  return has_tags(file.rows) ? std::optional(std::move(file)) : std::nullopt;
}

std::optional<TagFile> read_label_studio(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".json")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    const auto text = read_file(path);
    const auto start = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (start == std::string::npos || text[start] != '[' ||
        text.find("\"data\"") == std::string::npos)
      continue;  // is of another program
    TagFile file{path.filename().string(), "task", parse_label_studio_tags(text, path)};
    if (has_tags(file.rows)) return file;
  }
  return std::nullopt;
}

}  // namespace

std::vector<TagRow> parse_huggingface_tags(std::string_view text, const fs::path& file) {
  std::vector<TagRow> rows;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto one = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.empty()) continue;
    try {
      const auto value = parse_json(one);
      TagRow row{line, value.at("file_name").get<std::string>(), {}, {}};
      for (const char* key : {"tags", "labels", "label", "classes"})
        if (const auto tags = value.find(key); tags != value.end()) add_texts(row.tags, *tags);
      if (const auto split = value.find("split"); split != value.end())
        add_texts(row.splits, *split);
      rows.push_back(std::move(row));
    } catch (const json::exception& error) {
      refuse(std::string("is no entry of an image: ") + error.what(), file,
             "line " + std::to_string(line));
    }
  }
  return rows;
}

std::vector<TagRow> parse_cvat_tags(std::string_view text, const fs::path& file) {
  pugi::xml_document document;
  if (const auto parsed = document.load_buffer(text.data(), text.size()); !parsed)
    refuse(std::string("is no XML: ") + parsed.description(), file,
           "byte " + std::to_string(parsed.offset));
  std::vector<TagRow> rows;
  for (const auto& image : document.child("annotations").children("image")) {
    const std::string name = image.attribute("name").value();
    TagRow row{rows.size() + 1, name, {}, {}};
    if (name.empty())
      refuse("an image has no name", file, "byte " + std::to_string(image.offset_debug()));
    for (const auto& marked : image.children())
      if (const auto label = marked.attribute("label")) add_once(row.tags, label.value());
    if (const auto subset = image.attribute("subset")) add_once(row.splits, subset.value());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<TagRow> parse_label_studio_tags(std::string_view text, const fs::path& file) {
  std::vector<TagRow> rows;
  try {
    for (const auto tasks = parse_json(text); const auto& task : tasks) {
      if (!task.is_object() || !task.contains("data")) continue;
      TagRow row{rows.size() + 1, label_studio_image(task), {}, {}};
      if (row.image.empty()) continue;
      for (const auto& result : label_studio_results(task)) {
        for (const auto& tag : label_studio_choices(result)) add_once(row.tags, tag);
        for (const auto& tag : label_studio_region_labels(result)) add_once(row.tags, tag);
      }
      rows.push_back(std::move(row));
    }
  } catch (const json::exception& error) {
    refuse(std::string("is no list of tasks: ") + error.what(), file,
           "task " + std::to_string(rows.size() + 1));
  }
  return rows;
}

std::optional<TagFile> read_tag_file(const fs::path& folder) {
  if (const auto csv = folder / "tags.csv"; fs::is_regular_file(csv))
    return TagFile{"tags.csv", "line", parse_tags_csv(read_file(csv), csv)};
  if (auto metadata = read_metadata(folder)) return metadata;
  if (const auto xml = folder / "annotations.xml"; fs::is_regular_file(xml)) {
    TagFile file{"annotations.xml", "image", parse_cvat_tags(read_file(xml), xml)};
    if (has_tags(file.rows)) return file;
  }
  return read_label_studio(folder);
}

}  // namespace penumbra::dataset
