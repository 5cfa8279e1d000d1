
#include "base/error.h"
#include "base/phrase.h"
#include "dataset/class_lists.h"
#include "formats/file_tree.h"
#include "formats/list.h"
#include "formats/npy.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

/// Arrays that are no image: the class of each label, background first; the name of the split.
constexpr std::string_view classes_key = "__classes__", split_key = "__split__";
constexpr std::string_view ending = ".npy";

std::string file_of(std::string_view key) { return std::string(key) + std::string(ending); }

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress) {
  for (const auto& item : request.dataset.items)
    if (item.id == classes_key || item.id == split_key)
      throw Error("has a name that stands for something else in the archive", item.id,
                  "Rename the image");
  std::vector<std::string> names{"background"};
  for (const auto& name : request.dataset.classes.names()) names.push_back(name);
  output.add(file_of(classes_key), encode_npy(names));
  output.add(file_of(split_key), encode_npy({split_name(request)}));
  return for_each_label(request, control, progress,
                        [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
                          output.add(file_of(item.id), request.options.undecided_as_background
                                                           ? encode_npy(decided(labels))
                                                           : encode_npy(labels));
                        });
}

std::optional<dataset::Classes> classes_of(const FileTree& files) {
  const auto file = file_of(classes_key);
  if (!files.contains(file)) return std::nullopt;
  auto names = decode_npy_names(files.read(file), files.path(file));
  if (!names.empty()) names.erase(names.begin());  // background
  dataset::Classes classes(std::move(names));
  dataset::check_classes(classes, files.path(file));
  return classes;
}

std::string split_of(const FileTree& files, const fs::path& path) {
  const auto file = file_of(split_key);
  if (!files.contains(file)) return path.stem().string();
  const auto names = decode_npy_names(files.read(file), files.path(file));
  if (names.size() != 1)
    throw Error("names " + std::to_string(names.size()) + " splits instead of one",
                files.path(file).string(), "Save the archive again");
  return names.front();
}

/// Adds the arrays of one archive.
void add(LabelSet& set, const fs::path& path, bool first) {
  const auto files = open_zip_tree(path);
  auto classes = classes_of(*files);
  if (first)
    set.classes = std::move(classes);
  else if (set.classes.has_value() != classes.has_value() ||
           (classes && classes->names() != set.classes->names()))
    throw Error("names other classes than the other archives", path.string(),
                "Keep them in folders of their own");
  set.broken.insert(set.broken.end(), files->broken().begin(), files->broken().end());
  auto& places = set.splits[split_of(*files, path)];
  for (const auto& file : files->names()) {
    if (!file.ends_with(ending) || file == file_of(classes_key) || file == file_of(split_key))
      continue;
    places.push_back(set.entries.size());
    set.entries.push_back({file.substr(0, file.size() - ending.size()), {}, [files, file] {
                             return decode_npy_labels(files->read(file), files->path(file));
                           }});
  }
}

/// An archive, or a folder with some.
LabelSet read(const fs::path& path, JobControl& control) {
  LabelSet set;
  if (!fs::is_directory(path)) {
    add(set, path, true);
    return set;
  }
  bool first = true;
  const auto files = open_tree(path);
  for (const auto& name : files->names()) {
    if (!name.ends_with(".npz")) continue;
    control.checkpoint();
    add(set, files->path(name), first);
    first = false;
  }
  if (first) throw Error("has no archive .npz", path.string(), "Name one that numpy.savez wrote");
  return set;
}

}  // namespace

Format npz() {
  return {"npz",
          phrase("NumPy archive: an array of uint8 an image, and the names of the classes"),
          phrase("Tags, photos, scores and history stay behind."),
          {},
          ".npz",
          write,
          read,
          {ExportOption::Undecided}};
}

}  // namespace penumbra::formats
