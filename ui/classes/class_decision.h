#pragma once

#include <QPointer>
#include <QWidget>
#include <optional>

#include "ui/jobs/latest_task.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace penumbra::ui {

class ClassCounts;
class OpenProject;

/// Says what merging or removing a class does to tags and labels, in numbers, before it is done.
class ClassDecision : public QWidget {
  Q_OBJECT

 public:
  explicit ClassDecision(const ClassCounts& counts, QWidget* parent = nullptr);

  /// Hides itself.
  void set_project(OpenProject* project);
  void ask_merge(int value);
  void ask_removal(int value);

 Q_SIGNALS:
  void mergeDecided(int value, int into);
  void removalDecided(int value, int becomes);
  void closed();

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  void ask(int value, bool merge);
  void fill_targets();
  void count_both();
  void say();
  void decide();
  QString merge_text(int into) const;
  QString removal_text(int becomes) const;
  QString labels_text(const QString& becomes) const;

  const ClassCounts& counts_;
  QPointer<OpenProject> project_;
  int value_ = 0;  ///< of the class in question
  bool merge_ = false;
  std::optional<qint64> both_;  ///< images that are tagged with both classes
  int request_ = 0;
  QLabel* question_;
  QComboBox* target_;
  QLabel* consequences_;
  QPushButton* decide_;
  LatestTask counting_;
};

}  // namespace penumbra::ui
