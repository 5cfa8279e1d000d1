#pragma once

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <thread>

/// Measures how long the event loop of the thread that made it stands still. What a busy machine
/// adds is left out: time in which this thread was ready but had no processor, as the kernel counts
/// it; and the longest time that an idle thread of usual priority had to wait for one meanwhile,
/// which is what painting waits for where it waits for the display or for Qt's own threads. On a
/// machine with nothing else to do both are close to 0, however busy the jobs of lowered priority.
class EventLoopWatch {
 public:
  EventLoopWatch()
      : reference_([this](const std::stop_token& stop) {
          double waited = waited_ms();
          while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            const double now = waited_ms();
            reference_wait_ = std::max(reference_wait_.load(), now - waited);
            waited = now;
          }
        }) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(interval_ms);
    QObject::connect(&timer_, &QTimer::timeout, [this] { tick(); });
    restart();
    timer_.start();
  }

  /// Leaves out what happened since the last tick.
  void restart() {
    since_tick_.start();
    waited_at_tick_ = waited_ms();
    worked_at_tick_ = worked_ms();
    reference_wait_ = 0;
  }

  /// To be called after the last action, before the figures are read.
  void finish() {
    tick();
    timer_.stop();
  }

  /// Looks for the longest anew.
  void forget() { longest_stall_ = longest_gap_ = longest_busy_ = 0; }

  double longest_stall_ms() const { return longest_stall_; }
  double longest_gap_ms() const { return longest_gap_; }
  /// For how long the thread itself worked between two ticks, at most.
  double longest_busy_ms() const { return longest_busy_; }
  int ticks() const { return ticks_; }

 private:
  static constexpr int interval_ms = 5;

  void tick() {
    const double gap = static_cast<double>(since_tick_.nsecsElapsed()) / 1e6;
    const double machine = waited_ms() - waited_at_tick_ + reference_wait_;
    longest_gap_ = std::max(longest_gap_, gap);
    longest_busy_ = std::max(longest_busy_, worked_ms() - worked_at_tick_);
    longest_stall_ = std::max(longest_stall_, gap - machine);
    ++ticks_;
    restart();
  }

  /// Time that the calling thread has waited for a processor since its start.
  static double waited_ms() {
    QFile file(QString("/proc/self/task/%1/schedstat").arg(syscall(SYS_gettid)));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const auto fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0 : fields[1].toDouble() / 1e6;
  }

  static double worked_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e6;
  }

  QTimer timer_;
  QElapsedTimer since_tick_;
  double waited_at_tick_ = 0;
  double worked_at_tick_ = 0;
  double longest_stall_ = 0;
  double longest_gap_ = 0;
  double longest_busy_ = 0;
  int ticks_ = 0;
  std::atomic<double> reference_wait_{0};
  std::jthread reference_;
};
