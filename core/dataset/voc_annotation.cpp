#include "dataset/voc_annotation.h"

#include <algorithm>
#include <pugixml.hpp>

#include "base/error.h"
#include "dataset/class_lists.h"

namespace penumbra::dataset {

std::vector<std::string> parse_voc_annotation(std::string_view xml,
                                              const std::filesystem::path& file) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size());
  if (!parsed)
    throw Error("is damaged XML: " + std::string(parsed.description()) + " at byte " +
                    std::to_string(parsed.offset),
                file.string(), "Repair or remove it");
  const auto root = document.child("annotation");
  if (!root)
    throw Error("is no VOC annotation: it has no element 'annotation'", file.string(),
                "Repair or remove it");
  std::vector<std::string> names;
  for (const auto object : root.children("object")) {
    auto name = trimmed(object.child("name").text().as_string());
    if (name.empty())
      throw Error("holds an object without a name", file.string(), "Repair or remove it");
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace penumbra::dataset
