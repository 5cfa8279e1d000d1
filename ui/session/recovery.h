#pragma once

#include <QString>

#include "ui/session/session.h"

namespace penumbra::ui {

/// "Penumbra ended unexpectedly at 14:02 while “holiday” was open."
QString loss_text(const LostSession& lost);

/// What of a lost session's work is in its project, and what can be gone on with: sentences for
/// people. Reads the project; for background threads. Empty where no project was open.
QString recovered_text(const LostSession& lost);

}  // namespace penumbra::ui
