#pragma once

#include <QPointF>
#include <QVariant>
#include <map>
#include <optional>

#include "project/catalogue.h"

namespace penumbra::ui {

class Canvas;

/// How images were looked at, zoom and place, to be found again when one comes back to them.
class ViewMemory {
 public:
  void keep(project::ImageId image, const Canvas& canvas);
  /// Shows the canvas's photo as this image was looked at; nothing for one that never was.
  void restore(project::ImageId image, Canvas& canvas) const;
  void forget() { views_.clear(); }

  /// One image's view for QSettings, and back. Not valid where there is none.
  QVariant saved(project::ImageId image) const;
  void load(project::ImageId image, const QVariant& saved);

 private:
  /// Of the image's pixels, so that it holds in a canvas of another size, too.
  struct View {
    double scale = 1;
    QPointF centre;
  };

  std::map<project::ImageId, std::optional<View>> views_;  ///< nothing: fitted to the canvas
};

}  // namespace penumbra::ui
