#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "formats/import.h"

/// What images and classes are called in the files of other programs.
namespace penumbra::formats {

/// The name of undecided pixels where a format has classes only.
inline constexpr const char* undecided_name = "ignore";
inline constexpr const char* background_name = "background";

/// The photo's path below the data set, or as its source named it.
std::string photo_name(const dataset::Dataset& dataset, const dataset::Item& item);

/// A name without the ending of a picture.
std::string without_picture_ending(const std::string& name);

/// For formats whose text is UTF-8. Throws Error for a class or image of another name.
void check_utf8_names(const dataset::Dataset& dataset);

/// For formats in which undecided pixels or background are classes. Throws Error for a class of
/// such a name.
void check_no_reserved_names(const dataset::Dataset& dataset);

/// Names in another program's order, and the label of each: 0 for background, 255 for ignore, else
/// the class's.
struct NamedLabels {
  dataset::Classes classes;
  std::vector<std::uint8_t> labels;
};
/// Throws Error for a class twice, none, or more than 254.
NamedLabels named_labels(const std::vector<std::string>& names, const std::filesystem::path& file);

/// Background, then the classes: the inverse for formats with a number a label.
std::vector<std::string> names_with_background(const dataset::Classes& classes);

/// Gives the set its classes. Throws Error where it has others already.
void set_classes(LabelSet& set, dataset::Classes classes, const std::filesystem::path& file);

}  // namespace penumbra::formats
