#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;

namespace penumbra::ui {

class GuideBrowser;

/// The documentation, offline: a page with its contents, and a search.
class GuideWindow : public QDialog {
  Q_OBJECT

 public:
  explicit GuideWindow(QWidget* parent = nullptr);

 private:
  void list_contents();
  void go_to_heading(int row);
  void find(bool backwards);

  QListWidget* contents_;
  QLineEdit* search_;
  QLabel* found_;
  GuideBrowser* page_;
};

}  // namespace penumbra::ui
