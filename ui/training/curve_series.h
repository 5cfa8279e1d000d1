#pragma once

#include <qcustomplot.h>

#include "ui/training/curve_plot.h"

namespace penumbra::ui {

/// One curve as QCustomPlot draws it.
struct CurvePlot::Series {
  QString run, quantity;
  QCPGraph* raw = nullptr;     ///< the values
  QCPGraph* strong = nullptr;  ///< smoothed, or the values themselves
  QCPItemText* label = nullptr;
  double average = 0;  ///< exponential, not yet corrected for its start at 0
  double weight = 0;   ///< sum of the weights in `average`
  double last = 0;     ///< of `strong`
};

}  // namespace penumbra::ui
