#pragma once

#include <QPointer>
#include <QWidget>
#include <vector>

#include "project/tag_scores.h"

class QLabel;
class QPushButton;

namespace penumbra::ui {

class OpenProject;

/// Walks through the images whose tags the classifier contradicts, the worst first: a key takes
/// what it proposes, a key refuses it for good.
class CheckTagsBar : public QWidget {
  Q_OBJECT

 public:
  explicit CheckTagsBar(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// Filters the images that are contradicted and shows itself.
  void begin();
  /// Hides itself and brings back filter and order.
  void end();

 private:
  void show_current();
  void decide(bool take);

  QPointer<OpenProject> project_;
  QString where_before_;
  QString sort_before_;
  bool begins_ = false;         ///< with the first image, once the filter has found it
  project::ImageId image_ = 0;  ///< that is asked about
  std::vector<project::TagProposal> proposals_;
  QLabel* text_;
  QPushButton* take_;
  QPushButton* refuse_;
};

}  // namespace penumbra::ui
