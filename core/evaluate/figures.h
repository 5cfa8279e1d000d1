#pragma once

#include <string>
#include <vector>

#include "evaluate/boundary.h"
#include "evaluate/confusion.h"
#include "evaluate/report.h"

namespace penumbra::evaluate {

/// Sets the figures of a report, and those of its classes, from counts of pixels. names: of all
/// classes, background first.
void set_figures(const ConfusionMatrix& confusion, const BoundaryIou& boundary,
                 const std::vector<std::string>& names, Report& report);

}  // namespace penumbra::evaluate
