#pragma once

#include <QPointer>
#include <QWidget>
#include <filesystem>

#include "project/layers.h"
#include "ui/export/export_choice.h"
#include "ui/jobs/latest_task.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace penumbra::ui {

class ExportPreview;
class FileField;
class JobList;
class JobRunner;
class OpenProject;

/// Writes a layer in a format that other tools read, after saying what will be written.
class ExportPage : public QWidget {
  Q_OBJECT

 public:
  explicit ExportPage(JobList& jobs, QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  void choose_layer(project::LayerId layer);

 Q_SIGNALS:
  void exported();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Preview {
    std::size_t images = 0;
    std::size_t labelled = 0;
    QStringList examples;  ///< of files
    QString problem;
  };

  QWidget* make_form();
  void fill_layers();
  void fill_images();
  QWidget* make_options();
  ExportChoice choice() const;
  void update_options();
  void look_ahead();
  void show_preview(const Preview& preview);
  void update_button();
  void start();
  void ended();

  JobList& jobs_;
  QPointer<OpenProject> project_;
  JobRunner* job_ = nullptr;
  QPointer<OpenProject> exporting_;  ///< whose layer the job writes
  std::filesystem::path last_out_;
  Preview preview_;
  bool layer_chosen_ = false;  ///< by hand
  bool images_chosen_ = false;
  int request_ = 0;

  QComboBox* layer_;
  QComboBox* images_;
  QComboBox* format_;
  QLabel* limits_;
  QFormLayout* rows_;
  QWidget* options_;
  QComboBox* colours_;
  QCheckBox* decided_;
  QCheckBox* photos_;
  QCheckBox* splits_;
  FileField* out_;
  QLabel* summary_;
  QLabel* result_;
  QPushButton* export_;
  QPushButton* show_;
  ExportPreview* pictures_;
  LatestTask looking_;
};

}  // namespace penumbra::ui
