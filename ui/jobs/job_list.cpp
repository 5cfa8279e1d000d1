#include "ui/jobs/job_list.h"

#include <algorithm>

namespace penumbra::ui {

JobList::~JobList() {
  // All are asked first, so that they end side by side.
  for (const auto& job : jobs_) job->stop();
}

JobRunner& JobList::start(const QString& title, JobRunner::Work work) {
  jobs_.push_back(std::make_unique<JobRunner>(title));
  JobRunner& job = *jobs_.back();
  connect(&job, &JobRunner::stateChanged, this, &JobList::changed);
  connect(&job, &JobRunner::progressed, this, &JobList::changed);
  connect(&job, &JobRunner::messaged, this, &JobList::messaged);
  connect(&job, &JobRunner::finished, this, [this, &job] {
    if (job.state() == JobState::Failed) Q_EMIT failed(job.title(), job.failure());
    if (!any_active()) Q_EMIT all_ended();
  });
  Q_EMIT added(&job);
  job.start(std::move(work));
  return job;
}

bool JobList::any_active() const {
  return std::any_of(jobs_.begin(), jobs_.end(), [](const auto& job) { return job->active(); });
}

JobRunner* JobList::foremost() const {
  for (auto job = jobs_.rbegin(); job != jobs_.rend(); ++job)
    if ((*job)->active()) return job->get();
  return nullptr;
}

void JobList::stop_all() {
  for (const auto& job : jobs_) job->stop();
}

void JobList::dismiss_ended() {
  std::erase_if(jobs_, [](const auto& job) { return !job->active(); });
  Q_EMIT changed();
}

}  // namespace penumbra::ui
