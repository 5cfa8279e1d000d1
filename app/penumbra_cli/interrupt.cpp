#include "app/penumbra_cli/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <ctime>
#include <utility>

namespace penumbra::cli {

InterruptWatch::InterruptWatch(JobControl& control, std::function<void()> on_stop) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  thread_ = std::jthread([&control, signals, on_stop = std::move(on_stop)](std::stop_token ended) {
    const timespec patience{.tv_sec = 0, .tv_nsec = 50'000'000};
    while (!ended.stop_requested()) {
      if (sigtimedwait(&signals, nullptr, &patience) < 0) continue;
      if (control.stop_requested()) _exit(interrupted_status);
      control.request_stop();
      on_stop();
    }
  });
}

}  // namespace penumbra::cli
