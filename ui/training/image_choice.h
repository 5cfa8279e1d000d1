#pragma once

#include <QString>
#include <QWidget>
#include <map>
#include <string>

#include "train/run_origin.h"
#include "ui/jobs/latest_task.h"

class QComboBox;
class QFormLayout;
class QLabel;

namespace penumbra::ui {

class OpenProject;

/// Which images of a project are trained and validated on, with how many there are. The boxes are
/// named "trainImages" and "validationImages".
class ImageChoice : public QObject {
  Q_OBJECT

 public:
  /// Adds its rows to a form.
  ImageChoice(QFormLayout& rows, QWidget* parent);

  /// Null: none is open.
  void set_project(OpenProject* project);

  /// Fills in which images.
  void write_to(train::RunOrigin& origin) const;
  /// Chooses those that a run was started on, where the project still has them.
  void show(const train::RunOrigin& origin);
  /// Tagged images of the choice; -1 while they are being counted.
  std::int64_t training_count() const;
  void set_enabled(bool enabled);

 Q_SIGNALS:
  void changed();

 private:
  struct Counts {
    std::int64_t tagged = 0, filtered_tagged = 0;
    std::map<std::string, std::int64_t> tagged_in, truth_in;  ///< by split
    bool has_truth = false;
  };

  void count();
  void fill(const Counts& counts);

  OpenProject* project_ = nullptr;
  bool counted_ = false;
  bool touched_ = false;  ///< the user chose
  QComboBox* training_;
  QComboBox* validation_;
  train::RunOrigin wanted_;
  LatestTask counting_;
};

}  // namespace penumbra::ui
