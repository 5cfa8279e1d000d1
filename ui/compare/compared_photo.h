#pragma once

#include <QCache>
#include <QObject>
#include <array>
#include <memory>
#include <optional>

#include "compare/difference.h"
#include "project/layers.h"
#include "ui/jobs/latest_task.h"
#include "ui/viewer/overlay.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {

/// Where two label maps differ, as areas to be drawn: 0 is nothing.
struct DifferencePlanes {
  SharedPlane wrong;     ///< the class that it is taken for; 255: ignored, or not decided
  SharedPlane missed;    ///< the class that it has
  SharedPlane invented;  ///< the class that it is taken for
  std::array<std::int64_t, 5> counts = {};  ///< pixels by compare::PixelKind
};
DifferencePlanes make_difference_planes(const image::LabelMap& reference,
                                        const image::LabelMap& other);

/// A photo with two label maps.
struct ComparedPhoto {
  project::ImageId image = 0;
  std::shared_ptr<const Pyramid> photo;  ///< null where it can't be read
  SharedPlane layer, reference;          ///< class values; null where there is no map
  std::optional<DifferencePlanes> difference;
  QString problem;  ///< what could not be read
};
using SharedComparedPhoto = std::shared_ptr<const ComparedPhoto>;

/// Reads photos and maps in the background, the latest one only, and the photo of the next image
/// ahead.
class ComparedPhotoReader : public QObject {
  Q_OBJECT

 public:
  struct Wish {
    std::shared_ptr<project::Project> project;
    project::ImageId image = 0;
    std::optional<project::LayerId> layer, reference;
    std::optional<project::ImageId> next;  ///< likely to be asked for then
  };

  explicit ComparedPhotoReader(QObject* parent = nullptr);

  void read(Wish wish);
  /// What is under way is not delivered.
  void forget();

 Q_SIGNALS:
  void ready(const penumbra::ui::SharedComparedPhoto& photo);

 private:
  SharedComparedPhoto read_all(const Wish& wish);
  std::shared_ptr<const Pyramid> photo_of(const Wish& wish, project::ImageId image);

  int number_ = 0;
  /// For the background thread alone; cost in KB.
  QCache<project::ImageId, std::shared_ptr<const Pyramid>> photos_;
  const project::Project* photos_of_ = nullptr;
  LatestTask task_;  // last: it ends before what it uses
};

}  // namespace penumbra::ui
