#include "project/edited_layer.h"

#include "base/error.h"
#include "project/evidence.h"

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
    if (!keeps_history(found->kind))
      throw Error("is no edited layer", name, "Choose another name for the edited layer");
    if (under && found->base != under->id)
      throw Error("is over another layer than " + base, name,
                  "Leave the base out, or choose another name for the edited layer");
    return *found;
  }
  Layer layer;
  layer.name = name;
  layer.source = "by hand";
  if (name == evidence_name) {
    if (under)
      throw Error("lies over no layer: it holds only what was said of images", name,
                  "Leave the base out");
    layer.kind = LayerKind::Evidence;
    return layers.create(std::move(layer));
  }
  layer.kind = LayerKind::Edited;
  const auto chosen = under ? under : best_base(layers.list());
  if (chosen) layer.base = chosen->id;
  return layers.create(std::move(layer));
}

}  // namespace penumbra::project
