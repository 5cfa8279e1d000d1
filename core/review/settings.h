#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "project/project.h"

/// The order in which a person looks at images, and what comes of it.
namespace penumbra::review {

/// Why an image needs a person.
enum class Reason {
  Uncertain,      ///< much of its area is uncertain (number "uncertain")
  Contradiction,  ///< the classifier contradicts its tags (number "contradiction" above 0.5)
  Disagreement,   ///< two labellings differ in much of its area (number "disagreement")
  RareClass,      ///< its tags are seldom in the project and among images a person has done
  Gain,           ///< it would teach live labels much; counts while these are on
};
inline constexpr std::size_t reason_count = 5;
inline constexpr std::array<std::string_view, reason_count> reason_names{
    "uncertain", "contradiction", "disagreement", "rare", "gain"};
inline std::string_view name(Reason reason) {
  return reason_names[static_cast<std::size_t>(reason)];
}

/// By Reason.
using Weights = std::array<double, reason_count>;

/// What decides the queue, kept in the project.
struct Settings {
  /// How much each reason counts against the others, 0 to 1; that of Gain is its share of the
  /// whole, so that at 1 it decides alone.
  Weights weights{1, 1, 1, 0.5, 1};
  double second_look_share = 0.05;  ///< of reviewed images that are looked at again, 0 to 1
  int second_look_minutes = 15;     ///< not before so many, while there are other images
  std::uint64_t seed = 1;           ///< decides which images these are
  bool operator==(const Settings&) const = default;
};

/// What was kept; values out of range, or none, are those of a new project.
Settings settings(const project::Project& project);
/// Throws UsageError for values out of range.
void keep_settings(project::Project& project, const Settings& settings);

}  // namespace penumbra::review
