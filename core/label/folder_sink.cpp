#include "label/folder_sink.h"

#include "base/atomic_file.h"
#include "image/mask.h"

namespace penumbra::label {

void FolderSink::begin(const nlohmann::json& settings) { layer_.emplace(folder_, settings); }

bool FolderSink::has(std::size_t item) const { return layer_->has(dataset_.items[item].id); }

void FolderSink::write(std::size_t item, ImageResult result) {
  const auto file = layer_->file(dataset_.items[item].id);
  make_folder(file.parent_path());
  image::write_mask(file, result.map);
}

void FolderSink::finish(const nlohmann::json& summary) { layer_->finish(summary); }

}  // namespace penumbra::label
