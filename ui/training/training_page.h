#pragma once

#include <QPointer>
#include <QWidget>
#include <filesystem>

#include "train/options.h"
#include "ui/training/training_run.h"

class QLabel;
class QPushButton;
class QSplitter;
class QTabWidget;

namespace penumbra::ui {

class CurvePanel;
class JobList;
class LabelForm;
class OpenProject;
class PreviewPanel;
class RunBar;
class RunForm;
class RunList;
class WarningSign;
struct Phase;

/// Starts, steers and shows runs on the images of a project.
class TrainingPage : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPage(JobList& jobs, QWidget* parent = nullptr);

  /// Null: none is open.
  void set_project(OpenProject* project);
  /// Shows a run folder, or a TensorBoard log, beside the project's runs.
  void show_run(const std::filesystem::path& folder);

  /// Folds or unfolds the forms at the side.
  void show_panels(bool visible);
  /// Turns to the labels that need no run.
  void offer_instant_labels();

  TrainingRun& run() { return run_; }
  std::filesystem::path weights() const;
  void set_weights(const std::filesystem::path& file);

 Q_SIGNALS:
  void weightsChanged();
  /// A run folder has a new checkpoint to look at and label with.
  void modelReady(const std::filesystem::path& run_folder);

 private:
  QWidget* make_view();
  QLayout* make_message(QWidget* parent);
  QWidget* make_side();
  void make_actions();
  void connect_run();
  void connect_list();
  void check_form();
  bool shows_run() const;
  void start();
  void go_on(const std::filesystem::path& folder);
  void begin(RunPlan plan);
  /// Shows the form for a new run, filled in from another one.
  void fill_form(void (RunForm::*fill)(const std::filesystem::path&),
                 const std::filesystem::path& folder);
  void update_state();
  void tell_what_came();
  void show_current_run();
  void say(const QString& text, bool bad);

  JobList& jobs_;
  TrainingRun run_;
  QPointer<OpenProject> project_;

  RunForm* form_;
  RunBar* bar_;
  RunList* list_;
  CurvePanel* curves_;
  PreviewPanel* previews_;
  LabelForm* labels_;
  QTabWidget* tabs_;
  QSplitter* parts_;
  QWidget* side_;
  QPushButton* start_;
  QLabel* notice_;   ///< why there can be no start
  QLabel* message_;  ///< what became of what was done
  WarningSign* sign_;
};

/// Where phases of a run's schedule begin.
std::vector<Phase> phases_of(const train::TrainOptions& options);

}  // namespace penumbra::ui
