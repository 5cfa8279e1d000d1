#pragma once

#include <filesystem>

#include "base/job.h"
#include "project/database.h"

namespace penumbra::project {

/// The version that this program writes (SQLite's user_version).
inline constexpr int schema_version = 1;

/// Creates the tables of an empty database.
void create_schema(Database& database);

/// Brings an older schema to the present one, one version at a time, after a copy was made beside
/// the file (project.sqlite.before-N). Throws Error for a newer schema, or a file that holds none.
void migrate(Database& database, ProgressSink& progress);

}  // namespace penumbra::project
