#pragma once

#include <QRgb>
#include <array>

namespace penumbra::ui {

/// viridis, 256 opaque colours from low to high.
const std::array<QRgb, 256>& viridis();

}  // namespace penumbra::ui
