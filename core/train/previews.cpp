#include "train/previews.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "image/mask.h"
#include "train/run_folder.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view step_prefix = "step-";
constexpr std::array<std::string_view, 3> endings{".cam.png", ".uncertain.png", ".label.png"};
constexpr std::size_t longest_name = 255;  // of a file, with room for a temporary one's ending
constexpr std::size_t temporary_room = 16;

fs::path classes_file(const fs::path& run) { return RunFolder{run}.previews() / "classes.json"; }

fs::path step_folder(const fs::path& run, std::int64_t step) {
  auto digits = std::to_string(step);
  digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
  return RunFolder{run}.previews() / (std::string(step_prefix) + digits);
}

std::optional<std::int64_t> step_of(std::string_view folder) {
  if (!folder.starts_with(step_prefix)) return std::nullopt;
  folder.remove_prefix(step_prefix.size());
  std::int64_t step = 0;
  const auto [stop, code] = std::from_chars(folder.data(), folder.data() + folder.size(), step);
  if (code != std::errc() || stop != folder.data() + folder.size()) return std::nullopt;
  return step;
}

bool stays_as_it_is(unsigned char byte) {
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_' || byte == '.' || byte == ' ';
}

/// An id as a file name that no folder, no hidden file and no other id has: "a/b" is "a%2Fb".
std::string file_name(std::string_view id) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (const char each : id) {
    const auto byte = static_cast<unsigned char>(each);
    if (stays_as_it_is(byte) && !(name.empty() && each == '.')) {
      name += each;
    } else {
      name += '%';
      name += digits[byte >> 4];
      name += digits[byte & 15];
    }
  }
  return name;
}

/// Nothing for a name that `file_name` does not give.
std::optional<std::string> id_of(std::string_view name) {
  std::string id;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '%') {
      id += name[i];
      continue;
    }
    unsigned value = 0;
    if (i + 2 >= name.size()) return std::nullopt;
    const auto [stop, code] = std::from_chars(&name[i + 1], &name[i] + 3, value, 16);
    if (code != std::errc() || stop != &name[i] + 3) return std::nullopt;
    id += static_cast<char>(value);
    i += 2;
  }
  if (file_name(id) != name) return std::nullopt;
  return id;
}

}  // namespace

fs::path preview_file(const fs::path& run, std::int64_t step, std::string_view image,
                      PreviewMap map) {
  const auto name = file_name(image);
  const auto ending = endings[static_cast<std::size_t>(map)];
  if (name.empty() || name.size() + ending.size() + temporary_room > longest_name)
    throw Error("its name is too long for a file", std::string(image), "Choose another image");
  return step_folder(run, step) / (name + std::string(ending));
}

std::vector<std::int64_t> preview_steps(const fs::path& run) {
  std::vector<std::int64_t> steps;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(RunFolder{run}.previews(), code))
    if (const auto step = step_of(entry.path().filename().string())) steps.push_back(*step);
  std::ranges::sort(steps);
  return steps;
}

std::vector<std::string> preview_images(const fs::path& run, std::int64_t step) {
  std::vector<std::string> images;
  std::error_code code;
  const auto ending = endings[static_cast<std::size_t>(PreviewMap::Label)];
  for (const auto& entry : fs::directory_iterator(step_folder(run, step), code)) {
    const auto name = entry.path().filename().string();
    if (!name.ends_with(ending)) continue;
    const auto id = id_of(std::string_view(name).substr(0, name.size() - ending.size()));
    if (id && has_preview(run, step, *id)) images.push_back(*id);
  }
  std::ranges::sort(images);
  return images;
}

std::vector<std::string> preview_classes(const fs::path& run) {
  const auto file = classes_file(run);
  try {
    return parse_json(read_file(file)).get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception&) {
    throw Error("is damaged", file.string(), "Remove it, and go on with the run");
  }
}

bool has_preview(const fs::path& run, std::int64_t step, std::string_view image) {
  std::error_code code;
  return std::ranges::all_of(
      std::array{PreviewMap::Cam, PreviewMap::Uncertain, PreviewMap::Label},
      [&](PreviewMap map) { return fs::exists(preview_file(run, step, image, map), code); });
}

Preview read_preview(const fs::path& run, std::int64_t step, std::string_view image) {
  const auto read = [&](PreviewMap map) {
    return image::read_mask(preview_file(run, step, image, map));
  };
  const auto cam = read(PreviewMap::Cam);
  Preview preview{{cam.size, std::vector<float>(cam.labels.size())},
                  read(PreviewMap::Uncertain),
                  read(PreviewMap::Label)};
  std::ranges::transform(cam.labels, preview.cam.scores.begin(),
                         [](std::uint8_t level) { return static_cast<float>(level) / 255.0F; });
  if (preview.uncertain.size != cam.size || preview.label.size != cam.size)
    throw Error("its maps are of different sizes", step_folder(run, step).string(),
                "Remove this folder, and go on with the run");
  return preview;
}

void write_preview(const fs::path& run, std::int64_t step, std::string_view image,
                   const Preview& preview) {
  make_folder(step_folder(run, step));
  image::write_scores(preview_file(run, step, image, PreviewMap::Cam), preview.cam);
  image::write_mask(preview_file(run, step, image, PreviewMap::Uncertain), preview.uncertain);
  image::write_mask(preview_file(run, step, image, PreviewMap::Label), preview.label);
}

void write_preview_classes(const fs::path& run, const std::vector<std::string>& names) {
  make_folder(RunFolder{run}.previews());
  write_file_atomically(classes_file(run), json_text(nlohmann::json(names)) + "\n");
}

}  // namespace penumbra::train
