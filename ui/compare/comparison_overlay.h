#pragma once

#include <array>
#include <memory>

#include "ui/compare/compared_photo.h"
#include "ui/viewer/overlay.h"

namespace penumbra::ui {

class OpenProject;

/// How each class value is drawn: in its colour, ignored pixels grey.
std::array<ValueLook, 256> class_looks(const OpenProject& project);

/// The labels of a layer; null where there are none.
std::shared_ptr<const Overlay> label_overlay(const ComparedPhoto& photo, const SharedPlane& labels,
                                             const std::array<ValueLook, 256>& looks);

/// A wrong class filled with its colour, missed pixels hatched, invented ones dotted, ignored ones
/// grey; right ones have nothing. Null where a map is missing.
std::shared_ptr<const Overlay> difference_overlay(const ComparedPhoto& photo,
                                                  const std::array<ValueLook, 256>& looks);

}  // namespace penumbra::ui
