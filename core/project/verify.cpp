#include "project/verify.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <system_error>
#include <thread>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/phrase.h"
#include "project/edited_image.h"
#include "project/image_name.h"
#include "project/layer_folder.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

struct NamedFile {
  LayerId layer;
  ImageId image;
  LayerFile file;
};

struct EditedRow {
  LayerId layer;
  ImageId image;
};

void check_database(const Project& project, VerifyReport& report) {
  project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement check(tables, "PRAGMA quick_check");
    while (check.executeStep())
      if (auto line = check.getColumn(0).getString(); line != "ok")
        report.database.push_back(std::move(line));
    SQLite::Statement keys(tables, "PRAGMA foreign_key_check");
    while (keys.executeStep())
      report.database.push_back("a row of " + keys.getColumn(0).getString() + " names a row of " +
                                keys.getColumn(2).getString() + " that does not exist");
  });
}

std::vector<NamedFile> named_files(const Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    std::vector<NamedFile> files;
    SQLite::Statement rows(tables, "SELECT layer, image, part, file, checksum FROM layer_files");
    while (rows.executeStep())
      files.push_back({rows.getColumn(0).getInt64(),
                       rows.getColumn(1).getInt64(),
                       {rows.getColumn(2).getInt(), rows.getColumn(3).getString(),
                        static_cast<std::uint64_t>(rows.getColumn(4).getInt64()), 0}});
    return files;
  });
}

std::vector<EditedRow> edited_rows(const Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    std::vector<EditedRow> images;
    SQLite::Statement rows(tables, "SELECT layer, image FROM edited_images");
    while (rows.executeStep())
      images.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64()});
    return images;
  });
}

/// Whether the row is still there: the file may have been replaced meanwhile.
bool still_named(const Project& project, const NamedFile& named) {
  return project.database().read([&](SQLite::Database& tables) {
    const auto now = find_layer_file(tables, named.layer, named.image, named.file.part);
    return now && now->file == named.file.file;
  });
}

void check_file(const Project& project, const NamedFile& named, VerifyReport& report) {
  const auto place = project.layers() / named.file.file;
  ++report.files;
  std::error_code code;
  if (!fs::exists(place, code)) {
    if (still_named(project, named)) report.missing.push_back(place);
    return;
  }
  try {
    const auto bytes = read_file(place);
    report.bytes += static_cast<std::int64_t>(bytes.size());
    if (checksum(bytes) == named.file.checksum) return;
  } catch (const Error&) {
    // What can't be read is no better than damaged.
  }
  if (still_named(project, named)) report.damaged.push_back(place);
}

void check_history(const Project& project, const EditedRow& row, VerifyReport& report) {
  ++report.edited_images;
  try {
    auto edited = load_edited(project, row.layer, row.image);
    if (!edited) return;
    const auto all = operations(project, row.layer, row.image);
    report.operations += static_cast<std::int64_t>(all.size());
    const int count = static_cast<int>(all.size());
    if (edited->done < 0 || edited->done > count || edited->saved < 0 || edited->saved > count)
      throw Error("its history has lost operations", image_name(project, row.image));
    for (int number = 1; number <= count; ++number) {
      if (all[static_cast<std::size_t>(number - 1)].number != number)
        throw Error("its history has gaps", image_name(project, row.image));
      // Those between the saved map and the last that counts were applied above.
      const auto [first, last] = std::minmax(edited->done, edited->saved);
      if (number <= first || number > last) load_difference(project, row.layer, row.image, number);
    }
  } catch (const Error& error) {
    report.histories.push_back(error.what());
  }
}

/// What a writer is about to name, or to take away, is no orphan: it is looked for once more.
std::vector<fs::path> lasting_orphans(const Project& project) {
  constexpr int looks = 5;
  auto orphans = orphaned_files(project);
  for (int look = 1; look < looks && !orphans.empty() && Project::writer(project.folder()) != 0;
       ++look) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    std::vector<fs::path> both;
    std::ranges::set_intersection(orphans, orphaned_files(project), std::back_inserter(both));
    orphans = std::move(both);
  }
  return orphans;
}

Removed remove_files(const std::vector<fs::path>& files, fs::file_time_type until) {
  Removed removed;
  for (const auto& file : files) {
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (code || fs::last_write_time(file, code) > until || !fs::remove(file, code)) continue;
    ++removed.files;
    removed.bytes += static_cast<std::int64_t>(size);
  }
  return removed;
}

}  // namespace

VerifyReport verify(const Project& project, JobControl& control, ProgressSink& progress) {
  VerifyReport report;
  control.checkpoint();
  check_database(project, report);
  const auto files = named_files(project);
  const auto edited = edited_rows(project);
  ProgressCounter counter(progress, phrase("verifying"),
                          static_cast<std::int64_t>(files.size() + edited.size()));
  for (const auto& file : files) {
    control.checkpoint();
    check_file(project, file, report);
    counter.advance();
  }
  for (const auto& row : edited) {
    control.checkpoint();
    check_history(project, row, report);
    counter.advance();
  }
  report.orphaned = lasting_orphans(project);
  for (auto* list : {&report.damaged, &report.missing}) {
    // An edited layer may share a file with its base.
    std::ranges::sort(*list);
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return report;
}

Removed remove_leftovers(Project& project, fs::file_time_type until) {
  auto files = orphaned_files(project);
  std::ranges::copy(temporary_files(project), std::back_inserter(files));
  return remove_files(files, until);
}

Removed vacuum(Project& project) {
  const auto removed = remove_leftovers(project, project.opened());
  project.database().vacuum();
  return removed;
}

}  // namespace penumbra::project
