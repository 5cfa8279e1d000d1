#include "ui/demo.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include "dataset/demo_scenes.h"
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

bool shows_demo_scenes(const dataset::Dataset& dataset) {
  return dataset.classes.names() == dataset::demo_classes().names();
}

std::optional<fs::path> demo_encoder() {
  const fs::path installed =
      fs::path(QCoreApplication::applicationDirPath().toStdString()) / "../share/penumbra/models";
  for (const fs::path& folder : {installed, fs::path(PENUMBRA_MODELS_DIR)}) {
    const fs::path file = folder / "demo_encoder.safetensors";
    if (fs::exists(file)) return fs::weakly_canonical(file);
  }
  return std::nullopt;
}

}  // namespace penumbra::ui
