#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "image/image.h"
#include "project/catalogue.h"

namespace penumbra::project {

/// From class values of a project to the class ids of a data set, where classes are numbered
/// without gaps in their order, and back. Background and ignore are the same in both; a value
/// without a class becomes ignore.
class ClassNumbers {
 public:
  explicit ClassNumbers(const Project& project);

  const std::vector<std::string>& names() const { return names_; }
  /// The ids of class values, ascending; without those of no class in use.
  std::vector<int> to_ids(std::span<const int> values) const;
  int to_value(int id) const { return values_[static_cast<std::size_t>(id)]; }
  void to_ids(image::LabelMap& map) const;
  void to_values(image::LabelMap& map) const;

 private:
  std::vector<std::string> names_;
  std::array<std::uint8_t, 256> ids_, values_;
};

/// Images of a project as a data set, for training, labelling, evaluating and exporting.
struct ProjectData {
  dataset::Dataset dataset;  ///< root: the project's folder; ids: unique, as in the imported data
  std::vector<ImageId> images;  ///< of each item
  std::shared_ptr<const ClassNumbers> numbers;
};

/// The usable images that `where` finds (see query.h), in the order of `split` where one is named,
/// else by path. Those that have a map in the layer `truth` (if there is one of that name) get it
/// as ground truth. The project must outlive the data set. Throws Error where nothing is found.
ProjectData read_data(Project& project, const std::string& where, const std::string& split = {},
                      const std::string& truth = "truth");

/// Leaves out all images but these.
void keep_images(ProjectData& data, const std::vector<ImageId>& images);

}  // namespace penumbra::project
