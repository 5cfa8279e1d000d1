#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <map>
#include <vector>

namespace penumbra::ui {

/// All actions of the window, for the palette and the sheet of keys. An action's object name is its
/// id; keys that the user chose take the place of its usual ones and are kept in QSettings.
class CommandList : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Adds an action that has a text and an object name. `place`: where it works, for people.
  void add(QAction* action, const QString& place);
  /// Those of a widget (QWidget::actions).
  void add_all(const QWidget& widget, const QString& place);

  const std::vector<QAction*>& actions() const { return actions_; }
  QString place(const QAction* action) const;
  QList<QKeySequence> usual_keys(const QAction* action) const;
  /// Who else has these keys where `action` works; null: nobody.
  QAction* taken_by(const QKeySequence& keys, const QAction* action) const;
  /// Its only keys from now on; empty: none.
  void set_keys(QAction* action, const QKeySequence& keys);
  void reset_keys();

 Q_SIGNALS:
  void keysChanged();

 private:
  struct About {
    QString place;
    QList<QKeySequence> usual;
  };
  std::vector<QAction*> actions_;
  std::map<const QAction*, About> about_;
};

/// An action's text without mnemonic and dots.
QString plain_text(const QAction& action);

}  // namespace penumbra::ui
