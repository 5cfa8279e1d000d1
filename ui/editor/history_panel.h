#pragma once

#include <QWidget>

class QTreeView;

namespace penumbra::ui {

class Editor;
class HistoryModel;

/// The history of the image as a list; a click goes to where the image was after that operation.
class HistoryPanel : public QWidget {
  Q_OBJECT

 public:
  explicit HistoryPanel(Editor& editor, QWidget* parent = nullptr);

 private:
  void show_present();

  Editor& editor_;
  HistoryModel* model_;
  QTreeView* list_;
};

}  // namespace penumbra::ui
