#pragma once

#include <QCache>
#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "project/catalogue.h"
#include "project/project_data.h"
#include "ui/jobs/latest_task.h"
#include "ui/viewer/image_layers.h"

namespace penumbra::ui {

/// Computes in the background what the last checkpoint of a run says of an
/// image. Moving on to another image cancels what is under way for the last
/// one; its results are never delivered.
class Inspector : public QObject {
  Q_OBJECT

 public:
  explicit Inspector(QObject* parent = nullptr);

  /// The run that looks from now on; empty: none. Layers of the image shown are
  /// computed anew.
  void set_run(std::filesystem::path run, std::shared_ptr<const project::ClassNumbers> classes);
  const std::filesystem::path& run() const { return run_; }
  /// The run's folder may hold a new checkpoint: then layers are computed anew,
  /// after those under way.
  void run_changed();

  /// Computes layers of this image; nothing: forgets the last one.
  void show(std::optional<project::ImageRow> image);

 Q_SIGNALS:
  /// Layers are being computed.
  void started();
  void ready(const std::shared_ptr<const penumbra::ui::ImageLayers>& layers);
  void failed(const QString& text);

 private:
  struct Model;

  void load();
  void compute();
  void ended();
  /// Runs `deliver` on the window's thread if `request` is still the latest.
  void post(int request, std::function<void()> deliver);

  std::filesystem::path run_;
  std::shared_ptr<const project::ClassNumbers> classes_;
  std::optional<std::filesystem::path> checkpoint_;  ///< the last when the run was looked at
  std::optional<project::ImageRow> image_;
  int request_ = 0;
  bool computing_ = false;
  bool changed_meanwhile_ = false;  ///< the run, while layers were being computed
  std::shared_ptr<Model> model_;    ///< used by the task's thread only
  QCache<project::ImageId, std::shared_ptr<const ImageLayers>> ready_;  ///< cost in KB
  LatestTask task_;
};

}  // namespace penumbra::ui
