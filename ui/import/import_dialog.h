#pragma once

#include <QDialog>
#include <QPointer>

#include "ui/import/import_plan.h"
#include "ui/jobs/latest_task.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace penumbra::ui {

class FileField;
class JobList;
class JobRunner;

/// Brings labels that another program wrote into a layer, after saying what comes in and what does
/// not. It stays open beside the window; closed, its job goes on.
class ImportDialog : public QDialog {
  Q_OBJECT

 public:
  ImportDialog(JobList& jobs, QWidget* parent);

  void set_project(OpenProject* project);

 private:
  void make_parts();
  ImportChoice choice() const;
  void name_layer();
  void look_ahead();
  void show_preview(const std::shared_ptr<const ImportPreview>& preview);
  void say(const QString& text);
  void update_buttons();
  void start();
  void show_progress();
  void ended(const project::LabelImportSummary& summary);

  JobList& jobs_;
  QPointer<OpenProject> project_;
  QPointer<JobRunner> job_;
  std::shared_ptr<const ImportPreview> preview_;  ///< of the present choice, else none
  std::shared_ptr<const ImportPreview> last_;     ///< what was found out last
  bool named_ = false;                            ///< the layer, by hand
  int request_ = 0;

  QComboBox* format_;
  FileField* in_;
  QLineEdit* layer_;
  QLabel* summary_;
  QListWidget* losses_;
  QLabel* losses_title_;
  QProgressBar* bar_;
  QLabel* result_;
  QPushButton* import_;
  QPushButton* stop_;
  LatestTask looking_;
};

}  // namespace penumbra::ui
