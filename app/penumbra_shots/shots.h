#pragma once

#include <QEvent>
#include <QPointF>
#include <QString>
#include <functional>
#include <memory>

#include "ui/main_window.h"

class QWidget;

namespace penumbra::shots {

/// What the window is driven through.
struct Subject {
  QString photos;   ///< a folder with a split "val"; empty: the demo
  QString weights;  ///< of the encoder; empty: those that the window proposes
  QString preset;   ///< of the run; empty: the one that the window proposes
};

/// Drives a window by the names of its parts and takes pictures of it.
class Shots {
 public:
  /// Pictures go to `folder`, as NAME-light[-SUFFIX].png and NAME-dark[-SUFFIX].png.
  Shots(QString folder, QString suffix, Subject subject);

  /// Goes through every place: empty, busy, done, failed.
  void take_all();

 private:
  void start();
  void project();
  void set_weights();
  void training();
  void labels();
  void inspect();
  void review();
  void editor();
  void compare();
  void classes();
  void live();
  void import();
  void dialogs();
  void failure();

  void take(const QString& name);
  /// A window of its own, e.g. a dialog.
  void take_apart(QWidget& widget, const QString& name);
  /// A dialog that looks much the same in both themes.
  void take_dialog(const char* name);
  /// Whether an earlier call has trained and labelled already.
  bool is_labelled() const;
  /// Lets the window live until all jobs have ended, however long they take while they go on.
  void wait_for_jobs(const QString& what);
  /// Lets the window live until `done`. Throws Error after `limit_ms`.
  void wait_for(const QString& what, int limit_ms, const std::function<bool()>& done);
  void wait(int ms);
  template <class T>
  T* part(const char* name) const;
  void trigger(const char* action);
  /// As a hand does it, in parts of the photo.
  void send_mouse(QEvent::Type type, QPointF part_of_photo);

  QString folder_;
  QString suffix_;
  Subject subject_;
  std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace penumbra::shots
