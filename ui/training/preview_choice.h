#pragma once

#include <QWidget>
#include <vector>

#include "project/catalogue.h"

class QLabel;
class QToolButton;

namespace penumbra::ui {

class OpenProject;

/// Which images are shown while a run trains: the selected ones of the project, or the usual.
class PreviewChoice : public QWidget {
  Q_OBJECT

 public:
  explicit PreviewChoice(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// Empty: the first of those validated or trained on.
  const std::vector<project::ImageId>& images() const { return images_; }

 private:
  void use_selected();
  void update_texts();

  OpenProject* project_ = nullptr;
  std::vector<project::ImageId> images_;
  QLabel* text_;
  QToolButton* use_;
  QToolButton* usual_;
};

}  // namespace penumbra::ui
