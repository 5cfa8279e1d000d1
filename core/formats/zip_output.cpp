#include "formats/zip_output.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/append_file.h"
#include "base/error.h"
#include "base/utf8.h"
#include "formats/growing_file.h"
#include "formats/libzip.h"
#include "formats/unfinished_folder.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

/// A file as the archive will hold it.
struct Packed {
  zip_uint16_t method = ZIP_CM_STORE;
  std::uint64_t size = 0;  ///< unpacked
  std::uint32_t checksum = 0;
  std::string bytes;
};

class Deflater {
 public:
  Deflater() {
    constexpr int no_header = -15, memory = 8;
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, no_header, memory,
                     Z_DEFAULT_STRATEGY) != Z_OK)
      throw Error("there is too little memory to compress it", "zip archive",
                  "Close other programs");
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view bytes) {
    std::string packed;
    constexpr std::size_t most = std::size_t{1} << 30;  // zlib counts in 32 bits
    do {
      const auto part = bytes.substr(0, most);
      bytes.remove_prefix(part.size());
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
      stream_.avail_in = static_cast<uInt>(part.size());
      drain(packed, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
    } while (!bytes.empty());
    return packed;
  }

 private:
  void drain(std::string& packed, int flush) {
    std::array<char, 1 << 16> buffer;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream_.avail_out = static_cast<uInt>(buffer.size());
      deflate(&stream_, flush);
      packed.append(buffer.data(), buffer.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
};

Packed pack(const std::string& name, std::string_view bytes) {
  Packed packed;
  packed.size = bytes.size();
  packed.checksum = static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
  if (!name.ends_with(".png")) packed.bytes = Deflater().run(bytes);
  if (packed.bytes.empty() || packed.bytes.size() >= bytes.size())
    packed.bytes = bytes;
  else
    packed.method = ZIP_CM_DEFLATE;
  return packed;
}

/// Packed files one after another, in a file of their own.
class Spool {
 public:
  explicit Spool(const fs::path& file)
      : file_(file), descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0)
      throw Error("cannot be read: " + std::string(std::strerror(errno)), file.string(),
                  "Check the folder and its permissions");
  }
  ~Spool() { ::close(descriptor_); }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// The place of the bytes.
  std::uint64_t append(std::string_view bytes) {
    const auto place = end_;
    file_.append(bytes);
    end_ += bytes.size();
    return place;
  }

  /// How many bytes were read; negative after an error, which errno names.
  ssize_t read(std::uint64_t place, void* to, std::size_t count) const {
    ssize_t got = 0;
    do got = ::pread(descriptor_, to, count, static_cast<off_t>(place));
    while (got < 0 && errno == EINTR);
    return got;
  }

 private:
  AppendFile file_;
  int descriptor_;
  std::uint64_t end_ = 0;
};

/// A file of the archive, as libzip asks for it.
struct Member {
  const Spool* spool = nullptr;
  std::string name;
  zip_uint16_t method = ZIP_CM_STORE;
  std::uint64_t size = 0;
  std::uint64_t packed_size = 0;
  std::uint64_t place = 0;
  std::uint32_t checksum = 0;
  std::uint64_t done = 0;
  int error = 0;
};

/// Gives libzip what is packed already (zip_source_function(3)).
zip_int64_t serve(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& member = *static_cast<Member*>(user);
  switch (command) {
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_STAT: {
      auto& stat = *static_cast<zip_stat_t*>(data);
      zip_stat_init(&stat);
      stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
      stat.size = member.size;
      stat.comp_size = member.packed_size;
      stat.comp_method = member.method;
      stat.crc = member.checksum;
      return sizeof stat;
    }
    case ZIP_SOURCE_OPEN:
      member.done = 0;
      return 0;
    case ZIP_SOURCE_READ: {
      const auto count =
          std::min({length, member.packed_size - member.done, zip_uint64_t{1} << 30});
      const auto got = member.spool->read(member.place + member.done, data, count);
      if (got < 0 || (got == 0 && count > 0)) {
        member.error = got < 0 ? errno : EIO;
        return -1;
      }
      member.done += static_cast<std::uint64_t>(got);
      return got;
    }
    case ZIP_SOURCE_ERROR: {
      auto* codes = static_cast<int*>(data);
      codes[0] = ZIP_ER_READ;
      codes[1] = member.error;
      return 2 * sizeof(int);
    }
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
      return 0;
    default:
      return -1;
  }
}

class ZipOutput : public Output {
 public:
  ZipOutput(const fs::path& file, const fs::path& named)
      : Output(named), folder_(file), spool_(folder_.path() / "packed") {}

  void finish(JobControl& control) override {
    std::sort(members_.begin(), members_.end(),
              [](const Member& a, const Member& b) { return a.name < b.name; });
    const auto file = folder_.path() / "archive";
    int code = 0;
    ZipArchive archive(zip_open(file.c_str(), ZIP_CREATE | ZIP_EXCL, &code));
    if (!archive) fail(zip_error_text(code));
    for (auto& member : members_) add_member(archive.get(), member);
    for (const auto& [name, grown] : growing_) add_grown(archive.get(), name, grown);
    close(archive, control);
    folder_.finish(file);
  }

 private:
  static void check_name(const std::string& name) {
    if (!is_utf8(name))
      throw Error("has a name that is not UTF-8, which a zip archive can't hold", name,
                  "Rename the image, or export to a folder");
  }

  std::unique_ptr<OutputFile> start(const std::string& name) override {
    check_name(name);
    std::lock_guard lock(mutex_);
    const auto file = folder_.path() / ("growing " + std::to_string(growing_.size()));
    growing_.emplace(name, file);
    return std::make_unique<GrowingFile>(file, place() / name);
  }

  void write(const std::string& name, std::string_view bytes) override {
    check_name(name);
    const auto packed = pack(name, bytes);
    std::lock_guard lock(mutex_);
    Member member;
    member.spool = &spool_;
    member.name = name;
    member.method = packed.method;
    member.size = packed.size;
    member.packed_size = packed.bytes.size();
    member.place = spool_.append(packed.bytes);
    member.checksum = packed.checksum;
    members_.push_back(std::move(member));
  }

  void add_member(zip_t* archive, Member& member) const {
    ZipSource source(zip_source_function(archive, serve, &member));
    const auto index =
        source ? zip_file_add(archive, member.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) fail(member.name + ": " + zip_strerror(archive));
    source.release();  // the archive's now
    if (member.method == ZIP_CM_STORE &&
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) != 0)
      fail(zip_strerror(archive));
  }

  /// A file that libzip packs itself.
  void add_grown(zip_t* archive, const std::string& name, const fs::path& file) const {
    ZipSource source(zip_source_file(archive, file.c_str(), 0, -1));
    if (!source || zip_file_add(archive, name.c_str(), source.get(), ZIP_FL_ENC_UTF_8) < 0)
      fail(name + ": " + zip_strerror(archive));
    source.release();  // the archive's now
  }

  /// Writes the archive; libzip asks now and then whether to stop.
  void close(ZipArchive& archive, JobControl& control) const {
    struct Asked {
      JobControl& control;
      std::exception_ptr stopped;
    } asked{control, {}};
    zip_register_cancel_callback_with_state(
        archive.get(),
        [](zip_t*, void* user) {
          auto& [control, stopped] = *static_cast<Asked*>(user);
          try {
            control.checkpoint();
            return 0;
          } catch (...) {
            stopped = std::current_exception();
            return 1;
          }
        },
        nullptr, &asked);
    if (zip_close(archive.get()) != 0) {
      if (asked.stopped) std::rethrow_exception(asked.stopped);
      fail(zip_strerror(archive.get()));
    }
    archive.release();  // zip_close frees it
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw Error("cannot be written: " + reason, place().string(),
                "Check the folder, its permissions and the space on that disk");
  }

  UnfinishedFolder folder_;
  std::mutex mutex_;
  Spool spool_;
  std::vector<Member> members_;
  std::map<std::string, fs::path> growing_;
};

}  // namespace

std::unique_ptr<Output> open_zip_output(const fs::path& file, const fs::path& named) {
  return std::make_unique<ZipOutput>(file, named);
}

}  // namespace penumbra::formats
