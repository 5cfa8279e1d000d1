#include "ui/commands/command_list.h"

#include <QSettings>
#include <QWidget>
#include <algorithm>

namespace penumbra::ui {
namespace {
QString settings_key(const QAction& action) { return "keys/" + action.objectName(); }
}  // namespace

QString plain_text(const QAction& action) {
  QString text = action.text();
  text.remove('&');
  if (text.endsWith("…")) text.chop(1);
  return text;
}

void CommandList::add(QAction* action, const QString& place) {
  if (about_.contains(action)) return;
  about_[action] = {place, action->shortcuts()};
  actions_.push_back(action);
  const QVariant chosen = QSettings().value(settings_key(*action));
  if (chosen.isValid()) action->setShortcut(QKeySequence(chosen.toString()));
  connect(action, &QObject::destroyed, this, [this, action] {
    std::erase(actions_, action);
    about_.erase(action);
  });
}

void CommandList::add_all(const QWidget& widget, const QString& place) {
  for (QAction* action : widget.actions())
    if (!action->objectName().isEmpty() && !action->isSeparator()) add(action, place);
}

QString CommandList::place(const QAction* action) const {
  const auto found = about_.find(action);
  return found == about_.end() ? QString() : found->second.place;
}

QList<QKeySequence> CommandList::usual_keys(const QAction* action) const {
  const auto found = about_.find(action);
  return found == about_.end() ? QList<QKeySequence>() : found->second.usual;
}

QAction* CommandList::taken_by(const QKeySequence& keys, const QAction* action) const {
  if (keys.isEmpty()) return nullptr;
  const QString everywhere = tr("Window");
  const auto found = std::ranges::find_if(actions_, [&](const QAction* other) {
    const bool meet =
        place(other) == place(action) || place(other) == everywhere || place(action) == everywhere;
    return other != action && meet && other->shortcuts().contains(keys);
  });
  return found == actions_.end() ? nullptr : *found;
}

void CommandList::set_keys(QAction* action, const QKeySequence& keys) {
  action->setShortcut(keys);
  if (action->shortcuts() == usual_keys(action))
    QSettings().remove(settings_key(*action));
  else
    QSettings().setValue(settings_key(*action), keys.toString(QKeySequence::PortableText));
  Q_EMIT keysChanged();
}

void CommandList::reset_keys() {
  QSettings().remove("keys");
  for (QAction* action : actions_) action->setShortcuts(usual_keys(action));
  Q_EMIT keysChanged();
}

}  // namespace penumbra::ui
