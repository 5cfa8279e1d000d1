#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/phrase.h"
#include "base/relative_path.h"
#include "dataset/class_lists.h"
#include "dataset/draft.h"
#include "formats/list.h"
#include "formats/mask_files.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view masks = "SegmentationClass/", more_masks = "SegmentationClassAug/";
constexpr std::string_view lists = "ImageSets/Segmentation/", photos = "JPEGImages/";

/// labels.txt and the lists have a name a line.
void check_names(const ExportRequest& request) {
  for (const auto& name : request.dataset.classes.names())
    if (name.starts_with('#') || dataset::is_no_class(name) || dataset::trimmed(name) != name ||
        name.empty() || name.find('\n') != std::string::npos)
      throw Error("is no name for a class in VOC's list of them", "class '" + name + "'",
                  "Rename the class, or choose another format");
  for (const auto& item : request.dataset.items)
    if (item.id.find_first_of("\r\n") != std::string::npos)
      throw Error("has a line break in its name, which a list can't hold", item.id,
                  "Rename the image, or choose another format");
}

/// The text of each list: of all images that have labels, and where that is asked for of each
/// split that they are in.
std::map<std::string, std::string> lists_of(const ExportRequest& request,
                                            const ExportSummary& summary) {
  const std::unordered_set<std::string_view> unlabelled(summary.without_label.begin(),
                                                        summary.without_label.end());
  std::map<std::string, std::string> texts;
  const auto whole = split_name(request);
  for (const auto& item : request.dataset.items) {
    if (unlabelled.contains(item.id)) continue;
    const auto line =
        (item.id.starts_with('#') ? "./" : "") + item.id + '\n';  // "#" starts a comment
    texts[whole] += line;
    if (!request.options.splits) continue;
    for (const auto& split : item.splits) {
      if (split == whole) continue;
      if (!stays_inside(split) || fs::path(split).has_parent_path())
        throw Error("is a split whose name can't be that of a file", split,
                    "Rename it, or leave out the lists of splits");
      texts[split] += line;
    }
  }
  return texts;
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  check_names(request);
  auto summary = for_each_label(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
        output.add(std::string(masks) + item.id + ".png", encode_mask(labels, request.options));
        if (request.options.photos)
          output.add(std::string(photos) + item.id + item.image.extension().string(),
                     read_file(item.image));
      });
  for (const auto& [name, ids] : lists_of(request, summary))
    output.add(std::string(lists) + name + ".txt", ids);
  std::string names = "background\n";
  for (const auto& name : request.dataset.classes.names()) names += name + '\n';
  output.add("labels.txt", names);
  return summary;
}

/// What comes before `part` in a file's path; nothing where it is not in it.
std::optional<std::string> before(const std::string& name, std::string_view part) {
  for (auto at = name.find(part); at != std::string::npos; at = name.find(part, at + 1))
    if (at == 0 || name[at - 1] == '/') return name.substr(0, at);
  return std::nullopt;
}

/// The folder, ending in '/', that holds the masks: VOCdevkit/VOC2012/ or what is nearest to the
/// root; of several years the last.
std::string find_kit(const FileTree& files, const fs::path& path) {
  std::optional<std::string> kit;
  for (const auto& name : files.names())
    for (const auto part : {masks, more_masks})
      if (auto found = before(name, part);
          found &&
          (!kit || found->size() < kit->size() || (found->size() == kit->size() && *found > *kit)))
        kit = std::move(found);
  if (!kit)
    throw Error("has no masks in a folder SegmentationClass", path.string(),
                "Name a VOC data set or an export as VOC");
  return *kit;
}

class Reader {
 public:
  Reader(std::shared_ptr<const FileTree> files, std::string kit)
      : files_(std::move(files)), kit_(std::move(kit)) {
    set_.broken = files_->broken();
  }

  LabelSet read(JobControl& control) {
    read_classes();
    for (const auto part : {more_masks, masks})
      for (auto& entry : mask_entries(files_, kit_ + std::string(part)))
        if (places_.emplace(entry.name, set_.entries.size()).second)
          set_.entries.push_back(std::move(entry));
    const auto folder = kit_ + std::string(lists);
    for (const auto& name : files_->names()) {
      if (!name.starts_with(folder) || !name.ends_with(".txt")) continue;
      control.checkpoint();
      try {
        read_split(name);
      } catch (const Error& error) {
        set_.broken.push_back({files_->path(name), error.reason()});
      }
    }
    return std::move(set_);
  }

 private:
  void read_classes() {
    set_.classes = dataset::voc_classes();
    for (const auto name : dataset::class_list_names) {
      const auto file = kit_ + std::string(name);
      if (!files_->contains(file)) continue;
      set_.classes = dataset::parse_class_list(files_->read(file), files_->path(file));
      return;
    }
  }

  void read_split(const std::string& file) {
    const auto split = fs::path(file).stem().string();
    std::size_t without_mask = 0;
    auto& places = set_.splits[split];
    for (const auto& line : dataset::parse_list(files_->read(file), files_->path(file))) {
      if (!stays_inside(fs::path(line.image).relative_path()))
        set_.broken.push_back(
            {files_->path(file).string() + ": line " + std::to_string(line.number),
             "'" + line.image + "' leads out of the data set"});
      else if (const auto place = find(line))
        places.push_back(*place);
      else
        ++without_mask;
    }
    if (without_mask > 0)
      set_.notes.push_back(std::to_string(without_mask) + " images of the list " + split +
                           " have no mask");
  }

  /// By the whole line, for names with spaces; by the id or path at its start.
  std::optional<std::size_t> find(const dataset::Selection::Entry& line) const {
    const auto whole = line.line.starts_with("./") ? line.line.substr(2) : line.line;
    const auto stem = fs::path(line.image).stem().string();
    for (const auto& name : {whole, line.image, stem})
      if (const auto found = places_.find(name); found != places_.end()) return found->second;
    return std::nullopt;
  }

  std::shared_ptr<const FileTree> files_;
  std::string kit_;
  LabelSet set_;
  std::unordered_map<std::string, std::size_t> places_;
};

LabelSet read(const fs::path& path, JobControl& control) {
  auto files = open_tree(path);
  auto kit = find_kit(*files, path);
  return Reader(std::move(files), std::move(kit)).read(control);
}

}  // namespace

Format voc() {
  return {
      "voc",
      phrase("PASCAL VOC: SegmentationClass masks, ImageSets list and class list"),
      phrase("Tags, scores and history stay behind."),
      {},
      "",
      write,
      read,
      {ExportOption::Colours, ExportOption::Undecided, ExportOption::Photos, ExportOption::Splits}};
}

}  // namespace penumbra::formats
