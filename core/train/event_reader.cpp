#include "train/event_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "event.pb.h"
#include "train/event_file.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;

using Points = std::vector<std::pair<std::int64_t, double>>;
using Curves = std::map<std::string, Points>;

constexpr std::size_t checksum_bytes = 4;

template <typename T>
T number(std::string_view little_endian) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    value |= static_cast<T>(static_cast<unsigned char>(little_endian[i])) << (8 * i);
  return value;
}

/// The records of a TFRecord file, one after another.
class Records {
 public:
  explicit Records(const fs::path& file) : file_(file), in_(file, std::ios::binary) {
    std::error_code code;
    left_ = fs::file_size(file, code);
    if (code || !in_) throw Error("cannot be read", file.string(), "Check its permissions");
  }

  /// Nothing at the end, or where the rest is not all there yet.
  std::optional<std::string> next() {
    start_ = place_;
    if (left_ < sizeof(std::uint64_t) + checksum_bytes) return std::nullopt;
    const auto length_bytes = take(sizeof(std::uint64_t));
    check(length_bytes, "length");
    const auto length = number<std::uint64_t>(length_bytes);
    if (left_ < checksum_bytes || length > left_ - checksum_bytes) return std::nullopt;
    auto payload = take(static_cast<std::size_t>(length));
    check(payload, "content");
    return payload;
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("the record at byte " + std::to_string(start_) + " " + reason, file_.string(),
                "The file is damaged: take it from a copy, or leave it out");
  }

 private:
  std::string take(std::size_t count) {
    std::string bytes(count, '\0');
    if (!in_.read(bytes.data(), static_cast<std::streamsize>(count))) fail("cannot be read");
    place_ += count;
    left_ -= count;
    return bytes;
  }

  void check(std::string_view bytes, const char* part) {
    if (number<std::uint32_t>(take(checksum_bytes)) != record_checksum(bytes))
      fail(std::string("has a wrong checksum of its ") + part);
  }

  fs::path file_;
  std::ifstream in_;
  std::uint64_t left_ = 0, place_ = 0, start_ = 0;
};

template <typename T>
std::optional<double> raw_number(const std::string& content) {
  if (content.size() != sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, content.data(), sizeof(T));
  return static_cast<double>(value);
}

/// Nothing where the tensor is no single number.
std::optional<double> number_of(const events::Tensor& tensor) {
  static_assert(std::endian::native == std::endian::little);
  constexpr int float_type = 1, double_type = 2;
  if (tensor.dtype() == float_type)
    return tensor.float_val_size() == 1 ? std::optional<double>(tensor.float_val(0))
                                        : raw_number<float>(tensor.tensor_content());
  if (tensor.dtype() == double_type)
    return tensor.double_val_size() == 1 ? std::optional<double>(tensor.double_val(0))
                                         : raw_number<double>(tensor.tensor_content());
  return std::nullopt;
}

/// A run that was resumed logs these steps again.
void forget_from(std::int64_t step, Curves& curves) {
  for (auto& [tag, points] : curves)
    std::erase_if(points, [&](const auto& point) { return point.first >= step; });
}

void add_file(const fs::path& file, Curves& curves) {
  Records records(file);
  while (const auto payload = records.next()) {
    events::Event event;
    if (!event.ParseFromString(*payload)) records.fail("is not an event");
    if (event.has_session_log() && event.session_log().status() == events::SessionLog::START)
      forget_from(event.step(), curves);
    for (const auto& scalar : event.summary().value()) {
      std::optional<double> value;
      if (scalar.has_simple_value())
        value = scalar.simple_value();
      else if (scalar.has_tensor())
        value = number_of(scalar.tensor());
      if (value) curves[scalar.tag()].emplace_back(event.step(), *value);
    }
  }
}

std::vector<EventCurve> listed(Curves curves) {
  std::vector<EventCurve> list;
  for (auto& [tag, points] : curves) {
    if (points.empty()) continue;
    std::ranges::stable_sort(points, {}, &Points::value_type::first);
    list.push_back({tag, std::move(points)});
  }
  return list;
}

bool is_event_file(const fs::directory_entry& entry) {
  std::error_code code;
  return entry.is_regular_file(code) &&
         entry.path().filename().string().find("tfevents") != std::string::npos;
}

/// The event files below a folder, by folder, in the order of their names, which start with the
/// time.
std::map<fs::path, std::vector<fs::path>> event_files(const fs::path& root) {
  std::map<fs::path, std::vector<fs::path>> found;
  std::error_code code;
  fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied, code);
  for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code))
    if (is_event_file(*entry)) found[entry->path().parent_path()].push_back(entry->path());
  for (auto& [folder, files] : found) std::ranges::sort(files);
  return found;
}

/// "loss_cls" and "loss" are "loss/cls"; "other" and "loss" are "other/loss".
std::string joined(const std::string& folder, const std::string& tag) {
  if (folder.empty()) return tag;
  auto flat = tag;
  std::ranges::replace(flat, '/', '_');
  if (folder.starts_with(flat + "_")) return tag + "/" + folder.substr(flat.size() + 1);
  return folder + "/" + tag;
}

}  // namespace

std::vector<EventCurve> read_event_file(const fs::path& file) {
  Curves curves;
  add_file(file, curves);
  return listed(std::move(curves));
}

std::vector<EventCurve> read_events(const fs::path& root) {
  const auto files = event_files(root);
  if (files.empty())
    throw Error("holds no TensorBoard event file", root.string(),
                "Choose a folder with files named events.out.tfevents...");
  Curves all;
  for (const auto& [folder, names] : files) {
    Curves curves;
    for (const auto& file : names) add_file(file, curves);
    const auto name = folder == root ? std::string() : folder.lexically_relative(root).string();
    for (auto& [tag, points] : curves) {
      auto& to = all[joined(name, tag)];
      to.insert(to.end(), points.begin(), points.end());
    }
  }
  return listed(std::move(all));
}

bool has_event_files(const fs::path& folder) { return !event_files(folder).empty(); }

}  // namespace penumbra::train
