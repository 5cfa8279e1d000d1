#include "ui/jobs/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace penumbra::ui {

void lower_thread_priority() {
  // Linux keeps a nice value a thread, inherited by its children.
  constexpr int lower = 10;
  constexpr int lowest = 19;
  const auto thread = static_cast<id_t>(gettid());
  setpriority(PRIO_PROCESS, thread, std::min(lowest, getpriority(PRIO_PROCESS, thread) + lower));
}

int background_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

}  // namespace penumbra::ui
