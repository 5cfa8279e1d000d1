#include <algorithm>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "formats/shapes.h"
#include "image/limits.h"
#include "image/rle.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json annotation(int id, int label_id, const image::Runs& runs, image::Size size) {
  return {{"id", id},
          {"type", "mask"},
          {"attributes", json::object()},
          {"group", id},
          {"label_id", label_id},
          {"z_order", 0},
          {"rle", {{"counts", image::compress_runs(runs)}, {"size", {size.height, size.width}}}}};
}

std::string describe(const dataset::Dataset& dataset, const dataset::Item& item,
                     const image::LabelMap& labels) {
  json annotations = json::array();
  for (const auto& [label, runs] : image::encode_labels(labels))
    if (label != 0)
      annotations.push_back(annotation(
          static_cast<int>(annotations.size()) + 1,
          label == image::ignore_label ? dataset.classes.size() : label - 1, runs, labels.size));
  return json_text(json{
      {"id", item.id},
      {"annotations", annotations},
      {"image",
       {{"path", photo_name(dataset, item)}, {"size", {labels.size.height, labels.size.width}}}}});
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  check_no_reserved_names(dataset);
  json labels = json::array();
  auto names = dataset.classes.names();
  names.emplace_back(undecided_name);
  for (const auto& name : names)
    labels.push_back({{"name", name}, {"parent", ""}, {"attributes", json::array()}});
  const json categories = {
      {"label",
       {{"labels", labels}, {"label_groups", json::array()}, {"attributes", json::array()}}}};
  const auto file = output.open("annotations/" + split_name(request) + ".json");
  constexpr int image_media = 2;  // datumaro's number for images
  file->append("{\"dm_format_version\":\"1.0\",\"media_type\":" + std::to_string(image_media) +
               ",\"infos\":{},\n\"categories\":" + json_text(categories) + ",\n\"items\":[\n");
  bool first = true;
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& map) {
        return std::vector{describe(dataset, item, map)};
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) {
        file->append((first ? "" : ",\n") + texts[0]);
        first = false;
      });
  file->append("]}\n");
  file->close();
  return summary;
}

image::Size size_of(const json& height, const json& width) {
  const auto side = [](const json& value) {
    const auto number = value.get<double>();
    return number >= 0 && number <= 1e6 ? static_cast<int>(number) : 0;
  };
  return {side(width), side(height)};
}

void paint(image::LabelMap& map, const json& annotation, std::uint8_t label) {
  const auto type = annotation.at("type").get<std::string>();
  if (type == "mask") {
    const auto& rle = annotation.at("rle");
    if (!(size_of(rle.at("size").at(0), rle.at("size").at(1)) == map.size))
      throw Error("has run lengths for another size than the image's", "");
    image::paint_runs(map, image::expand_runs(rle.at("counts").get_ref<const std::string&>()),
                      label);
  } else if (type == "polygon") {
    paint_polygon(map, annotation.at("points").get<std::vector<double>>(), label);
  } else if (type == "bbox") {
    const auto box = annotation.at("bbox").get<std::vector<double>>();
    if (box.size() != 4) throw Error("has a box of other than four numbers", "");
    paint_box(map, {box[0], box[1], box[2], box[3]}, label);
  } else if (type == "ellipse") {
    const auto box = annotation.at("points").get<std::vector<double>>();
    if (box.size() != 4) throw Error("has an ellipse of other than four numbers", "");
    paint_ellipse(map, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, (box[2] - box[0]) / 2,
                  (box[3] - box[1]) / 2, 0, label);
  }
}

bool has_area(const json& annotation) {
  const auto type = annotation.value("type", std::string());
  return type == "mask" || type == "polygon" || type == "bbox" || type == "ellipse";
}

image::LabelMap read_item(const std::string& text, std::uint64_t offset, image::Size size,
                          const std::vector<std::uint8_t>& labels, const fs::path& file) {
  image::LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  with_json(file, offset, [&] {
    const auto item = parse_part(text, offset, file);
    std::vector<const json*> annotations;
    if (const auto all = item.find("annotations"); all != item.end())
      for (const auto& one : *all)
        if (has_area(one)) annotations.push_back(&one);
    std::stable_sort(annotations.begin(), annotations.end(), [](const json* a, const json* b) {
      return a->value("z_order", 0.0) < b->value("z_order", 0.0);
    });
    std::size_t number = 0;
    for (const auto* annotation : annotations) {
      const auto& one = *annotation;
      const auto where = place_in(file, offset) + ": annotation " + std::to_string(++number);
      const auto label = one.at("label_id").get_ref<const json::number_integer_t&>();
      if (label < 0 || label >= std::ssize(labels))
        throw Error("has label " + std::to_string(label) + ", which is no category", where,
                    "Repair the file");
      try {
        paint(map, one, labels[static_cast<std::size_t>(label)]);
      } catch (const Error& error) {
        throw Error(error.reason(), where, "Repair the annotation");
      }
    }
  });
  return map;
}

class FileReader {
 public:
  explicit FileReader(std::shared_ptr<const ByteSource> file) : file_(std::move(file)) {}

  void read(LabelSet& set, const std::string& split, JobControl& control) {
    std::vector<std::string> names;
    bool has_categories = false;
    for_each_part(*file_, [&](const JsonPart& part) {
      control.checkpoint();
      with_json(file_->path(), part.range.offset, [&] {
        if (part.key == "categories" && !part.in_list) {
          const auto value = parse_part(part.text, part.range.offset, file_->path());
          for (const auto& label : value.at("label").at("labels"))
            names.push_back(label.at("name").get<std::string>());
          has_categories = true;
        } else if (part.key == "items" && part.in_list) {
          add(set, split, part);
        }
      });
    });
    if (!has_categories)
      throw Error("has no categories", file_->path().string(), "Name a file that datumaro wrote");
    auto named = named_labels(names, file_->path());
    *labels_ = std::move(named.labels);
    set_classes(set, std::move(named.classes), file_->path());
  }

 private:
  void add(LabelSet& set, const std::string& split, const JsonPart& part) {
    const auto item = parse_part(part.text, part.range.offset, file_->path());
    auto name = item.at("id").get<std::string>();
    image::Size size;
    if (const auto image = item.find("image"); image != item.end()) {
      if (const auto path = image->find("path"); path != image->end() && path->is_string())
        if (const auto& text = path->get_ref<const std::string&>(); stays_inside(text)) name = text;
      if (const auto stated = image->find("size"); stated != image->end() && stated->is_array())
        size = size_of(stated->at(0), stated->at(1));
    }
    if (const auto all = item.find("annotations"); all != item.end())
      for (const auto& one : *all)
        if (size.area() == 0 && one.value("type", "") == "mask")
          size = size_of(one.at("rle").at("size").at(0), one.at("rle").at("size").at(1));
    const auto leave_out = [&](const std::string& reason) {
      set.broken.push_back({name, "byte " + std::to_string(part.range.offset) + ": " + reason});
    };
    if (!stays_inside(name)) return leave_out("leads out of the data set");
    if (size.area() == 0) return leave_out("the file states no size for it");
    if (size.area() > image::most_pixels) return leave_out("claims to be too large");
    set.splits[split].push_back(set.entries.size());
    set.entries.push_back({name, size, [file = file_, range = part.range, size, labels = labels_] {
                             return read_item(file->read(range.offset, range.size), range.offset,
                                              size, *labels, file->path());
                           }});
  }

  std::shared_ptr<const ByteSource> file_;
  /// Of the categories, which may follow the items.
  std::shared_ptr<std::vector<std::uint8_t>> labels_ =
      std::make_shared<std::vector<std::uint8_t>>();
};

LabelSet read(const fs::path& path, JobControl& control) {
  LabelSet set;
  if (fs::is_regular_file(path) && path.extension() == ".json") {
    FileReader(open_file_bytes(path)).read(set, path.stem().string(), control);
    return set;
  }
  const auto files = open_tree(path);
  set.broken = files->broken();
  bool any = false;
  for (const auto& name : files->names()) {
    if (!name.ends_with(".json") || fs::path(name).parent_path().filename() != "annotations")
      continue;
    FileReader(files->open(name)).read(set, fs::path(name).stem().string(), control);
    any = true;
  }
  if (!any)
    throw Error("has no file annotations/*.json", path.string(),
                "Name a data set that datumaro wrote, or one of its files");
  return set;
}

}  // namespace

Format datumaro() {
  return {
      "datumaro",
      phrase("Datumaro: annotations/SPLIT.json with a mask a class and image"),
      phrase("Objects of one class are one mask. Tags, photos, scores and history stay behind."),
      {},
      "",
      write,
      read};
}

}  // namespace penumbra::formats
