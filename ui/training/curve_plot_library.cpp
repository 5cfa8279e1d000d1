#include "ui/training/curve_plot_library.h"

#include <qcustomplot.h>

namespace penumbra::ui {

Library plot_library() { return {"QCustomPlot", QCUSTOMPLOT_VERSION_STR, "GPL-3.0-or-later"}; }

}  // namespace penumbra::ui
