#include "model/known_weights.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "model/models_folder.h"

namespace penumbra::model {

std::vector<KnownWeights> known_weights() {
  const auto file = models_folder() / "manifest.json";
  try {
    const auto manifest = parse_json(read_file(file));
    std::vector<KnownWeights> all;
    for (const auto& entry : manifest.at("weights")) {
      KnownWeights weights{.name = entry.at("name"),
                           .encoder = entry.at("encoder"),
                           .patch = entry.at("patch"),
                           .trained_on = entry.value("trained_on", ""),
                           .publisher = entry.value("publisher", ""),
                           .paper = entry.value("paper", ""),
                           .licence = entry.value("licence", ""),
                           .address = entry.value("address", ""),
                           .sha256 = entry.value("sha256", ""),
                           .file = {}};
      if (entry.contains("file"))
        weights.file = models_folder() / entry.at("file").get<std::string>();
      all.push_back(std::move(weights));
    }
    return all;
  } catch (const nlohmann::json::exception&) {
    throw Error("is damaged", file.string(), "Install Penumbra again");
  }
}

}  // namespace penumbra::model
