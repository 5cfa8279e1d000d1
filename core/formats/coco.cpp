#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "dataset/coco_instances.h"
#include "formats/coco_numbers.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "image/limits.h"
#include "image/rle.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A crowd region has to be of some category: the one that covers most of the image, so that it
/// tells of no class that is not there; without any, the first.
int category_of_undecided(const std::map<std::uint8_t, image::Runs>& regions) {
  int most = 1;
  std::uint64_t largest = 0;
  for (const auto& [label, runs] : regions) {
    if (label == 0 || label == image::ignore_label) continue;
    if (const auto area = image::area(runs); area > largest) {
      largest = area;
      most = label;
    }
  }
  return most;
}

/// The members of an annotation but for its number, as JSON. Written by hand: a tree of values a
/// region takes longer than the region's run lengths.
std::string annotation(const dataset::Classes& classes, std::int64_t image, int class_id,
                       const image::Runs& runs, image::Size size, bool crowd) {
  const auto box = image::bounding_box(runs, size);
  const auto number = [](auto value) { return std::to_string(value); };
  std::string text = ",\"image_id\":" + number(image) +
                     ",\"category_id\":" + number(coco_category_number(classes, class_id)) +
                     ",\"segmentation\":{\"size\":[" + number(size.height) + ',' +
                     number(size.width) + "],\"counts\":\"";
  for (const char sign : image::compress_runs(runs)) {
    if (sign == '\\') text += '\\';  // the signs are '0' to 'o', no other has to be escaped
    text += sign;
  }
  text += "\"},\"area\":" + number(image::area(runs)) + ",\"bbox\":[" + number(box.x) + ',' +
          number(box.y) + ',' + number(box.width) + ',' + number(box.height) + "],\"iscrowd\":";
  return text + (crowd ? "1,\"ignore\":1}" : "0}");
}

/// An image's annotations, then the image itself.
std::vector<std::string> describe(const dataset::Dataset& dataset, const dataset::Item& item,
                                  std::int64_t number, const image::LabelMap& labels) {
  std::vector<std::string> texts;
  const auto regions = image::encode_labels(labels);
  const auto add = [&](int class_id, const image::Runs& runs, bool crowd) {
    texts.push_back(annotation(dataset.classes, number, class_id, runs, labels.size, crowd));
  };
  if (const auto undecided = regions.find(image::ignore_label); undecided != regions.end())
    add(category_of_undecided(regions), undecided->second, true);
  for (const auto& [label, runs] : regions)
    if (label != 0 && label != image::ignore_label) add(label, runs, false);
  texts.push_back(json_text(coco_image(dataset, item, number, labels.size)));
  return texts;
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  const auto numbers = coco_image_numbers(dataset);
  json categories = json::array();
  for (int c = 1; c <= dataset.classes.size(); ++c)
    categories.push_back({{"id", coco_category_number(dataset.classes, c)},
                          {"name", dataset.classes.name(c)},
                          {"supercategory", ""}});
  const auto file = output.open("annotations/instances_" + split_name(request) + ".json");
  file->append(
      "{\"info\":{\"description\":\"Labels made by Penumbra\"},\"licenses\":[],\n"
      "\"categories\":" +
      json_text(categories) + ",\n\"annotations\":[\n");
  std::string images;
  std::size_t objects = 0;
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
        return describe(dataset, item, numbers[i],
                        request.options.undecided_as_background ? decided(labels) : labels);
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) {
        for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
          file->append(objects > 0 ? ",\n{\"id\":" : "{\"id\":");
          file->append(std::to_string(++objects) + texts[i]);
        }
        images += (images.empty() ? "" : ",\n") + texts.back();
      });
  summary.objects = objects;
  file->append("],\n\"images\":[\n" + images + "]}\n");
  file->close();
  return summary;
}

constexpr std::array<std::string_view, 2> prefixes{"instances_", "stuff_"};

/// The instances files of a tree by their split, else its files of stuff: those in a folder
/// "annotations", else those at the root.
std::map<std::string, std::string> instance_files(const FileTree& files) {
  for (const auto prefix : prefixes) {
    std::map<std::string, std::string> in_annotations, elsewhere;
    for (const auto& name : files.names()) {
      const fs::path path = name;
      const auto stem = path.stem().string();
      if (path.extension() != ".json" || !stem.starts_with(prefix)) continue;
      auto& found = path.parent_path().filename() == "annotations" ? in_annotations : elsewhere;
      found.emplace(stem.substr(prefix.size()), name);
    }
    if (!in_annotations.empty()) return in_annotations;
    if (!elsewhere.empty()) return elsewhere;
  }
  return {};
}

/// What of an annotation is kept while the others are read: not its outline.
struct Found {
  std::int64_t picture = 0;
  std::int64_t category = 0;
  bool crowd = false;
  bool has_outline = false;
  image::Size size;
  ByteRange range;
  std::string fault;
};

/// The regions of one image, where they lie in the file.
struct Region {
  ByteRange range;
  std::uint8_t label = 0;
};

void paint(image::LabelMap& map, const dataset::Region& region, std::uint8_t label) {
  if (!region.runs.empty()) image::paint_runs(map, region.runs, label);
  for (const auto& polygon : region.polygons)
    image::paint_runs(map, image::polygon_runs(map.size, polygon), label);
}

/// One file: its parts are looked at one after another, and found again by their places.
class FileReader {
 public:
  explicit FileReader(std::shared_ptr<const ByteSource> file) : file_(std::move(file)) {}

  void read(LabelSet& set, const std::string& split, JobControl& control) {
    std::size_t parts = 0;
    for_each_part(*file_, [&](const JsonPart& part) {
      if (++parts % 1024 == 0) control.checkpoint();
      if (part.in_list) add(part);
    });
    if (categories_.empty() || pictures_.empty())
      refuse(std::string("it has no list of ") + (categories_.empty() ? "categories" : "images"));
    name_classes(set);
    gather(set);
    for (std::size_t i = 0; i < pictures_.size(); ++i) add_picture(set, split, i);
  }

 private:
  struct Picture {
    dataset::CocoInstances::Picture stated;
    std::vector<Region> crowds, objects;
    bool outlined = true;
    std::string fault;
  };

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error("is not a COCO instances file: " + why, file_->path().string(),
                "Repair or remove it");
  }

  void add(const JsonPart& part) {
    const auto& path = file_->path();
    if (part.key != "categories" && part.key != "images" && part.key != "annotations") return;
    with_json(path, part.range.offset, [&] {
      const auto value = parse_part(part.text, part.range.offset, path);
      try {
        if (part.key == "categories") {
          categories_.push_back(dataset::parse_coco_category(value));
        } else if (part.key == "images") {
          auto picture = dataset::parse_coco_picture(value);
          by_id_.emplace(picture.id, pictures_.size());
          pictures_.push_back({std::move(picture), {}, {}, true, {}});
        } else {
          auto one = dataset::parse_coco_annotation(value);
          found_.push_back({one.picture, one.category, one.region.crowd, one.has_outline, one.size,
                            part.range, std::move(one.fault)});
        }
      } catch (const Error& error) {
        throw Error("is not a COCO instances file: " + error.reason(),
                    place_in(path, part.range.offset), "Repair or remove it");
      }
    });
  }

  void name_classes(LabelSet& set) {
    std::stable_sort(categories_.begin(), categories_.end(),
                     [](const auto& a, const auto& b) { return a.id < b.id; });
    std::vector<std::string> names;
    for (const auto& category : categories_) {
      names.push_back(category.name);
      class_ids_.emplace(category.id,
                         static_cast<std::uint8_t>(std::min<std::size_t>(names.size(), 255)));
    }
    dataset::Classes classes(std::move(names));
    dataset::check_classes(classes, file_->path());
    set_classes(set, std::move(classes), file_->path());
  }

  void gather(LabelSet& set) {
    std::size_t homeless = 0;
    for (auto& one : found_) {
      const auto place = by_id_.find(one.picture);
      if (place == by_id_.end()) {
        ++homeless;
        continue;
      }
      auto& picture = pictures_[place->second];
      const auto fail = [&](const std::string& reason) {
        picture.fault = "annotation at byte " + std::to_string(one.range.offset) + ": " + reason;
      };
      const auto class_id = class_ids_.find(one.category);
      if (class_id == class_ids_.end())
        fail("category " + std::to_string(one.category) + " is not in the class list");
      else if (!one.fault.empty())
        fail(one.fault);
      else if (one.size.area() > 0 && !(one.size == picture.stated.size))
        fail("its run lengths are for another size than the image's");
      else if (!one.has_outline)
        picture.outlined = false;
      else
        (one.crowd ? picture.crowds : picture.objects)
            .push_back({one.range, one.crowd ? image::ignore_label : class_id->second});
    }
    found_ = {};
    if (homeless > 0)
      set.broken.push_back({file_->path(), std::to_string(homeless) +
                                               " annotations are of images that it does not list"});
  }

  void add_picture(LabelSet& set, const std::string& split, std::size_t i) {
    auto& [stated, crowds, objects, outlined, fault] = pictures_[i];
    const auto leave_out = [&, &name = stated.file_name](const std::string& reason) {
      set.broken.push_back({name, reason});
    };
    if (!stays_inside(stated.file_name)) return leave_out("lies outside of the data set");
    if (stated.size.area() == 0) return leave_out("the file states no size for it");
    if (stated.size.area() > image::most_pixels) return leave_out("claims to be too large");
    if (!fault.empty()) return leave_out(fault);
    if (!outlined) return leave_out("an annotation of it has no outline");
    auto regions = std::move(crowds);  // objects stay visible in a crowd
    regions.insert(regions.end(), objects.begin(), objects.end());
    set.splits[split].push_back(set.entries.size());
    set.entries.push_back(
        {stated.file_name, stated.size,
         [file = file_, size = stated.size, regions = std::move(regions)] {
           image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
           for (const auto& [range, label] : regions)
             with_json(file->path(), range.offset, [&, &range = range, &label = label] {
               const auto text = file->read(range.offset, range.size);
               const auto one =
                   dataset::parse_coco_annotation(parse_part(text, range.offset, file->path()));
               paint(map, one.region, label);
             });
           return map;
         }});
  }

  std::shared_ptr<const ByteSource> file_;
  std::vector<dataset::CocoInstances::Category> categories_;
  std::vector<Picture> pictures_;
  std::unordered_map<std::int64_t, std::size_t> by_id_;
  std::unordered_map<std::int64_t, std::uint8_t> class_ids_;
  std::vector<Found> found_;
};

/// A folder, an archive or one instances file.
LabelSet read(const fs::path& path, JobControl& control) {
  LabelSet set;
  if (fs::is_regular_file(path) && path.extension() == ".json") {
    auto split = path.stem().string();
    for (const auto prefix : prefixes)
      if (split.starts_with(prefix)) split.erase(0, prefix.size());
    FileReader(open_file_bytes(path)).read(set, split, control);
    return set;
  }
  const auto files = open_tree(path);
  set.broken = files->broken();
  const auto found = instance_files(*files);
  if (found.empty())
    throw Error("has no file annotations/instances_*.json", path.string(),
                "Name such a file, or a folder or archive with one");
  for (const auto& [split, file] : found) FileReader(files->open(file)).read(set, split, control);
  return set;
}

}  // namespace

Format coco() {
  return {
      "coco",
      phrase("COCO instances file with compressed RLE, one annotation a class and image"),
      phrase("Undecided pixels become one crowd region. Objects of one class are one annotation. "
             "Tags, scores and history stay behind."),
      {},
      "",
      write,
      read,
      {ExportOption::Undecided}};
}

}  // namespace penumbra::formats
