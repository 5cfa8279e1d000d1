#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/image.h"
#include "project/image_state.h"
#include "project/project.h"

/// The images of a project as plain values.
namespace penumbra::project {

using ImageId = std::int64_t;

struct ImageRow {
  ImageId id = 0;
  std::filesystem::path photo;  ///< where it lies now
  std::string path;             ///< relative to its root, with '/'
  std::string name;             ///< file name
  std::string item;             ///< the data set's own name, without extension
  image::Size size;             ///< upright; zero for a broken photo
  std::int64_t bytes = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
  bool tagged = false;        ///< false: nothing is known of its classes
  ImageState state = ImageState::New;
  std::string problem;              ///< why the photo can't be used; empty where it can
  bool found = true;                ///< false: it was not there when last looked for
  std::vector<int> tags;            ///< class values, ascending
  std::vector<std::string> splits;  ///< by name
  std::map<std::string, double> numbers;
  /// What a trained classifier says of classes that nobody has decided on (see tag_scores.h), 0..1,
  /// by class value.
  std::map<int, double> tag_scores;
};

/// The rows of `ids` in their order; ids that do not exist are left out.
std::vector<ImageRow> rows(const Project& project, std::span<const ImageId> ids);

/// The image of a file name, a relative path, or a data set's own name. Throws Error where there is
/// none, or several: then the path is asked for.
ImageId find_image(const Project& project, std::string_view name);

/// Sets the state of images; those that become reviewed, or cease to be, as in `set_reviewed`.
void set_state(Project& project, std::span<const ImageId> ids, ImageState state);

/// Marks images as reviewed, with the time, or as what they are without that mark.
void set_reviewed(Project& project, std::span<const ImageId> ids, bool reviewed);

/// Sets a number of images, e.g. "uncertain", replacing what they had.
void set_numbers(Project& project, std::string_view name,
                 std::span<const std::pair<ImageId, double>> values);

/// Takes a number away from images.
void clear_numbers(Project& project, std::string_view name, std::span<const ImageId> ids);

}  // namespace penumbra::project
