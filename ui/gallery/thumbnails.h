#pragma once

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QTimer>
#include <QVariant>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "project/catalogue.h"
#include "project/layer_file.h"
#include "project/thumbnail_cache.h"
#include "project/thumbnail_maker.h"
#include "ui/gallery/label_pictures.h"

namespace penumbra::ui {

class OpenProject;

/// Thumbnails of photos, and of the labels that a layer has for them. Those that are asked for and
/// not there are made in the background, the latest asked for first.
class Thumbnails : public QObject {
  Q_OBJECT

 public:
  /// Pixels of the longer side.
  static constexpr int edge = 240;

  explicit Thumbnails(OpenProject& project);
  ~Thumbnails() override;

  /// A QPixmap, or nothing while there is none.
  QVariant picture(const project::ImageRow& row);
  /// Labels of the chosen layer, transparent where there are none, to be stretched over the
  /// thumbnail; or nothing.
  QVariant overlay(const project::ImageRow& row);
  /// Why there is no thumbnail, or nothing.
  QVariant problem(project::ImageId image) const;

  /// Whose labels lie over the thumbnails; nothing: none.
  void set_layer(std::optional<project::LayerId> layer);
  std::optional<project::LayerId> layer() const { return layer_; }
  /// Labels of a layer were written: those shown are made anew, and stay until the new ones come.
  void layer_changed(project::LayerId layer);
  /// Labels that count before those of their layer; null: none.
  void set_unwritten(std::shared_ptr<const UnwrittenLabels> unwritten);
  /// Those of these images are other ones.
  void unwritten_changed(const std::vector<project::ImageId>& images);

 Q_SIGNALS:
  void changed(project::ImageId image);
  void allChanged();

 private:
  struct Overlay {
    QPixmap pixmap;  ///< null: has no labels
    bool old = false;
  };

  void request();
  void set_source();
  void overlay_made(project::ImageId image, int number, const QImage& picture);
  void make_anew(const std::vector<project::ImageId>& images);

  OpenProject& project_;
  /// Of a photo in one state: a rescan may find it changed.
  struct Picture {
    project::PhotoVersion photo;
    QPixmap pixmap;  ///< null where there is none
    QString problem;
  };

  QCache<project::ImageId, Picture> pictures_;        ///< cost in KB
  QCache<project::ImageId, Overlay> overlays_;        ///< likewise
  std::vector<project::ThumbnailMaker::Wish> asked_;  ///< not there yet, the latest first
  std::set<project::ImageId> asked_ids_;
  std::map<project::ImageId, int> asked_overlays_;  ///< with the number of the last wish
  int overlay_wishes_ = 0;
  std::optional<project::LayerId> layer_;
  std::shared_ptr<const UnwrittenLabels> unwritten_;
  QTimer soon_;
  project::ThumbnailCache cache_;
  std::unique_ptr<project::ThumbnailMaker> maker_;
  std::unique_ptr<LabelPictures> label_pictures_;
};

}  // namespace penumbra::ui
