#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "dataset/dataset.h"

namespace penumbra::dataset {

/// PASCAL VOC's 20 classes in the kit's order.
Classes voc_classes();

/// COCO's 80 classes in the order of their category ids.
Classes coco_classes();

/// The classes that `folder` states: `classes.txt` or `labels.txt` (a name a line) or CVAT's
/// `labelmap.txt` ("name: colour:parts:actions" a line); background and ignore are no classes.
/// Nothing without such a file. Throws Error for one that can't be used.
std::optional<Classes> read_class_list(const std::filesystem::path& folder);

/// The names of such files; the first that is there counts.
inline constexpr std::array<std::string_view, 3> class_list_names{"classes.txt", "labels.txt",
                                                                  "labelmap.txt"};

/// The classes in the text of such a file.
Classes parse_class_list(std::string_view text, const std::filesystem::path& file);

/// Throws Error for no class, more than 254, or a name twice.
void check_classes(const Classes& classes, const std::filesystem::path& where);

/// Whether a name stands for background or ignore, which are no classes.
bool is_no_class(std::string_view name);

/// Whether a name stands for background.
bool is_background(std::string_view name);

/// Without white space at its ends.
std::string trimmed(std::string_view text);

}  // namespace penumbra::dataset
