#include "ui/viewer/action_keys.h"

#include <QAction>
#include <QKeyEvent>
#include <QWidget>

namespace penumbra::ui {

bool trigger_action(const QList<QAction*>& actions, const QKeyEvent& pressed) {
  const auto modifiers = pressed.modifiers() & ~Qt::KeypadModifier;
  const QKeySequence keys(QKeyCombination(modifiers, static_cast<Qt::Key>(pressed.key())));
  for (QAction* action : actions) {
    if (!action->isEnabled() || !action->shortcuts().contains(keys)) continue;
    if (!pressed.isAutoRepeat() || action->autoRepeat()) action->trigger();
    return true;
  }
  return false;
}

QAction* add_action(QWidget& owner, const char* name, const QString& text, const char* keys) {
  auto* action = new QAction(text, &owner);
  action->setObjectName(name);
  action->setShortcuts(QKeySequence::listFromString(keys));
  action->setShortcutContext(Qt::WidgetShortcut);
  owner.addAction(action);
  return action;
}

}  // namespace penumbra::ui
