#include "ui/jobs/serial_tasks.h"

#include <utility>

namespace penumbra::ui {

SerialTasks::SerialTasks() : thread_([this](const std::stop_token& stop) { work(stop); }) {}

SerialTasks::~SerialTasks() {
  thread_.request_stop();
  thread_.join();
}

void SerialTasks::submit(Task task) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  submitted_.notify_one();
}

void SerialTasks::work(const std::stop_token& stop) {
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      submitted_.wait(lock, stop, [this] { return !waiting_.empty(); });
      if (waiting_.empty()) return;  // asked to stop, and all is done
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task();
  }
}

}  // namespace penumbra::ui
