#pragma once

#include <QPointer>
#include <QWidget>
#include <functional>
#include <memory>

#include "train/estimate.h"
#include "ui/jobs/job_list.h"
#include "ui/training/run_request.h"

class QLabel;
class QPushButton;

namespace penumbra::ui {

/// A button that tries a few steps of the run as it stands in the form, and what that told of time
/// and memory.
class EstimateRow : public QWidget {
  Q_OBJECT

 public:
  /// plan: what the form says; throws UsageError.
  EstimateRow(JobList& jobs, std::function<RunPlan()> plan, QWidget* parent = nullptr);

  void set_project(std::shared_ptr<project::Project> project);
  /// What was told is of other options.
  void forget();
  void set_allowed(bool allowed);

 private:
  void start();
  void show_estimate(const train::RunEstimate& estimate, std::int64_t steps);
  void update_button();

  JobList& jobs_;
  std::function<RunPlan()> plan_;
  std::shared_ptr<project::Project> project_;
  QPointer<JobRunner> job_;
  int asked_ = 0;  ///< a result of an earlier question is dropped
  bool allowed_ = true;
  QPushButton* button_;
  QLabel* result_;
};

}  // namespace penumbra::ui
