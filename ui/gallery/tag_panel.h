#pragma once

#include <QPointer>
#include <QWidget>
#include <map>

#include "project/catalogue.h"
#include "ui/jobs/latest_task.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QMenu;
class QToolButton;

namespace penumbra::ui {

class OpenProject;

/// The tags of the selected images: a tick where all have a tag, half a tick where some have. A
/// click gives the tag to all, or takes it from all; the menu gives it to those that it is proposed
/// for.
class TagPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TagPanel(QWidget* parent = nullptr);

  void set_project(OpenProject* project);

 Q_SIGNALS:
  /// The class is to be looked at, all of them where 0.
  void classesRequested(int value);

 private:
  struct Counts {
    std::size_t images = 0;
    std::size_t untagged = 0;
    std::map<int, std::size_t> tags;  ///< by class value
    /// Which of them the classifier proposes a class for.
    std::map<int, std::vector<project::ImageId>> proposed;
  };

  void count();
  void show_counts(const Counts& counts);
  void toggle(const QListWidgetItem* item);
  void add_class();
  void fill_menu(QMenu& menu, const QPoint& at);

  QPointer<OpenProject> project_;
  std::vector<project::ImageId> images_;  ///< that the panel shows
  std::map<int, std::vector<project::ImageId>> proposed_;
  QLabel* heading_;
  QListWidget* list_;
  QLineEdit* new_class_;
  QToolButton* classes_;
  int request_ = 0;
  LatestTask counting_;
};

}  // namespace penumbra::ui
