#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace penumbra::model {

/// Encoder weights that models/manifest.json knows of.
struct KnownWeights {
  std::string name;     ///< e.g. deit_tiny_patch16_224
  std::string encoder;  ///< the option `encoder` that they fit
  int patch = 16;
  std::string trained_on;
  std::string publisher;  ///< address of whoever publishes them; empty for our own
  std::string paper;
  std::string licence;
  std::string address;  ///< where the file can be fetched; empty where none is known
  std::string sha256;   ///< of the file, or the digits with which its publisher says it begins
  std::filesystem::path file;  ///< where they come with the program; empty elsewhere
};

/// Those of the manifest, in its order. Throws Error where it is missing or damaged.
std::vector<KnownWeights> known_weights();

}  // namespace penumbra::model
