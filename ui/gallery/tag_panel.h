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

namespace penumbra::ui {

class OpenProject;

/// The tags of the selected images: a tick where all have a tag, half a tick where some have. A
/// click gives the tag to all, or takes it from all.
class TagPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TagPanel(QWidget* parent = nullptr);

  void set_project(OpenProject* project);

 private:
  struct Counts {
    std::size_t images = 0;
    std::size_t untagged = 0;
    std::map<int, std::size_t> tags;  ///< by class value
  };

  void count();
  void show_counts(const Counts& counts);
  void toggle(const QListWidgetItem* item);
  void add_class();

  QPointer<OpenProject> project_;
  std::vector<project::ImageId> images_;  ///< that the panel shows
  QLabel* heading_;
  QListWidget* list_;
  QLineEdit* new_class_;
  int request_ = 0;
  LatestTask counting_;
};

}  // namespace penumbra::ui
