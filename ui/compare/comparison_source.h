#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <optional>

#include "project/layer_file.h"
#include "ui/compare/comparison_result.h"
#include "ui/jobs/latest_task.h"

namespace penumbra::ui {

class JobList;
class JobRunner;
class OpenProject;

/// Compares two layers over the filtered images whenever one of these changes, while somebody
/// looks: silently where only a few maps have to be read, else as a job that can be watched and
/// stopped. A newer request takes the place of an older one.
class ComparisonSource : public QObject {
  Q_OBJECT

 public:
  explicit ComparisonSource(JobList& jobs, QObject* parent = nullptr);
  ~ComparisonSource() override;

  void set_project(OpenProject* project);
  /// Nothing is compared where one is missing, or both are the same.
  void set_layers(std::optional<project::LayerId> layer, std::optional<project::LayerId> reference);
  /// Whether somebody looks.
  void set_watched(bool watched);
  /// Compares again even if nothing is known to have changed.
  void refresh();
  bool busy() const { return busy_; }

 Q_SIGNALS:
  void started();
  void progressed(std::int64_t done, std::int64_t total);
  void ready(const penumbra::ui::SharedComparison& result);
  void failed(const QString& text);
  /// The user stopped the job.
  void stopped();

 private:
  struct Request;

  void filter_changed();
  void invalidate();
  void begin();
  void begin_job(const Request& request);
  void deliver(int number, const SharedComparison& result);
  void refuse(int number, const QString& text);
  void cancel();

  JobList& jobs_;
  QPointer<OpenProject> project_;
  std::optional<project::LayerId> layer_, reference_;
  std::vector<project::ImageId> images_;  ///< of the last request, ascending
  QTimer soon_;
  QPointer<JobRunner> job_;
  int number_ = 0;  ///< of the latest request
  bool watched_ = false;
  bool out_of_date_ = true;
  bool busy_ = false;
  LatestTask task_;  // last: it ends before what it posts to
};

}  // namespace penumbra::ui
