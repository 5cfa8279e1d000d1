#pragma once

#include <memory>
#include <string>

#include "formats/export.h"
#include "formats/file_tree.h"
#include "formats/import.h"
#include "formats/output.h"

/// Labels as one indexed PNG an image, FOLDER/ID.png, which several formats share.
namespace penumbra::formats {

/// Writes those of the request into `folder`, which ends in '/'. Undecided pixels become
/// `undecided`.
ExportSummary write_masks(const ExportRequest& request, const std::string& folder,
                          std::uint8_t undecided, Output& output, JobControl& control,
                          ProgressSink& progress);

/// The PNG masks below `folder`, which ends in '/', named by their ids.
std::vector<LabelSet::Entry> mask_entries(const std::shared_ptr<const FileTree>& files,
                                          const std::string& folder);

}  // namespace penumbra::formats
