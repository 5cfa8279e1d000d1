#include "model/torch_archive.h"

#include <zip.h>

#include <map>
#include <memory>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "model/pickled_state.h"

namespace penumbra::model {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_source_t* source) const { zip_source_free(source); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;
using EntryFile = std::unique_ptr<zip_file_t, Discard>;

constexpr std::string_view pickle_name = "data.pkl";

class Reader {
 public:
  Reader(const torch::Tensor& bytes, const std::string& where) : bytes_(bytes), where_(where) {}

  StateDict read() {
    open();
    check_byte_order();
    const auto pickle = entry(folder_ + std::string(pickle_name));
    const auto pickled = read_pickled_state(span_of(pickle), where_);

    StateDict state;
    state.where = where_;
    std::map<std::string, torch::Tensor> storages;
    for (const auto& tensor : pickled.tensors) {
      const auto& [key, type, count] = tensor.storage;
      auto& storage = storages[key];
      if (!storage.defined()) storage = entry(folder_ + "data/" + key);
      if (storage.numel() < count * type->size)
        fail("the storage of " + tensor.name + " has only " + std::to_string(storage.numel()) +
             " bytes");
      state.tensors.emplace_back(tensor.name,
                                 view_of(tensor, elements_at(storage, 0, count, *type)));
    }
    return state;
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("is a damaged PyTorch file: " + reason, where_, "Download or copy the file again");
  }

  void open() {
    zip_error_t error;
    zip_error_init(&error);
    const auto all = span_of(bytes_);
    Source source(zip_source_buffer_create(all.data(), all.size(), 0, &error));
    if (source) archive_.reset(zip_open_from_source(source.get(), ZIP_RDONLY, &error));
    if (!archive_) {
      const std::string text = zip_error_strerror(&error);
      zip_error_fini(&error);
      fail("the zip archive cannot be opened (" + text + ")");
    }
    source.release();  // the archive's now
    const auto count = zip_get_num_entries(archive_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
      const std::string_view text = name ? name : "";
      if (!text.ends_with(pickle_name)) continue;
      const auto folder = text.substr(0, text.size() - pickle_name.size());
      if (folder.empty() || folder.find('/') == folder.size() - 1) {
        folder_ = folder;
        return;
      }
    }
    throw Error("is a zip archive, but not one of PyTorch", where_,
                "Name a weight file (.safetensors, .pth, .pt)");
  }

  void check_byte_order() {
    const auto name = folder_ + "byteorder";
    if (zip_name_locate(archive_.get(), name.c_str(), 0) < 0) return;
    const auto order = span_of(entry(name));
    if (std::string_view(reinterpret_cast<const char*>(order.data()), order.size()) == "big")
      throw Error("was written on a big-endian machine", where_,
                  "Load and save it with PyTorch on this machine");
  }

  torch::Tensor entry(const std::string& name) {
    const auto index = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (index < 0) fail("it has no entry " + name);
    zip_stat_t status;
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &status) != 0 ||
        (status.valid & needed) != needed)
      fail("its entry " + name + " has no size");
    if (status.comp_method != ZIP_CM_STORE)
      throw Error("holds " + name + " compressed, which PyTorch does not do", where_,
                  "Load and save it with PyTorch");
    if (status.size > static_cast<zip_uint64_t>(bytes_.numel()))
      fail("its entry " + name + " is larger than the file");
    const EntryFile file(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (!file) fail("its entry " + name + " cannot be opened");
    auto content = torch::empty({static_cast<std::int64_t>(status.size)}, torch::kUInt8);
    auto* to = content.data_ptr<std::uint8_t>();
    zip_uint64_t done = 0;
    while (done < status.size) {
      const auto count = zip_fread(file.get(), to + done, status.size - done);
      if (count <= 0) fail("its entry " + name + " cannot be read to its end");
      done += static_cast<zip_uint64_t>(count);
    }
    // The checksum is compared at the end only.
    std::uint8_t beyond = 0;
    if (zip_fread(file.get(), &beyond, 1) != 0) fail("its entry " + name + " has a wrong checksum");
    return content;
  }

  const torch::Tensor& bytes_;
  const std::string& where_;
  Archive archive_;
  std::string folder_;
};

/// Adds entries whose content starts at a multiple of 64 bytes.
class Writer {
 public:
  Writer(const std::filesystem::path& temporary, const std::string& where) : where_(where) {
    int code = 0;
    archive_.reset(zip_open(temporary.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (!archive_) {
      zip_error_t error;
      zip_error_init_with_code(&error, code);
      const std::string text = zip_error_strerror(&error);
      zip_error_fini(&error);
      fail(text);
    }
  }

  /// `data` has to stay until close().
  void add(const std::string& entry, const void* data, std::uint64_t size) {
    const auto name = "archive/" + entry;
    Source source(zip_source_buffer(archive_.get(), data, size, 0));
    const auto index =
        source ? zip_file_add(archive_.get(), name.c_str(), source.get(), ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) fail(zip_strerror(archive_.get()));
    source.release();  // the archive's now
    const auto at = static_cast<zip_uint64_t>(index);

    constexpr std::uint64_t alignment = 64, local_header = 30, field_header = 4;
    constexpr zip_uint16_t padding_field = 'F' | 'B' << 8;  // as torch.save names it
    const auto start = offset_ + local_header + name.size() + field_header;
    const std::string padding((alignment - start % alignment) % alignment, 'Z');
    const auto* bytes = reinterpret_cast<const zip_uint8_t*>(padding.data());
    constexpr zip_uint16_t first_of_1980 = 1 << 5 | 1;
    if (zip_set_file_compression(archive_.get(), at, ZIP_CM_STORE, 0) != 0 ||
        zip_file_set_dostime(archive_.get(), at, 0, first_of_1980, 0) != 0 ||
        zip_file_extra_field_set(archive_.get(), at, padding_field, ZIP_EXTRA_FIELD_NEW, bytes,
                                 static_cast<zip_uint16_t>(padding.size()), ZIP_FL_LOCAL) != 0)
      fail(zip_strerror(archive_.get()));
    offset_ = start + padding.size() + size;
  }

  void close() {
    if (zip_close(archive_.get()) != 0) fail(zip_strerror(archive_.get()));
    archive_.release();  // zip_close frees it
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("cannot be written: " + reason, where_,
                "Check the folder, its permissions and the space on that disk");
  }

  const std::string& where_;
  Archive archive_;
  std::uint64_t offset_ = 0;
};

}  // namespace

bool is_zip(const torch::Tensor& bytes) {
  const auto all = span_of(bytes);
  return all.size() >= 4 && all[0] == std::byte{'P'} && all[1] == std::byte{'K'} &&
         all[2] == std::byte{3} && all[3] == std::byte{4};
}

StateDict parse_torch_archive(const torch::Tensor& bytes, const std::string& where) {
  return Reader(bytes, where).read();
}

void write_torch_archive(const std::filesystem::path& file, const StateDict& state) {
  const auto where = file.string();
  std::vector<std::pair<std::string, torch::Tensor>> tensors;
  std::set<std::string> names;
  for (const auto& [name, tensor] : state.tensors) {
    if (!names.insert(name).second)
      throw Error("cannot hold two tensors of the name " + name, where, "Rename one");
    if (!find_element_type(tensor.scalar_type()))
      throw Error("cannot hold " + name + ", a tensor of " + c10::toString(tensor.scalar_type()),
                  where, "Convert it to float32");
    tensors.emplace_back(name, tensor.detach().to(torch::kCPU).contiguous());
  }
  const auto pickle = pickle_state(tensors);
  constexpr std::string_view byte_order = "little", version = "3\n";
  write_file_atomically(file, [&](const std::filesystem::path& temporary) {
    Writer writer(temporary, where);
    writer.add(std::string(pickle_name), pickle.data(), pickle.size());
    writer.add("byteorder", byte_order.data(), byte_order.size());
    for (std::size_t i = 0; i < tensors.size(); ++i)
      writer.add("data/" + std::to_string(i), tensors[i].second.const_data_ptr(),
                 static_cast<std::uint64_t>(tensors[i].second.nbytes()));
    writer.add("version", version.data(), version.size());
    writer.close();
  });
}

}  // namespace penumbra::model
