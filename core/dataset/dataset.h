#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/job.h"
#include "image/image.h"

namespace penumbra::dataset {

/// The foreground classes. Class ids are 1..size(); 0 is background, 255 ignore.
class Classes {
 public:
  Classes() = default;
  explicit Classes(std::vector<std::string> names) : names_(std::move(names)) {}

  int size() const { return static_cast<int>(names_.size()); }
  /// id in 1..size(), or 0 ("background").
  const std::string& name(int id) const;
  /// The id of a name, or nothing.
  std::optional<int> find(std::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
};

/// Run-length or polygon regions of one image (COCO), painted in their order (the readers put crowd
/// regions first, so that objects stay visible in a crowd).
struct Region {
  int class_id = 0;
  bool crowd = false;                         ///< painted as ignore
  std::vector<std::vector<double>> polygons;  ///< x0 y0 x1 y1 ... in pixels
  std::vector<std::uint32_t> runs;            ///< column-major run lengths, zeros first; or
};

/// Gives the ground truth of an image from elsewhere; to be called from any thread.
using TruthSource = std::function<image::LabelMap()>;

/// Ground truth of an image: a mask file, regions, or what gives it.
using Truth = std::variant<std::monostate, std::filesystem::path,
                           std::shared_ptr<const std::vector<Region>>, TruthSource>;

struct Item {
  std::string id;               ///< unique in the data set; names output files ('/' allowed)
  std::filesystem::path image;  ///< the photo
  image::Size size;             ///< upright
  std::vector<int> tags;        ///< class ids, ascending; empty where unknown
  bool tagged = false;          ///< false: nothing is known (empty tags may also be known)
  Truth truth;
  std::vector<std::string> splits;  ///< names of the lists that it is in
  std::int64_t source_id = 0;       ///< COCO's image id; 0 elsewhere

  bool has_truth() const { return !std::holds_alternative<std::monostate>(truth); }
};

/// A file that was left out, and why.
struct Broken {
  std::filesystem::path file;
  std::string reason;
  std::filesystem::path image{};  ///< the photo that it belongs to, where there is one
};

struct Dataset {
  std::string format;  ///< "voc", "coco", "coco-masks", "folder", "demo"
  std::filesystem::path root;
  Classes classes;
  std::vector<Item> items;
  std::vector<Broken> broken;
  std::string tag_source;  ///< e.g. "Annotations/*.xml", "masks", "tags.csv"
  std::vector<std::string> notes;
  /// Ids of each split in its own order; a split that is not named here has the order of `items`.
  std::map<std::string, std::vector<std::string>> lists;

  /// Those in split `split` ("" or "all": all), in the split's order. "train" also finds
  /// "train2017", "train_aug" also "trainaug". Throws Error for an unknown one.
  Dataset subset(std::string_view split) const;
  std::vector<std::string> split_names() const;
};

struct ReadOptions {
  std::string format = "auto";  ///< auto, voc, coco, coco-masks, folder
  std::string split;            ///< name of a split or path of a list file; empty: everything
  bool strict = false;          ///< any broken file, and any image without tags, is an error
  int threads = 2;
  bool untagged = false;  ///< a folder of photos need have no tags at all
};

/// Reads a data set. Files that can't be used are listed in `broken`: missing, empty, truncated,
/// not an image, a mask of another size, a tag that is not in the class list, a second entry of the
/// same image. Image headers and ends and mask sizes are checked in parallel, pixels are not. Tags
/// that are not stated are taken from masks. Images whose tags stay unknown are kept with `tagged`
/// false (they can be labelled and evaluated, not trained on) and named in `notes`. Throws Error
/// where nothing usable is left, the format is unknown, the split does not exist, or (strict)
/// something is broken.
Dataset read(const std::filesystem::path& root, const ReadOptions& options, JobControl& control,
             ProgressSink& progress);

/// Ground truth at the image's size. Throws Error where there is none or it does not fit.
image::LabelMap load_truth(const Item& item);

}  // namespace penumbra::dataset
