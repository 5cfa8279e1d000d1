#include "ui/classes/class_delegates.h"

#include <QKeyEvent>

namespace penumbra::ui {

KeyField::KeyField(QWidget* parent) : QLineEdit(parent) {
  setObjectName("classKey");
  setAccessibleName(tr("Press the key of the class, 1 to 9"));
  setPlaceholderText(tr("Press 1 to 9"));
  setReadOnly(true);
}

void KeyField::keyPressEvent(QKeyEvent* event) {
  const bool none = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete;
  const QString text = event->text();
  const bool digit = text.size() == 1 && text >= "1" && text <= "9";
  const bool modified = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier);
  if (!none && (!digit || modified)) return event->ignore();
  key_ = none ? QString() : text;
  Q_EMIT pressed();
}

QWidget* ClassNameDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                         const QModelIndex& index) const {
  auto* editor = QStyledItemDelegate::createEditor(parent, option, index);
  editor->setObjectName("className");
  editor->setAccessibleName(tr("Name of the class"));
  return editor;
}

QWidget* ClassKeyDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                        const QModelIndex&) const {
  auto* editor = new KeyField(parent);
  connect(editor, &KeyField::pressed, this, [this, editor] {
    auto* self = const_cast<ClassKeyDelegate*>(this);
    Q_EMIT self->commitData(editor);
    Q_EMIT self->closeEditor(editor);
  });
  return editor;
}

void ClassKeyDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                    const QModelIndex& index) const {
  if (const auto& key = static_cast<KeyField*>(editor)->key()) model->setData(index, *key);
}

}  // namespace penumbra::ui
