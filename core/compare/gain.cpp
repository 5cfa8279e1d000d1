#include "compare/gain.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/error.h"

namespace penumbra::compare {
namespace {

/// Where one of them has none, it is neither a gain nor a loss.
double change_of(const ImageGain& image) {
  const double change = image.iou.difference();
  return std::isnan(change) ? 0 : change;
}

}  // namespace

Gain gain(const Comparison& before, const Comparison& after) {
  if (before.reference.id != after.reference.id)
    throw Error("are compared with different layers, " + before.reference.name + " and " +
                    after.reference.name,
                "layers " + before.layer.name + " and " + after.layer.name,
                "Compare both with the same one");
  Gain gain;
  gain.before = before.layer;
  gain.after = after.layer;
  gain.reference = after.reference;

  std::unordered_map<project::ImageId, const ComparedImage*> earlier;
  for (const auto& image : before.images) earlier[image.image] = &image;
  std::vector<const ComparedImage*> first, second;
  for (const auto& image : after.images) {
    const auto found = earlier.find(image.image);
    if (found == earlier.end()) continue;
    first.push_back(found->second);
    second.push_back(&image);
    gain.images.push_back(
        {image.image, image.path, {found->second->figures.mean_iou, image.figures.mean_iou}});
  }
  if (gain.images.empty())
    throw Error("have no compared image in common",
                "layers " + before.layer.name + " and " + after.layer.name,
                "Label the same images in both");
  for (const auto& image : gain.images) {
    const double change = change_of(image);
    ++(change > 0 ? gain.better : change < 0 ? gain.worse : gain.same);
  }
  std::ranges::stable_sort(gain.images, {}, change_of);

  const auto was = totals_of(first, after.classes), is = totals_of(second, after.classes);
  gain.mean_iou = {was.mean_iou, is.mean_iou};
  gain.pixel_accuracy = {was.pixel_accuracy, is.pixel_accuracy};
  gain.boundary_iou = {was.boundary_iou, is.boundary_iou};
  for (int row = 0; row < after.classes.count(); ++row) {
    const auto i = static_cast<std::size_t>(row);
    gain.classes.push_back({after.classes.names()[i],
                            after.classes.value(row),
                            {was.classes[i].iou, is.classes[i].iou}});
  }
  return gain;
}

}  // namespace penumbra::compare
