#pragma once

#include <QString>

namespace penumbra::ui {

/// A share, 0 to 1, in per cent as the user's language writes it.
QString in_percent(double share, int decimals = 0);

}  // namespace penumbra::ui
