#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "ui/jobs/job_runner.h"

namespace penumbra::ui {

/// All jobs of the window, running and ended, in the order of their start.
class JobList : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~JobList() override;

  /// Creates and starts a job. It stays in the list until it has ended and is dismissed.
  JobRunner& start(const QString& title, JobRunner::Work work);

  const std::vector<std::unique_ptr<JobRunner>>& jobs() const { return jobs_; }
  bool any_active() const;
  /// The job that the status strip shows: the latest active one, or null.
  JobRunner* foremost() const;
  void stop_all();
  /// Forgets jobs that have ended.
  void dismiss_ended();

 Q_SIGNALS:
  void added(penumbra::ui::JobRunner* job);
  /// A job's state or progress changed, or jobs were dismissed.
  void changed();
  void messaged(penumbra::Severity severity, const QString& text);
  void failed(const QString& title, const QString& text);
  void all_ended();

 private:
  std::vector<std::unique_ptr<JobRunner>> jobs_;
};

}  // namespace penumbra::ui
