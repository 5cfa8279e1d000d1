#pragma once

#include <array>
#include <memory>

#include "base/error.h"
#include "label/scenes.h"
#include "project/import.h"
#include "project/layers.h"
#include "project/select.h"

/// The truth of an image of a project of scenes. Throws Error for one that is no scene.
inline const penumbra::image::LabelMap& truth_of(const Scenes& scenes,
                                                 const penumbra::project::Project& project,
                                                 penumbra::project::ImageId id) {
  const auto row = penumbra::project::rows(project, std::array{id}).front();
  for (std::size_t i = 0; i < scenes.dataset.items.size(); ++i)
    if (scenes.dataset.items[i].image.filename() == row.name) return scenes.truth[i];
  throw penumbra::Error("is no scene", row.name);
}

/// A new project of the scenes with their truth as a layer.
inline std::unique_ptr<penumbra::project::Project> make_scenes_project(
    const Scenes& scenes, const std::filesystem::path& folder) {
  using namespace penumbra;
  JobControl control;
  NoProgress quiet;
  auto project = project::Project::create(folder);
  project::import_images(*project, scenes.dataset, 1, control, quiet);
  project::Layer truth;
  truth.name = "truth";
  truth.kind = project::LayerKind::Truth;
  project::Layers layers(*project);
  const auto layer = layers.create(truth).id;
  for (const auto id : project::select(*project, {}))
    layers.write(layer, {id, truth_of(scenes, *project, id), {}, {}});
  return project;
}
