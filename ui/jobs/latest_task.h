#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/job.h"

namespace penumbra::ui {

/// A background thread that does the latest task only: a new one takes the place of one that waits
/// and stops the one that runs.
class LatestTask {
 public:
  /// Runs on the background thread. What it throws is dropped: tasks report their own failures.
  using Task = std::function<void(JobControl&)>;

  LatestTask();
  ~LatestTask();

  void submit(Task task);
  /// Stops the running task and forgets the waiting one.
  void cancel();

 private:
  void work(std::stop_token stop);

  std::mutex mutex_;
  std::condition_variable_any submitted_;
  Task waiting_;
  std::shared_ptr<JobControl> running_;
  std::jthread thread_;
};

}  // namespace penumbra::ui
