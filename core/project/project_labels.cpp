#include "project/project_labels.h"

#include <unordered_map>
#include <unordered_set>

namespace penumbra::project {

dataset::LabelSource labels_of(Project& project, const ProjectData& data, LayerId layer) {
  const auto labelled = Layers(project).images(layer);
  const std::unordered_set<ImageId> has(labelled.begin(), labelled.end());
  std::unordered_map<std::string, ImageId> images;
  for (std::size_t i = 0; i < data.images.size(); ++i)
    if (has.contains(data.images[i])) images.emplace(data.dataset.items[i].id, data.images[i]);
  return [&project, &data, layer,
          images = std::move(images)](const dataset::Item& item) -> std::optional<image::LabelMap> {
    const auto found = images.find(item.id);
    if (found == images.end()) return std::nullopt;
    auto map = Layers(project).read(layer, found->second);
    data.numbers->to_ids(map);
    return map;
  };
}

}  // namespace penumbra::project
