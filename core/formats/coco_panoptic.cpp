#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "formats/coco_numbers.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "image/limits.h"
#include "image/palette.h"
#include "image/png_file.h"
#include "image/rle.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A segment's colour is its number; black is "void", which is undecided.
std::uint32_t number_of(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  return std::uint32_t{red} | std::uint32_t{green} << 8 | std::uint32_t{blue} << 16;
}

/// Of a label's segment: its colour in VOC's palette, background in that of 255.
const std::array<std::uint8_t, 3>& colour_of(std::uint8_t label) {
  return image::voc_palette()[label == 0 ? image::ignore_label : label];
}

int category_of(const dataset::Classes& classes, int label) {
  return label > 0 ? coco_category_number(classes, label)
                   : coco_category_number(classes, classes.size()) + 1;
}

std::string encode(const image::LabelMap& labels) {
  std::vector<std::uint8_t> samples;
  samples.reserve(labels.labels.size() * 3);
  for (const auto label : labels.labels) {
    const auto colour =
        label == image::ignore_label ? std::array<std::uint8_t, 3>{} : colour_of(label);
    samples.insert(samples.end(), colour.begin(), colour.end());
  }
  return image::encode_png(labels.size, 3, samples);
}

json annotation(const dataset::Classes& classes, std::int64_t number, const std::string& file,
                const image::LabelMap& labels) {
  json segments = json::array();
  for (const auto& [label, runs] : image::encode_labels(labels)) {
    if (label == image::ignore_label) continue;
    const auto& [red, green, blue] = colour_of(label);
    const auto box = image::bounding_box(runs, labels.size);
    segments.push_back({{"id", number_of(red, green, blue)},
                        {"category_id", category_of(classes, label)},
                        {"area", image::area(runs)},
                        {"bbox", {box.x, box.y, box.width, box.height}},
                        {"iscrowd", 0}});
  }
  return {{"image_id", number}, {"file_name", file}, {"segments_info", segments}};
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  check_no_reserved_names(dataset);
  json categories = json::array();
  for (int label = 0; label <= dataset.classes.size(); ++label)
    categories.push_back({{"id", category_of(dataset.classes, label)},
                          {"name", label == 0 ? background_name : dataset.classes.name(label)},
                          {"supercategory", ""},
                          {"isthing", label == 0 ? 0 : 1},
                          {"color", colour_of(static_cast<std::uint8_t>(label))}});
  const auto numbers = coco_image_numbers(dataset);
  const auto folder = "annotations/panoptic_" + split_name(request);
  const auto file = output.open(folder + ".json");
  file->append(
      "{\"info\":{\"description\":\"Labels made by Penumbra\"},\"licenses\":[],\n"
      "\"categories\":" +
      json_text(categories) + ",\n\"annotations\":[\n");
  std::string images;
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
        const auto png = item.id + ".png";
        output.add(folder + '/' + png, encode(labels));
        return std::vector{json_text(annotation(dataset.classes, numbers[i], png, labels)),
                           json_text(coco_image(dataset, item, numbers[i], labels.size))};
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) {
        file->append((images.empty() ? "" : ",\n") + texts[0]);
        images += (images.empty() ? "" : ",\n") + texts[1];
      });
  file->append("],\n\"images\":[\n" + images + "]}\n");
  file->close();
  return summary;
}

using SegmentLabels = std::unordered_map<std::uint32_t, std::uint8_t>;

image::LabelMap decode(const std::string& bytes, const SegmentLabels& segments,
                       const fs::path& file) {
  const auto png = image::read_png_as_stored(bytes, file);
  if (png.channels != 3 || png.header.kind != image::PngKind::Rgb || png.header.bit_depth != 8)
    throw Error("is not an 8-bit RGB image, as a panoptic mask is", file.string(),
                "Save it as one whose colours are the numbers of the segments");
  image::LabelMap map{png.header.size, std::vector<std::uint8_t>(png.header.size.area())};
  std::uint32_t last = 0;
  std::uint8_t label = image::ignore_label;
  for (std::size_t i = 0; i < map.labels.size(); ++i) {
    const auto* sample = png.samples.data() + 3 * i;
    const auto number = number_of(sample[0], sample[1], sample[2]);
    if (number != last) {
      const auto found = segments.find(number);
      if (number != 0 && found == segments.end())
        throw Error("has a segment " + std::to_string(number) +
                        " that its entry does not list, at x " +
                        std::to_string(i % static_cast<std::size_t>(map.size.width)) + ", y " +
                        std::to_string(i / static_cast<std::size_t>(map.size.width)),
                    file.string(), "Repair the mask or its entry");
      label = number == 0 ? image::ignore_label : found->second;
      last = number;
    }
    map.labels[i] = label;
  }
  return map;
}

/// One panoptic_SPLIT.json with its folder of masks.
class FileReader {
 public:
  FileReader(std::shared_ptr<const FileTree> files, std::string name)
      : files_(std::move(files)), name_(std::move(name)), file_(files_->open(name_)) {}

  void read(LabelSet& set, const std::string& split, JobControl& control) {
    for_each_part(*file_, [&](const JsonPart& part) {
      control.checkpoint();
      with_json(file_->path(), part.range.offset, [&] { add(part); });
    });
    std::stable_sort(categories_.begin(), categories_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (const auto& [id, name] : categories_) names.push_back(name);
    auto named = named_labels(names, file_->path());
    for (std::size_t i = 0; i < categories_.size(); ++i)
      labels_.emplace(categories_[i].first, named.labels[i]);
    set_classes(set, std::move(named.classes), file_->path());
    for (const auto& mask : masks_) add_mask(set, split, mask);
  }

 private:
  struct Picture {
    std::string name;
    image::Size size;
  };
  struct Segment {
    std::int64_t id = 0;
    std::int64_t category = 0;
    bool crowd = false;
  };
  struct Mask {
    std::int64_t image = 0;
    std::string file;
    std::vector<Segment> segments;
    std::uint64_t offset = 0;
  };

  /// Throws json::exception for what is no whole number.
  static std::int64_t number(const json& object, const char* key) {
    return object.at(key).get_ref<const json::number_integer_t&>();
  }

  void add(const JsonPart& part) {
    if (!part.in_list) return;
    const auto value = parse_part(part.text, part.range.offset, file_->path());
    if (part.key == "categories") {
      categories_.emplace_back(number(value, "id"), value.at("name").get<std::string>());
    } else if (part.key == "images") {
      const auto side = [&](const char* key) {
        const auto number = value.value(key, 0.0);
        return number >= 0 && number <= 1e6 ? static_cast<int>(number) : 0;
      };
      pictures_.emplace(number(value, "id"), Picture{value.at("file_name").get<std::string>(),
                                                     {side("width"), side("height")}});
    } else if (part.key == "annotations") {
      Mask mask{number(value, "image_id"),
                value.at("file_name").get<std::string>(),
                {},
                part.range.offset};
      for (const auto& one : value.at("segments_info"))
        mask.segments.push_back(
            {number(one, "id"), number(one, "category_id"), one.value("iscrowd", 0.0) != 0});
      masks_.push_back(std::move(mask));
    }
  }

  void add_mask(LabelSet& set, const std::string& split, const Mask& mask) {
    const auto file =
        name_.substr(0, name_.size() - std::string_view(".json").size()) + '/' + mask.file;
    const auto leave_out = [&](const std::string& reason) {
      set.broken.push_back({files_->path(file), "byte " + std::to_string(mask.offset) + " of " +
                                                    name_ + ": " + reason});
    };
    const auto picture = pictures_.find(mask.image);
    if (picture == pictures_.end())
      return leave_out("image " + std::to_string(mask.image) + " is not listed");
    if (!stays_inside(mask.file) || !stays_inside(picture->second.name))
      return leave_out("leads out of the data set");
    if (!files_->contains(file)) return leave_out("its mask is not there");
    SegmentLabels segments;
    for (const auto& [id, category, crowd] : mask.segments) {
      const auto label = labels_.find(category);
      if (label == labels_.end())
        return leave_out("category " + std::to_string(category) + " is not in the class list");
      if (id < 1 || id >= 1 << 24)
        return leave_out("segment " + std::to_string(id) + " has no colour");
      segments.emplace(static_cast<std::uint32_t>(id), crowd ? image::ignore_label : label->second);
    }
    set.splits[split].push_back(set.entries.size());
    set.entries.push_back({picture->second.name, picture->second.size,
                           [files = files_, file, segments = std::move(segments)] {
                             return decode(files->read(file), segments, files->path(file));
                           }});
  }

  std::shared_ptr<const FileTree> files_;
  std::string name_;
  std::shared_ptr<const ByteSource> file_;
  std::vector<std::pair<std::int64_t, std::string>> categories_;
  std::unordered_map<std::int64_t, std::uint8_t> labels_;
  std::unordered_map<std::int64_t, Picture> pictures_;
  std::vector<Mask> masks_;
};

LabelSet read(const fs::path& path, JobControl& control) {
  const auto files = open_tree(path);
  LabelSet set;
  set.broken = files->broken();
  bool any = false;
  for (const auto& name : files->names()) {
    const auto stem = fs::path(name).stem().string();
    constexpr std::string_view prefix = "panoptic_";
    if (!name.ends_with(".json") || !stem.starts_with(prefix)) continue;
    FileReader(files, name).read(set, stem.substr(prefix.size()), control);
    any = true;
  }
  if (!any)
    throw Error("has no file annotations/panoptic_*.json", path.string(),
                "Name a folder or archive with one");
  return set;
}

}  // namespace

Format coco_panoptic() {
  return {
      "coco-panoptic",
      phrase("COCO panoptic: PNGs whose colours are segments, and a JSON file"),
      phrase("Objects of one class are one segment. Tags, photos, scores and history stay behind."),
      {},
      "",
      write,
      read};
}

}  // namespace penumbra::formats
