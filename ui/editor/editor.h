#pragma once

#include <QObject>
#include <QPointer>
#include <QRect>
#include <QTimer>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "project/catalogue.h"
#include "ui/editor/edit_worker.h"
#include "ui/editor/shown_labels.h"

namespace penumbra::ui {

class OpenProject;

/// The labels of the current image under a person's hands: painted on at once, while the session
/// that keeps them works on a thread of its own. Every edit is saved when it ends.
class Editor : public QObject {
  Q_OBJECT

 public:
  explicit Editor(QObject* parent = nullptr);
  ~Editor() override;

  void set_project(OpenProject* project);
  OpenProject* project() const;
  /// The image that is looked at; nothing: none.
  void set_image(const std::optional<project::ImageRow>& image);
  std::optional<project::ImageId> image() const;
  /// Whether the image's labels are kept open for edits.
  void set_active(bool active);
  bool active() const { return active_; }
  /// Why the image can't be edited; empty: it can.
  const QString& problem() const { return problem_; }

  /// The layers that edits can go to, made or not, the usual one first.
  std::vector<EditTarget> targets() const;
  const EditTarget& target() const { return target_; }
  void set_target(const EditTarget& target);

  /// While on, edits go to the layer of evidence (project/evidence.h) alone.
  void set_evidence(bool on);

  /// As they are seen, where they are open; null else. The plane stays the same until
  /// `labelsReplaced`.
  std::shared_ptr<const LabelPlane> labels() const { return shown_.labels(); }
  /// The label under an image point; nothing outside or while nothing is open.
  std::optional<std::uint8_t> label_at(edit::Point point) const;

  // A stroke, painted as it goes on. Each call shows at once.
  void begin(LabelEdit stroke);
  void extend(const std::vector<edit::Point>& points, const std::vector<double>& radii = {});
  void end();
  bool has_stroke() const { return shown_.has_stroke(); }
  /// A polygon or the like, shown at once.
  void paint(LabelEdit edit);
  /// What may take a while: `painted` follows when it is done.
  void run(edit::Operation operation);

  /// Accepts labels of the image, where edits go to the layer of evidence: `edited` follows.
  void accept(image::LabelMap labels);

  const std::vector<HistoryEntry>& history() const { return history_; }
  /// Operations of the history that count.
  int done() const { return done_; }
  void undo();
  void redo();
  void go_to(int done);

  /// Whether something is asked for and not done yet, or not on the disk, be it of a project that
  /// was closed meanwhile.
  bool has_unsaved() const {
    return has_stroke() || unsaved_ > 0 || (worker_ && worker_->waits()) || !ending_.empty();
  }
  /// What is being waited for, in words; empty: nothing.
  QString waiting_for() const;
  /// Ends all edits and writes them; `saved` follows, with the reason where that failed.
  void save();

 Q_SIGNALS:
  void activeChanged();
  /// `problem`, `waiting_for` or the targets are other ones.
  void stateChanged();
  /// Another plane, or none.
  void labelsReplaced();
  void painted(const QRect& image);
  /// Other operations, or others count. added: just one more.
  void historyChanged(bool added);
  /// An operation of the image counts from now on.
  void edited(penumbra::project::ImageId image, const QString& operation);
  void told(const QString& text);
  void failed(const QString& text);
  void saved(const QString& problem);

 private:
  /// What the session was asked for.
  struct Request {
    enum class Kind { Stroke, Work, Undo, Redo, Walk, Classes } kind;
    std::string name{};  ///< of an operation
  };

  /// Whose edits are being written before `saved` is said: those of the open project come first.
  enum class Saving { Off, Open, Closed };

  void open();
  void close();
  void choose_target();
  void use_target(const EditTarget& target);
  void update_problem();
  void opened(int number, const OpenedLabels& labels);
  void answered(int number, const EditAnswer& answer);
  void looked(int unsaved, const QString& problem);
  void left(project::ImageId image, project::LayerId layer, bool changed);
  void flushed(const QString& problem);
  void answer_save(const QString& problem);
  void ended(EditWorker* worker, int unsaved, const QString& problem);
  void tell_what_came(const Request& request, int before, bool added);
  void ask(const LabelEdit& edit, bool exact);
  void step(int by);
  void retire(std::unique_ptr<EditWorker> worker);
  void show(const edit::Rect& rect);

  QPointer<OpenProject> project_;
  std::optional<project::ImageRow> image_;
  EditTarget target_;
  bool target_chosen_ = false;  ///< by a person
  bool evidence_ = false;
  bool active_ = false;
  QString problem_;
  QString open_problem_;  ///< why the labels of the image can't be opened

  std::unique_ptr<EditWorker> worker_;
  std::vector<std::unique_ptr<EditWorker>> ending_;  ///< of projects that were closed
  int number_ = 0;                                   ///< of the session; answers to others are old
  bool open_ = false;
  ShownLabels shown_;
  std::vector<HistoryEntry> history_;
  int done_ = 0;
  std::deque<Request> requests_;  ///< that wait for their answer
  int unsaved_ = 0;               ///< changes that are not on the disk
  bool changed_ = false;          ///< since the image's row was last told of
  QString save_problem_;
  Saving saving_ = Saving::Off;
  QTimer look_, look_at_ending_;
};

}  // namespace penumbra::ui
