#include "project/photo_file.h"

#include <sys/stat.h>

namespace penumbra::project {

PhotoFile photo_stamp(const std::filesystem::path& file) {
  struct stat entry {};
  if (::stat(file.c_str(), &entry) != 0 || !S_ISREG(entry.st_mode)) return {};
  return {true, static_cast<std::int64_t>(entry.st_size),
          std::int64_t{entry.st_mtim.tv_sec} * 1'000'000'000 + entry.st_mtim.tv_nsec, 0};
}

}  // namespace penumbra::project
