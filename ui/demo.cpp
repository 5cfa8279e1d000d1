#include "ui/demo.h"

#include <QStandardPaths>

#include "dataset/demo_scenes.h"
#include "model/models_folder.h"
#include "ui/jobs/thread_priority.h"

namespace fs = std::filesystem;

namespace penumbra::ui {

fs::path demo_folder() {
  return fs::path(QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString()) /
         "demo";
}

void prepare_demo(const fs::path& folder, JobControl& control, ProgressSink& progress) {
  if (fs::exists(folder)) return;
  const fs::path partial = folder.string() + ".partial";
  fs::remove_all(partial);
  dataset::DemoOptions options;
  options.threads = background_threads();
  try {
    dataset::write_demo_scenes(partial, options, control, progress);
  } catch (...) {
    fs::remove_all(partial);
    throw;
  }
  fs::rename(partial, folder);
}

std::optional<fs::path> demo_encoder() {
  const fs::path file = model::demo_encoder_file();
  if (!fs::exists(file)) return std::nullopt;
  return fs::weakly_canonical(file);
}

}  // namespace penumbra::ui
