#include "ui/jobs/latest_task.h"

#include <utility>

#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {

LatestTask::LatestTask() : thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}

LatestTask::~LatestTask() {
  thread_.request_stop();
  cancel();
}

void LatestTask::submit(Task task) {
  {
    std::lock_guard lock(mutex_);
    waiting_ = std::move(task);
    if (running_) running_->request_stop();
  }
  submitted_.notify_one();
}

void LatestTask::cancel() {
  std::lock_guard lock(mutex_);
  waiting_ = {};
  if (running_) running_->request_stop();
}

void LatestTask::work(std::stop_token stop) {
  lower_thread_priority();
  while (true) {
    Task task;
    std::shared_ptr<JobControl> control;
    {
      std::unique_lock lock(mutex_);
      if (!submitted_.wait(lock, stop, [this] { return static_cast<bool>(waiting_); })) return;
      if (stop.stop_requested()) return;
      task = std::exchange(waiting_, {});
      control = running_ = std::make_shared<JobControl>();
    }
    run_job([&] { task(*control); });
    std::lock_guard lock(mutex_);
    running_ = nullptr;
  }
}

}  // namespace penumbra::ui
