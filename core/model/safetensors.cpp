#include "model/safetensors.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "model/tensor_bytes.h"

namespace penumbra::model {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t prefix_size = 8;
constexpr std::uint64_t max_header = 100'000'000;  // the format's own limit
constexpr const char* fetch_again = "Download or copy the file again";

struct Entry {
  std::string name;
  const ElementType* type = nullptr;
  std::vector<std::int64_t> sizes;
  std::int64_t count = 0;
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

std::uint64_t header_length(const torch::Tensor& bytes) {
  std::uint64_t length = 0;
  std::memcpy(&length, span_of(bytes).data(), prefix_size);
  return length;
}

class Reader {
 public:
  Reader(const torch::Tensor& bytes, const std::string& where) : bytes_(bytes), where_(where) {}

  StateDict read() {
    const auto header = parse_header();
    StateDict state;
    state.where = where_;
    std::vector<Entry> entries;
    for (const auto& [name, value] : header.items()) {
      if (name == "__metadata__")
        state.metadata = metadata(value);
      else
        entries.push_back(entry(name, value));
    }
    check_cover(entries);
    for (const auto& entry : entries)
      state.tensors.emplace_back(
          entry.name,
          elements_at(bytes_, data_ + entry.begin, entry.count, *entry.type).view(entry.sizes));
    return state;
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("is a damaged safetensors file: " + reason, where_, fetch_again);
  }

  Json parse_header() {
    const auto size = static_cast<std::uint64_t>(bytes_.numel());
    if (size < prefix_size) fail("it has only " + std::to_string(size) + " bytes");
    const auto length = header_length(bytes_);
    if (length > max_header || length > size - prefix_size)
      fail("its header of " + std::to_string(length) + " bytes does not fit in the file's " +
           std::to_string(size));
    data_ = static_cast<std::int64_t>(prefix_size + length);
    data_size_ = bytes_.numel() - data_;

    const auto text = span_of(bytes_).subspan(prefix_size, length);
    const auto* begin = reinterpret_cast<const char*>(text.data());
    std::set<std::string> names;
    const auto check = [&](int depth, Json::parse_event_t event, Json& value) {
      if (depth > 4) fail("its header is nested too deeply");
      if (depth == 1 && event == Json::parse_event_t::key &&
          !names.insert(value.get<std::string>()).second)
        fail("its header names " + value.get<std::string>() + " twice");
      return true;
    };
    try {
      auto header = Json::parse(begin, begin + text.size(), check);
      if (!header.is_object()) fail("its header is not a JSON object");
      return header;
    } catch (const Json::exception&) {
      fail("its header is not valid JSON");
    }
  }

  std::map<std::string, std::string> metadata(const Json& value) const {
    if (!value.is_object()) fail("its __metadata__ is not an object");
    std::map<std::string, std::string> metadata;
    for (const auto& [key, text] : value.items()) {
      if (!text.is_string()) fail("its __metadata__ holds something other than text");
      metadata.emplace(key, text.get<std::string>());
    }
    return metadata;
  }

  std::int64_t integer(const std::string& name, const Json& value) const {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > (1ULL << 62))
      fail("a size or offset of " + name + " is not a number from 0 on");
    return value.get<std::int64_t>();
  }

  Entry entry(const std::string& name, const Json& value) const {
    if (!value.is_object() || value.size() != 3 || !value.contains("dtype") ||
        !value.contains("shape") || !value.contains("data_offsets"))
      fail("the header's entry of " + name + " is not dtype, shape and data_offsets");
    const auto& dtype = value.at("dtype");
    const auto& shape = value.at("shape");
    const auto& offsets = value.at("data_offsets");
    if (!dtype.is_string() || !shape.is_array() || !offsets.is_array() || offsets.size() != 2)
      fail("the header's entry of " + name + " has values of the wrong kind");

    Entry entry;
    entry.name = name;
    for (const auto& type : element_types())
      if (type.safetensors == dtype.get<std::string>()) entry.type = &type;
    if (!entry.type)
      throw Error("holds " + name + " as " + dtype.get<std::string>() + ", which is not read",
                  where_, "Convert the file to F32, F16 or BF16");
    if (shape.size() > max_dimensions) fail(name + " has too many dimensions");
    for (const auto& size : shape) entry.sizes.push_back(integer(name, size));
    entry.begin = integer(name, offsets[0]);
    entry.end = integer(name, offsets[1]);
    const auto count = element_count(entry.sizes, entry.type->size);
    if (!count || entry.end < entry.begin || entry.end - entry.begin != *count * entry.type->size)
      fail("the shape of " + name + " does not fit its data_offsets");
    if (entry.end > data_size_)
      fail(name + " ends at byte " + std::to_string(entry.end) + " of the data, which has only " +
           std::to_string(data_size_));
    entry.count = *count;
    return entry;
  }

  void check_cover(const std::vector<Entry>& entries) const {
    std::vector<const Entry*> order;
    for (const auto& entry : entries) order.push_back(&entry);
    std::ranges::sort(order, [](const Entry* a, const Entry* b) {
      return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
    });
    std::int64_t end = 0;
    const Entry* before = nullptr;
    for (const auto* entry : order) {
      if (entry->begin < end) fail(before->name + " and " + entry->name + " overlap");
      if (entry->begin > end)
        fail("bytes " + std::to_string(end) + " to " + std::to_string(entry->begin) +
             " of its data belong to no tensor");
      end = entry->end;
      before = entry;
    }
    if (end != data_size_)
      fail(std::to_string(data_size_ - end) + " bytes at its end belong to no tensor");
  }

  const torch::Tensor& bytes_;
  const std::string& where_;
  std::int64_t data_ = 0;
  std::int64_t data_size_ = 0;
};

}  // namespace

bool is_safetensors(const torch::Tensor& bytes) {
  const auto all = span_of(bytes);
  return all.size() > prefix_size && all[prefix_size] == std::byte{'{'} &&
         header_length(bytes) <= max_header;
}

StateDict parse_safetensors(const torch::Tensor& bytes, const std::string& where) {
  return Reader(bytes, where).read();
}

void write_safetensors(const std::filesystem::path& file, const StateDict& state) {
  // Wide elements first, so that every tensor is aligned to its element size.
  std::vector<std::pair<const ElementType*, std::size_t>> order;
  for (std::size_t i = 0; i < state.tensors.size(); ++i) {
    const auto* type = find_element_type(state.tensors[i].second.scalar_type());
    if (!type)
      throw Error("cannot hold " + state.tensors[i].first + ", a tensor of " +
                      std::string(c10::toString(state.tensors[i].second.scalar_type())),
                  file.string(), "Convert it to float32");
    order.emplace_back(type, i);
  }
  std::ranges::stable_sort(
      order, [](const auto& a, const auto& b) { return a.first->size > b.first->size; });

  std::vector<std::pair<std::int64_t, std::int64_t>> offsets(state.tensors.size());
  std::int64_t end = 0;
  for (const auto& [type, i] : order) {
    const auto size = state.tensors[i].second.numel() * type->size;
    offsets[i] = {end, end + size};
    end += size;
  }

  Json header = Json::object();
  if (!state.metadata.empty()) header["__metadata__"] = state.metadata;
  for (std::size_t i = 0; i < state.tensors.size(); ++i) {
    const auto& [name, tensor] = state.tensors[i];
    if (header.contains(name))
      throw Error("cannot hold two tensors of the name " + name, file.string(), "Rename one");
    header[name] = {{"dtype", find_element_type(tensor.scalar_type())->safetensors},
                    {"shape", tensor.sizes().vec()},
                    {"data_offsets", {offsets[i].first, offsets[i].second}}};
  }
  std::string text;
  try {
    text = header.dump();  // json_text would sort it
  } catch (const Json::exception&) {
    throw Error("cannot hold a name that is not UTF-8", file.string(), "Rename the tensor");
  }
  text.resize((text.size() + 7) / 8 * 8, ' ');

  write_file_atomically(file, [&](const std::filesystem::path& temporary) {
    errno = 0;
    std::ofstream out(temporary, std::ios::binary);
    const std::uint64_t length = text.size();
    out.write(reinterpret_cast<const char*>(&length), sizeof length);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    for (const auto& [type, i] : order) {
      const auto tensor = state.tensors[i].second.detach().to(torch::kCPU).contiguous();
      out.write(static_cast<const char*>(tensor.const_data_ptr()),
                static_cast<std::streamsize>(tensor.numel() * type->size));
    }
    out.close();
    if (!out)
      throw Error("cannot be written: " + std::string(std::strerror(errno)), file.string(),
                  "Check the folder, its permissions and the space on that disk");
  });
}

}  // namespace penumbra::model
