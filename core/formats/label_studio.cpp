#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <unordered_map>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "dataset/label_studio_task.h"
#include "formats/brush_rle.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "formats/shapes.h"
#include "image/limits.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* config_file = "config.xml";

json result(const image::LabelMap& labels, const std::string& id, const char* type) {
  return {{"id", id},
          {"type", type},
          {"to_name", "image"},
          {"origin", "manual"},
          {"image_rotation", 0},
          {"original_width", labels.size.width},
          {"original_height", labels.size.height}};
}

/// A task: a brush stroke a class, and the classes as choices.
std::string describe(const dataset::Dataset& dataset, const dataset::Item& item, std::size_t number,
                     const image::LabelMap& labels) {
  std::vector<bool> present(256);
  for (const auto label : labels.labels) present[label] = true;
  json results = json::array(), choices = json::array();
  for (int label = 1; label <= image::ignore_label; ++label) {
    if (!present[static_cast<std::size_t>(label)]) continue;
    const auto undecided = label == image::ignore_label;
    const auto& name = undecided ? std::string(undecided_name) : dataset.classes.name(label);
    auto stroke =
        result(labels, std::to_string(number) + '-' + std::to_string(label), "brushlabels");
    stroke["from_name"] = "label";
    stroke["value"] = {{"format", "rle"},
                       {"rle", encode_brush(labels, static_cast<std::uint8_t>(label))},
                       {"brushlabels", json::array({name})}};
    results.push_back(std::move(stroke));
    if (!undecided) choices.push_back(name);
  }
  if (!choices.empty()) {
    auto tags = result(labels, std::to_string(number) + "-tags", "choices");
    tags["from_name"] = "tags";
    tags["value"] = {{"choices", std::move(choices)}};
    results.push_back(std::move(tags));
  }
  const json annotation = {
      {"id", number}, {"was_cancelled", false}, {"result", std::move(results)}};
  return json_text(json{{"id", number},
                        {"data",
                         {{"image", photo_name(dataset, item)},
                          {"width", labels.size.width},
                          {"height", labels.size.height}}},
                        {"annotations", json::array({annotation})}});
}

/// The labelling interface to import the tasks into.
std::string config(const dataset::Classes& classes) {
  pugi::xml_document document;
  auto view = document.append_child("View");
  auto image = view.append_child("Image");
  image.append_attribute("name") = "image";
  image.append_attribute("value") = "$image";
  const auto list = [&](const char* kind, const char* name, const char* entry) {
    auto node = view.append_child(kind);
    node.append_attribute("name") = name;
    node.append_attribute("toName") = "image";
    for (const auto& one : classes.names())
      node.append_child(entry).append_attribute("value") = one.c_str();
    return node;
  };
  list("BrushLabels", "label", "Label").append_child("Label").append_attribute("value") =
      undecided_name;
  list("Choices", "tags", "Choice").append_attribute("choice") = "multiple";
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  check_no_reserved_names(dataset);
  for (const auto& name : dataset.classes.names())
    for (const char sign : name)
      if (static_cast<unsigned char>(sign) < 0x20)
        throw Error("has a control character, which XML can't hold", "class '" + name + "'",
                    "Rename the class");
  const auto file = output.open(split_name(request) + ".json");
  bool first = true;
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
        return std::vector{describe(dataset, item, i + 1, labels)};
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) {
        file->append((first ? "[\n" : ",\n") + texts[0]);
        first = false;
      });
  file->append(first ? "[]\n" : "]\n");
  file->close();
  output.add(config_file, config(dataset.classes));
  return summary;
}

/// The labels of an interface, in its order.
std::vector<std::string> labels_of(const std::string& text, const fs::path& file) {
  pugi::xml_document document;
  if (const auto parsed = document.load_string(text.c_str()); !parsed)
    throw Error(
        std::string("is no XML: ") + parsed.description(),
        place_in(file, static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))),
        "Repair the file");
  std::vector<std::string> names;
  for (const auto& label : document.select_nodes("//Label")) {
    const std::string name = label.node().attribute("value").value();
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

using LabelsByName = std::unordered_map<std::string, std::uint8_t>;

std::vector<std::uint8_t> bytes_of(const json& list) {
  std::vector<std::uint8_t> bytes;
  for (const auto& entry : list) {
    const auto byte = entry.get<double>();
    if (!(byte >= 0 && byte <= 255))
      throw Error("its run lengths hold " + json_text(entry) + ", which is no byte", "brush stroke",
                  "Export the task again");
    bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  return bytes;
}

void paint(image::LabelMap& map, const json& value, std::uint8_t label) {
  const auto number = [&](const char* key) { return value.at(key).get<double>(); };
  const auto across = [&](double part) { return part / 100 * map.size.width; };
  const auto down = [&](double part) { return part / 100 * map.size.height; };
  if (value.contains("rle")) {
    const image::Box all{0, 0, map.size.width, map.size.height};
    decode_brush(bytes_of(value["rle"]), map.size, [&](std::size_t first, std::size_t count) {
      paint_stretch(map, all, first, count, label);
    });
  } else if (value.contains("points")) {
    std::vector<double> corners;
    for (const auto& point : value["points"]) {
      corners.push_back(across(point.at(0).get<double>()));
      corners.push_back(down(point.at(1).get<double>()));
    }
    paint_polygon(map, corners, label);
  } else if (value.contains("radiusX")) {
    paint_ellipse(map, across(number("x")), down(number("y")), across(number("radiusX")),
                  down(number("radiusY")), value.value("rotation", 0.0), label);
  } else {
    const auto x = across(number("x")), y = down(number("y"));
    paint_box(
        map,
        {x, y, across(number("width")), down(number("height")), value.value("rotation", 0.0), x, y},
        label);
  }
}

image::LabelMap read_task(const std::string& text, std::uint64_t offset, image::Size size,
                          const LabelsByName& labels, const fs::path& file) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  with_json(file, offset, [&] {
    const auto task = parse_part(text, offset, file);
    std::size_t number = 0;
    for (const auto& one : dataset::label_studio_results(task)) {
      const auto where = place_in(file, offset) + ": result[" + std::to_string(number++) + "]";
      for (const auto& name : dataset::label_studio_region_labels(one)) {
        const auto label = labels.find(name);
        if (label == labels.end())
          throw Error("has the label '" + name + "', which is not in the interface", where,
                      "Repair the task or the interface");
        try {
          paint(map, one.at("value"), label->second);
        } catch (const Error& error) {
          throw Error(error.reason(), where, "Repair the task");
        }
      }
    }
  });
  return map;
}

class Reader {
 public:
  void add_config(const std::string& text, const fs::path& file) {
    for (auto& name : labels_of(text, file)) names_.push_back(std::move(name));
    has_config_ = true;
  }

  void add_tasks(std::shared_ptr<const ByteSource> file, const std::string& split,
                 JobControl& control) {
    for_each_part(*file, [&](const JsonPart& part) {
      control.checkpoint();
      if (part.key.empty() && part.in_list)
        with_json(file->path(), part.range.offset, [&] { add(file, split, part); });
    });
  }

  LabelSet take(const fs::path& path) {
    if (!has_config_) names_.assign(seen_.begin(), seen_.end());
    if (std::all_of(names_.begin(), names_.end(), dataset::is_no_class))
      names_.emplace_back("object");
    auto named = named_labels(names_, path);
    for (std::size_t i = 0; i < names_.size(); ++i) labels_->emplace(names_[i], named.labels[i]);
    set_.classes = std::move(named.classes);
    if (without_size_ > 0)
      set_.notes.push_back(std::to_string(without_size_) +
                           " tasks without any region do not say how large their image is");
    return std::move(set_);
  }

  LabelSet& set() { return set_; }

 private:
  void add(const std::shared_ptr<const ByteSource>& file, const std::string& split,
           const JsonPart& part) {
    const auto task = parse_part(part.text, part.range.offset, file->path());
    const auto name = dataset::label_studio_image(task);
    const auto leave_out = [&](const std::string& reason) {
      set_.broken.push_back({name.empty() ? file->path() : fs::path(name),
                             "byte " + std::to_string(part.range.offset) + ": " + reason});
    };
    if (name.empty()) return leave_out("the task has no image");
    if (!stays_inside(name)) return leave_out("leads out of the data set");
    image::Size size;
    const auto side = [](const json& value) {
      const auto number = value.is_number() ? value.get<double>() : 0;
      return number >= 1 && number <= 1e6 ? static_cast<int>(number) : 0;
    };
    const auto set_size = [&](const json& from, const char* width, const char* height) {
      if (from.is_object() && from.contains(width) && from.contains(height))
        size = {side(from[width]), side(from[height])};
    };
    set_size(task.at("data"), "width", "height");
    for (const auto& one : dataset::label_studio_results(task)) {
      for (const auto& label : dataset::label_studio_region_labels(one)) seen_.insert(label);
      set_size(one, "original_width", "original_height");
    }
    if (size.area() == 0) {
      ++without_size_;
      return;
    }
    if (size.area() > image::most_pixels) return leave_out("claims to be too large");
    set_.splits[split].push_back(set_.entries.size());
    set_.entries.push_back({name, size, [file, range = part.range, size, labels = labels_] {
                              return read_task(file->read(range.offset, range.size), range.offset,
                                               size, *labels, file->path());
                            }});
  }

  LabelSet set_;
  std::vector<std::string> names_;
  std::set<std::string> seen_;
  bool has_config_ = false;
  std::size_t without_size_ = 0;
  std::shared_ptr<LabelsByName> labels_ = std::make_shared<LabelsByName>();
};

LabelSet read(const fs::path& path, JobControl& control) {
  Reader reader;
  if (fs::is_regular_file(path) && path.extension() == ".json") {
    reader.add_tasks(open_file_bytes(path), path.stem().string(), control);
    return reader.take(path);
  }
  const auto files = open_tree(path);
  reader.set().broken = files->broken();
  bool any = false;
  for (const auto& name : files->names()) {
    if (fs::path(name).filename() == config_file)
      reader.add_config(files->read(name), files->path(name));
    if (!name.ends_with(".json")) continue;
    reader.add_tasks(files->open(name), fs::path(name).stem().string(), control);
    any = true;
  }
  if (!any)
    throw Error("has no JSON file of tasks", path.string(), "Export it from Label Studio as JSON");
  return reader.take(path);
}

}  // namespace

Format label_studio() {
  return {"label-studio",
          phrase("Label Studio JSON: a brush stroke a class and image, its classes as choices"),
          phrase("Objects of one class are one stroke. Photos, scores and history stay behind."),
          {},
          "",
          write,
          read};
}

}  // namespace penumbra::formats
