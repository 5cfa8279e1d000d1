#include "base/append_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "base/error.h"

namespace penumbra {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  const int code = errno;
  throw Error("cannot write: " + std::string(std::strerror(code)), path.string(),
              code == ENOSPC || code == EDQUOT ? "Free some space on that disk and try again"
                                               : "Check the folder and its permissions");
}

}  // namespace

AppendFile::AppendFile(std::filesystem::path path)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) fail(path_);
}

AppendFile::~AppendFile() { ::close(descriptor_); }

void AppendFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace penumbra
