#pragma once

#include <QWidget>
#include <filesystem>
#include <memory>
#include <optional>

#include "dataset/dataset.h"
#include "train/options.h"
#include "ui/training/training_run.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace penumbra::ui {

class CurvePlot;
class FileField;
class OptionForm;

/// Starts, steers and shows a run.
class TrainingPage : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPage(JobList& jobs, QWidget* parent = nullptr);

  /// What is trained on. demo: the demo's scenes, with the encoder and preset that go with them.
  void set_dataset(std::shared_ptr<const dataset::Dataset> dataset, bool demo);
  /// Shows a run that exists, to look at or go on with. Its metrics are read in the background.
  void show_run(const std::filesystem::path& folder);

  TrainingRun& run() { return run_; }
  /// The run folder shown in the form.
  std::filesystem::path run_folder() const;
  std::filesystem::path weights() const;

 Q_SIGNALS:
  void weightsChanged();
  /// A run folder has a checkpoint to look at and label with.
  void modelReady(const std::filesystem::path& run_folder);

 private:
  QWidget* make_form();
  QWidget* make_view();
  void choose_preset(const QString& name);
  void set_options(const train::TrainOptions& options);
  /// What the form says. Throws UsageError.
  train::TrainOptions options() const;
  void fill_splits();
  void new_run_folder();
  void check_form();
  void start();
  void pause_or_resume();
  void update_state();
  void update_progress();
  void clear_curves();
  void add_steps(const std::vector<train::StepMetrics>& metrics);
  void add_validation(const train::ValidationMetrics& metrics);

  JobList& jobs_;
  TrainingRun run_;
  std::shared_ptr<const dataset::Dataset> dataset_;
  train::TrainOptions preset_options_;
  double images_per_second_ = 0;

  QComboBox* preset_;
  QSpinBox* steps_;
  QComboBox* device_;
  QComboBox* train_split_;
  QComboBox* validation_split_;
  FileField* weights_;
  FileField* folder_;
  OptionForm* form_;
  QPushButton* start_;
  QPushButton* pause_;
  QPushButton* stop_;
  QLabel* notice_;
  QLabel* headline_;
  QProgressBar* bar_;
  CurvePlot* losses_;
  CurvePlot* miou_;
};

}  // namespace penumbra::ui
