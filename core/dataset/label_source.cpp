#include "dataset/label_source.h"

#include "base/error.h"
#include "image/mask.h"

namespace penumbra::dataset {

LabelSource labels_in(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder))
    throw Error("is not a folder of labels", folder.string(), "Make one with the label command");
  return [folder](const Item& item) -> std::optional<image::LabelMap> {
    const auto file = folder / (item.id + ".png");
    if (!std::filesystem::exists(file)) return std::nullopt;
    return image::read_mask(file);
  };
}

}  // namespace penumbra::dataset
