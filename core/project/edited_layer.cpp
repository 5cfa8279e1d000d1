#include "project/edited_layer.h"

#include "base/error.h"

namespace penumbra::project {

std::optional<Layer> best_base(const std::vector<Layer>& layers) {
  std::optional<Layer> best;
  for (const auto& layer : layers)
    if (layer.kind <= LayerKind::Segmentation && (!best || layer.kind >= best->kind)) best = layer;
  return best;
}

Layer edited_layer(Project& project, const std::string& name, const std::string& base) {
  Layers layers(project);
  const auto under = base.empty() ? std::nullopt : std::optional(layers.named(base));
  if (auto found = layers.find(name)) {
    if (found->kind != LayerKind::Edited)
      throw Error("is no edited layer", name, "Choose another name for the edited layer");
    if (under && found->base != under->id)
      throw Error("is over another layer than " + base, name,
                  "Leave the base out, or choose another name for the edited layer");
    return *found;
  }
  Layer layer;
  layer.name = name;
  layer.kind = LayerKind::Edited;
  layer.source = "by hand";
  const auto chosen = under ? under : best_base(layers.list());
  if (chosen) layer.base = chosen->id;
  return layers.create(std::move(layer));
}

}  // namespace penumbra::project
