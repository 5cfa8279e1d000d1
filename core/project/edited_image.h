#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "edit/rect.h"
#include "project/difference.h"
#include "project/layer_file.h"
#include "project/project.h"

/// Images of edited layers as the catalogue has them: a saved map, and operations since.
namespace penumbra::project {

/// An image that was edited, with all operations that count.
struct EditedImage {
  EditedMap pixels;
  int done = 0;   ///< operations that count
  int saved = 0;  ///< operations that are in the layer's files
};

/// Nothing where the image was never edited in that layer. Throws Error for a file that is missing
/// or damaged, and for a history that does not apply to it.
std::optional<EditedImage> load_edited(const Project& project, LayerId layer, ImageId image);

/// What an image looks like before its first edit: the map of the layer that the edited one shows,
/// or 255 all over.
struct Unedited {
  image::LabelMap map;
  std::optional<LayerFile> file;  ///< that holds just this map
  bool labelled = false;          ///< false: 255 all over, and there is no such layer
};
Unedited load_unedited(Project& project, LayerId layer, ImageId image);

/// Writes map and drawn mask as files that no row knows yet.
std::vector<LayerFile> write_edited(const Project& project, LayerId layer, ImageId image,
                                    const EditedMap& pixels);

/// Brings the files of the layer up to all operations that count, so that reading is fast again.
void save_edited(Project& project, LayerId layer, ImageId image);

/// An operation of the history of an image.
struct Operation {
  int number = 0;  ///< 1 for the first
  std::string name;
  std::string details;  ///< JSON
  edit::Rect rect;
  std::int64_t created = 0;  ///< milliseconds since 1970
  bool done = true;          ///< false: undone
  std::string author;        ///< as the system calls them; empty: not known

  bool operator==(const Operation&) const = default;
};

/// All operations of an image in order, those that are undone last; empty if never edited.
std::vector<Operation> operations(const Project& project, LayerId layer, ImageId image);

/// What operation `number` changed. Throws Error.
Difference load_difference(const Project& project, LayerId layer, ImageId image, int number);

}  // namespace penumbra::project
