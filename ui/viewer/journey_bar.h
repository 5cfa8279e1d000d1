#pragma once

#include <QWidget>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "ui/viewer/journey.h"

class QComboBox;
class QLabel;
class QSlider;

namespace penumbra::ui {

class OpenProject;

/// A slider over what a run said of the image while it trained.
class JourneyBar : public QWidget {
  Q_OBJECT

 public:
  explicit JourneyBar(QWidget* parent = nullptr);

  /// The project's runs; null: none.
  void set_project(OpenProject* project);
  void update_runs();
  /// Nothing: no image.
  void set_image(const project::ImageRow* image);
  /// What is shown now; null: nothing yet.
  const std::shared_ptr<const JourneyStep>& step() const { return step_; }

 Q_SIGNALS:
  void stepChanged();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  /// Looks for previews; what is shown of the same run and image stays meanwhile.
  void look();
  void say(const QString& text);

  OpenProject* project_ = nullptr;
  Journey journey_;
  std::optional<project::ImageRow> image_;
  std::vector<std::int64_t> steps_;
  std::int64_t wanted_ = -1;  ///< the step that was chosen last
  std::shared_ptr<const JourneyStep> step_;
  std::pair<QString, project::ImageId> step_of_;  ///< the run and image that it is of
  QComboBox* run_;
  QSlider* slider_;
  QLabel* text_;
};

}  // namespace penumbra::ui
