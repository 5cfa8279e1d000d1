#pragma once

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <map>
#include <memory>
#include <vector>

#include "project/project.h"
#include "ui/jobs/latest_task.h"
#include "ui/training/preview_pictures.h"

class QLabel;
class QScrollArea;
class QSlider;

namespace penumbra::ui {

class OpenProject;

/// How a run sees a few images, step by step: photo, CAM, uncertain region and pseudo-label.
/// Follows the run while it trains until the slider is moved back.
class PreviewPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PreviewPanel(QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// The run whose previews are shown; empty: none.
  void set_run(const std::filesystem::path& folder);

  /// The step that is shown; -1: none.
  std::int64_t step() const { return shown_step_; }
  const std::vector<PreviewPictures>& pictures() const { return pictures_; }

 private:
  struct Question;
  struct Answer;

  QWidget* make_bar();
  void ask();
  void take(const Answer& answer);
  void show_pictures();
  void show_step_text();

  std::shared_ptr<project::Project> project_;
  OpenProject* open_project_ = nullptr;
  std::filesystem::path run_;
  std::vector<std::int64_t> steps_;
  std::int64_t wanted_step_ = -1;  ///< -1: the last one
  std::int64_t shown_step_ = -1;
  int question_ = 0;
  bool asked_ = false;  ///< the answer is yet to come
  std::vector<PreviewPictures> pictures_;
  std::map<std::string, QImage> photos_;  ///< of this run, by image
  QTimer timer_;
  QSlider* slider_;
  QLabel* step_text_;
  QLabel* empty_;
  QScrollArea* scroll_;
  LatestTask task_;
};

}  // namespace penumbra::ui
