#include "formats/format.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "formats/list.h"

namespace penumbra::formats {

std::span<const Format> all_formats() {
  static const std::array all = {
      voc(),      voc_server(),   coco(),        coco_panoptic(), yolo(),
      mmseg(),    mmseg_ade(),    cityscapes(),  labelme(),       cvat(),
      datumaro(), label_studio(), huggingface(), grey(),          npz(),
  };
  return all;
}

const Format& find_format(std::string_view name) {
  const auto all = all_formats();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  if (found != all.end()) return *found;
  std::string known;
  for (const auto& one : all) known += (known.empty() ? "" : ", ") + one.name;
  throw UsageError("no such format", std::string(name), "Choose one of " + known);
}

}  // namespace penumbra::formats
