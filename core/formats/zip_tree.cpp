#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "base/error.h"
#include "formats/file_tree.h"
#include "formats/libzip.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

class ZipTree : public FileTree {
 public:
  explicit ZipTree(const fs::path& file) : FileTree(file) {
    auto archive = open_archive();
    const auto count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      const auto index = static_cast<zip_uint64_t>(i);
      const char* name = zip_get_name(archive.get(), index, ZIP_FL_ENC_GUESS);
      const std::string text = name ? name : "";
      if (text.empty() || text.ends_with('/')) continue;  // a folder
      if (indices_.emplace(text, index).second) add(text);
    }
    sort();
    give_back(std::move(archive));
  }

  std::string read(const std::string& name) const override {
    auto archive = take();
    auto bytes = unpack(archive.get(), name);
    give_back(std::move(archive));
    return bytes;
  }

  std::shared_ptr<const ByteSource> open(const std::string& name) const override {
    return keep_bytes(read(name), path(name));
  }

 private:
  [[noreturn]] void fail(const std::string& name, const std::string& reason) const {
    throw Error(reason, path(name).string(), "Make or copy the archive again");
  }

  ZipArchive open_archive() const {
    int code = 0;
    ZipArchive archive(zip_open(root().c_str(), ZIP_RDONLY, &code));
    if (!archive)
      throw Error("is no whole zip archive (" + zip_error_text(code) + ")", root().string(),
                  "Name a folder or an archive; copy the archive again where it is damaged");
    return archive;
  }

  /// One that no other thread uses: libzip reads an archive from one thread at a time.
  ZipArchive take() const {
    {
      std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto archive = std::move(idle_.back());
        idle_.pop_back();
        return archive;
      }
    }
    return open_archive();
  }

  void give_back(ZipArchive archive) const {
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(archive));
  }

  std::string unpack(zip_t* archive, const std::string& name) const {
    const auto found = indices_.find(name);
    if (found == indices_.end()) fail(name, "is not in the archive");
    zip_stat_t status;
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(archive, found->second, 0, &status) != 0 ||
        (status.valid & needed) != needed)
      fail(name, "has no size");
    // Deflate packs at most 1032 bytes into one: no memory is taken for a claim beyond that.
    if (status.size / 1032 > status.comp_size) fail(name, "claims to be larger than it can be");
    const ZipFile file(zip_fopen_index(archive, found->second, 0));
    if (!file) fail(name, std::string("cannot be unpacked: ") + zip_strerror(archive));
    // What is packed need not be as long as it says, so memory is taken as it comes.
    constexpr std::size_t at_once = 16 << 20;
    std::string bytes;
    std::size_t done = 0;
    while (done < status.size) {
      if (done == bytes.size())
        bytes.resize(std::min<std::size_t>(status.size, std::max(2 * done, at_once)));
      const auto count = zip_fread(file.get(), bytes.data() + done, bytes.size() - done);
      if (count <= 0) fail(name, "is damaged: it can't be unpacked to its end");
      done += static_cast<std::size_t>(count);
    }
    // The checksum is compared at the end only.
    char beyond = 0;
    if (zip_fread(file.get(), &beyond, 1) != 0) fail(name, "is damaged: its checksum is wrong");
    return bytes;
  }

  std::map<std::string, zip_uint64_t> indices_;
  mutable std::mutex mutex_;
  mutable std::vector<ZipArchive> idle_;
};

}  // namespace

std::shared_ptr<const FileTree> open_zip_tree(const fs::path& file) {
  return std::make_shared<ZipTree>(file);
}

}  // namespace penumbra::formats
