#pragma once

#include <QObject>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "image/image.h"
#include "label/live_labels.h"
#include "ui/gallery/unwritten_labels.h"
#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

/// What live labels came to since they were switched on, or since a stroke.
struct LiveCounts {
  int strokes = 0;
  qint64 images = 0;    ///< that got another label somewhere
  double share = 0;     ///< of all patches that changed since the last stroke
  qint64 to_write = 0;  ///< images whose maps are still to be written; 0: all are
};

/// Live labels on a thread of their own. A stroke stops what still follows from the stroke before;
/// first comes the image under the pen, then those that are seen, then all, then their maps in the
/// layer, seen ones first. What a look at each image would bring is told after the seen ones.
class LiveWorker : public QObject {
  Q_OBJECT

 public:
  LiveWorker(std::shared_ptr<project::Project> project, std::unique_ptr<label::LiveLabels> live);
  ~LiveWorker() override;

  bool has(project::ImageId image) const { return known_.contains(image); }
  /// Labels of the patches until their maps are in the layer.
  std::shared_ptr<const UnwrittenLabels> unwritten() const { return unwritten_; }

  /// Takes in what is said of an image now: class values, 255 = nothing.
  void say(project::ImageId image, image::LabelMap said, int strokes);
  /// Reads what the project says of images: tags changed, or marks as reviewed.
  void look_again(const std::vector<project::ImageId>& images);
  /// Which image is under the pen, and which are seen beside it.
  void look_at(std::optional<project::ImageId> pen, std::vector<project::ImageId> seen);

 Q_SIGNALS:
  /// The labels of the image under the pen at the photo's size.
  void labelled(penumbra::project::ImageId image, const std::shared_ptr<image::LabelMap>& labels);
  void counted(const penumbra::ui::LiveCounts& counts);
  /// `unwritten` has other labels of these images, or none any more.
  void relabelled(const std::vector<penumbra::project::ImageId>& images);
  /// Maps of these images are written to the layer.
  void written(const std::vector<penumbra::project::ImageId>& images);
  /// What a look at each image would bring, the best first.
  void gainsFound(const std::vector<penumbra::label::LiveGain>& gains);
  void failed(const QString& text);

 private:
  struct Said {
    std::optional<image::LabelMap> map;  ///< nothing: as the project has it
  };

  void follow(JobControl& control);
  void take_in();
  void relabel(const std::vector<project::ImageId>& images, JobControl& control);
  void tell_patches(const std::vector<project::ImageId>& images);
  void count(const label::LiveChange& change);
  void write(const std::vector<project::ImageId>& images, JobControl& control);
  void find_gains(JobControl& control);

  std::shared_ptr<project::Project> project_;
  std::unique_ptr<label::LiveLabels> live_;
  std::map<project::ImageId, bool> known_;
  std::shared_ptr<UnwrittenLabels> unwritten_;

  std::mutex mutex_;
  std::map<project::ImageId, Said> said_;  ///< and not taken in yet
  std::optional<project::ImageId> pen_;
  std::vector<project::ImageId> seen_;
  int strokes_ = 0;

  // Only the thread uses these.
  LiveCounts counts_;
  std::map<project::ImageId, bool> changed_images_;
  std::int64_t changed_patches_ = 0;
  std::int64_t patches_ = 0;
  bool all_labelled_ = false;
  bool gains_told_ = false;

  LatestTask task_;
};

}  // namespace penumbra::ui
