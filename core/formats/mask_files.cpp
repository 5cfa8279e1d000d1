#include "formats/mask_files.h"

#include <algorithm>

#include "image/mask.h"

namespace penumbra::formats {

ExportSummary write_masks(const ExportRequest& request, const std::string& folder,
                          std::uint8_t undecided, Output& output, JobControl& control,
                          ProgressSink& progress) {
  return for_each_label(request, control, progress,
                        [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
                          const auto file = folder + item.id + ".png";
                          if (undecided == image::ignore_label)
                            return output.add(file, image::encode_mask(labels));
                          auto decided = labels;
                          std::replace(decided.labels.begin(), decided.labels.end(),
                                       image::ignore_label, undecided);
                          output.add(file, image::encode_mask(decided));
                        });
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
