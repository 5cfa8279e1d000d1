#include "ui/commands/undo_key.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace penumbra::ui {
namespace {

class UndoFilter : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::ShortcutOverride) return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    const auto& line = *static_cast<QLineEdit*>(watched);
    const bool window = (key.matches(QKeySequence::Undo) && !line.isUndoAvailable()) ||
                        (key.matches(QKeySequence::Redo) && !line.isRedoAvailable());
    if (window) event->ignore();
    return window;
  }
};

}  // namespace

void leave_undo_to_window(QLineEdit& line) { line.installEventFilter(new UndoFilter(&line)); }

}  // namespace penumbra::ui
