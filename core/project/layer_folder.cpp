#include "project/layer_folder.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

template <class Wanted>
std::vector<fs::path> files_below(const fs::path& folder, const Wanted& wanted) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::recursive_directory_iterator each(folder, code), end; !code && each != end;
       each.increment(code))
    if (each->is_regular_file(code) && wanted(each->path())) files.push_back(each->path());
  if (code)
    throw Error("can't be listed: " + code.message(), folder.string(), "Check its permissions");
  return files;
}

}  // namespace

std::vector<fs::path> orphaned_files(const Project& project) {
  // Files first: one that is written meanwhile and then named is not in this list.
  auto files = files_below(project.layers(), [](const fs::path&) { return true; });
  auto known = project.database().read([](SQLite::Database& tables) {
    std::vector<std::string> names;
    SQLite::Statement rows(tables, "SELECT file FROM layer_files");
    while (rows.executeStep()) names.push_back(rows.getColumn(0).getString());
    return names;
  });
  std::ranges::sort(known);
  std::erase_if(files, [&](const fs::path& file) {
    return std::ranges::binary_search(known,
                                      file.lexically_relative(project.layers()).generic_string()) ||
           !fs::exists(file);
  });
  std::ranges::sort(files);
  return files;
}

std::vector<fs::path> temporary_files(const Project& project) {
  return files_below(project.folder(),
                     [](const fs::path& file) { return file.extension() == ".tmp"; });
}

}  // namespace penumbra::project
