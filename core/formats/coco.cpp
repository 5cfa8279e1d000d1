#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "base/utf8.h"
#include "dataset/class_lists.h"
#include "dataset/coco_instances.h"
#include "formats/file_tree.h"
#include "formats/list.h"
#include "image/rle.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The number that an id ends in, as COCO's file names do.
std::optional<std::int64_t> trailing_number(const std::string& id) {
  const auto start = id.find_last_not_of("0123456789") + 1;  // npos + 1 == 0
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(id.data() + start, id.data() + id.size(), number);
  if (start == id.size() || code != std::errc{} || end != id.data() + id.size()) return {};
  return number;
}

bool is_of_coco(const dataset::Dataset& dataset) { return dataset.format.starts_with("coco"); }

/// COCO's own image numbers where every image has another one, else 1, 2, 3, ...
std::vector<std::int64_t> image_numbers(const dataset::Dataset& dataset) {
  std::vector<std::int64_t> numbers;
  std::set<std::int64_t> seen;
  for (const auto& item : dataset.items) {
    const auto number = item.source_id > 0 ? item.source_id : trailing_number(item.id);
    if (!is_of_coco(dataset) || !number || !seen.insert(*number).second) break;
    numbers.push_back(*number);
  }
  if (numbers.size() == dataset.items.size()) return numbers;
  numbers.resize(dataset.items.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i) + 1;
  return numbers;
}

/// As the source named it, or the path below the data set.
std::string file_name(const dataset::Dataset& dataset, const dataset::Item& item) {
  const auto relative = item.image.lexically_relative(dataset.root);
  if (!is_of_coco(dataset) && stays_inside(relative)) return relative.generic_string();
  // Where two photos differ in nothing else, their ids have the extension already.
  const auto extension = item.image.extension().string();
  return item.id.ends_with(extension) ? item.id : item.id + extension;
}

/// The category number of COCO's 80 classes: 1..90 with gaps.
int number_in_coco(int class_id) {
  constexpr std::array unused = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83};
  int number = class_id;
  for (const int gap : unused)
    if (number >= gap) ++number;
  return number;
}

int category_number(const dataset::Classes& classes, int class_id) {
  return classes.names() == dataset::coco_classes().names() ? number_in_coco(class_id) : class_id;
}

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

/// An image and its annotations but for their numbers, as JSON.
struct Part {
  std::string image;
  std::vector<std::string> annotations;
};

Part describe(const dataset::Dataset& dataset, const dataset::Item& item, std::int64_t number,
              const image::LabelMap& labels) {
  Part part;
  part.image = json{{"id", number},
                    {"file_name", file_name(dataset, item)},
                    {"width", labels.size.width},
                    {"height", labels.size.height}}
                   .dump();
  const auto regions = image::encode_labels(labels);
  const auto add = [&](int class_id, const image::Runs& runs, bool crowd) {
    const auto box = image::bounding_box(runs, labels.size);
    json one = {{"image_id", number},
                {"category_id", category_number(dataset.classes, class_id)},
                {"segmentation",
                 {{"size", {labels.size.height, labels.size.width}},
                  {"counts", image::compress_runs(runs)}}},
                {"area", image::area(runs)},
                {"bbox", {box.x, box.y, box.width, box.height}},
                {"iscrowd", crowd ? 1 : 0}};
    if (crowd) one["ignore"] = 1;
    part.annotations.push_back(one.dump());
  };
  if (const auto undecided = regions.find(image::ignore_label); undecided != regions.end())
    add(category_of_undecided(regions), undecided->second, true);
  for (const auto& [label, runs] : regions)
    if (label != 0 && label != image::ignore_label) add(label, runs, false);
  return part;
}

/// JSON text is UTF-8.
void check_names(const dataset::Dataset& dataset) {
  for (const auto& name : dataset.classes.names())
    if (!is_utf8(name)) throw Error("is not UTF-8", "class '" + name + "'", "Rename the class");
  for (const auto& item : dataset.items)
    if (!is_utf8(file_name(dataset, item)))
      throw Error("has a name that is not UTF-8, which JSON can't hold", item.image.string(),
                  "Rename the image, or choose another format");
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_names(dataset);
  const auto numbers = image_numbers(dataset);
  std::vector<Part> parts(dataset.items.size());
  auto summary =
      for_each_label(request, control, progress,
                     [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
                       const auto add = [&](const image::LabelMap& map) {
                         parts[i] = describe(dataset, item, numbers[i], map);
                       };
                       request.options.undecided_as_background ? add(decided(labels)) : add(labels);
                     });

  json categories = json::array();
  for (int c = 1; c <= dataset.classes.size(); ++c)
    categories.push_back({{"id", category_number(dataset.classes, c)},
                          {"name", dataset.classes.name(c)},
                          {"supercategory", ""}});
  std::string images, annotations;
  for (auto& part : parts) {
    if (part.image.empty()) continue;
    images += (images.empty() ? "" : ",\n") + part.image;
    for (const auto& one : part.annotations)
      annotations += (annotations.empty() ? "{\"id\":" : ",\n{\"id\":") +
                     std::to_string(++summary.objects) + ',' + one.substr(1);
    part = {};
  }
  output.add("annotations/instances_" + split_name(request) + ".json",
             "{\"info\":{\"description\":\"Labels made by Penumbra\"},\"licenses\":[],\n"
             "\"categories\":" +
                 categories.dump() + ",\n\"images\":[\n" + images + "],\n\"annotations\":[\n" +
                 annotations + "]}\n");
  return summary;
}

/// The instances files of a tree by their split: those in a folder "annotations", else those at the
/// root.
std::map<std::string, std::string> instance_files(const FileTree& files) {
  std::map<std::string, std::string> in_annotations, elsewhere;
  for (const auto& name : files.names()) {
    const fs::path path = name;
    const auto stem = path.stem().string();
    constexpr std::string_view prefix = "instances_";
    if (path.extension() != ".json" || !stem.starts_with(prefix)) continue;
    auto& found = path.parent_path().filename() == "annotations" ? in_annotations : elsewhere;
    found.emplace(stem.substr(prefix.size()), name);
  }
  return in_annotations.empty() ? elsewhere : in_annotations;
}

class Reader {
 public:
  void add(const std::string& split, const std::string& text, const fs::path& file,
           JobControl& control) {
    auto instances = dataset::parse_coco_instances(text, file, [&] { control.checkpoint(); });
    set_classes(instances, file);
    std::size_t homeless = 0;
    const auto pictures = dataset::gather_pictures(instances, homeless);
    if (homeless > 0)
      set_.broken.push_back(
          {file, std::to_string(homeless) + " annotations are of images that it does not list"});
    for (std::size_t i = 0; i < pictures.size(); ++i)
      add_picture(split, instances.pictures[i], pictures[i]);
  }

  LabelSet take() { return std::move(set_); }
  void leave_out(dataset::Broken broken) { set_.broken.push_back(std::move(broken)); }

 private:
  void set_classes(const dataset::CocoInstances& instances, const fs::path& file) {
    if (!set_.classes) {
      categories_ = instances.categories;
      std::vector<std::string> names;
      for (const auto& category : categories_) names.push_back(category.name);
      set_.classes = dataset::Classes(std::move(names));
      dataset::check_classes(*set_.classes, file);
    } else if (categories_ != instances.categories) {
      throw Error("states other categories than the other instances files", file.string(),
                  "Keep them in folders of their own");
    }
  }

  void add_picture(const std::string& split, const dataset::CocoInstances::Picture& picture,
                   const dataset::CocoPicture& labels) {
    const auto leave_out = [&](const std::string& reason) {
      set_.broken.push_back({picture.file_name, reason});
    };
    if (!stays_inside(picture.file_name)) return leave_out("lies outside of the data set");
    if (picture.size.area() == 0) return leave_out("the file states no size for it");
    if (!labels.fault.empty()) return leave_out(labels.fault);
    if (!labels.regions) return leave_out("an annotation of it has no outline");
    dataset::Item item;
    item.image = picture.file_name;
    item.size = picture.size;
    item.truth = labels.regions;
    set_.splits[split].push_back(set_.entries.size());
    set_.entries.push_back(
        {picture.file_name, picture.size, [item] { return dataset::load_truth(item); }});
  }

  LabelSet set_;
  std::vector<dataset::CocoInstances::Category> categories_;
};

/// A folder, an archive or one instances file.
LabelSet read(const fs::path& path, JobControl& control) {
  Reader reader;
  if (fs::is_regular_file(path) && path.extension() == ".json") {
    reader.add(path.stem().string(), read_file(path), path, control);
    return reader.take();
  }
  const auto files = open_tree(path);
  for (const auto& broken : files->broken()) reader.leave_out(broken);
  const auto found = instance_files(*files);
  if (found.empty())
    throw Error("has no file annotations/instances_*.json", path.string(),
                "Name such a file, or a folder or archive with one");
  for (const auto& [split, file] : found)
    reader.add(split, files->read(file), files->path(file), control);
  return reader.take();
}

}  // namespace

Format coco() {
  return {
      "coco",
      phrase("COCO instances file with compressed RLE, one annotation a class and image"),
      phrase("Undecided pixels become one crowd region. Objects of one class are one annotation. "
             "Tags, scores and history stay behind."),
      "",
      {ExportOption::Undecided},
      write,
      read};
}

}  // namespace penumbra::formats
