#pragma once

#include <functional>
#include <thread>

#include "base/job.h"

namespace penumbra::cli {

/// The exit status after Ctrl-C, as shells have it.
inline constexpr int interrupted_status = 130;

/// Turns SIGINT and SIGTERM into a stop request. To be made before any other thread is, so that all
/// threads inherit the blocked signals and only this one takes them. A second signal ends the
/// program at once; files that were being written are then left as they were.
class InterruptWatch {
 public:
  /// `on_stop` is called, on a thread of its own, after the job was asked to stop.
  InterruptWatch(JobControl& control, std::function<void()> on_stop);

 private:
  std::jthread thread_;
};

}  // namespace penumbra::cli
