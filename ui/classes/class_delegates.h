#pragma once

#include <QLineEdit>
#include <QStyledItemDelegate>
#include <optional>

namespace penumbra::ui {

/// Waits for one key, 1 to 9. Backspace or Delete: none.
class KeyField : public QLineEdit {
  Q_OBJECT

 public:
  explicit KeyField(QWidget* parent);

  /// Empty: none. Nothing as long as nothing was pressed.
  const std::optional<QString>& key() const { return key_; }

 Q_SIGNALS:
  void pressed();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  std::optional<QString> key_;
};

/// Edits the name of a class in place.
class ClassNameDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override;
};

/// Takes the key of a class from the keyboard.
class ClassKeyDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override;
  void setEditorData(QWidget*, const QModelIndex&) const override {}  // it asks for a new one
  void setModelData(QWidget* editor, QAbstractItemModel* model,
                    const QModelIndex& index) const override;
};

}  // namespace penumbra::ui
