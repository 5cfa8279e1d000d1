#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>
#include <algorithm>

/// Measures how long the event loop of the thread that made it stands still. Time in which the
/// thread was ready but had no processor is the machine's, not the window's, and is left out; the
/// kernel counts it a thread.
class EventLoopWatch {
 public:
  EventLoopWatch() {
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
  }

  /// To be called after the last action, before the figures are read.
  void finish() {
    tick();
    timer_.stop();
  }

  double longest_stall_ms() const { return longest_stall_; }
  double longest_gap_ms() const { return longest_gap_; }
  int ticks() const { return ticks_; }

 private:
  static constexpr int interval_ms = 5;

  void tick() {
    const double gap = static_cast<double>(since_tick_.nsecsElapsed()) / 1e6;
    const double waited = waited_ms();
    longest_gap_ = std::max(longest_gap_, gap);
    longest_stall_ = std::max(longest_stall_, gap - (waited - waited_at_tick_));
    ++ticks_;
    since_tick_.start();
    waited_at_tick_ = waited;
  }

  /// Time that this thread has waited for a processor since its start.
  static double waited_ms() {
    QFile file(QString("/proc/self/task/%1/schedstat").arg(syscall(SYS_gettid)));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const auto fields = file.readAll().split(' ');
    return fields.size() < 2 ? 0 : fields[1].toDouble() / 1e6;
  }

  QTimer timer_;
  QElapsedTimer since_tick_;
  double waited_at_tick_ = 0;
  double longest_stall_ = 0;
  double longest_gap_ = 0;
  int ticks_ = 0;
};
