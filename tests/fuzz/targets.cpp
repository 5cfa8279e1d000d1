#include "fuzz/targets.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "base/error.h"
#include "dataset/coco_instances.h"
#include "dataset/dataset.h"
#include "dataset/tags_csv.h"
#include "dataset/voc_annotation.h"
#include "edit/operation_json.h"
#include "edit/script.h"
#include "formats/brush_rle.h"
#include "formats/import.h"
#include "formats/npy.h"
#include "formats/yaml_names.h"
#include "image/decode.h"
#include "image/exif.h"
#include "image/mask.h"
#include "image/png_file.h"
#include "image/rle.h"
#include "project/catalogue.h"
#include "project/sample_project.h"
#include "project/select.h"
#include "train/event_reader.h"

namespace penumbra::fuzz {
namespace {

namespace fs = std::filesystem;

template <typename Read>
void accept_errors(const Read& read) {
  try {
    read();
  } catch (const Error&) {
    // Refused with a reason, as it should be.
  }
}

std::string_view text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The readers take files. /dev/shm is memory, so that a fuzzer does not wait for a disk.
class TemporaryFile {
 public:
  explicit TemporaryFile(Bytes bytes)
      : path_((fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
              ("penumbra_fuzz_" + std::to_string(::getpid()))) {
    write_file_atomically(path_, text(bytes));
  }
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

void mask_png(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] {
    const auto mask = image::read_mask(file.path());
    require(mask.labels.size() == mask.size.area());
    require(image::read_mask_size(file.path()) == mask.size);
  });
}

void picture(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] { image::check_image(file.path()); });
  accept_errors([&] {
    const auto picture = image::read_image(file.path(), {64});
    require(picture.pixels.size() == picture.size.area() * 3);
  });
  image::read_keywords(file.path());
}

void voc_annotation(Bytes bytes) {
  accept_errors([&] { dataset::parse_voc_annotation(text(bytes), "a.xml"); });
}

void coco_instances(Bytes bytes) {
  accept_errors([&] {
    auto instances = dataset::parse_coco_instances(text(bytes), "instances_a.json");
    dataset::Item item;
    item.size = {64, 48};
    auto regions = std::make_shared<std::vector<dataset::Region>>();
    for (auto& annotation : instances.annotations)
      if (annotation.fault.empty()) regions->push_back(std::move(annotation.region));
    item.truth = std::shared_ptr<const std::vector<dataset::Region>>(regions);
    dataset::load_truth(item);
  });
}

void tags_csv(Bytes bytes) {
  accept_errors([&] {
    for (const auto& row : dataset::parse_tags_csv(text(bytes), "tags.csv"))
      require(!row.image.empty());
  });
}

void run_lengths(Bytes bytes) {
  accept_errors([&] {
    const auto runs = image::expand_runs(text(bytes));
    require(image::expand_runs(image::compress_runs(runs)) == runs);
    image::LabelMap map{{32, 24}, std::vector<std::uint8_t>(32 * 24)};
    image::paint_runs(map, runs, 1);
    image::bounding_box(runs, map.size);
  });
}

/// What is read is carried out on a small map, and says the same when it is written and read again.
void edit_script(Bytes bytes) {
  const edit::LabelNames names({{1, "cat"}, {2, "dog"}});
  const image::Size size{24, 16};
  const auto photo = std::make_shared<image::Image>();
  photo->size = size;
  for (std::size_t i = 0; i < 3 * size.area(); ++i)
    photo->pixels.push_back(static_cast<std::uint8_t>(i * i >> 3));
  edit::Context context;
  context.photo = [&] { return photo; };
  context.superpixels = [&](int region_size) {
    return std::make_shared<edit::Superpixels>(edit::compute_superpixels(*photo, region_size));
  };
  image::LabelMap map{size, {}};
  for (std::size_t i = 0; i < size.area(); ++i)
    map.labels.push_back(static_cast<std::uint8_t>(i / 37 % 3));
  context.layer = [&](const std::string&) { return std::make_shared<image::LabelMap>(map); };
  std::vector<std::uint8_t> drawn(size.area());
  accept_errors([&] {
    for (const auto& step : edit::parse_script(text(bytes), names, "fuzz")) {
      const auto* operation = std::get_if<edit::Operation>(&step);
      if (!operation) continue;
      require(edit::parse_operation(edit::to_json(*operation, names), names, "fuzz") == *operation);
      const auto changed = edit::apply(*operation, {map, &drawn}, context);
      require(edit::intersection(changed, edit::whole(size)) == changed);
    }
  });
}

void npy(Bytes bytes) {
  accept_errors([&] {
    const auto map = formats::decode_npy_labels(text(bytes), "a.npy");
    require(map.labels.size() == map.size.area());
    require(formats::decode_npy_labels(formats::encode_npy(map), "b.npy") == map);
  });
  accept_errors([&] {
    const auto names = formats::decode_npy_names(text(bytes), "a.npy");
    require(formats::decode_npy_names(formats::encode_npy(names), "b.npy").size() == names.size());
  });
}

void event_file(Bytes bytes) {
  const TemporaryFile file(bytes);
  accept_errors([&] {
    for (const auto& curve : train::read_event_file(file.path())) require(!curve.points.empty());
  });
}

void npz(Bytes bytes) {
  const TemporaryFile file(bytes);
  JobControl control;
  accept_errors([&] {
    const auto set = formats::read_labels(file.path(), "npz", control);
    for (const auto& entry : set.entries) accept_errors([&] { entry.load(); });
  });
}

namespace {

/// A file that a reader of a format finds in a folder, perhaps beside others.
class TemporaryFolder {
 public:
  TemporaryFolder(const fs::path& file, Bytes bytes)
      : path_((fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
              ("penumbra_fuzz_folder_" + std::to_string(::getpid()))) {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    add(file, text(bytes));
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  void add(const fs::path& file, std::string_view bytes) const {
    fs::create_directories((path_ / file).parent_path());
    write_file(path_ / file, bytes);
  }

  /// Labels that can be read are those of a map, and go out again.
  void read(const char* format) const {
    JobControl control;
    accept_errors([&] {
      const auto set = formats::read_labels(path_, format, control);
      for (const auto& [split, places] : set.splits)
        for (const auto place : places) require(place < set.entries.size());
      for (const auto& entry : set.entries) {
        if (entry.size.area() > 1 << 22) continue;  // takes memory, but is no fault
        accept_errors([&] {
          const auto map = entry.load();
          require(map.labels.size() == map.size.area());
        });
      }
    });
  }

 private:
  fs::path path_;
};

std::string grey_mask() {
  const image::LabelMap mask{{4, 3}, {0, 1, 2, 255, 0, 1, 2, 255, 0, 0, 0, 0}};
  return image::encode_mask(mask);
}

}  // namespace

void brush_rle(Bytes bytes) {
  accept_errors([&] {
    const image::Size size{5, 4};
    image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
    formats::decode_brush(bytes, size, [&](std::size_t first, std::size_t count) {
      require(count > 0 && first + count <= size.area());
      std::fill_n(map.labels.begin() + static_cast<std::ptrdiff_t>(first), count, std::uint8_t{1});
    });
    image::LabelMap again{size, std::vector<std::uint8_t>(size.area())};
    formats::decode_brush(formats::encode_brush(map, 1), size,
                          [&](std::size_t first, std::size_t count) {
                            std::fill_n(again.labels.begin() + static_cast<std::ptrdiff_t>(first),
                                        count, std::uint8_t{1});
                          });
    require(again == map);
  });
}

void yaml_names(Bytes bytes) {
  accept_errors([&] { require(!formats::parse_yaml_names(text(bytes), "data.yaml").empty()); });
}

void yolo_labels(Bytes bytes) {
  const TemporaryFolder folder("labels/val/a.txt", bytes);
  folder.add("data.yaml", "names: [cat, dog]\n");
  folder.add("sizes/val.csv", "label,width,height\na,40,30\n");
  folder.read("yolo");
}

void coco_file(Bytes bytes) {
  TemporaryFolder("annotations/instances_val.json", bytes).read("coco");
}

void panoptic_file(Bytes bytes) {
  const TemporaryFolder folder("annotations/panoptic_val.json", bytes);
  const std::vector<std::uint8_t> pixels(36, 1);
  folder.add("annotations/panoptic_val/a.png", image::encode_png({4, 3}, 3, pixels));
  folder.read("coco-panoptic");
}

void cityscapes_polygons(Bytes bytes) {
  TemporaryFolder("gtFine/val/a_gtFine_polygons.json", bytes).read("cityscapes");
}

void labelme_file(Bytes bytes) { TemporaryFolder("a.json", bytes).read("labelme"); }

void cvat_file(Bytes bytes) { TemporaryFolder("annotations.xml", bytes).read("cvat"); }

void datumaro_file(Bytes bytes) { TemporaryFolder("annotations/val.json", bytes).read("datumaro"); }

void label_studio_file(Bytes bytes) { TemporaryFolder("val.json", bytes).read("label-studio"); }

void huggingface_file(Bytes bytes) {
  const TemporaryFolder folder("val/metadata.jsonl", bytes);
  folder.add("val/a.png", grey_mask());
  folder.read("huggingface");
}

void grey_lists(Bytes bytes) {
  for (const char* file : {"classes.csv", "lists/val.csv"}) {
    const TemporaryFolder folder(file, bytes);
    folder.add("masks/a.png", grey_mask());
    folder.read("grey");
  }
}

namespace {

/// A project of a few images that has one of everything that a query may name.
class QueryProject {
 public:
  QueryProject()
      : folder_((fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                ("penumbra_fuzz_" + std::to_string(::getpid()) + ".penumbra")) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    project_ = project::Project::create(folder_);
    add_images(*project_, 5);
    add_classes(*project_, 2);
    project_->database().write([](SQLite::Database& tables) {
      tables.exec(
          "INSERT INTO tags VALUES (1, 1), (1, 2), (2, 2);"
          "INSERT INTO splits VALUES (1, 'val'); INSERT INTO image_splits VALUES (1, 3, 0);"
          "UPDATE images SET state = 2 WHERE id = 2; UPDATE images SET problem = 'x' WHERE id = 4;"
          "INSERT INTO layers (name, kind, source, options, created) VALUES ('cam', 'cam', '', "
          "'{}', 0)");
    });
    project::set_numbers(*project_, "uncertain",
                         std::vector<std::pair<std::int64_t, double>>{{1, 0.1}, {5, 0.7}});
  }
  ~QueryProject() {
    project_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  const project::Project& get() const { return *project_; }

 private:
  fs::path folder_;
  std::unique_ptr<project::Project> project_;
};

}  // namespace

/// What is understood is also carried out: its order changes nothing, and its negation finds all
/// others.
void query(Bytes bytes) {
  static const QueryProject sample;
  const auto& project = sample.get();
  const std::string where(text(bytes));
  try {
    const auto found = project::count(project, where);
    for (const auto* order : {"name", "uncertain", "-uncertain"})
      require(std::ssize(project::select(project, {where, order, 0, -1})) == found);
    require(project::facets(project, where).images == found);
    if (where.find_first_not_of(" \t\r\n") != where.npos)
      require(project::count(project, "-(" + where + ")") == project::count(project) - found);
  } catch (const UsageError&) {
  }
}

}  // namespace penumbra::fuzz
