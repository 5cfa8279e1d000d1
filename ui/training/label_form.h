#pragma once

#include <QPointer>
#include <QWidget>
#include <filesystem>
#include <string>

#include "label/labeler.h"
#include "project/layer_file.h"
#include "ui/jobs/job_list.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace penumbra::ui {

class FileField;
class OpenProject;

/// Labels the filtered images of a project into a layer, by a run of it or by encoder weights
/// alone, as a job.
class LabelForm : public QWidget {
  Q_OBJECT

 public:
  explicit LabelForm(JobList& jobs, QWidget* parent = nullptr);

  /// Null: none is open.
  void set_project(OpenProject* project);
  /// Chooses what labels: a run with a checkpoint, or weights (for instant labels).
  void choose_run(const std::filesystem::path& run);
  void choose_weights(const std::filesystem::path& file);
  void choose_source(label::Source source);

  bool active() const { return job_ != nullptr; }

 Q_SIGNALS:
  /// The layer is finished, or was stopped with some images in it.
  void labelled(project::LayerId layer);

 private:
  void fill_models();
  void model_changed();
  void fill_sources();
  void propose_layer();
  void update_button();
  void start();
  void ended(const std::string& layer);
  label::ModelFiles model() const;
  label::Source source() const;

  JobList& jobs_;
  OpenProject* project_ = nullptr;
  QPointer<JobRunner> job_;
  bool layer_typed_ = false;  ///< the name is the user's
  QComboBox* model_;
  FileField* weights_;
  QComboBox* source_;
  QCheckBox* crf_;
  QLineEdit* layer_;
  QPushButton* start_;
  QLabel* result_;
};

}  // namespace penumbra::ui
