#pragma once

#include <QWidget>
#include <filesystem>
#include <memory>

#include "model/known_weights.h"
#include "train/options.h"
#include "ui/training/run_request.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace penumbra::ui {

class DeviceChoice;
class EstimateRow;
class ImageChoice;
class JobList;
class OpenProject;
class OptionForm;
class PreviewChoice;
class StartChoice;
class WeightsField;

/// All that a new run is made of: preset and options, weights, images, device, previews, name.
class RunForm : public QWidget {
  Q_OBJECT

 public:
  explicit RunForm(JobList& jobs, QWidget* parent = nullptr);

  /// Null: none is open. The demo's project gets the demo's preset and encoder.
  void set_project(OpenProject* project);
  /// What the form says. Throws UsageError for what can't be.
  RunPlan plan() const;
  /// Fills in what another run was made of. Throws Error where its files are damaged, or what it
  /// started from is not here; all else is filled in then.
  void show_run(const std::filesystem::path& run);
  /// Fills in a run that fine-tunes another one, with its options and images.
  void fine_tune(const std::filesystem::path& run);
  /// While a run goes on, an estimate would measure both.
  void set_run_active(bool active);
  /// Proposes the next free name.
  void new_name();
  /// What stands in the way of a start; empty where nothing does.
  QString problem() const;
  /// Keeps preset and weights for the next time.
  void remember() const;

  std::filesystem::path weights() const;
  void set_weights(const std::filesystem::path& file);

 Q_SIGNALS:
  void edited();
  void weightsChanged();

 private:
  void make_rows(QFormLayout& rows);
  QWidget* make_preset_row();
  QWidget* make_all_options();
  void choose_preset(const QString& name);
  void set_options(const train::TrainOptions& preset, const train::TrainOptions& options);
  train::TrainOptions options() const;
  void something_changed();
  void update_differences();

  void fetch(const model::KnownWeights& weights);
  void update_start();
  void fill_in(const std::filesystem::path& run, const train::RunOrigin& origin);
  void start_from(const std::filesystem::path& run);

  JobList& jobs_;
  OpenProject* project_ = nullptr;
  train::TrainOptions preset_options_;
  QComboBox* preset_;
  QLabel* preset_help_;
  QLabel* differences_;
  QToolButton* reset_all_;
  StartChoice* start_;
  bool start_changed_ = false;  ///< since the form was filled in
  QFormLayout* rows_;
  WeightsField* weights_;
  QSpinBox* steps_;
  ImageChoice* images_;
  DeviceChoice* device_;
  PreviewChoice* previews_;
  QLineEdit* name_;
  EstimateRow* estimate_;
  OptionForm* form_;
};

}  // namespace penumbra::ui
