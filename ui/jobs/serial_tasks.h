#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace penumbra::ui {

/// A background thread that does every task, one after another in their order: what a person
/// changes, none of which may be left out.
class SerialTasks {
 public:
  using Task = std::function<void()>;  ///< must not throw

  SerialTasks();
  /// Does what is still waiting.
  ~SerialTasks();

  void submit(Task task);

 private:
  void work(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any submitted_;
  std::deque<Task> waiting_;
  std::jthread thread_;
};

}  // namespace penumbra::ui
