#pragma once

#include <QTemporaryDir>
#include <memory>
#include <string>
#include <vector>

#include "compare/comparison.h"
#include "project/sample_project.h"

inline penumbra::image::LabelMap map_of(int width, int height, std::vector<std::uint8_t> labels) {
  return {{width, height}, std::move(labels)};
}

/// A project of three images of 4 x 2 pixels with classes 1 and 2 and the layers `truth` and `cam`.
/// Image 1: 6 of 7 pixels are right, one is ignored. Image 2: all are right. Image 3: none is.
class SampleLayers {
 public:
  SampleLayers() {
    project = penumbra::project::Project::create(
        std::filesystem::path(folder.path().toStdString()) / "p.penumbra");
    add_images(*project, 3, {4, 2});
    project->find_roots();
    add_classes(*project, 2);
    truth = add("truth", penumbra::project::LayerKind::Truth);
    cam = add("cam", penumbra::project::LayerKind::Cam);
    write(truth, 1, {0, 0, 1, 1, 0, 255, 2, 2});
    write(cam, 1, {0, 0, 1, 2, 0, 1, 2, 2});
    write(truth, 2, {0, 0, 0, 0, 1, 1, 1, 1});
    write(cam, 2, {0, 0, 0, 0, 1, 1, 1, 1});
    write(truth, 3, {2, 2, 2, 2, 0, 0, 0, 0});
    write(cam, 3, {1, 1, 0, 255, 1, 1, 1, 1});
  }

  penumbra::project::LayerId add(const char* name, penumbra::project::LayerKind kind,
                                 std::optional<penumbra::project::LayerId> base = {}) {
    penumbra::project::Layer layer;
    layer.name = name;
    layer.kind = kind;
    layer.base = base;
    return penumbra::project::Layers(*project).create(layer).id;
  }
  void write(penumbra::project::LayerId layer, penumbra::project::ImageId image,
             std::vector<std::uint8_t> labels) {
    penumbra::project::Layers(*project).write(layer,
                                              {image, map_of(4, 2, std::move(labels)), {}, {}});
  }

  penumbra::compare::Comparison compare(penumbra::project::LayerId layer,
                                        penumbra::project::LayerId reference,
                                        std::vector<penumbra::project::ImageId> images = {1, 2,
                                                                                          3}) {
    penumbra::JobControl control;
    penumbra::NoProgress silent;
    return penumbra::compare::compare_layers(
        *project,
        {.layer = layer, .reference = reference, .images = std::move(images), .threads = 2},
        control, silent);
  }

  QTemporaryDir folder;
  std::unique_ptr<penumbra::project::Project> project;
  penumbra::project::LayerId truth = 0, cam = 0;
};
