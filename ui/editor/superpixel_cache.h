#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "edit/superpixels.h"
#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

/// Superpixels of the photo that is edited, computed in the background: it takes seconds where the
/// photo is large. Those of the latest photo and size are kept.
class SuperpixelCache : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Asks for those of a photo; does nothing where they are there, or on their way.
  void want(const std::filesystem::path& photo, int region_size);
  void forget();
  /// Null until they are there.
  const std::shared_ptr<const edit::Superpixels>& superpixels() const { return superpixels_; }
  int region_size() const { return region_size_; }

 Q_SIGNALS:
  void ready();
  void failed(const QString& text);

 private:
  std::filesystem::path photo_;
  int region_size_ = 0;
  int request_ = 0;
  std::shared_ptr<const edit::Superpixels> superpixels_;
  std::shared_ptr<const image::Image> pixels_;  ///< of the photo; only the task uses it
  std::filesystem::path pixels_of_;             ///< likewise
  LatestTask task_;
};

}  // namespace penumbra::ui
