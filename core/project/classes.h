#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/dataset.h"
#include "project/changes.h"

/// The classes of a project. Everything that changes them is one change that can be undone; label
/// layers follow without being rewritten, for maps are read through `becomes` (see class_table.h).
namespace penumbra::project {

/// Those in use, in their order.
std::vector<ClassRow> classes(const Project& project);

/// The value of a class in use. Throws Error, naming the nearest one.
int class_value(const Project& project, std::string_view name);

/// Adds a class with the next free value, VOC's colour of that value and, for the first nine, a
/// digit as key; returns its value. Throws Error for a name that is in use, empty, of several lines
/// (or with another control character) or stands for background or ignore, and where all 254 values
/// are taken.
int add_class(Project& project, const std::string& name);

/// The value of each name, in their order; classes that are missing are added, which is no change
/// that can be undone. A name that a class had before it was renamed, merged or removed stands for
/// what it is now, 0 and 255 included. Throws Error as `add_class` does.
std::vector<int> import_classes(Project& project, const std::vector<std::string>& names);

/// The values that `import_classes` would give, without adding any: nothing for a class that would
/// be added. Throws Error likewise.
std::vector<std::optional<int>> known_classes(const Project& project,
                                              const std::vector<std::string>& names);

/// Throws Error as `add_class` does.
void rename_class(Project& project, int value, const std::string& name);

/// Sets colour (0xRRGGBB) and key: one character, or none. A class that had the key loses it.
void set_class_look(Project& project, int value, std::uint32_t colour, const std::string& key);

/// Gives classes back the colour that they were added with.
void reset_class_colours(Project& project, std::span<const int> values);

/// The classes come in this order; those that are not named follow as they were.
void order_classes(Project& project, std::span<const int> values);

/// Pixels and tags of `from` become `into`'s.
void merge_classes(Project& project, int from, int into);

/// Pixels of the class become background (0) or ignore (255); its tags go.
void remove_class(Project& project, int value, int becomes);

}  // namespace penumbra::project
