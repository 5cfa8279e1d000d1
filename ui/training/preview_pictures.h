#pragma once

#include <QImage>
#include <QRgb>
#include <QString>
#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "train/previews.h"

namespace penumbra::ui {

/// What is shown of one image: the photo, and over it CAM, uncertain region and pseudo-label.
struct PreviewPictures {
  QString image;  ///< its id
  QImage photo, cam, uncertain, label;
  QString classes;  ///< of the pseudo-label, e.g. "cat, dog"
};

/// Colours of classes by name, and where photos lie by image.
struct PreviewSources {
  std::map<std::string, QRgb> colours;
  std::map<std::string, std::filesystem::path> photos;
};

/// photo: null where it is not there: the maps are then on grey. names: of the label's ids from 1.
PreviewPictures draw_preview(const QString& image, const QImage& photo,
                             const train::Preview& preview, const std::vector<std::string>& names,
                             const std::map<std::string, QRgb>& colours);

/// A photo at about the size of its preview. Null where it can't be read.
QImage read_preview_photo(const std::filesystem::path& file, image::Size size);

}  // namespace penumbra::ui
