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
#include "ui/gallery/unwritten_labels.h"

namespace penumbra::ui {

/// Small pictures of label maps, made on a background thread, the latest asked for first.
class LabelPictures : public QObject {
  Q_OBJECT

 public:
  /// What pictures are made of.
  struct Source {
    std::optional<project::LayerId> layer;             ///< nothing: no pictures
    std::array<QRgb, 256> colours{};                   ///< of each value, premultiplied
    std::shared_ptr<const UnwrittenLabels> unwritten;  ///< count before the layer's; null: none
  };

  LabelPictures(std::shared_ptr<project::Project> project, int edge);
  ~LabelPictures() override;

  /// What was asked for before is forgotten.
  void set_source(Source source);
  /// Asks for a picture; `made` follows with the same number, in the state of the labels after this
  /// call. Returns those asked for so long ago that they are forgotten.
  std::vector<project::ImageId> ask(project::ImageId image, int number);

 Q_SIGNALS:
  /// A null picture where there are no labels of the image.
  void made(project::ImageId image, int number, const QImage& picture);

 private:
  struct Wish {
    project::ImageId image;
    int number;
  };

  void work(const std::stop_token& stop);
  QImage draw(const Source& source, project::ImageId image) const;

  std::shared_ptr<project::Project> project_;
  const int edge_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  std::vector<Wish> wishes_;  ///< the last is made first
  Source source_;
  std::jthread thread_;
};

}  // namespace penumbra::ui
