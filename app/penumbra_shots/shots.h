#pragma once

#include <QString>
#include <functional>
#include <memory>

#include "ui/main_window.h"

namespace penumbra::shots {

/// Drives a window by the names of its parts and takes pictures of it.
class Shots {
 public:
  /// Pictures go to `folder`, as NAME-light[-SUFFIX].png and NAME-dark[-SUFFIX].png.
  Shots(QString folder, QString suffix);

  /// Goes through every place with the demo project: empty, busy, done, failed.
  void take_all();

 private:
  void start();
  void demo_project();
  void training();
  void labels();
  void inspect();
  void compare();
  void classes();
  void dialogs();
  void failure();

  void take(const QString& name);
  void take(const QString& name, QWidget& window);
  /// Lets the window live until `done`. Throws Error after `limit_ms`.
  void wait_for(const QString& what, int limit_ms, const std::function<bool()>& done);
  void wait(int ms);
  template <class T>
  T* part(const char* name) const;
  void trigger(const char* action);

  QString folder_;
  QString suffix_;
  std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace penumbra::shots
