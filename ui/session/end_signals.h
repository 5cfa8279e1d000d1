#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <array>

namespace penumbra::ui {

/// Tells of SIGTERM, SIGINT and SIGHUP on the window's thread, so that a program that the desktop
/// ends, ends cleanly. One at a time.
class EndSignals : public QObject {
  Q_OBJECT

 public:
  explicit EndSignals(QObject* parent = nullptr);
  ~EndSignals() override;

 Q_SIGNALS:
  void received();

 private:
  std::array<int, 2> ends_{-1, -1};  ///< of a pipe: the handler may do no more than write
  QSocketNotifier* notifier_ = nullptr;
};

}  // namespace penumbra::ui
