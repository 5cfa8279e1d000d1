#pragma once

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/job.h"
#include "train/run_summary.h"
#include "ui/training/run_watch.h"

class QMenu;
class QPushButton;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace penumbra::ui {

class OpenProject;

/// A run, or a log of TensorBoard, in the list.
struct RunEntry {
  enum class Kind { Project, Elsewhere, Log };

  std::filesystem::path folder;
  Kind kind = Kind::Project;
  train::RunSummary summary;  ///< not of a log
  bool shown = false;         ///< in the plots
  int dash = 0;               ///< of its lines, where it is shown

  QString key() const { return QString::fromStdString(folder.string()); }
  QString name() const { return QString::fromStdString(folder.filename().string()); }
};

/// The runs of a project, whoever trains them, and others opened beside them: steps, best mIoU,
/// state, and whether the plots show them.
class RunList : public QWidget {
  Q_OBJECT

 public:
  explicit RunList(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// The run that this window trains, and how it stands: its numbers come from there, not from
  /// files. Empty: none.
  void set_live(const std::filesystem::path& folder, JobState state);
  void set_live_step(std::int64_t step);

  /// Opens a run folder, or a folder of TensorBoard logs, beside the project's.
  void open(const std::filesystem::path& folder);
  void show_run(const std::filesystem::path& folder, bool shown);
  void show_only(const std::filesystem::path& folder);
  /// Its numbers are read again from its files.
  void read_again(const std::filesystem::path& folder);
  void select(const std::filesystem::path& folder);
  /// Looks for news now.
  void look() { watch_.look(); }

  const RunEntry* current() const;
  const RunEntry* find(const std::filesystem::path& folder) const;
  const std::vector<RunEntry>& entries() const { return entries_; }

 Q_SIGNALS:
  void runShown(const RunEntry& entry);
  void runHidden(const QString& key);
  void curvesRead(const QString& key, const std::vector<Curve>& curves);
  void currentChanged();
  /// Runs came, went, or have a new checkpoint.
  void runsChanged();
  void continueAsked(const std::filesystem::path& folder);
  void optionsAsked(const std::filesystem::path& folder);
  void fineTuneAsked(const std::filesystem::path& folder);
  void failed(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  enum Column { Name, Preset, Steps, Best, State, columns };

  QWidget* make_buttons();
  void fill_menu(QMenu& menu, const QPoint& at);
  void take(const std::vector<train::RunSummary>& runs);
  void add(RunEntry entry);
  void remove(const std::filesystem::path& folder);
  void set_shown(RunEntry& entry, bool shown);
  void ask_for_numbers();
  int free_dash() const;
  QString state_of(const RunEntry& entry) const;
  bool can_go_on(const RunEntry& entry) const;
  QTreeWidgetItem* item_of(const std::filesystem::path& folder) const;
  void update_item(const RunEntry& entry);
  void update_buttons();
  void choose_folder(const QString& title, const char* name);

  RunWatch watch_;
  std::vector<RunEntry> entries_;
  std::filesystem::path project_runs_;
  std::filesystem::path live_;
  JobState live_state_ = JobState::Idle;
  std::filesystem::path wanted_;  ///< to be shown and chosen as soon as it is there
  bool first_look_ = true;
  QTreeWidget* tree_;
  QPushButton* continue_;
  QPushButton* use_;
  QPushButton* fine_tune_;
  QToolButton* open_;
  QToolButton* remove_;
};

}  // namespace penumbra::ui
