#include "formats/names.h"

#include "base/error.h"
#include "base/relative_path.h"
#include "base/utf8.h"
#include "dataset/class_lists.h"
#include "image/file_type.h"

namespace penumbra::formats {

namespace fs = std::filesystem;

std::string photo_name(const dataset::Dataset& dataset, const dataset::Item& item) {
  const auto relative = item.image.lexically_relative(dataset.root);
  if (!dataset.format.starts_with("coco") && stays_inside(relative))
    return relative.generic_string();
  // Where two photos differ in nothing else, their ids have the extension already.
  const auto extension = item.image.extension().string();
  return item.id.ends_with(extension) ? item.id : item.id + extension;
}

std::string without_picture_ending(const std::string& name) {
  return image::has_picture_name(name) ? fs::path(name).replace_extension().generic_string() : name;
}

void check_utf8_names(const dataset::Dataset& dataset) {
  for (const auto& name : dataset.classes.names())
    if (!is_utf8(name)) throw Error("is not UTF-8", "class '" + name + "'", "Rename the class");
  for (const auto& item : dataset.items)
    if (!is_utf8(item.id) || !is_utf8(photo_name(dataset, item)))
      throw Error("has a name that is not UTF-8, which this format can't hold", item.image.string(),
                  "Rename the image, or choose another format");
}

void check_no_reserved_names(const dataset::Dataset& dataset) {
  for (const auto& name : dataset.classes.names())
    if (dataset::is_no_class(name))
      throw Error("is a name that stands for background or undecided pixels in this format",
                  "class '" + name + "'", "Rename the class, or choose another format");
}

NamedLabels named_labels(const std::vector<std::string>& names, const fs::path& file) {
  std::vector<std::string> classes;
  NamedLabels named;
  for (const auto& name : names) {
    if (!dataset::is_no_class(name)) {
      classes.push_back(name);
      named.labels.push_back(static_cast<std::uint8_t>(classes.size()));
    } else {
      named.labels.push_back(dataset::is_background(name) ? 0 : image::ignore_label);
    }
  }
  named.classes = dataset::Classes(std::move(classes));
  dataset::check_classes(named.classes, file);
  return named;
}

std::vector<std::string> names_with_background(const dataset::Classes& classes) {
  std::vector<std::string> names{background_name};
  names.insert(names.end(), classes.names().begin(), classes.names().end());
  return names;
}

void set_classes(LabelSet& set, dataset::Classes classes, const fs::path& file) {
  if (set.classes && set.classes->names() != classes.names())
    throw Error("names other classes than the other files", file.string(),
                "Keep them in folders of their own");
  set.classes = std::move(classes);
}

}  // namespace penumbra::formats
