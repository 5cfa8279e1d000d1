#pragma once

#include <QList>

class QAction;
class QKeyEvent;
class QWidget;

namespace penumbra::ui {

/// Triggers the first enabled action that has the pressed key among its shortcuts; false where
/// there is none. For keys that reach a widget because none of its children made use of them.
bool trigger_action(const QList<QAction*>& actions, const QKeyEvent& pressed);

/// Makes an action of `owner` whose keys count while `owner` has the focus.
QAction* add_action(QWidget& owner, const char* name, const QString& text, const char* keys);

}  // namespace penumbra::ui
