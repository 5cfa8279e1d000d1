#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QWidget>

/// What a person can read of a window: where it stands, and the text.
using VisibleTexts = QMap<QString, QString>;

namespace visible_texts {

/// Names of an object and those around it; those without a name by their class and number.
inline QString place_of(const QObject* object) {
  QString place;
  for (; object; object = object->parent()) {
    QString name = object->objectName();
    if (name.isEmpty()) {
      const auto all = object->parent() ? object->parent()->children() : QObjectList();
      int number = 0;
      for (const QObject* other : all) {
        if (other == object) break;
        number += other->metaObject() == object->metaObject() && other->objectName().isEmpty();
      }
      name = QString(object->metaObject()->className()) + QString::number(number);
    }
    place.prepend('/' + name);
  }
  return place;
}

inline void add_model(VisibleTexts& texts, const QString& place, const QAbstractItemModel& model) {
  for (int column = 0; column < model.columnCount(); ++column)
    for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
      texts[place + QString(":header %1 %2").arg(column).arg(role)] =
          model.headerData(column, Qt::Horizontal, role).toString();
  for (int row = 0; row < std::min(model.rowCount(), 40); ++row)
    for (int column = 0; column < model.columnCount(); ++column) {
      const QModelIndex index = model.index(row, column);
      for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
        texts[place + QString(":%1 %2 %3").arg(row).arg(column).arg(role)] =
            index.data(role).toString();
      for (int below = 0; below < std::min(model.rowCount(index), 40); ++below)
        texts[place + QString(":%1.%2").arg(row).arg(below)] =
            model.index(below, 0, index).data().toString();
    }
}

inline void add_widget(VisibleTexts& texts, const QWidget& widget) {
  const QString place = place_of(&widget);
  texts[place + ":tip"] = widget.toolTip();
  texts[place + ":accessible"] = widget.accessibleName();
  if (widget.isWindow()) texts[place + ":title"] = widget.windowTitle();
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) texts[place] = label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
    texts[place] = button->text();
  if (const auto* group = qobject_cast<const QGroupBox*>(&widget)) texts[place] = group->title();
  if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
    texts[place + ":placeholder"] = line->placeholderText();
  if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget))
    texts[place + ":placeholder"] = text->placeholderText();
  if (const auto* spin = qobject_cast<const QSpinBox*>(&widget))
    texts[place + ":suffix"] = spin->suffix();
  if (const auto* spin = qobject_cast<const QDoubleSpinBox*>(&widget))
    texts[place + ":suffix"] = spin->suffix();
  if (const auto* tabs = qobject_cast<const QTabWidget*>(&widget))
    for (int i = 0; i < tabs->count(); ++i)
      texts[place + QString(":tab %1").arg(i)] = tabs->tabText(i);
  if (const auto* menu = qobject_cast<const QMenu*>(&widget))
    texts[place + ":menu"] = menu->title();
  if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
    for (int i = 0; i < box->count(); ++i)
      for (const int role : {Qt::DisplayRole, Qt::ToolTipRole})
        texts[place + QString(":item %1 %2").arg(i).arg(role)] = box->itemData(i, role).toString();
  } else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
    if (view->model()) add_model(texts, place, *view->model());
  }
}

}  // namespace visible_texts

/// All texts of a window and of what belongs to it, shown now or not; empty ones are left out.
inline VisibleTexts visible_texts_of(const QWidget& window) {
  VisibleTexts texts;
  visible_texts::add_widget(texts, window);
  for (const auto* widget : window.findChildren<QWidget*>())
    visible_texts::add_widget(texts, *widget);
  for (const auto* action : window.findChildren<QAction*>()) {
    if (action->objectName().isEmpty()) continue;
    texts["action " + action->objectName()] = action->text();
    texts["action " + action->objectName() + ":tip"] = action->toolTip();
  }
  texts.removeIf([](VisibleTexts::iterator text) { return text.value().isEmpty(); });
  return texts;
}
