#include "ui/session/end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace penumbra::ui {
namespace {

constexpr std::array ending{SIGTERM, SIGINT, SIGHUP};
volatile std::sig_atomic_t pipe_end = -1;

void tell(int) {
  const char byte = 0;
  static_cast<void>(!::write(pipe_end, &byte, 1));
}

}  // namespace

EndSignals::EndSignals(QObject* parent) : QObject(parent) {
  if (::pipe2(ends_.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  pipe_end = ends_[1];
  notifier_ = new QSocketNotifier(ends_[0], QSocketNotifier::Read, this);
  connect(notifier_, &QSocketNotifier::activated, this, [this] {
    notifier_->setEnabled(false);
    Q_EMIT received();
  });
  for (const int signal : ending) std::signal(signal, tell);
}

EndSignals::~EndSignals() {
  for (const int signal : ending) std::signal(signal, SIG_DFL);
  pipe_end = -1;
  for (const int end : ends_)
    if (end >= 0) ::close(end);
}

}  // namespace penumbra::ui
