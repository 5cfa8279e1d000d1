#pragma once

#include <QString>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/job.h"
#include "dataset/dataset.h"
#include "project/project.h"

/// From a folder that the user names to an open project. For background threads.
namespace penumbra::ui {

/// The folder's true path as far as it can be found out; never throws.
std::filesystem::path place_of(const std::filesystem::path& folder);

/// Whether a folder is a project; false for one that can't be looked into.
bool is_project(const std::filesystem::path& folder);

/// The project that a file lies in, e.g. a project's project.sqlite; any other path as it is. Never
/// throws.
std::filesystem::path project_around(const std::filesystem::path& path);

/// Where the project of a folder of photos lies or is made: beside it ("photos.penumbra"), or among
/// the user's documents where nothing can be written beside it.
std::filesystem::path project_of(const std::filesystem::path& photos);

struct Opened {
  std::shared_ptr<project::Project> project;
  /// What is still to be imported, if anything.
  std::shared_ptr<const dataset::Dataset> photos;
  QString notice;  ///< what the user should know, or empty
};

/// Opens a project, or makes one for a folder of photos. One that another program has open for
/// writing is opened for reading, with a notice. Throws Error, Cancelled.
Opened open_project(const std::filesystem::path& folder, JobControl& control,
                    ProgressSink& progress);

/// Reads a data set as projects do: images need have no tags.
std::shared_ptr<const dataset::Dataset> read_photos(const std::filesystem::path& folder,
                                                    JobControl& control, ProgressSink& progress);

}  // namespace penumbra::ui
