#pragma once

#include <QObject>
#include <QPointer>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "label/labeler.h"
#include "ui/live/live_worker.h"
#include "ui/viewer/image_layers.h"

namespace penumbra::ui {

class Editor;
class JobRunner;
class OpenProject;

/// The switch of live labels: while it is on, what is drawn goes into the layer of evidence, and
/// the labels of all images follow each stroke.
class Live : public QObject {
  Q_OBJECT

 public:
  enum class State { Off, Preparing, On };

  explicit Live(Editor& editor, QObject* parent = nullptr);
  ~Live() override;

  void set_project(OpenProject* project);
  State state() const { return state_; }
  /// Prepares in a job, which goes on where it was stopped, and is on then. seen: images whose
  /// features are computed first.
  void start(const label::ModelFiles& model, const std::vector<project::ImageId>& seen);
  void stop();

  /// Which image is under the pen, and which are seen beside it.
  void look_at(std::optional<project::ImageId> image, std::vector<project::ImageId> seen);
  /// The labels of the image under the pen as of its last stroke; null: as the layer has them.
  std::shared_ptr<const LabelPlane> labels(project::ImageId image) const;
  /// Shows them as they were before the last stroke, for as long as it is on.
  void show_before(bool before);
  bool shows_before() const { return before_; }

  const LiveCounts& counts() const { return counts_; }
  /// What a look at each image would bring, the best first; nothing while it is off.
  const std::vector<label::LiveGain>& gains() const { return gains_; }
  /// The best one of the filter's images beside the one under the pen.
  std::optional<label::LiveGain> next() const;
  /// Whether the labels of the image under the pen can be accepted.
  bool can_accept() const;
  /// The labels as they are become what is said of all of the image, and it is reviewed; the next
  /// image is the one that brings most.
  void accept();

 Q_SIGNALS:
  void stateChanged();
  /// Other counts, or another next image.
  void counted();
  void gainsChanged();
  /// Other labels of the image under the pen.
  void labelsChanged();
  void told(const QString& text);
  void failed(const QString& text);

 private:
  void ready(std::unique_ptr<label::LiveLabels> live);
  void set_state(State state);
  void set_gains(const std::vector<label::LiveGain>& gains);
  void said(int strokes);
  void tell_tags();
  void retire();

  Editor& editor_;
  QPointer<OpenProject> project_;
  QPointer<JobRunner> job_;
  std::unique_ptr<LiveWorker> worker_;
  State state_ = State::Off;
  std::optional<project::ImageId> pen_;
  std::vector<project::ImageId> seen_;
  std::shared_ptr<const LabelPlane> now_, was_;
  std::optional<project::ImageId> labels_of_;
  std::optional<project::ImageId> accepting_;
  std::optional<project::ImageId> history_of_;
  bool accepted_ = false;  ///< that history says so
  bool before_ = false;
  bool written_ = false;      ///< a map, since it is on
  bool all_written_ = false;  ///< once
  LiveCounts counts_;
  std::vector<label::LiveGain> gains_;
};

}  // namespace penumbra::ui
