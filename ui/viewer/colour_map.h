#pragma once

#include <QRgb>
#include <QString>
#include <array>

namespace penumbra::ui {

/// Perceptual colour maps for scores.
enum class ColourMap { Viridis, Magma, Turbo };
inline constexpr std::array all_colour_maps = {ColourMap::Viridis, ColourMap::Magma,
                                               ColourMap::Turbo};

/// Its proper name, which is also its key in settings.
QString name(ColourMap map);
/// Viridis for a name that is none.
ColourMap colour_map(const QString& name);

/// 256 opaque colours from low to high.
const std::array<QRgb, 256>& colours(ColourMap map);

}  // namespace penumbra::ui
