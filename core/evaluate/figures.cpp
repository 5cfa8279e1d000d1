#include "evaluate/figures.h"

namespace penumbra::evaluate {

void set_figures(const ConfusionMatrix& confusion, const BoundaryIou& boundary,
                 const std::vector<std::string>& names, Report& report) {
  report.mean_iou = confusion.mean_iou();
  report.pixel_accuracy = confusion.pixel_accuracy();
  report.boundary_iou = boundary.mean_iou();
  report.classes.clear();
  report.confusion.clear();
  const auto iou = confusion.iou();
  const auto boundaries = boundary.iou();
  for (int c = 0; c < confusion.classes(); ++c) {
    const auto i = static_cast<std::size_t>(c);
    report.classes.push_back({names[i], confusion.truth_pixels(c), iou[i], boundaries[i]});
    auto& row = report.confusion.emplace_back();
    for (int p = 0; p <= confusion.classes(); ++p) row.push_back(confusion.count(c, p));
  }
}

}  // namespace penumbra::evaluate
