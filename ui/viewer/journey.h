#pragma once

#include <QObject>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "project/catalogue.h"
#include "project/project.h"
#include "ui/jobs/latest_task.h"
#include "ui/viewer/image_layers.h"

namespace penumbra::ui {

/// What one step of a run said of an image.
struct JourneyStep {
  std::int64_t step = 0;
  ImageLayers layers;
};

/// The steps of which a run has kept previews of an image; reads them in the background.
class Journey : public QObject {
  Q_OBJECT

 public:
  explicit Journey(QObject* parent = nullptr);

  /// Looks for previews of the image in a run's folder; `found` follows.
  void look_for(std::shared_ptr<project::Project> project, std::filesystem::path run,
                project::ImageRow image);
  void forget();
  /// Lets go of the project as well.
  void leave();
  /// Reads a step of the last found; `ready` or `failed` follows.
  void read(std::int64_t step);

 Q_SIGNALS:
  /// Ascending steps; none where the run has no previews of the image.
  void found(const std::vector<std::int64_t>& steps);
  void ready(const std::shared_ptr<const penumbra::ui::JourneyStep>& step);
  void failed(const QString& text);

 private:
  template <typename Deliver>
  void post(int request, Deliver deliver);

  std::shared_ptr<project::Project> project_;
  std::filesystem::path run_;
  std::string image_;  ///< as the run calls it
  int request_ = 0;
  std::map<std::int64_t, std::shared_ptr<const JourneyStep>> read_;
  LatestTask task_;
};

}  // namespace penumbra::ui
