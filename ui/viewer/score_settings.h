#pragma once

#include <QString>

#include "ui/viewer/colour_map.h"

namespace penumbra::ui {

/// Which scores are shown, and how.
struct ScoreSettings {
  static constexpr int all_classes = 0;
  static constexpr int uncertainty = -1;

  QString source;                 ///< key of the layer that they are of
  int class_value = all_classes;  ///< whose
  ColourMap colour_map = ColourMap::Viridis;
  double low = 0;   ///< below is background
  double high = 1;  ///< above is the class; uncertain between
  bool operator==(const ScoreSettings&) const = default;
};

}  // namespace penumbra::ui
