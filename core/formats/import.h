#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/job.h"
#include "dataset/dataset.h"
#include "image/image.h"

namespace penumbra::formats {

/// Labels that another program wrote, listed but not yet read.
struct LabelSet {
  struct Entry {
    /// The image as the format knows it: an id, a file name or a relative path ('/' between), with
    /// or without the photo's extension.
    std::string name;
    image::Size size;  ///< zero where it is known only once the labels are loaded
    /// Its labels: 0 background, 1.. the classes in their order, 255 ignore. May be called from
    /// several threads at once and after the set is gone. Throws Error for what can't be used.
    std::function<image::LabelMap()> load;
  };

  /// Nothing where the format names none: labels are then what the writer meant by them.
  std::optional<dataset::Classes> classes;
  std::vector<Entry> entries;  ///< each name once
  /// Places in `entries` of each split, in the split's order.
  std::map<std::string, std::vector<std::size_t>> splits;
  std::vector<dataset::Broken> broken;  ///< what was left out, and why
  std::vector<std::string> notes;
};

/// Lists the labels at `path`: a folder, an archive of it, or the format's own file. Throws
/// UsageError for an unknown format; Error where nothing can be used; Cancelled.
/// Each entry's `load` checks that the labels have the stated size and are among the classes.
LabelSet read_labels(const std::filesystem::path& path, std::string_view format,
                     JobControl& control);

}  // namespace penumbra::formats
