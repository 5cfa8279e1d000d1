#pragma once

#include <QPointer>
#include <QWidget>

#include "project/catalogue.h"

class QLabel;
class QPushButton;

namespace penumbra::ui {

class OpenProject;

/// Walks through the images whose tags the classifier contradicts, the worst first: a key accepts
/// the tags, a key takes the classifier's proposal.
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
  void accept_tags();
  void take_proposal();
  /// The image needs no more checking.
  void settle(project::ImageId image);
  /// The class that is proposed for the current image, negative where its tag is in doubt; 0: none.
  int proposed() const;

  QPointer<OpenProject> project_;
  QString where_before_;
  QString sort_before_;
  QLabel* text_;
  QPushButton* accept_;
  QPushButton* correct_;
};

}  // namespace penumbra::ui
