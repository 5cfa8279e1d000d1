#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>
#include <set>
#include <unordered_set>
#include <vector>

#include "review/queue.h"
#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

class OpenProject;

/// The walk through the images of the filter that most need a person: while it is on, they are the
/// first of the project's images, in the order of the queue, so that the film strip and its keys
/// follow it. The queue is computed in the background, and anew when what it depends on changes;
/// images that were passed stay before the present one, which never moves.
class ReviewQueue : public QObject {
  Q_OBJECT

 public:
  explicit ReviewQueue(QObject* parent = nullptr);
  ~ReviewQueue() override;

  /// Goes on with a walk that was on when the project was closed.
  void set_project(OpenProject* project);
  OpenProject* project() const;

  bool active() const { return active_; }
  /// Starts with the image that most needs a person, or ends and gives back the order of before.
  void set_active(bool active);
  /// Whether the queue has been computed.
  bool ready() const { return active_ && ready_; }

  /// Weights and second looks; kept in the project, and the queue follows.
  const review::Settings& settings() const { return settings_; }
  void set_settings(const review::Settings& settings);

  /// What live labels would learn of each image, the best first; empty: they are off. The queue
  /// follows.
  void set_gains(std::vector<review::Gain> gains);

  /// Why the present image is in the queue; null where it is not.
  const review::Entry* current() const;
  /// Its place, 1 for the first; 0 where it has none.
  int place() const;
  int left() const { return static_cast<int>(queue_.size()); }
  /// Reviewed in this walk.
  int done() const { return static_cast<int>(finished_.size()); }
  /// 0: not known yet.
  double images_an_hour() const { return images_an_hour_; }

  /// Marks the present image as reviewed and goes to the next of the queue, or of the filter while
  /// the walk is off.
  void finish();
  /// Takes the last of these marks back and returns to its image. False: there is none.
  bool go_back();

 Q_SIGNALS:
  void activeChanged(bool active);
  /// What is said of the queue or of the present image.
  void changed();
  /// An image was marked.
  void finished();

 private:
  /// What was computed.
  struct Computed {
    std::vector<review::Entry> entries;  ///< by image
    std::vector<review::ImageId> order;  ///< of the film strip
    std::vector<review::ImageId> queue;  ///< those of `order` that are in the queue
    double images_an_hour = 0;
  };
  struct Mark {
    review::ImageId image;
    std::optional<review::Entry> entry;  ///< nothing: it was not in the queue
  };
  /// What is asked for.
  struct Wish {
    bool skipped_stay = true;  ///< before the present image; false: they are put in order again
    bool go_to_first = false;
  };

  void compute(Wish wish);
  void compute_soon();
  void show(const std::shared_ptr<Computed>& computed);
  void images_were_filtered();
  void rows_were_changed(const std::vector<review::ImageId>& images);
  const review::Entry* find(review::ImageId image) const;
  std::optional<review::ImageId> next_of(review::ImageId image) const;

  QPointer<OpenProject> project_;
  review::Settings settings_;
  std::shared_ptr<const std::vector<review::Gain>> gains_;  ///< null: none
  bool active_ = false;
  bool ready_ = false;
  bool restore_ = false;                      ///< the walk goes on once there are images
  std::vector<review::Entry> entries_;        ///< by image; those of `gone_` too
  std::unordered_set<review::ImageId> gone_;  ///< marked since these were computed
  std::vector<review::ImageId> queue_;
  double images_an_hour_ = 0;
  std::vector<Mark> finished_;
  std::multiset<review::ImageId> own_;        ///< marks whose row is being read anew
  std::optional<review::ImageId> return_to_;  ///< once the filter has it again
  int since_computed_ = 0;                    ///< marks since the last order
  Wish wish_;
  int request_ = 0;
  QString where_;           ///< of the queue
  std::size_t images_ = 0;  ///< of the filter then
  QTimer soon_;
  LatestTask computing_;
};

}  // namespace penumbra::ui
