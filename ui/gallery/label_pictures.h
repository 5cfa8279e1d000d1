#pragma once

#include <QImage>
#include <QObject>
#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "project/catalogue.h"
#include "project/layer_file.h"

namespace penumbra::ui {

/// Small pictures of label maps, made on a background thread, the latest asked for first.
class LabelPictures : public QObject {
  Q_OBJECT

 public:
  LabelPictures(std::shared_ptr<project::Project> project, int edge);
  ~LabelPictures() override;

  /// Whose labels are shown, each value in its colour (premultiplied). What was asked for before is
  /// forgotten.
  void set_layer(std::optional<project::LayerId> layer, const std::array<QRgb, 256>& colours);
  /// Asks for a picture; `made` follows. Returns those asked for so long ago that they are
  /// forgotten.
  std::vector<project::ImageId> ask(project::ImageId image);

 Q_SIGNALS:
  /// A null picture where the layer has no labels of the image.
  void made(project::ImageId image, const QImage& picture);

 private:
  void work(const std::stop_token& stop);
  QImage draw(project::LayerId layer, project::ImageId image,
              const std::array<QRgb, 256>& colours) const;

  std::shared_ptr<project::Project> project_;
  const int edge_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  std::vector<project::ImageId> wishes_;  ///< the last is made first
  std::optional<project::LayerId> layer_;
  std::array<QRgb, 256> colours_{};
  int generation_ = 0;
  std::jthread thread_;
};

}  // namespace penumbra::ui
