#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/json.h"
#include "base/phrase.h"
#include "base/utf8.h"
#include "formats/file_tree.h"
#include "formats/json_parts.h"
#include "formats/list.h"
#include "formats/names.h"
#include "image/mask.h"
#include "image/palette.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view masks = "annotations/", other_masks = "ann_dir/";
constexpr std::string_view info_file = "dataset_info.json";

/// MMSegmentation's `reduce_zero_label`: 0 in a file is no class but undecided, as in ADE20K, and
/// all labels are one higher than the class that they train.
image::LabelMap with_reserved_zero(image::LabelMap labels) {
  for (auto& label : labels.labels)
    label = label == image::ignore_label ? std::uint8_t{0} : static_cast<std::uint8_t>(label + 1);
  return labels;
}

ExportSummary write(const ExportRequest& request, Output& output, JobControl& control,
                    ProgressSink& progress, bool reduce_zero_label) {
  const auto& classes = request.dataset.classes;
  // MMSegmentation makes 255 of both 0 and 255.
  if (reduce_zero_label && classes.size() > 253)
    throw Error("has " + std::to_string(classes.size()) + " classes, this format holds 253",
                request.dataset.root.string(), "Choose the format mmseg");
  for (const auto& name : classes.names())
    if (!is_utf8(name)) throw Error("is not UTF-8", "class '" + name + "'", "Rename the class");
  check_no_reserved_names(request.dataset);
  const auto folder = std::string(masks) + split_name(request) + '/';
  auto summary = for_each_label(
      request, control, progress,
      [&](std::size_t, const dataset::Item& item, const image::LabelMap& labels) {
        output.add(folder + item.id + ".png",
                   image::encode_mask(reduce_zero_label ? with_reserved_zero(labels) : labels));
      });
  const auto names = names_with_background(classes);
  const auto& colours = image::voc_palette();
  output.add(std::string(info_file),
             json_text(json{{"classes", names},
                            {"palette", std::vector(colours.begin(),
                                                    colours.begin() +
                                                        static_cast<std::ptrdiff_t>(names.size()))},
                            {"reduce_zero_label", reduce_zero_label}},
                       1) +
                 '\n');
  return summary;
}

/// The label of each value in a file.
using Meanings = std::array<std::optional<std::uint8_t>, 256>;

struct Info {
  std::optional<dataset::Classes> classes;
  Meanings meanings;
};

Info numbers_alone(bool reduce_zero_label) {
  Info info;
  for (std::size_t value = 0; value < 256; ++value)
    info.meanings[value] = static_cast<std::uint8_t>(value);
  if (reduce_zero_label) info.meanings[0] = image::ignore_label;
  return info;
}

Info read_info(const std::string& text, const fs::path& file, bool reduce_zero_label) {
  Info info;
  with_json(file, 0, [&] {
    const auto stated = parse_part(text, 0, file);
    const auto named = named_labels(stated.at("classes").get<std::vector<std::string>>(), file);
    reduce_zero_label = stated.value("reduce_zero_label", reduce_zero_label);
    info.classes = named.classes;
    const std::size_t first = reduce_zero_label ? 1 : 0;
    for (std::size_t i = 0; i < named.labels.size() && first + i < 256; ++i)
      info.meanings[first + i] = named.labels[i];
    if (reduce_zero_label) info.meanings[0] = image::ignore_label;
    info.meanings[255] = info.meanings[255].value_or(image::ignore_label);
  });
  return info;
}

image::LabelMap translated(image::LabelMap map, const Meanings& meanings, const fs::path& file) {
  for (std::size_t i = 0; i < map.labels.size(); ++i) {
    const auto meaning = meanings[map.labels[i]];
    if (!meaning)
      throw Error("has the value " + std::to_string(map.labels[i]) + ", which is no class, at x " +
                      std::to_string(i % static_cast<std::size_t>(map.size.width)) + ", y " +
                      std::to_string(i / static_cast<std::size_t>(map.size.width)),
                  file.string(), "Repair the mask or the list of classes");
    map.labels[i] = *meaning;
  }
  return map;
}

/// Where the split and the name of a mask start; nothing for other files.
std::optional<std::size_t> after_masks(const std::string& name) {
  for (const auto part : {masks, other_masks})
    for (auto at = name.find(part); at != std::string::npos; at = name.find(part, at + 1))
      if (at == 0 || name[at - 1] == '/') return at + part.size();
  return std::nullopt;
}

LabelSet read(const fs::path& path, JobControl& control, bool reduce_zero_label) {
  const auto files = open_tree(path);
  LabelSet set;
  set.broken = files->broken();
  auto info = std::make_shared<Info>(numbers_alone(reduce_zero_label));
  for (const auto& name : files->names())
    if (fs::path(name).filename() == info_file)
      *info = read_info(files->read(name), files->path(name), reduce_zero_label);
  set.classes = info->classes;
  for (const auto& file : files->names()) {
    const auto start = after_masks(file);
    if (!start || !file.ends_with(".png")) continue;
    control.checkpoint();
    auto name = file.substr(*start, file.size() - *start - 4);
    std::string split = "all";
    if (const auto slash = name.find('/'); slash != std::string::npos) {
      split = name.substr(0, slash);
      name.erase(0, slash + 1);
    }
    set.splits[split].push_back(set.entries.size());
    set.entries.push_back({name, {}, [files, file, info] {
                             const auto where = files->path(file);
                             return translated(image::read_mask(files->read(file), where),
                                               info->meanings, where);
                           }});
  }
  if (set.entries.empty() && set.broken.empty())
    throw Error("has no masks in a folder annotations", path.string(),
                "Name a data set of MMSegmentation or an export as one");
  return set;
}

Format format(bool reduce_zero_label) {
  using namespace std::placeholders;
  return {
      reduce_zero_label ? "mmseg-ade" : "mmseg",
      reduce_zero_label
          ? phrase("MMSegmentation folder with reduce_zero_label=True, as ADE20K: 0 is undecided")
          : phrase("MMSegmentation folder with reduce_zero_label=False: 0 is background"),
      phrase("Tags, photos, scores and history stay behind."),
      {},
      "",
      std::bind(write, _1, _2, _3, _4, reduce_zero_label),
      std::bind(read, _1, _2, reduce_zero_label)};
}

}  // namespace

Format mmseg() { return format(false); }
Format mmseg_ade() { return format(true); }

}  // namespace penumbra::formats
