#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "formats/byte_stream.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "image/mask.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view list_file = "metadata.jsonl", class_file = "classes.txt";

/// The masks are the folder's images: without photos it loads as it is, and `photo` says whose
/// mask each is.
ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  const auto& dataset = request.dataset;
  check_utf8_names(dataset);
  for (const auto& name : dataset.classes.names())
    if (name.starts_with('#') || dataset::is_no_class(name) || dataset::trimmed(name) != name ||
        name.empty() || name.find('\n') != std::string::npos)
      throw Error("is no name for a class in a list of them", "class '" + name + "'",
                  "Rename the class, or choose another format");
  const auto folder = split_name(request) + '/';
  const auto list = output.open(folder + std::string(list_file));
  auto summary = for_each_label_in_order(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
        const auto mask = item.id + ".png";
        output.add(folder + mask, image::encode_mask(labels));
        std::array<bool, 256> present{};
        for (const auto label : labels.labels) present[label] = true;
        json tags = json::array();
        for (int label = 1; label <= dataset.classes.size(); ++label)
          if (present[static_cast<std::size_t>(label)]) tags.push_back(dataset.classes.name(label));
        return std::vector{json_text(json{{"file_name", mask},
                                          {"photo", photo_name(dataset, item)},
                                          {"tags", std::move(tags)}}) +
                           '\n'};
      },
      [&](const dataset::Item&, const std::vector<std::string>& texts) { list->append(texts[0]); });
  list->close();
  std::string names = "background\n";
  for (const auto& name : dataset.classes.names()) names += name + '\n';
  output.add(std::string(class_file), names);
  return summary;
}

/// The mask that a line names: of a column "..._file_name", else the file itself.
std::string mask_of(const json& row) {
  for (const auto& [key, value] : row.items())
    if (key.ends_with("_file_name") && value.is_string() &&
        value.get_ref<const std::string&>().ends_with(".png"))
      return value.get<std::string>();
  return row.at("file_name").get<std::string>();
}

class Reader {
 public:
  explicit Reader(std::shared_ptr<const FileTree> files) : files_(std::move(files)) {
    set_.broken = files_->broken();
  }

  LabelSet read(const fs::path& path, JobControl& control) {
    bool any = false;
    for (const auto& name : files_->names()) {
      const auto file = fs::path(name).filename();
      if (file == class_file)
        set_classes(set_, dataset::parse_class_list(files_->read(name), files_->path(name)),
                    files_->path(name));
      if (file != list_file) continue;
      read_list(name, control);
      any = true;
    }
    if (!any)
      throw Error("has no metadata.jsonl", path.string(),
                  "Name an image folder of Hugging Face's datasets");
    return std::move(set_);
  }

 private:
  void read_list(const std::string& name, JobControl& control) {
    const auto where = files_->path(name);
    const auto source = files_->open(name);
    const auto folder = fs::path(name).parent_path();
    ByteStream bytes(*source);
    for (std::size_t number = 1; bytes.peek() != ByteStream::end; ++number) {
      control.checkpoint();
      const auto offset = bytes.offset();
      bytes.mark();
      while (bytes.peek() != ByteStream::end && bytes.peek() != '\n') bytes.next();
      const std::string line(bytes.marked());
      bytes.next();
      if (dataset::trimmed(line).empty()) continue;
      const auto place = where.string() + ": line " + std::to_string(number);
      with_json(place, offset, [&] { add(parse_part(line, offset, place), folder, number, name); });
    }
  }

  void add(const json& row, const fs::path& folder, std::size_t line, const std::string& list) {
    const auto mask = (folder / mask_of(row)).lexically_normal().generic_string();
    const auto leave_out = [&](const std::string& reason) {
      set_.broken.push_back(
          {files_->path(mask), "line " + std::to_string(line) + " of " + list + ": " + reason});
    };
    if (!stays_inside(mask)) return leave_out("leads out of the data set");
    if (!files_->contains(mask)) return leave_out("is not there");
    const auto photo = row.find("photo");
    const auto name = photo != row.end() && photo->is_string()
                          ? photo->get<std::string>()
                          : row.at("file_name").get<std::string>();
    const auto split = folder.filename().string();
    set_.splits[split.empty() ? "all" : split].push_back(set_.entries.size());
    set_.entries.push_back({name, {}, [files = files_, mask] {
                              return image::read_mask(files->read(mask), files->path(mask));
                            }});
  }

  std::shared_ptr<const FileTree> files_;
  LabelSet set_;
};

LabelSet read(const fs::path& path, JobControl& control) {
  return Reader(open_tree(path)).read(path, control);
}

}  // namespace

Format huggingface() {
  return {
      "huggingface",
      phrase("Hugging Face image folder: masks, and metadata.jsonl with photo and tags of each"),
      phrase("Photos, scores and history stay behind; the masks are the images of the folder."),
      {},
      "",
      write,
      read};
}

}  // namespace penumbra::formats
