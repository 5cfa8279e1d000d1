#pragma once

#include <memory>
#include <string>

#include "formats/export.h"
#include "formats/file_tree.h"
#include "formats/import.h"

/// Labels as one indexed PNG an image, FOLDER/ID.png, which several formats share.
namespace penumbra::formats {

/// The bytes of a mask as the options ask for it.
std::string encode_mask(const image::LabelMap& labels, const ExportOptions& options);

/// The PNG masks below `folder`, which ends in '/', named by their ids.
std::vector<LabelSet::Entry> mask_entries(const std::shared_ptr<const FileTree>& files,
                                          const std::string& folder);

}  // namespace penumbra::formats
