#include "image/input_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.h"

namespace penumbra::image {

InputFile open_input(const std::filesystem::path& path) {
  InputFile file(std::fopen(path.c_str(), "rb"));
  if (!file)
    throw Error("cannot be opened: " + std::string(std::strerror(errno)), path.string(),
                "Check that the file exists and may be read");
  struct stat entry {};
  if (::fstat(::fileno(file.get()), &entry) == 0 && S_ISDIR(entry.st_mode))
    throw Error("is a folder, not a file", path.string(), "Name a file");
  return file;
}

}  // namespace penumbra::image
