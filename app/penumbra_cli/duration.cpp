#include "app/penumbra_cli/duration.h"

#include <cmath>

namespace penumbra::cli {

std::string duration_text(double seconds) {
  const auto total = std::llround(seconds);
  const auto hours = total / 3600, minutes = total / 60 % 60, rest = total % 60;
  if (hours > 0) return std::to_string(hours) + " h " + std::to_string(minutes) + " min";
  if (minutes >= 10) return std::to_string(minutes) + " min";
  if (minutes > 0) return std::to_string(minutes) + " min " + std::to_string(rest) + " s";
  return std::to_string(rest) + " s";
}

}  // namespace penumbra::cli
