#pragma once

#include <QAction>
#include <QtTest>
#include <memory>

#include "ui/main_window.h"

/// The main window as a test drives it: by the names of its parts.
class WindowDriver {
 public:
  penumbra::ui::MainWindow& window() const { return *window_; }
  penumbra::ui::OpenProject& project() const { return *window_->project(); }

  /// A new window, which has the keyboard.
  void show_window() {
    window_ = std::make_unique<penumbra::ui::MainWindow>();
    window_->resize(1400, 900);
    window_->show();
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
  }

  template <class T = QWidget>
  T* part(const QString& name) const {
    auto* found = window_->findChild<T*>(name);
    if (!found) qFatal("the window has no %s", qPrintable(name));
    return found;
  }
  void trigger(const char* action) const { part<QAction>(action)->trigger(); }
  void click(const char* name) const { QTest::mouseClick(part(name), Qt::LeftButton); }

 protected:
  ~WindowDriver() = default;

  std::unique_ptr<penumbra::ui::MainWindow> window_;
};
