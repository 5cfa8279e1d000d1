#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "base/job.h"

namespace penumbra::cli {

/// Progress and messages for people, on standard error: a bar that is redrawn on a terminal, plain
/// lines elsewhere. Safe to use from several threads.
class Console : public ProgressSink {
 public:
  Console();
  ~Console() override;

  void progress(const Progress& progress) override;
  void message(Severity severity, const std::string& text) override;

  /// Shown behind the progress, e.g. the loss; empty: nothing.
  void set_detail(std::string text);
  /// No progress and no messages but warnings.
  void set_quiet(bool quiet);
  /// Ends the bar, so that what is printed next starts on a line of its own.
  void end_progress();

 private:
  using Clock = std::chrono::steady_clock;

  bool due(const Progress& progress) const;
  void draw_bar(const Progress& progress);
  void print_line(const Progress& progress);
  void clear_bar();

  const bool terminal_;
  bool quiet_ = false;
  bool bar_drawn_ = false;
  std::string detail_;
  Progress latest_;
  std::string shown_phase_;
  std::int64_t shown_done_ = -1;
  Clock::time_point shown_at_;
  std::mutex mutex_;
};

}  // namespace penumbra::cli
