#include <charconv>
#include <unordered_map>

#include "base/csv.h"
#include "base/error.h"
#include "base/phrase.h"
#include "formats/file_tree.h"
#include "formats/list.h"
#include "formats/names.h"
#include "image/mask.h"
#include "image/png_file.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view masks = "masks/", class_file = "classes.csv", lists = "lists/";

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto list = output.open(std::string(lists) + split_name(request) + ".csv");
  list->append("image,mask\n");
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
        const auto mask = std::string(masks) + item.id + ".png";
        output.add(mask, image::encode_png(labels.size, 1, labels.labels));
        return std::vector{csv_field(photo_name(request.dataset, item)) + ',' + csv_field(mask) +
                           '\n'};
      },
      [&](const dataset::Item&, const std::vector<std::string>& line) { list->append(line[0]); });
  list->close();
  std::string names = "label,name\n";
  const auto all = names_with_background(request.dataset.classes);
  for (std::size_t label = 0; label < all.size(); ++label)
    names += std::to_string(label) + ',' + csv_field(all[label]) + '\n';
  output.add(std::string(class_file), names);
  return summary;
}

[[noreturn]] void refuse(const fs::path& file, std::size_t line, const std::string& why) {
  throw Error(why, file.string() + ": line " + std::to_string(line), "Repair the file");
}

/// Without what a header line says.
std::vector<CsvRecord> records_of(const std::string& text, const fs::path& file,
                                  std::string_view first, std::string_view second) {
  auto records = parse_csv(text, file);
  if (records.empty() || records[0].fields.size() < 2 || records[0].fields[0] != first ||
      records[0].fields[1].substr(0, second.size()) != second)
    refuse(file, 1, "does not start with '" + std::string(first) + ',' + std::string(second) + "'");
  records.erase(records.begin());
  std::erase_if(records, [](const CsvRecord& record) {
    return record.fields.size() == 1 && (record.fields[0].empty() || record.fields[0] == "\r");
  });
  for (auto& record : records) {
    if (record.fields.size() < 2) refuse(file, record.line, "has fewer than two fields");
    auto& last = record.fields.back();
    if (last.ends_with('\r')) last.pop_back();
  }
  return records;
}

dataset::Classes read_classes(const std::string& text, const fs::path& file) {
  std::vector<std::string> names;
  for (const auto& [line, fields] : records_of(text, file, "label", "name")) {
    std::size_t label = 0;
    const auto [end, code] =
        std::from_chars(fields[0].data(), fields[0].data() + fields[0].size(), label);
    if (code != std::errc{} || end != fields[0].data() + fields[0].size())
      refuse(file, line, "has the label '" + fields[0] + "', which is no number");
    if (label == image::ignore_label) continue;
    if (label != names.size())
      refuse(file, line,
             "has label " + fields[0] + " where " + std::to_string(names.size()) + " is expected");
    names.push_back(fields[1]);
  }
  if (names.empty()) refuse(file, 1, "names no label");
  names.erase(names.begin());  // background
  dataset::Classes classes(std::move(names));
  return classes;
}

class Reader {
 public:
  explicit Reader(std::shared_ptr<const FileTree> files) : files_(std::move(files)) {
    set_.broken = files_->broken();
  }

  LabelSet read(const fs::path& path, JobControl& control) {
    for (const auto& name : files_->names()) {
      const fs::path file = name;
      if (file.filename() == class_file) {
        set_classes(set_, read_classes(files_->read(name), files_->path(name)), files_->path(name));
        root_ = file.parent_path();
      }
    }
    for (const auto& name : files_->names())
      if (name.starts_with((root_ / lists).generic_string()) && name.ends_with(".csv")) {
        control.checkpoint();
        read_list(name);
      }
    if (set_.entries.empty() && set_.broken.empty()) list_all();
    if (set_.entries.empty() && set_.broken.empty())
      throw Error("has no PNG masks", path.string(), "Name a folder or archive with some");
    return std::move(set_);
  }

 private:
  void read_list(const std::string& name) {
    auto& places = set_.splits[fs::path(name).stem().string()];
    for (const auto& [line, fields] :
         records_of(files_->read(name), files_->path(name), "image", "mask")) {
      const auto file = (root_ / fields[1]).generic_string();
      if (!files_->contains(file)) {
        set_.broken.push_back({files_->path(file), "is not there, but named in line " +
                                                       std::to_string(line) + " of " + name});
        continue;
      }
      const auto [place, is_new] = places_.emplace(file, set_.entries.size());
      if (is_new) add(fields[0], file);
      places.push_back(place->second);
    }
  }

  /// Masks of other programs, named by their paths.
  void list_all() {
    for (const auto& name : files_->names())
      if (name.ends_with(".png")) add(name.substr(0, name.size() - 4), name);
  }

  void add(const std::string& name, const std::string& file) {
    set_.entries.push_back({name, {}, [files = files_, file] {
                              return image::read_mask(files->read(file), files->path(file));
                            }});
  }

  std::shared_ptr<const FileTree> files_;
  fs::path root_;
  LabelSet set_;
  std::unordered_map<std::string, std::size_t> places_;
};

LabelSet read(const fs::path& path, JobControl& control) {
  return Reader(open_tree(path)).read(path, control);
}

}  // namespace

Format grey() {
  return {"grey",
          phrase("Grey PNG masks whose levels are the labels, and CSV lists of classes and images"),
          phrase("Tags, photos, scores and history stay behind."),
          {},
          "",
          write,
          read};
}

}  // namespace penumbra::formats
