#pragma once

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>

/// The menu that a right click on a widget opens; null: none. at: of a view's viewport.
inline QMenu* right_click(QWidget* widget, const QPoint& at) {
  auto* area = qobject_cast<QAbstractScrollArea*>(widget);
  QWidget* target = area ? area->viewport() : widget;
  QContextMenuEvent event(QContextMenuEvent::Mouse, at, target->mapToGlobal(at));
  QApplication::sendEvent(target, &event);
  return qobject_cast<QMenu*>(QApplication::activePopupWidget());
}

/// Null where the menu has none of that name.
inline QAction* entry(const QMenu* menu, const char* name) {
  for (QAction* action : menu->actions()) {
    if (action->objectName() == name) return action;
    if (action->menu() && action->menu()->objectName() == name) return action;
  }
  return nullptr;
}

/// Chooses what can be chosen and closes the menu.
inline bool pick(QMenu* menu, const char* name) {
  QAction* action = menu ? entry(menu, name) : nullptr;
  if (!action || !action->isEnabled()) return false;
  action->trigger();
  menu->close();
  return true;
}
