#pragma once

#include <QString>
#include <cstdint>
#include <string>

namespace penumbra::ui {

/// "45.1%", or a dash where there is none.
QString percent_text(double fraction);
/// "+1.2", "-0.4" (percentage points), or a dash.
QString change_text(double difference);
/// "1,204".
QString count_text(std::int64_t count);
/// "1 image", "1,204 images".
QString images_text(std::int64_t count);
/// A class as it is called on screen: the background in the user's language.
QString class_text(int value, const std::string& name);

}  // namespace penumbra::ui
