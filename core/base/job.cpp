#include "base/job.h"

#include <exception>
#include <utility>

#include "base/error.h"
#include "base/failure_text.h"

namespace penumbra {

std::string_view name(JobState state) {
  switch (state) {
    case JobState::Idle: return "idle";
    case JobState::Running: return "running";
    case JobState::Paused: return "paused";
    case JobState::Stopping: return "stopping";
    case JobState::Done: return "done";
    case JobState::Cancelled: return "cancelled";
    case JobState::Failed: return "failed";
  }
  return "unknown";
}

void JobControl::request_stop() {
  source_.request_stop();
  changed_.notify_all();
}

void JobControl::pause() { paused_ = true; }

void JobControl::resume() {
  {
    std::lock_guard lock(mutex_);
    paused_ = false;
  }
  changed_.notify_all();
}

void JobControl::checkpoint() {
  if (paused_ && !stop_requested()) {
    std::unique_lock lock(mutex_);
    // Woken by resume() and by either stop token; the token that cannot wake the wait is polled.
    while (paused_ && !stop_requested())
      changed_.wait_for(lock, source_.get_token(), std::chrono::milliseconds(50),
                        [this] { return !paused_ || stop_requested(); });
  }
  if (stop_requested()) throw Cancelled();
}

ProgressCounter::ProgressCounter(ProgressSink& sink, std::string phase, std::int64_t total,
                                 std::int64_t already_done)
    : sink_(sink), start_done_(already_done), start_(std::chrono::steady_clock::now()) {
  progress_.phase = std::move(phase);
  progress_.done = already_done;
  progress_.total = total;
  sink_.progress(progress_);
}

void ProgressCounter::advance(std::int64_t count) {
  progress_.done += count;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  const auto steps = progress_.done - start_done_;
  if (progress_.total > 0 && steps > 0)
    progress_.seconds_left = elapsed.count() / static_cast<double>(steps) *
                             static_cast<double>(progress_.total - progress_.done);
  sink_.progress(progress_);
}

JobOutcome run_job(const std::function<void()>& work) noexcept {
  try {
    work();
    return {};
  } catch (const Cancelled&) {
    return {JobState::Cancelled, {}};
  } catch (const std::exception& error) {
    try {
      return {JobState::Failed, failure_text(error)};
    } catch (...) {
      return {JobState::Failed, "out of memory"};
    }
  } catch (...) {
    return {JobState::Failed, "an unknown error"};
  }
}

}  // namespace penumbra
