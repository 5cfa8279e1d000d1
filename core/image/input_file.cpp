#include "image/input_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.h"

namespace penumbra::image {

InputFile open_input(const std::filesystem::path& path) {
  // Ahead of opening, which waits where it is a pipe.
  struct stat entry {};
  if (::stat(path.c_str(), &entry) == 0 && !S_ISREG(entry.st_mode))
    throw Error(S_ISDIR(entry.st_mode) ? "is a folder, not a file" : "is no plain file",
                path.string(), "Name a file");
  InputFile file(std::fopen(path.c_str(), "rb"));
  if (!file)
    throw Error("cannot be opened: " + std::string(std::strerror(errno)), path.string(),
                "Check that the file exists and may be read");
  return file;
}

}  // namespace penumbra::image
