#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "project/catalogue.h"
#include "review/settings.h"

namespace penumbra::review {

using project::ImageId;

/// How much one reason says of an image.
struct Part {
  /// The number itself: a share of the area, how sure the classifier is, or the share of the
  /// images that have the tag.
  double value = 0;
  /// The share of the project's images of which the reason says less, 0 to 1: so that reasons of
  /// different scales can be weighed against each other. 0 where it says nothing.
  double rank = 0;
};

/// What live labels would learn of a look at an image (label::LiveLabels::gains).
struct Gain {
  ImageId image = 0;
  double uncertain = 0;  ///< share of its area that they are unsure of
  double alike = 0;      ///< images that they are unsure of in the like, itself included
  bool operator==(const Gain&) const = default;
};

/// A second look at an image that is reviewed.
struct SecondLook {
  std::int64_t reviewed = 0;  ///< milliseconds since 1970
  bool exact = true;          ///< false: it is only known to be before that
};

/// A place in the queue, and why.
struct Entry {
  ImageId image = 0;
  double score = 0;                        ///< mean of the ranks, weighted, 0 to 1
  std::array<Part, reason_count> parts{};  ///< by Reason
  /// For a contradiction the class: positive where it is not tagged but seen, negative where it is
  /// tagged but not seen.
  int proposed_tag = 0;
  int rare_class = 0;          ///< the rarest of its tags; 0: it has none
  std::int64_t rare_done = 0;  ///< images of that tag that are edited or reviewed
  double alike = 0;            ///< of its gain
  std::optional<SecondLook> second_look;

  const Part& part(Reason reason) const { return parts[static_cast<std::size_t>(reason)]; }
};

/// The usable images of `where` (see query.h) that are not reviewed, by their score, and by their
/// number where that is the same. Second looks come after every so many others as their share
/// says (at most 20), the earliest first; those that were reviewed just now come at the end.
/// now: milliseconds since 1970. gains: the best first; empty: live labels are off. Throws
/// UsageError for a query that can't be understood.
std::vector<Entry> queue(const project::Project& project, const std::string& where,
                         const Settings& settings, std::int64_t now,
                         std::span<const Gain> gains = {});

/// How much a reason has to do with the place of an entry, against its other reasons; 0: nothing.
double share(const Entry& entry, Reason reason, const Weights& weights);

/// The reasons that count for this entry, the one of the largest share first.
std::vector<Reason> reasons(const Entry& entry, const Weights& weights);

/// Whether a reviewed image is among those that are looked at again.
bool is_for_second_look(const Settings& settings, ImageId image);

}  // namespace penumbra::review
