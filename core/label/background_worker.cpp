#include "label/background_worker.h"

#include <utility>

namespace penumbra::label {

BackgroundWorker::BackgroundWorker(std::size_t capacity)
    : capacity_(capacity), thread_([this](const std::stop_token& stop) { work(stop); }) {}

BackgroundWorker::~BackgroundWorker() = default;

void BackgroundWorker::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return !tasks_.empty(); }) && !stop.stop_requested()) {
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    busy_ = true;
    changed_.notify_all();
    lock.unlock();
    std::exception_ptr failure;
    try {
      task();
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    busy_ = false;
    if (failure) {
      failure_ = failure;
      tasks_.clear();
    }
    changed_.notify_all();
    if (failure) return;
  }
}

void BackgroundWorker::add(std::function<void()> task) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failure_ || tasks_.size() < capacity_; });
  if (failure_) std::rethrow_exception(failure_);
  tasks_.push_back(std::move(task));
  changed_.notify_all();
}

void BackgroundWorker::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failure_ || (tasks_.empty() && !busy_); });
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace penumbra::label
