#include "project/evidence_source.h"

#include <memory>
#include <span>
#include <unordered_map>

#include "base/hash.h"
#include "project/evidence.h"

namespace penumbra::project {

bool is_held_out(const std::string& item) {
  return hash_bytes(std::as_bytes(std::span(item))) % 5 == 0;
}

dataset::EvidenceSource evidence_source(Project& project, const ProjectData& data,
                                        EvidenceUse use) {
  auto image_of = std::make_shared<std::unordered_map<std::string, ImageId>>();
  auto item_of = std::make_shared<std::unordered_map<ImageId, std::string>>();
  for (std::size_t i = 0; i < data.images.size(); ++i) {
    const auto& id = data.dataset.items[i].id;
    if (use == EvidenceUse::Training && is_held_out(id)) continue;
    image_of->emplace(id, data.images[i]);
    item_of->emplace(data.images[i], id);
  }
  dataset::EvidenceSource source;
  source.items = [&project, item_of] {
    std::unordered_set<std::string> items;
    for (const ImageId image : images_with_evidence(project))
      if (const auto found = item_of->find(image); found != item_of->end())
        items.insert(found->second);
    return items;
  };
  source.read = [&project, image_of, numbers = data.numbers](
                    const dataset::Item& item) -> std::optional<image::LabelMap> {
    const auto found = image_of->find(item.id);
    if (found == image_of->end()) return std::nullopt;
    auto said = read_evidence(project, found->second);
    if (said) numbers->to_ids(*said);
    return said;
  };
  return source;
}

}  // namespace penumbra::project
