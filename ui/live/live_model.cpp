#include "ui/live/live_model.h"


#include "model/models_folder.h"
#include "train/agreement.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"

namespace penumbra::ui {
namespace {
constexpr auto weights_key = "training/weights";
}

label::ModelFiles live_model(const OpenProject& project) {
  label::ModelFiles files;
  for (const auto& run : project.runs())
    if (train::gives_live_labels(run)) {
      files.run = run;
      return files;
    }
  const auto weights =
      project.shows_demo()
          ? model::demo_encoder_file()
          : std::filesystem::path(setting(weights_key).toString().toStdString());
  std::error_code code;
  if (std::filesystem::is_regular_file(weights, code)) files.weights = weights;
  return files;
}

}  // namespace penumbra::ui
