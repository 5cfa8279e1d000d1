#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "dataset/class_lists.h"
#include "formats/cityscapes_labels.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "formats/outline.h"
#include "formats/shapes.h"
#include "image/limits.h"
#include "image/mask.h"
#include "image/palette.h"
#include "image/png_file.h"
#include "image/rle.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view folder = "gtFine/", colour_file = "label_colors.txt";
constexpr std::string_view ids_ending = "_gtFine_labelIds.png",
                           train_ending = "_gtFine_labelTrainIds.png",
                           colour_ending = "_gtFine_color.png",
                           polygons_ending = "_gtFine_polygons.json";

/// How labels are numbered in the files: by the table of Cityscapes, or as they are, which a table
/// of colours beside the masks says.
struct Numbering {
  dataset::Classes classes;
  std::array<std::optional<std::uint8_t>, 256> label_of;  ///< of each number in a file
  std::map<std::string, std::uint8_t, std::less<>> label_named;
};

std::vector<std::string> cityscapes_classes() {
  std::vector<std::string> names;
  for (const auto& label : cityscapes_labels)
    if (label.evaluated) names.emplace_back(label.name);
  return names;
}

bool is_cityscapes(const dataset::Classes& classes) {
  return classes.names() == cityscapes_classes();
}

Numbering numbering_of_cityscapes() {
  Numbering numbering;
  numbering.classes = dataset::Classes(cityscapes_classes());
  std::uint8_t last = 0;
  for (const auto& label : cityscapes_labels) {
    const std::uint8_t meaning = label.evaluated ? ++last : image::ignore_label;
    numbering.label_of[static_cast<std::size_t>(label.id)] = meaning;
    numbering.label_named.emplace(label.name, meaning);
  }
  numbering.label_of[255] = image::ignore_label;  // "license plate" has the number -1
  numbering.label_named.emplace("license plate", image::ignore_label);
  return numbering;
}

Numbering numbering_in_order(const std::vector<std::string>& names, const fs::path& file) {
  Numbering numbering;
  const auto named = named_labels(names, file);
  numbering.classes = named.classes;
  for (std::size_t i = 0; i < names.size() && i < 256; ++i) {
    numbering.label_of[i] = named.labels[i];
    numbering.label_named.emplace(names[i], named.labels[i]);
  }
  numbering.label_of[255] = numbering.label_of[255].value_or(image::ignore_label);
  numbering.label_named.emplace(undecided_name, image::ignore_label);
  return numbering;
}

/// The number in the files for each label.
std::array<std::uint8_t, 256> numbers_of(const Numbering& numbering, bool of_cityscapes) {
  std::array<std::uint8_t, 256> numbers{};
  for (std::size_t label = 0; label < 256; ++label)
    numbers[label] = static_cast<std::uint8_t>(label);
  if (!of_cityscapes) return numbers;
  numbers[0] = numbers[image::ignore_label] = 0;  // "unlabeled"
  for (std::size_t number = 0; number < 255; ++number)
    if (const auto label = numbering.label_of[number]; label && *label != image::ignore_label)
      numbers[*label] = static_cast<std::uint8_t>(number);
  return numbers;
}

std::string colours(const image::LabelMap& labels) {
  std::vector<std::uint8_t> samples;
  samples.reserve(labels.labels.size() * 3);
  for (const auto label : labels.labels) {
    const auto& colour = image::voc_palette()[label];
    samples.insert(samples.end(), colour.begin(), colour.end());
  }
  return image::encode_png(labels.size, 3, samples);
}

/// Pillow, with which Cityscapes draws them, fills these polygons to the same pixels.
std::string polygons(const image::LabelMap& labels, const dataset::Classes& classes,
                     bool of_cityscapes) {
  json objects = json::array();
  const auto boxes = label_boxes(labels);
  for (int label = 1; label <= image::ignore_label; ++label) {
    const bool undecided = label == image::ignore_label;
    if (label > classes.size() && !undecided) continue;
    if (undecided && of_cityscapes) continue;  // what no polygon covers is "unlabeled"
    if (boxes[static_cast<std::size_t>(label)].width == 0) continue;
    for (const auto& ring : outlines(labels, static_cast<std::uint8_t>(label))) {
      json corners = json::array();
      for (const auto& [x, y] : ring) corners.push_back({x, y});
      objects.push_back(
          {{"label", undecided ? undecided_name : classes.name(label)}, {"polygon", corners}});
    }
  }
  return json_text(json{{"imgHeight", labels.size.height},
                        {"imgWidth", labels.size.width},
                        {"objects", objects}}) +
         '\n';
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& classes = request.dataset.classes;
  check_utf8_names(request.dataset);
  check_no_reserved_names(request.dataset);
  for (const auto& name : classes.names())
    if (dataset::trimmed(name) != name || name.empty() || name.find('\n') != std::string::npos)
      throw Error("is no name for a class in a list of them", "class '" + name + "'",
                  "Rename the class, or choose another format");
  const bool of_cityscapes = is_cityscapes(classes);
  const auto numbers = numbers_of(numbering_of_cityscapes(), of_cityscapes);
  auto summary = for_each_label(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
        const auto name = std::string(folder) + split_name(request) + '/' + item.id;
        auto numbered = labels, trained = labels;
        for (auto& label : numbered.labels) label = numbers[label];
        if (of_cityscapes)
          for (auto& label : trained.labels)
            label = label == 0 || label == image::ignore_label
                        ? image::ignore_label
                        : static_cast<std::uint8_t>(label - 1);
        output.add(name + std::string(ids_ending),
                   image::encode_png(labels.size, 1, numbered.labels));
        output.add(name + std::string(train_ending),
                   image::encode_png(labels.size, 1, trained.labels));
        output.add(name + std::string(colour_ending), colours(labels));
        output.add(name + std::string(polygons_ending), polygons(labels, classes, of_cityscapes));
      });
  if (of_cityscapes) return summary;
  std::string table;
  const auto names = names_with_background(classes);
  for (std::size_t label = 0; label < names.size(); ++label) {
    const auto& [red, green, blue] = image::voc_palette()[label];
    table += std::to_string(red) + ' ' + std::to_string(green) + ' ' + std::to_string(blue) + ' ' +
             names[label] + '\n';
  }
  output.add(std::string(colour_file), table);
  return summary;
}

/// Lines of "red green blue name", or of a name alone.
Numbering read_table(const std::string& text, const fs::path& file) {
  std::vector<std::string> names;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    line = dataset::trimmed(line);
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream fields(line);
    int red = 0, green = 0, blue = 0;
    std::string name = line;
    const bool has_colour = line.front() >= '0' && line.front() <= '9';
    if (has_colour && (!(fields >> red >> green >> blue) || !std::getline(fields, name) ||
                       (name = dataset::trimmed(name)).empty()))
      throw Error("is not 'RED GREEN BLUE NAME'",
                  file.string() + ": line " + std::to_string(number), "Repair the line");
    names.push_back(std::move(name));
  }
  return numbering_in_order(names, file);
}

image::LabelMap read_numbers(const std::string& bytes, const Numbering& numbering,
                             const fs::path& file) {
  auto map = image::read_mask(bytes, file);
  for (std::size_t i = 0; i < map.labels.size(); ++i) {
    const auto label = numbering.label_of[map.labels[i]];
    if (!label)
      throw Error("has the number " + std::to_string(map.labels[i]) + ", which is no class, at x " +
                      std::to_string(i % static_cast<std::size_t>(map.size.width)) + ", y " +
                      std::to_string(i / static_cast<std::size_t>(map.size.width)),
                  file.string(), "Repair the mask or the table of labels");
    map.labels[i] = *label;
  }
  return map;
}

/// Later polygons lie over earlier ones; what none covers is `ground`.
image::LabelMap read_polygons(const std::string& text, const Numbering& numbering,
                              std::uint8_t ground, const fs::path& file) {
  image::LabelMap map;
  with_json(file, 0, [&] {
    const auto stated = parse_part(text, 0, file);
    const auto side = [&](const char* key) {
      const auto value = stated.at(key).get<double>();
      return value >= 1 && value <= 1e6 ? static_cast<int>(value) : 0;
    };
    map.size = {side("imgWidth"), side("imgHeight")};
    image::check_pixel_count(map.size, file);
    map.labels.assign(map.size.area(), ground);
    std::size_t number = 0;
    for (const auto& object : stated.at("objects")) {
      const auto where = file.string() + ": objects[" + std::to_string(number++) + "]";
      if (object.contains("deleted") && object["deleted"] != 0) continue;
      auto name = object.at("label").get<std::string>();
      auto label = numbering.label_named.find(name);
      if (label == numbering.label_named.end() && name.ends_with("group"))
        label = numbering.label_named.find(name.substr(0, name.size() - 5));
      if (label == numbering.label_named.end())
        throw Error("has the label '" + name + "', which is no class", where, "Repair the file");
      if (name == "license plate") continue;  // is not drawn
      Ring ring;
      for (const auto& corner : object.at("polygon")) {
        const auto x = corner.at(0).get<double>(), y = corner.at(1).get<double>();
        if (!(std::abs(x) <= image::farthest_corner && std::abs(y) <= image::farthest_corner))
          throw Error("has a corner far outside of any image", where, "Repair the file");
        ring.push_back({static_cast<int>(x), static_cast<int>(y)});
      }
      if (ring.empty()) throw Error("has a polygon without corners", where, "Repair the file");
      fill_rows(map, ring, label->second);
    }
  });
  return map;
}

LabelSet read(const fs::path& path, JobControl& control) {
  const auto files = open_tree(path);
  LabelSet set;
  set.broken = files->broken();
  auto numbering = std::make_shared<Numbering>(numbering_of_cityscapes());
  bool own_numbers = false;
  for (const auto& name : files->names())
    if (fs::path(name).filename() == colour_file) {
      *numbering = read_table(files->read(name), files->path(name));
      own_numbers = true;
    }
  set.classes = numbering->classes;
  for (const auto& file : files->names()) {
    control.checkpoint();
    const bool is_mask = file.ends_with(ids_ending);
    if (!is_mask && !file.ends_with(polygons_ending)) continue;
    const auto ending = is_mask ? ids_ending : polygons_ending;
    const auto stem = file.substr(0, file.size() - ending.size());
    if (!is_mask && files->contains(stem + std::string(ids_ending))) continue;
    auto at = stem.rfind(folder);
    at = at == std::string::npos ? 0 : at + folder.size();
    auto name = stem.substr(at);
    std::string split = "all";
    if (const auto slash = name.find('/'); at > 0 && slash != std::string::npos) {
      split = name.substr(0, slash);
      name.erase(0, slash + 1);
    }
    if (!own_numbers) name += "_leftImg8bit";  // as the photos of Cityscapes end
    set.splits[split].push_back(set.entries.size());
    set.entries.push_back({name, {}, [files, file, numbering, is_mask, own_numbers] {
                             const auto where = files->path(file);
                             const auto bytes = files->read(file);
                             return is_mask ? read_numbers(bytes, *numbering, where)
                                            : read_polygons(bytes, *numbering,
                                                            own_numbers ? 0 : image::ignore_label,
                                                            where);
                           }});
  }
  if (set.entries.empty() && set.broken.empty())
    throw Error("has no masks gtFine/*_gtFine_labelIds.png", path.string(),
                "Name a data set of Cityscapes or an export as one");
  return set;
}

}  // namespace

Format cityscapes() {
  return {
      "cityscapes",
      phrase("Cityscapes: labelIds, labelTrainIds and colour PNGs, and JSON polygons in gtFine/"),
      phrase(
          "Where the classes are the 19 of Cityscapes, background becomes undecided ('unlabeled'). "
          "Tags, photos, scores and history stay behind."),
      [](const dataset::Classes& classes, image::LabelMap& map) {
        if (is_cityscapes(classes))
          std::replace(map.labels.begin(), map.labels.end(), std::uint8_t{0}, image::ignore_label);
      },
      "",
      write,
      read};
}

}  // namespace penumbra::formats
