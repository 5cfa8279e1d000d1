#include <algorithm>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>
#include <sstream>
#include <unordered_map>

#include "base/error.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "formats/shapes.h"
#include "formats/xml_parts.h"
#include "image/limits.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

std::string text_of(const pugi::xml_node& node) {
  std::ostringstream text;
  node.print(text, "  ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

/// CVAT's run lengths: those of the box, row by row, zeros first.
std::string box_runs(const image::LabelMap& labels, std::uint8_t label, const image::Box& box) {
  std::string runs;
  std::size_t length = 0;
  bool inside = false;
  const auto add = [&] {
    runs += (runs.empty() ? "" : ", ") + std::to_string(length);
    length = 0;
  };
  for (int y = box.y; y < box.y + box.height; ++y)
    for (int x = box.x; x < box.x + box.width; ++x) {
      const bool now =
          labels.labels[static_cast<std::size_t>(y) * static_cast<std::size_t>(labels.size.width) +
                        static_cast<std::size_t>(x)] == label;
      if (now != inside) add();
      inside = now;
      ++length;
    }
  add();
  return runs;
}

/// One element <image>.
std::string describe(const dataset::Dataset& dataset, const dataset::Item& item, std::size_t number,
                     const std::string& split, const image::LabelMap& labels) {
  pugi::xml_document document;
  auto image = document.append_child("image");
  image.append_attribute("id") = static_cast<unsigned long long>(number);
  image.append_attribute("name") = photo_name(dataset, item).c_str();
  image.append_attribute("subset") = split.c_str();
  image.append_attribute("width") = labels.size.width;
  image.append_attribute("height") = labels.size.height;
  const auto boxes = label_boxes(labels);
  for (int label = 1; label <= image::ignore_label; ++label) {
    const auto& box = boxes[static_cast<std::size_t>(label)];
    if (box.width == 0) continue;
    auto mask = image.append_child("mask");
    mask.append_attribute("label") =
        label == image::ignore_label ? undecided_name : dataset.classes.name(label).c_str();
    mask.append_attribute("source") = "file";
    mask.append_attribute("occluded") = "0";
    mask.append_attribute("rle") = box_runs(labels, static_cast<std::uint8_t>(label), box).c_str();
    mask.append_attribute("left") = box.x;
    mask.append_attribute("top") = box.y;
    mask.append_attribute("width") = box.width;
    mask.append_attribute("height") = box.height;
    mask.append_attribute("z_order") = "0";
  }
  return text_of(image);
}

std::string meta(const dataset::Dataset& dataset, const std::string& split) {
  pugi::xml_document document;
  auto task = document.append_child("meta").append_child("task");
  task.append_child("name").text() = split.c_str();
  task.append_child("size").text() = static_cast<unsigned long long>(dataset.items.size());
  task.append_child("mode").text() = "annotation";
  auto labels = task.append_child("labels");
  auto names = dataset.classes.names();
  names.emplace_back(undecided_name);
  for (const auto& name : names) {
    auto label = labels.append_child("label");
    label.append_child("name").text() = name.c_str();
    label.append_child("type").text() = "mask";
    label.append_child("attributes");
  }
  return text_of(document.first_child());
}

/// XML has no way to write other control characters.
void check_control_characters(const std::string& name) {
  for (const char sign : name)
    if (static_cast<unsigned char>(sign) < 0x20)
      throw Error("has a control character in its name, which XML can't hold", name,
                  "Rename it, or choose another format");
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  check_no_reserved_names(dataset);
  for (const auto& name : dataset.classes.names()) check_control_characters(name);
  for (const auto& item : dataset.items) check_control_characters(photo_name(dataset, item));
  const auto split = split_name(request);
  const auto file = output.open(split + ".xml");
  file->append(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n"
      "<version>1.1</version>\n" +
      meta(dataset, split));
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t i, const dataset::Item& item, const image::LabelMap& labels) {
        return std::vector{describe(dataset, item, i, split, labels)};
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) { file->append(texts[0]); });
  file->append("</annotations>\n");
  file->close();
  return summary;
}

double number_of(const pugi::xml_node& shape, const char* key) {
  const std::string_view text = shape.attribute(key).value();
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    throw Error("has no number as '" + std::string(key) + "'", "");
  return value;
}

int whole_number_of(const pugi::xml_node& shape, const char* key) {
  const auto value = number_of(shape, key);
  if (!(std::abs(value) <= 1e6)) throw Error("has '" + std::string(key) + "' out of range", "");
  return static_cast<int>(value);
}

/// Numbers between which any of `separators` stand.
std::vector<double> numbers_of(std::string_view text, std::string_view separators) {
  std::vector<double> numbers;
  for (auto at = text.find_first_not_of(separators); at < text.size();
       at = text.find_first_not_of(separators, at)) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (code != std::errc{}) throw Error("has something else than numbers in its list", "");
    numbers.push_back(value);
    at = static_cast<std::size_t>(end - text.data());
  }
  return numbers;
}

void paint_mask(image::LabelMap& map, const pugi::xml_node& shape, std::uint8_t label) {
  const image::Box box{whole_number_of(shape, "left"), whole_number_of(shape, "top"),
                       whole_number_of(shape, "width"), whole_number_of(shape, "height")};
  if (!lies_in(box, map.size)) throw Error("lies outside of the image", "");
  const image::Size size{box.width, box.height};
  std::size_t at = 0;
  bool inside = false;
  for (const double run : numbers_of(shape.attribute("rle").value(), ", ")) {
    if (!(run >= 0 && run <= static_cast<double>(size.area() - at)))
      throw Error("has run lengths that go on after its last pixel", "");
    const auto count = static_cast<std::size_t>(run);
    if (inside) paint_stretch(map, box, at, count, label);
    at += count;
    inside = !inside;
  }
  if (at != size.area())
    throw Error("has run lengths of " + std::to_string(at) + " pixels instead of " +
                    std::to_string(size.area()),
                "");
}

void paint(image::LabelMap& map, const pugi::xml_node& shape, std::uint8_t label) {
  const std::string_view kind = shape.name();
  if (kind == "mask") {
    paint_mask(map, shape, label);
  } else if (kind == "polygon") {
    paint_polygon(map, numbers_of(shape.attribute("points").value(), ",; "), label);
  } else if (kind == "box") {
    const auto left = number_of(shape, "xtl"), top = number_of(shape, "ytl"),
               right = number_of(shape, "xbr"), bottom = number_of(shape, "ybr");
    const auto turn = shape.attribute("rotation") ? number_of(shape, "rotation") : 0;
    paint_box(map,
              {left, top, right - left, bottom - top, turn, (left + right) / 2, (top + bottom) / 2},
              label);
  } else if (kind == "ellipse") {
    const auto turn = shape.attribute("rotation") ? number_of(shape, "rotation") : 0;
    paint_ellipse(map, number_of(shape, "cx"), number_of(shape, "cy"), number_of(shape, "rx"),
                  number_of(shape, "ry"), turn, label);
  }
}

bool has_area(const pugi::xml_node& shape) {
  const std::string_view kind = shape.name();
  return kind == "mask" || kind == "polygon" || kind == "box" || kind == "ellipse";
}

pugi::xml_document parse(std::string_view text, std::uint64_t offset, const fs::path& file) {
  pugi::xml_document document;
  const auto result = document.load_buffer(text.data(), text.size());
  if (!result)
    throw Error(std::string("is no XML: ") + result.description(),
                place_in(file, offset + static_cast<std::uint64_t>(
                                            std::max<std::ptrdiff_t>(result.offset, 0))),
                "Repair or export the file again");
  return document;
}

using LabelsByName = std::unordered_map<std::string, std::uint8_t>;

image::LabelMap read_image(const std::string& text, std::uint64_t offset, image::Size size,
                           const LabelsByName& labels, const fs::path& file) {
  const auto document = parse(text, offset, file);
  std::vector<pugi::xml_node> shapes;
  for (const auto& shape : document.first_child())
    if (has_area(shape)) shapes.push_back(shape);
  std::stable_sort(shapes.begin(), shapes.end(), [](const auto& a, const auto& b) {
    return a.attribute("z_order").as_int() < b.attribute("z_order").as_int();
  });
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  for (const auto& shape : shapes) {
    const auto where = place_in(file, offset + static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(
                                                   shape.offset_debug(), 0))) +
                       " (" + shape.name() + ")";
    const std::string name = shape.attribute("label").value();
    const auto label = labels.find(name);
    if (label == labels.end())
      throw Error("has the label '" + name + "', which is not in the list of labels", where,
                  "Repair the shape or the list");
    try {
      paint(map, shape, label->second);
    } catch (const Error& error) {
      throw Error(error.reason(), where, "Repair the shape");
    }
  }
  return map;
}

class FileReader {
 public:
  explicit FileReader(std::shared_ptr<const ByteSource> file) : file_(std::move(file)) {}

  /// False for XML of another program.
  bool read(LabelSet& set, JobControl& control) {
    std::vector<std::string> names;
    const auto outermost = for_each_part(*file_, [&](const XmlPart& part) {
      control.checkpoint();
      if (part.name == "meta") {
        const auto document = parse(part.text, part.range.offset, file_->path());
        for (const auto& label : document.select_nodes("//labels/label/name")) {
          const std::string name = label.node().text().get();
          // A project's tasks repeat them.
          if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
      } else if (part.name == "image") {
        add(set, part);
      }
    });
    if (outermost != "annotations") return false;
    if (names.empty())
      throw Error("has no list of labels in <meta>", file_->path().string(),
                  "Export it from CVAT as 'CVAT for images 1.1'");
    auto named = named_labels(names, file_->path());
    for (std::size_t i = 0; i < names.size(); ++i) labels_->emplace(names[i], named.labels[i]);
    set_classes(set, std::move(named.classes), file_->path());
    return true;
  }

 private:
  void add(LabelSet& set, const XmlPart& part) {
    const auto document = parse(part.text, part.range.offset, file_->path());
    const auto image = document.first_child();
    const std::string name = image.attribute("name").value();
    const image::Size size{image.attribute("width").as_int(), image.attribute("height").as_int()};
    const auto leave_out = [&](const std::string& reason) {
      set.broken.push_back({name.empty() ? file_->path() : fs::path(name),
                            "byte " + std::to_string(part.range.offset) + ": " + reason});
    };
    if (name.empty()) return leave_out("an image has no name");
    if (!stays_inside(name)) return leave_out("leads out of the data set");
    if (size.width < 1 || size.height < 1) return leave_out("the file states no size for it");
    if (size.area() > image::most_pixels) return leave_out("claims to be too large");
    auto split = std::string(image.attribute("subset").value());
    if (split.empty())
      split = file_->path().stem() == "annotations" ? "all" : file_->path().stem().string();
    set.splits[split].push_back(set.entries.size());
    set.entries.push_back({name, size, [file = file_, range = part.range, size, labels = labels_] {
                             return read_image(file->read(range.offset, range.size), range.offset,
                                               size, *labels, file->path());
                           }});
  }

  std::shared_ptr<const ByteSource> file_;
  std::shared_ptr<LabelsByName> labels_ = std::make_shared<LabelsByName>();
};

LabelSet read(const fs::path& path, JobControl& control) {
  LabelSet set;
  bool any = false;
  if (fs::is_regular_file(path) && path.extension() == ".xml") {
    any = FileReader(open_file_bytes(path)).read(set, control);
  } else {
    const auto files = open_tree(path);
    set.broken = files->broken();
    for (const auto& name : files->names())
      if (name.ends_with(".xml")) any = FileReader(files->open(name)).read(set, control) || any;
  }
  if (!any)
    throw Error("has no XML file of CVAT", path.string(),
                "Export it from CVAT as 'CVAT for images 1.1'");
  return set;
}

}  // namespace

Format cvat() {
  return {
      "cvat",
      phrase("CVAT for images 1.1: an XML file with a mask a class and image"),
      phrase("Objects of one class are one mask. Tags, photos, scores and history stay behind."),
      {},
      "",
      write,
      read};
}

}  // namespace penumbra::formats
