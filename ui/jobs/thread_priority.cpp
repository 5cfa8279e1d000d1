#include "ui/jobs/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace penumbra::ui {

void lower_thread_priority() {
  // Linux keeps a nice value a thread, inherited by its children.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10);
}

int background_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

}  // namespace penumbra::ui
