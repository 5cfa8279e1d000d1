#pragma once

#include <QIcon>
#include <QPalette>
#include <QPen>

namespace penumbra::ui {

/// `pen` with the dash of a run: solid for 0.
QPen run_pen(QPen pen, int dash);

/// A line with the dash of a run.
QIcon dash_icon(int dash, const QPalette& palette);

}  // namespace penumbra::ui
