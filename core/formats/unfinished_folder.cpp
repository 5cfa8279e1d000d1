#include "formats/unfinished_folder.h"

#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

/// Makes a folder of a name that is not in use.
fs::path make_beside(const fs::path& place) {
  for (int number = 0;; ++number) {
    fs::path path = place;
    path += "." + std::to_string(::getpid()) + "-" + std::to_string(number) + ".tmp";
    std::error_code code;
    if (fs::create_directory(path, code)) return path;
    if (code)
      throw Error("cannot write: " + code.message(), place.string(),
                  "Choose a folder that you may write to");
  }
}

}  // namespace

UnfinishedFolder::UnfinishedFolder(fs::path place) : place_(std::move(place)) {
  for (auto parent = place_.parent_path(); !fs::exists(parent); parent = parent.parent_path())
    made_parents_.push_back(parent);
  try {
    make_folder(place_.parent_path());
    path_ = make_beside(place_);
  } catch (...) {
    std::error_code ignored;
    for (const auto& parent : made_parents_) fs::remove(parent, ignored);
    throw;
  }
}

UnfinishedFolder::~UnfinishedFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
  for (const auto& parent : made_parents_) fs::remove(parent, ignored);  // those that are empty
}

void UnfinishedFolder::finish() {
  put_in_place(path_, place_);
  path_.clear();
}

void UnfinishedFolder::finish(const fs::path& file) { put_in_place(file, place_); }

}  // namespace penumbra::formats
