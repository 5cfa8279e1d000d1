#include "formats/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(const fs::path& file) : value_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (value_ < 0)
      throw Error("cannot be read: " + std::string(std::strerror(errno)), file.string(),
                  "Check the file and its permissions");
  }
  ~Descriptor() { ::close(value_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

class FileBytes : public ByteSource {
 public:
  explicit FileBytes(const fs::path& file) : ByteSource(file, fs::file_size(file)), file_(file) {}

  std::string read(std::uint64_t offset, std::size_t count) const override {
    std::string bytes(count, '\0');
    for (std::size_t done = 0; done < count;) {
      const auto got = ::pread(file_.get(), bytes.data() + done, count - done,
                               static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0)
        throw Error(got == 0 ? "has become shorter while it was read"
                             : "cannot be read: " + std::string(std::strerror(errno)),
                    path().string(), "Copy the file again");
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  Descriptor file_;
};

class KeptBytes : public ByteSource {
 public:
  KeptBytes(std::string bytes, fs::path name)
      : ByteSource(std::move(name), bytes.size()), bytes_(std::move(bytes)) {}

  std::string read(std::uint64_t offset, std::size_t count) const override {
    return bytes_.substr(offset, count);
  }

 private:
  std::string bytes_;
};

}  // namespace

std::shared_ptr<const ByteSource> open_file_bytes(const fs::path& file) {
  return std::make_shared<FileBytes>(file);
}

std::shared_ptr<const ByteSource> keep_bytes(std::string bytes, fs::path name) {
  return std::make_shared<KeptBytes>(std::move(bytes), std::move(name));
}

}  // namespace penumbra::formats
