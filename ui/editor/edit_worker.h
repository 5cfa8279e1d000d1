#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "project/history.h"
#include "ui/editor/label_edit.h"
#include "ui/editor/shown_labels.h"
#include "ui/jobs/serial_tasks.h"

namespace penumbra::ui {

/// Where edits go: an edited layer, which is made at the first edit where there is none.
struct EditTarget {
  std::string layer;
  std::string base;  ///< of a layer to be made; empty: the best there is (project::best_base)
  bool operator==(const EditTarget&) const = default;
};

/// An operation of the history of an image.
struct HistoryEntry {
  int number = 0;
  std::string name;                   ///< as scripts call it
  std::optional<std::uint8_t> label;  ///< that was painted, where it was one
  std::string layer;                  ///< that it was taken from
  std::int64_t created = 0;           ///< milliseconds since 1970
};

/// What a session begins with.
struct OpenedLabels {
  image::LabelMap map;
  std::vector<HistoryEntry> history;
  int done = 0;     ///< operations that count
  QString problem;  ///< why the image can't be edited; empty where it can
};

/// What came of something that was asked of a session.
struct EditAnswer {
  std::optional<LabelPatch> patch;    ///< where asked for, and after a failure
  std::optional<HistoryEntry> added;  ///< takes the place of those from its number on
  int done = 0;
  bool made_layer = false;
  QString problem;  ///< why nothing was changed; empty where all went well
};

/// Edit sessions of a project on a thread of their own: everything happens in the order in which it
/// was asked for, each thing is answered by one signal, in that order. A session whose changes
/// can't be written when it is left is kept, and tries on.
class EditWorker : public QObject {
  Q_OBJECT

 public:
  /// What is to be told of the labels after an edit.
  enum class Tell { Nothing, Change, All };

  explicit EditWorker(std::shared_ptr<project::Project> project);
  /// Waits for all that was asked for.
  ~EditWorker() override;

  const std::shared_ptr<project::Project>& project() const { return project_; }

  /// Leaves the image that is open, and opens another. `opened` follows. number: what answers to
  /// this and to the next calls are marked with.
  void open(int number, project::ImageId image, const EditTarget& target);
  /// `answered` follows this and the next four.
  void apply(LabelEdit edit, Tell tell);
  /// Accepts labels of the image in the layer of evidence (project::accept).
  void accept(image::LabelMap labels);
  /// Undoes (-1) or redoes (1) one operation.
  void step(int by);
  /// Undoes or redoes until so many operations count.
  void move(int done);
  void refresh_classes();
  /// Whether one of these four has not been answered yet.
  bool waits() const { return unanswered_ > 0; }
  /// Looks at what is not on the disk yet: `looked` follows.
  void look();
  /// Waits until all is on the disk, as far as that goes: `flushed` follows.
  void flush();
  /// Saves the image's map and closes it: `left` follows, where one was open.
  void leave();

 Q_SIGNALS:
  void opened(int number, const penumbra::ui::OpenedLabels& labels);
  void answered(int number, const penumbra::ui::EditAnswer& answer);
  /// unsaved: changes that are not on the disk; problem: why not, where writing them failed.
  void looked(int unsaved, const QString& problem);
  /// problem: why something is not on the disk; empty: all is.
  void flushed(const QString& problem);
  /// layer: 0 where it was never made.
  void left(penumbra::project::ImageId image, penumbra::project::LayerId layer, bool changed);

 private:
  struct Session;

  void leave_now();
  void start(Session& session, project::LayerId layer);
  template <class Work>
  void work(const Work& work);

  std::shared_ptr<project::Project> project_;
  int unanswered_ = 0;
  // Only the thread uses these.
  int number_ = 0;
  std::unique_ptr<Session> session_;
  std::map<std::pair<project::LayerId, project::ImageId>, std::unique_ptr<Session>> unsaved_;
  SerialTasks tasks_;
};

}  // namespace penumbra::ui
