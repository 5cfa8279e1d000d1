#pragma once

#include <QString>

#include "base/job.h"

namespace penumbra::ui {

/// "about 12 minutes left"; empty for a negative number (unknown).
QString time_left_text(double seconds);

/// "42 s", "3 min 5 s", "2 h 10 min".
QString duration_text(double seconds);

/// "training: 420 of 2,000, about 12 minutes left".
QString progress_text(const Progress& progress);

/// 1204 -> "1,204".
QString number_text(qint64 number);

}  // namespace penumbra::ui
