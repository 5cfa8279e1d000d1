#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace penumbra::label {

/// Does tasks one after another in a thread, beside what its owner computes.
class BackgroundWorker {
 public:
  /// capacity: tasks that may wait; `add` waits while there are more.
  explicit BackgroundWorker(std::size_t capacity);
  /// Ends after the task that is being done; what waits is dropped.
  ~BackgroundWorker();

  /// Rethrows what an earlier task threw; none is done after that.
  void add(std::function<void()> task);
  /// Waits until all are done. Rethrows like `add`.
  void finish();

 private:
  void work(const std::stop_token& stop);

  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> tasks_;
  bool busy_ = false;
  std::exception_ptr failure_;
  std::jthread thread_;
};

}  // namespace penumbra::label
