#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "image/image.h"
#include "project/layer.h"
#include "project/project.h"

namespace penumbra::project {

/// What a layer says of an image: raw class values, and what they were decided from.
struct ImageLabels {
  ImageId image = 0;
  image::LabelMap map;
  std::vector<std::pair<std::uint8_t, image::ScoreMap>> scores;  ///< by class value, 0..254
  std::optional<image::ScoreMap> uncertainty;                    ///< in [0,1]
};

/// The files of an image that no row knows yet.
struct StoredLabels {
  ImageId image = 0;
  std::vector<LayerFile> files;
};

/// The label layers of a project: rows of the catalogue, and one 8-bit PNG for each map. Safe for
/// several threads, as long as no two write the same image of the same layer.
/// Every function throws Error for an id that does not exist.
class Layers {
 public:
  explicit Layers(Project& project) : project_(project) {}

  /// Makes a layer; `id` and `created` are set here. Throws Error for a name that is taken or
  /// empty.
  Layer create(Layer layer);
  std::optional<Layer> find(std::string_view name) const;
  /// As above, but throws Error where there is none, with the nearest name.
  Layer named(std::string_view name) const;
  Layer get(LayerId layer) const;
  /// All, in order of their creation.
  std::vector<Layer> list() const;
  void rename(LayerId layer, std::string_view name);
  void set_finished(LayerId layer, bool finished);
  /// Removes the layer, its files and its history. Throws Error for one that an edited layer shows.
  void remove(LayerId layer);

  /// Writes what the layer says of an image in place of what it said before: files first, then
  /// rows. New images become labelled, unless the layer is truth. Throws Error where the size is
  /// not the photo's, and for an edited layer, which only EditSession changes; nothing has changed
  /// then.
  void write(LayerId layer, const ImageLabels& labels);
  /// Many images: files on `threads` threads, then the rows of all in one transaction.
  void write(LayerId layer, std::span<const ImageLabels> labels, int threads);
  /// The two halves of `write`, for those who have threads of their own: files of one image ...
  StoredLabels store(LayerId layer, const ImageLabels& labels) const;
  /// ... and the rows of a batch. Throws Error; the files stay until `discard`.
  void commit(LayerId layer, std::span<const StoredLabels> labels);
  /// Removes the files of those that are not to be committed.
  void discard(std::span<const StoredLabels> labels) const;

  /// Whether `read` gives a map: the layer has one, or it is an edited layer whose base has.
  bool has(LayerId layer, ImageId image) const;
  /// The images of which that is true, ascending.
  std::vector<ImageId> images(LayerId layer) const;

  /// The label map, of an edited layer with all operations that are committed. Values of classes
  /// that were merged or removed are replaced by what they count as now.
  /// Throws Error where there is none, or for a file that is missing or damaged.
  image::LabelMap read(LayerId layer, ImageId image) const;
  /// The class values as they are stored.
  image::LabelMap read_raw(LayerId layer, ImageId image) const;

  /// The classes of which there are scores, as they count now, ascending.
  std::vector<std::uint8_t> score_classes(LayerId layer, ImageId image) const;
  /// The scores of a class in [0,1]; of several that count as it now, the highest. An edited layer
  /// has those of its base. Throws Error where there are none.
  image::ScoreMap read_scores(LayerId layer, ImageId image, std::uint8_t value) const;
  /// Nothing where the layer has none.
  std::optional<image::ScoreMap> read_uncertainty(LayerId layer, ImageId image) const;

 private:
  LayerId with_scores(LayerId layer) const;

  Project& project_;
};

}  // namespace penumbra::project
