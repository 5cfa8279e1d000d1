#pragma once

#include <QString>
#include <QTemporaryDir>
#include <filesystem>
#include <functional>

#include "project/project.h"
#include "ui/window_driver.h"

struct JourneyOptions {
  std::filesystem::path photos;    ///< a data set with truth, or its project; empty: demo scenes
  QString where;                   ///< which images
  int images = 4;                  ///< that are corrected
  std::filesystem::path pictures;  ///< where pictures of the window go; empty: nowhere
};

constexpr int minute_ms = 60'000;

/// Throws Error where it has not come within the limit.
void wait_for(const char* what, int limit_ms, const std::function<bool()>& done);

/// A user's way through the window.
class Journey : public WindowDriver {
 public:
  explicit Journey(JourneyOptions options) : options_(std::move(options)) {}

 protected:
  ~Journey() = default;

  /// The window on the photos, once all is imported.
  void open();
  void picture(const char* name) const;
  /// The truth of an image, class values.
  penumbra::image::LabelMap truth(penumbra::project::ImageId image) const;

  JourneyOptions options_;

 private:
  QTemporaryDir folder_;
};
