#include "formats/mask_files.h"

#include <algorithm>

#include "image/mask.h"

namespace penumbra::formats {

std::string encode_mask(const image::LabelMap& labels, const ExportOptions& options) {
  const auto& palette = options.colours ? *options.colours : image::voc_palette();
  return options.undecided_as_background ? image::encode_mask(decided(labels), palette)
                                         : image::encode_mask(labels, palette);
}

std::vector<LabelSet::Entry> mask_entries(const std::shared_ptr<const FileTree>& files,
                                          const std::string& folder) {
  constexpr std::string_view ending = ".png";
  std::vector<LabelSet::Entry> entries;
  const auto& names = files->names();
  for (auto name = std::lower_bound(names.begin(), names.end(), folder);
       name != names.end() && name->starts_with(folder); ++name) {
    if (!name->ends_with(ending)) continue;
    const auto start = folder.size();
    entries.push_back(
        {name->substr(start, name->size() - start - ending.size()), {}, [files, file = *name] {
           return image::read_mask(files->read(file), files->path(file));
         }});
  }
  return entries;
}

}  // namespace penumbra::formats
