#pragma once

#include <filesystem>
#include <span>

#include "base/job.h"
#include "project/database.h"

namespace penumbra::project {

/// The version that this program writes (SQLite's user_version).
inline constexpr int schema_version = 3;

/// SQL that brings an empty database to version 1, version 1 to 2, and so on.
using SchemaSteps = std::span<const char* const>;
SchemaSteps schema_steps();

/// Creates the tables of an empty database.
void create_schema(Database& database);

/// Throws Error for a newer schema, or a file that holds none. Changes nothing.
void check_schema(const Database& database);

/// Throws Error where classes.value, classes.becomes, tags.class or images.state holds a number that
/// is no class or state: only a damaged or forged file does, and they are used as indices.
void check_values(const Database& database);

/// Brings an older schema to the one that `steps` lead to, in one transaction, after a copy was
/// made beside the file (project.sqlite.before-N). Throws Error as `check_schema` does, and where
/// copying or a step fails; the database is unchanged then.
void migrate(Database& database, ProgressSink& progress, SchemaSteps steps = schema_steps());

}  // namespace penumbra::project
