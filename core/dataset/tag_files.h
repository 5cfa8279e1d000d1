#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/tags_csv.h"

/// Tags of photos in the files of other programs. All parsers throw Error naming file and place.
namespace penumbra::dataset {

/// Hugging Face's metadata.jsonl: `file_name`, and tags in `tags`, `labels`, `label` or `classes`
/// (a text or a list of them); `split`.
std::vector<TagRow> parse_huggingface_tags(std::string_view text,
                                           const std::filesystem::path& file);

/// CVAT for images 1.1: the tags of each image and the labels of its shapes; its subset.
std::vector<TagRow> parse_cvat_tags(std::string_view text, const std::filesystem::path& file);

/// Label Studio's JSON: choices, and the labels of regions.
std::vector<TagRow> parse_label_studio_tags(std::string_view text,
                                            const std::filesystem::path& file);

struct TagFile {
  std::string name;  ///< relative to the folder
  std::string unit;  ///< what `TagRow::line` counts: "line", "image", "task"
  std::vector<TagRow> rows;
};

/// The first of these that is there and has tags: tags.csv, metadata.jsonl (in the folder, or in
/// each of its sub-folders, which are then splits), annotations.xml, a JSON file of Label Studio's.
std::optional<TagFile> read_tag_file(const std::filesystem::path& folder);

}  // namespace penumbra::dataset
