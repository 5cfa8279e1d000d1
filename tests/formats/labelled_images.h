#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "formats/export.h"
#include "image/image.h"

/// Images with labels, as a source of exports.
struct LabelledImages {
  penumbra::dataset::Dataset dataset;
  std::vector<penumbra::image::LabelMap> maps;  ///< of the dataset's items

  void add(const std::string& id, penumbra::image::LabelMap map);
  penumbra::dataset::LabelSource source() const;
};

/// What formats get wrong: holes, one-pixel objects, touching classes, classes at the border, thin
/// diagonals, undecided regions, images of one pixel, row or column, or of one label, all 254
/// classes, names in other scripts and with signs that mean something to somebody.
LabelledImages nasty_set(const std::filesystem::path& root);
