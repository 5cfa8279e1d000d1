#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <unordered_map>

#include "base/csv.h"
#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "dataset/class_lists.h"
#include "formats/file_tree.h"
#include "formats/list.h"
#include "formats/names.h"
#include "formats/outline.h"
#include "formats/shapes.h"
#include "formats/yaml_names.h"
#include "image/decode.h"
#include "image/file_type.h"
#include "image/limits.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view labels_folder = "labels/", images_folder = "images/",
                           sizes_folder = "sizes/", class_file = "data.yaml";

/// A polygon a line: the class from 0, then x and y as parts of the image's sides. Ultralytics
/// multiplies, drops what follows the point, and fills together with the edge (cv2.fillPoly).
std::string describe(const image::LabelMap& labels, int classes) {
  std::string text;
  const auto part = [&](int pixel, int side) {
    char number[32];
    std::snprintf(number, sizeof number, " %.9g", (pixel + 0.5) / side);
    text += number;
  };
  const auto boxes = label_boxes(labels);
  for (int label = 1; label <= classes; ++label) {
    if (boxes[static_cast<std::size_t>(label)].width == 0) continue;
    for (const auto& ring : outlines(labels, static_cast<std::uint8_t>(label))) {
      text += std::to_string(label - 1);
      for (const auto& [x, y] : ring) {
        part(x, labels.size.width);
        part(y, labels.size.height);
      }
      text += '\n';
    }
  }
  return text;
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  check_utf8_names(request.dataset);
  const auto split = split_name(request);
  const auto folder = std::string(labels_folder) + split + '/';
  const auto sizes = output.open(std::string(sizes_folder) + split + ".csv");
  sizes->append("label,width,height\n");
  const int classes = request.dataset.classes.size();
  std::size_t objects = 0;
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
        const auto text = describe(labels, classes);
        output.add(folder + item.id + ".txt", text);
        return std::vector{
            csv_field(item.id) + ',' + std::to_string(labels.size.width) + ',' +
                std::to_string(labels.size.height) + '\n',
            std::string(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), '.')};
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) {
        sizes->append(texts[0]);
        objects += texts[1].size();
      });
  sizes->close();
  summary.objects = objects;
  std::string yaml = "path: .\n";
  for (const char* key : {"train", "val"})
    yaml += std::string(key) + ": " +
            json_text(nlohmann::json(std::string(images_folder) + split)) + '\n';
  yaml += "names:\n";
  for (int label = 1; label <= classes; ++label)
    yaml += "  " + std::to_string(label - 1) + ": " +
            json_text(nlohmann::json(request.dataset.classes.name(label))) + '\n';
  output.add(std::string(class_file), yaml);
  return summary;
}

struct Polygon {
  std::uint8_t label = 0;
  Ring ring;
  double area = 0;
};

class LineReader {
 public:
  LineReader(const fs::path& file, std::size_t line, std::string_view text)
      : file_(file), line_(line), rest_(text) {}

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(why, file_.string() + ": line " + std::to_string(line_), "Repair the line");
  }

  bool at_end() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r"), rest_.size()));
    return rest_.empty();
  }

  double number() {
    double value = 0;
    const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (code != std::errc{} || !std::isfinite(value))
      refuse("'" + std::string(rest_.substr(0, rest_.find_first_of(" \t\r"))) + "' is no number");
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

 private:
  const fs::path& file_;
  std::size_t line_;
  std::string_view rest_;
};

double area_of(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice += double(a.x) * b.y - double(b.x) * a.y;
  }
  return std::abs(twice) / 2;
}

Polygon read_line(LineReader& line, image::Size size, std::size_t classes) {
  Polygon polygon;
  const auto number = line.number();
  if (number != std::floor(number) || number < 0 || number >= static_cast<double>(classes))
    line.refuse("class " + std::to_string(number) + " is not in the class list");
  polygon.label = static_cast<std::uint8_t>(number + 1);
  std::vector<double> parts;
  while (!line.at_end()) {
    parts.push_back(line.number());
    if (!(parts.back() >= -0.01 && parts.back() <= 1.01))
      line.refuse("coordinate " + std::to_string(parts.size()) + " lies outside of the image");
  }
  if (parts.size() == 4) line.refuse("holds a box, not an outline");
  if (parts.size() < 6 || parts.size() % 2 != 0)
    line.refuse("has " + std::to_string(parts.size()) + " coordinates");
  const auto pixel = [](double part, int side) {
    return static_cast<int>(static_cast<float>(part) * static_cast<float>(side));
  };
  for (std::size_t i = 0; i < parts.size(); i += 2)
    polygon.ring.push_back({pixel(parts[i], size.width), pixel(parts[i + 1], size.height)});
  polygon.area = area_of(polygon.ring);
  return polygon;
}

/// Smaller regions lie over larger ones.
image::LabelMap read_polygons(const std::string& text, image::Size size, std::size_t classes,
                              const fs::path& file) {
  std::vector<Polygon> polygons;
  std::size_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    LineReader line(file, ++number, rest.substr(0, end));
    if (!line.at_end()) polygons.push_back(read_line(line, size, classes));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::stable_sort(polygons.begin(), polygons.end(),
                   [](const Polygon& a, const Polygon& b) { return a.area > b.area; });
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  for (const auto& [label, ring, area] : polygons) fill_ring(map, ring, label);
  return map;
}

class Reader {
 public:
  Reader(std::shared_ptr<const FileTree> files, const fs::path& path)
      : files_(std::move(files)), path_(path) {
    set_.broken = files_->broken();
  }

  LabelSet read(JobControl& control) {
    read_classes();
    find_sizes();
    const auto folder = root_ + std::string(labels_folder);
    for (const auto& file : files_->names()) {
      if (!file.starts_with(folder) || !file.ends_with(".txt")) continue;
      control.checkpoint();
      add(file, file.substr(folder.size(), file.size() - folder.size() - 4));
    }
    if (set_.entries.empty() && set_.broken.empty())
      throw Error("has no labels/*.txt beside its data.yaml", path_.string(),
                  "Name a data set of YOLO or an export as one");
    return std::move(set_);
  }

 private:
  void read_classes() {
    const auto found = std::find_if(files_->names().begin(), files_->names().end(), [](auto& name) {
      return name.ends_with(".yaml") || name.ends_with(".yml");
    });
    if (found == files_->names().end())
      throw Error("has no data.yaml with the names of the classes", path_.string(),
                  "Name a data set of YOLO or an export as one");
    set_.classes = dataset::Classes(parse_yaml_names(files_->read(*found), files_->path(*found)));
    dataset::check_classes(*set_.classes, files_->path(*found));
    root_ = found->substr(0, found->rfind('/') == std::string::npos ? 0 : found->rfind('/') + 1);
  }

  /// The format itself does not say how large an image is: its photo does, or our own list.
  void find_sizes() {
    const auto lists = root_ + std::string(sizes_folder),
               images = root_ + std::string(images_folder);
    for (const auto& name : files_->names()) {
      if (name.starts_with(lists) && name.ends_with(".csv")) read_sizes(name);
      if (name.starts_with(images) && image::has_picture_name(name)) {
        auto place = name.substr(images.size());
        photos_.emplace(place.substr(0, place.rfind('.')), name);
      }
    }
  }

  void read_sizes(const std::string& name) {
    const auto split = fs::path(name).stem().string() + '/';
    for (const auto& [line, fields] : parse_csv(files_->read(name), files_->path(name))) {
      if (line == 1) continue;
      const auto side = [&, line = line](std::string text) {
        if (text.ends_with('\r')) text.pop_back();
        int value = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (code != std::errc{} || end != text.data() + text.size() || value < 1)
          throw Error("has no width or height",
                      files_->path(name).string() + ": line " + std::to_string(line),
                      "Repair the line");
        return value;
      };
      if (fields.size() == 1 && fields[0].empty()) continue;
      if (fields.size() < 3) side("");
      sizes_[split + fields[0]] = {side(fields[1]), side(fields[2])};
    }
  }

  void add(const std::string& file, const std::string& place) {
    std::string split = "all", name = place;
    if (const auto slash = place.find('/'); slash != std::string::npos) {
      split = place.substr(0, slash);
      name = place.substr(slash + 1);
    }
    image::Size size;
    try {
      size = size_of(place);
    } catch (const Error& error) {
      set_.broken.push_back({files_->path(file), error.reason()});
      return;
    }
    set_.splits[split].push_back(set_.entries.size());
    const auto classes = static_cast<std::size_t>(set_.classes->size());
    set_.entries.push_back({name, size, [files = files_, file, size, classes] {
                              return read_polygons(files->read(file), size, classes,
                                                   files->path(file));
                            }});
  }

  image::Size size_of(const std::string& place) const {
    if (const auto found = sizes_.find(place); found != sizes_.end()) {
      image::check_pixel_count(found->second, place);
      return found->second;
    }
    const auto photo = photos_.find(place);
    if (photo == photos_.end() || !fs::is_regular_file(files_->path(photo->second)))
      throw Error("its photo is not in images/, so its size is not known", place);
    return image::read_size(files_->path(photo->second));
  }

  std::shared_ptr<const FileTree> files_;
  fs::path path_;
  std::string root_;
  std::unordered_map<std::string, image::Size> sizes_;
  std::unordered_map<std::string, std::string> photos_;
  LabelSet set_;
};

LabelSet read(const fs::path& path, JobControl& control) {
  return Reader(open_tree(path), path).read(control);
}

}  // namespace

Format yolo() {
  return {
      "yolo",
      phrase("YOLO segmentation: data.yaml and a polygon a line and region in labels/"),
      phrase("Undecided pixels become background. Tags, photos, scores and history stay behind."),
      [](const dataset::Classes&, image::LabelMap& map) {
        std::replace(map.labels.begin(), map.labels.end(), image::ignore_label, std::uint8_t{0});
      },
      "",
      write,
      read};
}

}  // namespace penumbra::formats
