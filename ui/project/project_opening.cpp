#include "ui/project/project_opening.h"

#include <unistd.h>

#include <QCoreApplication>
#include <QStandardPaths>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include "base/error.h"
#include "project/pending_import.h"
#include "project/photo_file.h"
#include "project/select.h"
#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

struct Opening {
  Q_DECLARE_TR_FUNCTIONS(Opening)
};

/// Passes everything on and keeps the messages: what was mended is to be read after opening.
class Notices : public ProgressSink {
 public:
  explicit Notices(ProgressSink& sink) : sink_(sink) {}
  void progress(const Progress& progress) override { sink_.progress(progress); }
  void message(Severity severity, const std::string& text) override {
    texts_ << QString::fromStdString(text);
    sink_.message(severity, text);
  }
  QString text() const { return texts_.join(" "); }

 private:
  ProgressSink& sink_;
  QStringList texts_;
};

/// A project that this program has just closed may still be at its end, on another thread: it is
/// waited for.
std::shared_ptr<project::Project> open_for_writing(const fs::path& folder, JobControl& control,
                                                   Notices& notices) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::seconds patience(5);
  bool again = true;
  for (const auto start = Clock::now();;) {
    control.checkpoint();
    try {
      return project::Project::open(folder, project::Access::Write, notices);
    } catch (const Error&) {
      const int writer = project::Project::writer(folder);
      if (writer == 0 && again) {  // whoever had it may have ended just now
        again = false;
        continue;
      }
      if (writer != ::getpid() || Clock::now() - start > patience) throw;
      again = true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

std::shared_ptr<project::Project> open_for_writing_or_reading(const fs::path& folder,
                                                              JobControl& control, Notices& notices,
                                                              QString& notice) {
  try {
    return open_for_writing(folder, control, notices);
  } catch (const Error& refused) {
    try {
      auto project = project::Project::open(folder, project::Access::Read, notices);
      notice = Opening::tr("Open for reading only: %1").arg(problem_text(refused));
      return project;
    } catch (const Error&) {
      throw refused;  // it says why nothing works
    }
  }
}

}  // namespace

fs::path place_of(const fs::path& folder) {
  std::error_code problem;
  auto found = fs::weakly_canonical(folder, problem);
  return problem ? folder.lexically_normal() : found;
}

bool is_project(const fs::path& folder) {
  std::error_code problem;
  return fs::exists(folder / "project.sqlite", problem);
}

fs::path project_around(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem)) return path;
  for (fs::path folder = place_of(path).parent_path(); folder.has_relative_path();
       folder = folder.parent_path())
    if (is_project(folder)) return folder;
  return path;
}

fs::path project_of(const fs::path& photos) {
  const fs::path folder = place_of(photos);
  const fs::path name = folder.filename().string() + ".penumbra";
  const fs::path beside = folder.parent_path() / name;
  std::error_code problem;
  if (fs::exists(beside, problem) || ::access(folder.parent_path().c_str(), W_OK) == 0)
    return beside;
  const auto documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return fs::path(documents.toStdString()) / "Penumbra" / name;
}

std::shared_ptr<const dataset::Dataset> read_photos(const fs::path& folder, JobControl& control,
                                                    ProgressSink& progress) {
  dataset::ReadOptions options;
  options.untagged = true;
  options.threads = background_threads();
  return std::make_shared<const dataset::Dataset>(
      dataset::read(folder, options, control, progress));
}

Opened open_project(const fs::path& folder, JobControl& control, ProgressSink& progress) {
  std::error_code problem;
  if (!fs::is_directory(folder, problem))
    throw Error(problem ? "can't be looked into: " + problem.message() : "there is no such folder",
                folder.string(),
                "Choose a folder of photos, or a project (its name ends in .penumbra)");
  Opened opened;
  Notices notices(progress);
  const fs::path place = is_project(folder) ? folder : project_of(folder);
  if (is_project(place)) {
    opened.project = open_for_writing_or_reading(place, control, notices, opened.notice);
    if (!notices.text().isEmpty()) opened.notice = notices.text() + ' ' + opened.notice;
    const auto pending = project::pending_import(*opened.project);
    if (!pending.empty() && opened.project->writable())
      opened.photos = read_photos(pending, control, notices);
    return opened;
  }
  // Read before anything is made: photos that can't be used leave no project behind.
  opened.photos = read_photos(folder, control, notices);
  fs::create_directories(place.parent_path());
  opened.project = project::Project::create(place);
  project::set_pending_import(*opened.project, project::true_folder(opened.photos->root));
  return opened;
}

}  // namespace penumbra::ui
