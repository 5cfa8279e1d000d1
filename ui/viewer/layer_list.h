#pragma once

#include <QWidget>

class QComboBox;
class QListWidget;
class QListWidgetItem;
class QMenu;
class QSlider;

namespace penumbra::ui {

class LayerStack;

/// The layers, to be shown, hidden and put in order (by drag or key), and the look of the one that
/// is chosen.
class LayerList : public QWidget {
  Q_OBJECT

 public:
  explicit LayerList(LayerStack& stack, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 Q_SIGNALS:
  /// A menu of a layer is about to be shown, for what others can do with it.
  void menuAsked(QMenu* menu, const QString& key);

 private:
  void fill();
  void fill_menu(QMenu& menu, const QPoint& at);
  void show_only(const QString& key);
  void update_item(QListWidgetItem& item) const;
  void update_items();
  void update_look();
  void move(int by);
  QString chosen() const;

  LayerStack& stack_;
  QListWidget* list_;
  QSlider* opacity_;
  QComboBox* style_;
};

}  // namespace penumbra::ui
