#pragma once

#include <QColor>
#include <QIcon>

namespace penumbra::ui {

/// A class's colour on screen: colour-blind-safe for the first eight (Okabe-Ito, its black
/// replaced), then hues spread by the golden angle. id: 1 and up. Background has none; 255 (ignore)
/// is grey.
QColor class_colour(int id);

/// A small square of the colour.
QIcon class_swatch(const QColor& colour);

}  // namespace penumbra::ui
