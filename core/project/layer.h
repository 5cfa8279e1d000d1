#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "project/layer_file.h"

namespace penumbra::project {

enum class LayerKind {
  Instant,
  Cam,
  AuxCam,
  Refined,
  Segmentation,
  Edited,
  Truth,
  Imported,
  Evidence  ///< what a person said of images (evidence.h)
};

inline constexpr std::array<std::string_view, 9> layer_kind_names{
    "instant", "cam",   "aux-cam",  "refined", "segmentation",
    "edited",  "truth", "imported", "evidence"};
inline std::string_view name(LayerKind kind) {
  return layer_kind_names[static_cast<std::size_t>(kind)];
}
/// Throws Error for a name that is none.
LayerKind layer_kind(std::string_view name);

/// Whether a layer of this kind is changed by edits alone, and keeps their history.
inline bool keeps_history(LayerKind kind) {
  return kind == LayerKind::Edited || kind == LayerKind::Evidence;
}

/// One labelling of images: what made it, and from what.
struct Layer {
  LayerId id = 0;
  std::string name;
  LayerKind kind = LayerKind::Imported;
  std::string source;  ///< the run, checkpoint or file that it came from
  nlohmann::json options = nlohmann::json::object();  ///< all that decided the labels
  std::int64_t created = 0;                           ///< milliseconds since 1970
  /// The layer that it was made from. An edited layer shows this one where nothing was edited.
  std::optional<LayerId> base;
  bool known_tags = false;  ///< whether an image's tags limited its classes
  bool finished = false;    ///< whether all images that were asked for are done
};

}  // namespace penumbra::project
