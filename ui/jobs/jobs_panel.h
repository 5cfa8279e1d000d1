#pragma once

#include <QFrame>

class QVBoxLayout;

namespace penumbra::ui {

class JobList;
class JobRunner;

/// All jobs with state, progress, pause and stop; of failed ones the reason and what to do.
class JobsPanel : public QFrame {
  Q_OBJECT

 public:
  explicit JobsPanel(JobList& jobs, QWidget* parent = nullptr);

 private:
  void add_row(JobRunner* job);

  JobList& jobs_;
  QVBoxLayout* rows_;
};

}  // namespace penumbra::ui
