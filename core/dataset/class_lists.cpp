#include "dataset/class_lists.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"

namespace penumbra::dataset {
std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

bool is_background(std::string_view name) {
  return name == "background" || name == "_background_" || name == "__background__";
}

bool is_no_class(std::string_view name) {
  return is_background(name) || name == "ignore" || name == "__ignore__" || name == "void";
}

Classes voc_classes() {
  return Classes({"aeroplane",   "bicycle", "bird",  "boat",      "bottle",
                  "bus",         "car",     "cat",   "chair",     "cow",
                  "diningtable", "dog",     "horse", "motorbike", "person",
                  "pottedplant", "sheep",   "sofa",  "train",     "tvmonitor"});
}

Classes coco_classes() {
  return Classes({"person",        "bicycle",      "car",
                  "motorcycle",    "airplane",     "bus",
                  "train",         "truck",        "boat",
                  "traffic light", "fire hydrant", "stop sign",
                  "parking meter", "bench",        "bird",
                  "cat",           "dog",          "horse",
                  "sheep",         "cow",          "elephant",
                  "bear",          "zebra",        "giraffe",
                  "backpack",      "umbrella",     "handbag",
                  "tie",           "suitcase",     "frisbee",
                  "skis",          "snowboard",    "sports ball",
                  "kite",          "baseball bat", "baseball glove",
                  "skateboard",    "surfboard",    "tennis racket",
                  "bottle",        "wine glass",   "cup",
                  "fork",          "knife",        "spoon",
                  "bowl",          "banana",       "apple",
                  "sandwich",      "orange",       "broccoli",
                  "carrot",        "hot dog",      "pizza",
                  "donut",         "cake",         "chair",
                  "couch",         "potted plant", "bed",
                  "dining table",  "toilet",       "tv",
                  "laptop",        "mouse",        "remote",
                  "keyboard",      "cell phone",   "microwave",
                  "oven",          "toaster",      "sink",
                  "refrigerator",  "book",         "clock",
                  "vase",          "scissors",     "teddy bear",
                  "hair drier",    "toothbrush"});
}

Classes parse_class_list(std::string_view text, const std::filesystem::path& file) {
  const bool is_label_map = file.filename() == "labelmap.txt";
  std::vector<std::string> names;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    auto name = trimmed(is_label_map ? line.substr(0, line.find(':')) : line);
    if (!name.empty() && !name.starts_with('#') && !is_no_class(name))
      names.push_back(std::move(name));
  }
  Classes classes(std::move(names));
  check_classes(classes, file);
  return classes;
}

std::optional<Classes> read_class_list(const std::filesystem::path& folder) {
  for (const auto name : class_list_names)
    if (const auto file = folder / name; std::filesystem::is_regular_file(file))
      return parse_class_list(read_file(file), file);
  return std::nullopt;
}

void check_classes(const Classes& classes, const std::filesystem::path& where) {
  constexpr int most = 254;  // 0 is background, 255 ignore
  if (classes.size() == 0) throw Error("names no class", where.string(), "Name at least one");
  if (classes.size() > most)
    throw Error("names " + std::to_string(classes.size()) + " classes, a mask holds at most 254",
                where.string(), "Name those that you need in a file classes.txt, one a line");
  std::unordered_set<std::string> seen;
  for (const auto& name : classes.names())
    if (!seen.insert(name).second)
      throw Error("names class '" + name + "' twice", where.string(), "Remove one of them");
}

}  // namespace penumbra::dataset
