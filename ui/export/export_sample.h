#pragma once

#include <QImage>
#include <QStringList>
#include <vector>

#include "base/job.h"
#include "ui/export/export_choice.h"

namespace penumbra::ui {

/// A few of the images of an export as they will be written.
struct ExportSample {
  struct Picture {
    QString name;
    QImage image;  ///< the photo and its mask beside it
  };

  std::vector<Picture> pictures;
  QStringList files;  ///< that would be written of these alone
  qint64 bytes = 0;   ///< of these
};

/// The room of a photo, or of a mask, in a picture.
inline QSize sample_size(int edge) { return {edge, edge * 3 / 4}; }

/// Rehearses the export of the images of `data`, which are few, and draws them; edge: the longer
/// side of a picture in pixels. Throws Error, Cancelled.
ExportSample rehearse(project::Project& project, const project::ProjectData& data,
                      const ExportChoice& choice, int edge, JobControl& control);

}  // namespace penumbra::ui
