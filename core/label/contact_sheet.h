#pragma once

#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "image/image.h"
#include "label/labeler.h"

namespace penumbra::label {

/// One image of a contact sheet.
struct SheetRow {
  std::string caption;
  Inspection inspection;
  image::LabelMap truth;
};

/// One row an image: photo, CAM (the strongest class a pixel), uncertain area, pseudo-label,
/// segmentation and truth side by side, with captions, and the colours of the classes below.
image::Image contact_sheet(const std::vector<SheetRow>& rows, const dataset::Classes& classes);

}  // namespace penumbra::label
