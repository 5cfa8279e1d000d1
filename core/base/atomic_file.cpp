#include "base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include "base/error.h"

namespace penumbra {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

[[noreturn]] void fail(const std::filesystem::path& path, int code) {
  const char* remedy = "Check the folder and its permissions";
  if (code == ENOSPC || code == EDQUOT) remedy = "Free some space on that disk and try again";
  if (code == EROFS || code == EACCES || code == EPERM)
    remedy = "Choose a folder that you may write to";
  throw Error("cannot write: " + std::string(std::strerror(code)), path.string(), remedy);
}

void sync_folder(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() >= 0) ::fsync(descriptor.get());
}

void write_new_file(const std::filesystem::path& file, const std::filesystem::path& named,
                    std::span<const std::byte> bytes) {
  const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (descriptor.get() < 0) fail(named, errno);
  while (!bytes.empty()) {
    const auto count = ::write(descriptor.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(named, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

std::filesystem::path temporary_beside(const std::filesystem::path& path) {
  auto temporary = path;
  temporary += "." + std::to_string(::getpid()) + ".tmp";
  return temporary;
}

}  // namespace

void put_in_place(const std::filesystem::path& finished, const std::filesystem::path& place) {
  {
    const Descriptor descriptor(::open(finished.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.get() < 0) fail(place, errno);
    const bool folder = std::filesystem::is_directory(finished);
    if ((folder ? ::syncfs(descriptor.get()) : ::fsync(descriptor.get())) != 0) fail(place, errno);
  }
  if (::rename(finished.c_str(), place.c_str()) != 0) fail(place, errno);
  sync_folder(place);
}

void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(const std::filesystem::path&)>& write) {
  const auto temporary = temporary_beside(path);
  try {
    write(temporary);
    put_in_place(temporary, path);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw;
  }
}

void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  write_file_atomically(path, [&](const std::filesystem::path& temporary) {
    write_new_file(temporary, path, bytes);
  });
}

void write_file_atomically(const std::filesystem::path& path, std::string_view text) {
  write_file_atomically(path, std::as_bytes(std::span(text.data(), text.size())));
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  write_new_file(path, path, std::as_bytes(std::span(bytes.data(), bytes.size())));
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) fail(folder, code.value());
  if (!std::filesystem::is_directory(folder))
    throw Error("is not a folder", folder.string(), "Choose another place");
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw Error("cannot be opened: " + std::string(std::strerror(errno)), path.string(),
                "Check that the file exists and may be read");
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) throw Error("cannot be read", path.string(), "Check the disk");
  return std::move(text).str();
}

}  // namespace penumbra
