#include "model/models_folder.h"

#include <cstdlib>
#include <system_error>

namespace penumbra::model {

namespace fs = std::filesystem;

fs::path models_folder() {
  if (const char* named = std::getenv("PENUMBRA_MODELS")) return named;
  std::error_code code;
  const auto program = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    const auto installed = program.parent_path().parent_path() / "share/penumbra/models";
    if (fs::is_directory(installed, code)) return installed;
  }
  return PENUMBRA_MODELS_FOLDER;
}

fs::path demo_encoder_file() { return models_folder() / "demo_encoder.safetensors"; }

}  // namespace penumbra::model
