#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/job.h"
#include "compare/class_values.h"
#include "compare/image_numbers.h"
#include "evaluate/report.h"
#include "project/layers.h"

/// Two label layers of a project against each other.
namespace penumbra::compare {

struct ComparisonRequest {
  project::LayerId layer = 0;
  project::LayerId reference = 0;        ///< the layer that is taken to be right
  std::vector<project::ImageId> images;  ///< those that are asked for
  int threads = 1;
  /// Whether images get the number "iou" where the reference is the layer `truth`, and lose it
  /// where there is none now.
  bool set_iou = true;
};

struct ComparedImage {
  project::ImageId image = 0;
  std::string path;  ///< relative to its root, with '/'
  ImageNumbers numbers;
  ImageFigures figures;
};

/// An image whose maps can't be compared.
struct FailedImage {
  project::ImageId image = 0;
  std::string path;
  std::string reason;
};

/// Pixels of one cell of the confusion matrix in an image.
struct CellImage {
  std::size_t index = 0;  ///< in Comparison::images
  std::int64_t pixels = 0;
};

struct Comparison {
  explicit Comparison(ClassValues values) : classes(std::move(values)) {}

  project::Layer layer;
  project::Layer reference;
  ClassValues classes;
  std::vector<ComparedImage> images;  ///< the lowest mean IoU first, those without one last
  std::vector<FailedImage> failed;
  /// Over all images; rows and columns in the order of `classes`. Images without a map in the
  /// layer are named by path.
  evaluate::Report totals;
  std::size_t computed = 0;  ///< images whose numbers were not in the cache
  /// Images whose number "iou" is another than before; none where the project can't be written.
  std::vector<project::ImageId> renumbered;

  /// The images behind a cell, the most pixels first. other: classes.count() for undecided pixels.
  std::vector<CellImage> behind(int reference_row, int other_row) const;
};

/// Compares two layers, in parallel. Numbers are kept in the project's cache by the versions of
/// both maps: only images of which a map has changed are read again, also after the job was
/// stopped. Images of which a layer has no map are left out and counted.
/// Throws Error where no image can be compared; Cancelled.
Comparison compare_layers(project::Project& project, const ComparisonRequest& request,
                          JobControl& control, ProgressSink& progress);

/// How many images' maps `compare_layers` would have to read.
std::size_t images_to_read(project::Project& project, const ComparisonRequest& request);

/// The figures of some images of a comparison together.
evaluate::Report totals_of(const std::vector<const ComparedImage*>& images,
                           const ClassValues& classes);

}  // namespace penumbra::compare
