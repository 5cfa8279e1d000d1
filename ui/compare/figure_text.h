#pragma once

#include <QString>
#include <cstdint>

namespace penumbra::ui {

/// "45.1%", or a dash where there is none.
QString percent_text(double fraction);
/// "+1.2", "-0.4" (percentage points), or a dash.
QString change_text(double difference);
/// "1,204".
QString count_text(std::int64_t count);
/// "1 image", "1,204 images".
QString images_text(std::int64_t count);

}  // namespace penumbra::ui
