#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "base/base64.h"
#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "dataset/draft.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "formats/outline.h"
#include "formats/shapes.h"
#include "image/limits.h"
#include "image/png_file.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* undecided_label = "__ignore__";
constexpr std::string_view lists = "lists/", class_file = "labels.txt";

/// A mask of labelme: a PNG of the label's box.
json shape(const image::LabelMap& labels, std::uint8_t label, const image::Box& box,
           const std::string& name) {
  std::vector<std::uint8_t> inside;
  for (int y = box.y; y < box.y + box.height; ++y)
    for (int x = box.x; x < box.x + box.width; ++x)
      inside.push_back(
          labels.labels[static_cast<std::size_t>(y) * static_cast<std::size_t>(labels.size.width) +
                        static_cast<std::size_t>(x)] == label
              ? 255
              : 0);
  return {{"label", name},
          {"points", {{box.x, box.y}, {box.x + box.width - 1, box.y + box.height - 1}}},
          {"group_id", nullptr},
          {"description", ""},
          {"shape_type", "mask"},
          {"flags", json::object()},
          {"mask", to_base64(image::encode_png({box.width, box.height}, 1, inside))}};
}

std::string describe(const dataset::Classes& classes, const std::string& photo,
                     const image::LabelMap& labels) {
  json shapes = json::array();
  const auto boxes = label_boxes(labels);
  for (int label = 1; label <= image::ignore_label; ++label) {
    const auto& box = boxes[static_cast<std::size_t>(label)];
    if (box.width == 0) continue;
    shapes.push_back(shape(labels, static_cast<std::uint8_t>(label), box,
                           label == image::ignore_label ? undecided_label : classes.name(label)));
  }
  return json_text(json{{"version", "5.5.0"},
                        {"flags", json::object()},
                        {"shapes", shapes},
                        {"imagePath", photo},
                        {"imageData", nullptr},
                        {"imageHeight", labels.size.height},
                        {"imageWidth", labels.size.width}},
                   1) +
         '\n';
}

/// The place of each image's file, without its ending: that of the photo.
std::vector<std::string> places_of(const dataset::Dataset& dataset) {
  std::map<std::string, int> photos;
  for (const auto& item : dataset.items)
    ++photos[without_picture_ending(photo_name(dataset, item))];
  std::vector<std::string> places;
  for (const auto& item : dataset.items) {
    const auto name = photo_name(dataset, item);
    const auto bare = without_picture_ending(name);
    places.push_back(photos[bare] == 1 ? bare : name);
  }
  return places;
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  check_no_reserved_names(dataset);
  for (const auto& name : dataset.classes.names())
    if (name.starts_with('#') || dataset::trimmed(name) != name || name.empty() ||
        name.find('\n') != std::string::npos)
      throw Error("is no name for a class in a list of them", "class '" + name + "'",
                  "Rename the class, or choose another format");
  const auto places = places_of(dataset);
  for (const auto& place : places)
    if (place.find_first_of("\r\n") != std::string::npos)
      throw Error("has a line break in its name, which a list can't hold", place,
                  "Rename the image, or choose another format");
  std::string list;
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
        const auto photo = fs::path(photo_name(dataset, item)).filename().generic_string();
        output.add(places[i] + ".json", describe(dataset.classes, photo, labels));
        return std::vector{places[i]};
      },
      [&](const dataset::Item&, const std::vector<std::string>& place) {
        list += (place[0].starts_with('#') ? "./" : "") + place[0] + '\n';  // "#" starts a comment
      });
  output.add(std::string(lists) + split_name(request) + ".txt", list);
  std::string names = std::string(undecided_label) + "\n_background_\n";
  for (const auto& name : dataset.classes.names()) names += name + '\n';
  output.add(std::string(class_file), names);
  return summary;
}

image::Size size_of(const json& file) {
  const auto side = [&](const char* key) {
    const auto value = file.at(key).get<double>();
    return value >= 1 && value <= 1e6 ? static_cast<int>(value) : 0;
  };
  return {side("imageWidth"), side("imageHeight")};
}

std::vector<Corner> corners_of(const json& shape) {
  std::vector<Corner> corners;
  for (const auto& point : shape.at("points")) {
    const auto x = point.at(0).get<double>(), y = point.at(1).get<double>();
    if (!(std::abs(x) <= image::farthest_corner && std::abs(y) <= image::farthest_corner))
      throw Error("has a corner far outside of any image", "");
    corners.push_back({static_cast<int>(x), static_cast<int>(y)});
  }
  return corners;
}

void paint_mask(image::LabelMap& map, const json& shape, std::uint8_t label) {
  const auto corners = corners_of(shape);
  if (corners.size() != 2) throw Error("has a mask that does not lie between two points", "");
  const image::Box box{corners[0].x, corners[0].y, corners[1].x - corners[0].x + 1,
                       corners[1].y - corners[0].y + 1};
  if (!lies_in(box, map.size)) throw Error("has a mask that lies outside of the image", "");
  const auto png = image::read_png_as_stored(
      from_base64(shape.at("mask").get_ref<const std::string&>()), "mask");
  if (!(png.header.size == image::Size{box.width, box.height}) || png.channels != 1)
    throw Error("has a mask of another size than its points say", "");
  for (std::size_t i = 0; i < png.samples.size(); ++i)
    if (png.samples[i] != 0) paint_stretch(map, box, i, 1, label);
}

std::string kind_of(const json& shape) {
  const auto kind = shape.find("shape_type");
  if (kind == shape.end() || kind->is_null()) return "polygon";
  return kind->get<std::string>();
}

/// As labelme itself fills it: together with its edge, at whole pixels.
void paint(image::LabelMap& map, const json& shape, std::uint8_t label) {
  const auto kind = kind_of(shape);
  if (kind == "polygon") {
    const auto corners = corners_of(shape);
    if (corners.size() < 3) throw Error("has a polygon of fewer than three corners", "");
    fill_rows(map, corners, label);
  } else if (kind == "mask") {
    paint_mask(map, shape, label);
  } else if (kind == "rectangle") {
    const auto corners = corners_of(shape);
    if (corners.size() != 2)
      throw Error("has a rectangle that does not lie between two points", "");
    const auto& [a, b] = std::pair(corners[0], corners[1]);
    fill_ring(map, Ring{a, {b.x, a.y}, b, {a.x, b.y}}, label);
  } else if (kind == "circle") {
    const auto& points = shape.at("points");
    const auto x = points.at(0).at(0).get<double>(), y = points.at(0).at(1).get<double>();
    const auto radius =
        std::hypot(points.at(1).at(0).get<double>() - x, points.at(1).at(1).get<double>() - y);
    paint_ellipse(map, x + 0.5, y + 0.5, radius + 0.5, radius + 0.5, 0, label);
  }
}

bool has_area(const json& shape) {
  const auto kind = kind_of(shape);
  return kind == "polygon" || kind == "mask" || kind == "rectangle" || kind == "circle";
}

image::LabelMap read_shapes(const std::string& text, const NamedLabels& named,
                            const std::unordered_map<std::string, std::size_t>& places,
                            const fs::path& file) {
  image::LabelMap map;
  with_json(file, 0, [&] {
    const auto stated = parse_part(text, 0, file);
    map.size = size_of(stated);
    image::check_pixel_count(map.size, file);
    map.labels.resize(map.size.area());
    std::size_t number = 0;
    for (const auto& shape : stated.at("shapes")) {
      const auto where = file.string() + ": shapes[" + std::to_string(number++) + "]";
      const auto name = shape.at("label").get<std::string>();
      const auto place = places.find(name);
      if (place == places.end())
        throw Error("has the label '" + name + "', which is not in the class list", where,
                    "Repair it or the class list");
      try {
        paint(map, shape, named.labels[place->second]);
      } catch (const Error& error) {
        throw Error(error.reason(), where, "Repair the shape");
      } catch (const json::exception& error) {
        throw Error(std::string("holds something unexpected: ") + error.what(), where,
                    "Repair the shape");
      }
    }
  });
  return map;
}

class Reader {
 public:
  explicit Reader(std::shared_ptr<const FileTree> files) : files_(std::move(files)) {
    set_.broken = files_->broken();
  }

  LabelSet read(const fs::path& path, JobControl& control) {
    for (const auto& name : files_->names()) {
      if (!name.ends_with(".json")) continue;
      control.checkpoint();
      look_at(name);
    }
    if (found_.empty() && set_.broken.empty())
      throw Error("has no JSON files of labelme", path.string(),
                  "Name a folder or archive with some");
    name_classes(path);
    for (const auto& one : found_) add(one);
    for (const auto& name : files_->names())
      if (name.starts_with(lists) && name.ends_with(".txt")) read_list(name);
    if (without_area_ > 0)
      set_.notes.push_back(std::to_string(without_area_) +
                           " lines and points, which have no area, are not read");
    return std::move(set_);
  }

 private:
  struct Found {
    std::string file, name;
    image::Size size;
  };

  void look_at(const std::string& file) {
    const auto where = files_->path(file);
    try {
      with_json(where, 0, [&] {
        const auto stated = parse_part(files_->read(file), 0, where);
        if (!stated.is_object() || !stated.contains("shapes")) return;  // is of another program
        auto photo = stated.value("imagePath", std::string());
        std::replace(photo.begin(), photo.end(), '\\', '/');
        auto name = (fs::path(file).parent_path() / photo).lexically_normal().generic_string();
        if (photo.empty() || !stays_inside(name)) name = file.substr(0, file.size() - 5);
        for (const auto& shape : stated.at("shapes")) {
          labels_.insert(shape.at("label").get<std::string>());
          without_area_ += !has_area(shape);
        }
        found_.push_back({file, name, size_of(stated)});
      });
    } catch (const Error& error) {
      set_.broken.push_back({where, error.where() + ": " + error.reason()});
    }
  }

  /// In the order of the list, else in that of the alphabet.
  void name_classes(const fs::path& path) {
    std::vector<std::string> names(labels_.begin(), labels_.end());
    const std::string file(class_file);
    if (files_->contains(file)) {
      names = dataset::parse_class_list(files_->read(file), files_->path(file)).names();
      for (const char* none : {"__ignore__", "_background_", "background", "ignore"})
        names.emplace_back(none);
    }
    if (std::all_of(names.begin(), names.end(), dataset::is_no_class)) names.emplace_back("object");
    named_ = std::make_shared<NamedLabels>(named_labels(names, path));
    auto places = std::make_shared<std::unordered_map<std::string, std::size_t>>();
    for (std::size_t i = 0; i < names.size(); ++i) places->emplace(names[i], i);
    places_ = std::move(places);
    set_.classes = named_->classes;
  }

  void add(const Found& one) {
    by_id_.emplace(one.file.substr(0, one.file.size() - 5), set_.entries.size());
    set_.entries.push_back(
        {one.name, one.size, [files = files_, file = one.file, named = named_, places = places_] {
           return read_shapes(files->read(file), *named, *places, files->path(file));
         }});
  }

  void read_list(const std::string& file) {
    auto& places = set_.splits[fs::path(file).stem().string()];
    std::size_t absent = 0;
    for (const auto& line : dataset::parse_list(files_->read(file), files_->path(file))) {
      const auto id = line.line.starts_with("./") ? line.line.substr(2) : line.line;
      if (const auto found = by_id_.find(id); found != by_id_.end())
        places.push_back(found->second);
      else
        ++absent;
    }
    if (absent > 0)
      set_.notes.push_back(std::to_string(absent) + " images of " + file + " have no labels");
  }

  std::shared_ptr<const FileTree> files_;
  LabelSet set_;
  std::vector<Found> found_;
  std::set<std::string> labels_;
  std::size_t without_area_ = 0;
  std::shared_ptr<const NamedLabels> named_;
  std::shared_ptr<const std::unordered_map<std::string, std::size_t>> places_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

LabelSet read(const fs::path& path, JobControl& control) {
  return Reader(open_tree(path)).read(path, control);
}

}  // namespace

Format labelme() {
  return {
      "labelme",
      phrase("labelme: a JSON file an image with a mask a class, to lie beside the photos"),
      phrase("Objects of one class are one mask. Tags, photos, scores and history stay behind."),
      {},
      "",
      write,
      read};
}

}  // namespace penumbra::formats
