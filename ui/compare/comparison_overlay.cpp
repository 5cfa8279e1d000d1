#include "ui/compare/comparison_overlay.h"

#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

std::array<ValueLook, 256> with_pattern(std::array<ValueLook, 256> looks, Pattern pattern) {
  for (auto& look : looks)
    if (look.pattern != Pattern::None) look.pattern = pattern;
  return looks;
}

std::shared_ptr<Overlay> empty_overlay(const ComparedPhoto& photo) {
  if (!photo.photo) return nullptr;
  auto overlay = std::make_shared<Overlay>();
  overlay->size = {photo.photo->size().width(), photo.photo->size().height()};
  return overlay;
}

}  // namespace

std::array<ValueLook, 256> class_looks(const OpenProject& project) {
  std::array<ValueLook, 256> looks{};
  for (const auto& row : project.classes())
    looks[static_cast<std::size_t>(row.value)] = {project.class_colour(row.value).rgb(),
                                                  Pattern::Solid};
  looks[image::ignore_label] = {project.class_colour(image::ignore_label).rgb(), Pattern::Solid};
  return looks;
}

std::shared_ptr<const Overlay> label_overlay(const ComparedPhoto& photo, const SharedPlane& labels,
                                             const std::array<ValueLook, 256>& looks) {
  auto overlay = empty_overlay(photo);
  if (!overlay || !labels) return nullptr;
  overlay->items.push_back(LabelOverlay{.labels = labels, .looks = looks});
  return overlay;
}

std::shared_ptr<const Overlay> difference_overlay(const ComparedPhoto& photo,
                                                  const std::array<ValueLook, 256>& looks) {
  auto overlay = empty_overlay(photo);
  if (!overlay || !photo.difference) return nullptr;
  const auto& planes = *photo.difference;
  overlay->items.push_back(LabelOverlay{.labels = planes.wrong, .looks = looks});
  overlay->items.push_back(
      LabelOverlay{.labels = planes.missed, .looks = with_pattern(looks, Pattern::Hatched)});
  overlay->items.push_back(
      LabelOverlay{.labels = planes.invented, .looks = with_pattern(looks, Pattern::Dotted)});
  return overlay;
}

}  // namespace penumbra::ui
