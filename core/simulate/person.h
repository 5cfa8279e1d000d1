#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "edit/operation.h"
#include "image/image.h"

/// A person who labels, acted out from the truth: what a way of working saves can be measured
/// without one.
namespace penumbra::simulate {

enum class Policy {
  Clicks,     ///< at the centre of the largest wrong region
  Scribbles,  ///< along its skeleton
  Masks       ///< of the whole image
};
std::string_view name(Policy policy);            ///< clicks, scribbles, masks
Policy policy_from_name(std::string_view name);  ///< throws UsageError

/// A 4-connected region whose pixels are wrong and of one true class.
struct WrongRegion {
  std::uint8_t label = 0;  ///< the true class
  std::int64_t area = 0;
  image::LabelMap mask;  ///< 1 within, 0 elsewhere
};

/// The largest one, the first of several; nothing where all is right. Pixels whose truth is 255 are
/// never wrong. Throws Error if sizes differ.
std::optional<WrongRegion> largest_wrong_region(const image::LabelMap& truth,
                                                const image::LabelMap& labels);

/// The pixel of a region that is furthest from its edge, as its centre.
edit::Point centre(const WrongRegion& region);

/// The longest way through a region's skeleton, as a polyline within it; its centre where the
/// skeleton is a point.
std::vector<edit::Point> scribble(const WrongRegion& region);

/// What the person draws in a region. A click is one pixel, a scribble three pixels wide where the
/// region is.
edit::Operation stroke(Policy policy, const WrongRegion& region);

/// Seconds that things take (Bearman et al., What's the point, ECCV 2016, section 4).
struct Costs {
  double tags = 20;  ///< of an image
  double click = 2.4;
  double scribble = 10.9;
  double mask = 240;  ///< of an image

  double of(Policy policy) const;
};

}  // namespace penumbra::simulate
