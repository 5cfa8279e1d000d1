#pragma once

#include <filesystem>

namespace penumbra::model {

/// The folder with the weights that come with the program: $PENUMBRA_MODELS, else
/// ../share/penumbra/models beside the program's folder, else the source tree's models/.
std::filesystem::path models_folder();

/// The demo's encoder there.
std::filesystem::path demo_encoder_file();

}  // namespace penumbra::model
