#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "compare/comparison.h"
#include "compare/gain.h"

namespace penumbra::ui {

/// A comparison, and where neither layer is the truth what the one gains over the other against it.
struct ComparisonResult {
  compare::Comparison comparison;
  std::optional<compare::Gain> gain;
  std::vector<project::ImageId> renumbered;  ///< images that have another number "iou" now
};
using SharedComparison = std::shared_ptr<const ComparisonResult>;

}  // namespace penumbra::ui
