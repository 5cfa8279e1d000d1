#pragma once

#include <QPointer>
#include <QTreeWidget>

namespace penumbra::ui {

class OpenProject;

/// What the filtered images have, with counts: states, tags, splits. A click adds that to the
/// filter, or takes it away.
class FacetPanel : public QTreeWidget {
  Q_OBJECT

 public:
  explicit FacetPanel(QWidget* parent = nullptr);

  void set_project(OpenProject* project);

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void fill();
  void toggle(QTreeWidgetItem* item);
  QStringList folded() const;

  QPointer<OpenProject> project_;
  bool filling_ = false;
};

}  // namespace penumbra::ui
