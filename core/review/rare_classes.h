#pragma once

#include <array>

#include "review/by_image.h"

namespace penumbra::review {

/// The rarest tag of each image. A class is the rarer the fewer images of the project have it, and
/// the fewer of those that are edited or reviewed: what counts is the product of both shares.
class RareClasses {
 public:
  struct Class {
    std::int64_t tagged = 0;
    std::int64_t done = 0;  ///< of these edited or reviewed
    double share = 0;       ///< of the images that have tags
    double rank = 0;        ///< share of the images that have tags whose rarest one is less rare
  };

  explicit RareClasses(SQLite::Database& tables);

  /// A class value; 0 for an image without tags.
  int rarest_of(std::int64_t image) const { return rarest_[image]; }
  const Class& operator[](int value) const { return classes_[static_cast<std::size_t>(value)]; }

 private:
  std::array<Class, 256> classes_;
  ByImage<std::uint8_t> rarest_;
};

}  // namespace penumbra::review
