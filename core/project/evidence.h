#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project/history.h"
#include "project/layers.h"

/// What a person said of images: strokes, points, regions and confirmed masks, apart from the
/// labels that follow from it. It is a layer of its own with the history of an edited one: a class
/// value a pixel, 255 where nothing is said; operations say who, when and how. Its images are
/// edited by EditSession, erased to 255.
namespace penumbra::project {

inline constexpr auto evidence_name = "evidence";

/// The layer, which is made where there is none. Throws Error where another kind has its name.
Layer evidence_layer(Project& project);

/// What was said of an image, as classes count now. Of a reviewed image something is said of all
/// its pixels: what its edited layer holds, where nothing else was said. Nothing where nobody said
/// anything.
std::optional<image::LabelMap> read_evidence(Project& project, ImageId image);

/// The images of which `read_evidence` may give something, ascending.
std::vector<ImageId> images_with_evidence(Project& project);

/// How often something was said of each image: the operations that count.
std::unordered_map<ImageId, int> evidence_counts(Project& project);

/// Adds what `said` says (255: nothing) as one operation. Returns its number; 0 where it says
/// nothing new. Throws Error if it has another size.
int say(EditSession& evidence, const image::LabelMap& said, std::string_view name,
        const nlohmann::json& details = nlohmann::json::object());

/// Accepts labels of an image: they are said of all pixels of which nothing was said, as one
/// operation ("accept"), and the image is reviewed. Undoing the operation takes back the first
/// alone.
int accept(Project& project, ImageId image, EditSession& evidence, image::LabelMap labels);

}  // namespace penumbra::project
