#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace penumbra {

/// The life of a job, as a window or a command line shows it.
enum class JobState { Idle, Running, Paused, Stopping, Done, Cancelled, Failed };

std::string_view name(JobState state);

/// How the owner of a job steers it. Core code runs on the caller's thread and calls
/// `checkpoint()` at least once a step; the owner pauses, resumes and stops from another thread.
class JobControl {
 public:
  JobControl() = default;
  /// Also stops when `token` does.
  explicit JobControl(std::stop_token token) : outer_(std::move(token)) {}

  void request_stop();
  void pause();
  void resume();

  bool stop_requested() const noexcept {
    return source_.stop_requested() || outer_.stop_requested();
  }
  bool paused() const noexcept { return paused_.load(); }
  /// Stops when `request_stop()` was called on this object.
  std::stop_token token() const { return source_.get_token(); }

  /// Returns at once while running, waits while paused, throws `Cancelled` once asked to stop.
  void checkpoint();

 private:
  std::stop_source source_;
  std::stop_token outer_;
  std::atomic<bool> paused_{false};
  std::mutex mutex_;
  std::condition_variable_any changed_;
};

/// How far a job is.
struct Progress {
  std::string phase;          ///< what is being done, e.g. "training"
  std::int64_t done = 0;      ///< steps or images finished
  std::int64_t total = 0;     ///< 0 where unknown
  double seconds_left = -1;   ///< estimate; negative where unknown
};

enum class Severity { Info, Warning };

/// Where a job reports to. Called on the job's thread.
class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  virtual void progress(const Progress& progress) = 0;
  virtual void message(Severity severity, const std::string& text) = 0;
};

/// Drops everything.
class NoProgress : public ProgressSink {
 public:
  void progress(const Progress&) override {}
  void message(Severity, const std::string&) override {}
};

/// Counts steps of one phase and estimates the time left from their mean duration.
///.
class ProgressCounter {
 public:
  ProgressCounter(ProgressSink& sink, std::string phase, std::int64_t total,
                  std::int64_t already_done = 0);
  /// Reports `count` more steps as done.
  void advance(std::int64_t count = 1);

 private:
  ProgressSink& sink_;
  Progress progress_;
  std::int64_t start_done_;
  std::chrono::steady_clock::time_point start_;
};

/// Runs `work` and turns what it throws into an end state: the boundary of every job.
struct JobOutcome {
  JobState state = JobState::Done;  ///< Done, Cancelled or Failed
  std::string message;              ///< the error's text where Failed
};
JobOutcome run_job(const std::function<void()>& work) noexcept;

}  // namespace penumbra
