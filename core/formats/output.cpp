#include "formats/output.h"

#include <mutex>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/relative_path.h"
#include "formats/growing_file.h"
#include "formats/unfinished_folder.h"
#include "formats/zip_output.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

class FolderOutput : public Output {
 public:
  explicit FolderOutput(const fs::path& place) : Output(place), folder_(place) {}

  void finish(JobControl&) override { folder_.finish(); }

 private:
  void write(const std::string& name, std::string_view bytes) override {
    write_file(file_of(name), bytes);
  }

  std::unique_ptr<OutputFile> start(const std::string& name) override {
    return std::make_unique<GrowingFile>(file_of(name), place() / name);
  }

  fs::path file_of(const std::string& name) {
    auto file = folder_.path() / name;
    make_parent(file.parent_path());
    return file;
  }

  void make_parent(const fs::path& folder) {
    std::lock_guard lock(mutex_);
    if (made_.insert(folder).second) make_folder(folder);
  }

  UnfinishedFolder folder_;
  std::mutex mutex_;
  std::set<fs::path> made_;
};

/// A folder that holds one archive with all that is added.
class ArchiveInFolder : public Output {
 public:
  ArchiveInFolder(const fs::path& place, const std::string& name)
      : Output(place),
        folder_(place),
        archive_(open_zip_output(folder_.path() / name, place / name)) {}

  void finish(JobControl& control) override {
    archive_->finish(control);
    archive_.reset();
    folder_.finish();
  }

 private:
  void write(const std::string& name, std::string_view bytes) override {
    archive_->add(name, bytes);
  }

  std::unique_ptr<OutputFile> start(const std::string& name) override {
    return archive_->open(name);
  }

  UnfinishedFolder folder_;
  std::unique_ptr<Output> archive_;
};

}  // namespace

void Output::with_name(const std::string& name, const std::function<void()>& work) const {
  if (!stays_inside(name))
    throw Error("has a name that leads out of the export", name, "Rename the image");
  try {
    work();
  } catch (const Error& error) {
    throw Error(error.reason(), (place_ / name).string(), error.remedy());
  }
}

void Output::add(const std::string& name, std::string_view bytes) {
  with_name(name, [&] { write(name, bytes); });
}

std::unique_ptr<OutputFile> Output::open(const std::string& name) {
  std::unique_ptr<OutputFile> file;
  with_name(name, [&] { file = start(name); });
  return file;
}

std::unique_ptr<Output> open_output(const fs::path& place, const std::string& archive,
                                    const std::string& split) {
  const auto ending = place.extension().string();
  if (ending == ".zip" || (!archive.empty() && ending == archive)) {
    if (fs::exists(place))
      throw Error("exists already", place.string(), "Choose the name of a new archive");
    return open_zip_output(place, place);
  }
  std::error_code ignored;
  if (fs::exists(place) && !(fs::is_directory(place) && fs::is_empty(place, ignored)))
    throw Error("exists and is not an empty folder", place.string(), "Choose a new folder");
  if (archive.empty()) return std::make_unique<FolderOutput>(place);
  return std::make_unique<ArchiveInFolder>(place, split + archive);
}

}  // namespace penumbra::formats
