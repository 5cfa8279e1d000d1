#pragma once

#include <array>
#include <string_view>

namespace penumbra::project {

/// How far a person is with an image. The numbers are those of the catalogue.
enum class ImageState { New = 0, Labelled = 1, Edited = 2, Reviewed = 3 };

inline constexpr std::array<std::string_view, 4> image_state_names{"new", "labelled", "edited",
                                                                   "reviewed"};
inline std::string_view name(ImageState state) {
  return image_state_names[static_cast<std::size_t>(state)];
}

}  // namespace penumbra::project
