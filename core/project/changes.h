#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "project/catalogue.h"

/// The history of tags and classes. Each change is one transaction that also holds what undoes it.
namespace penumbra::project {

/// A class as the catalogue has it. `becomes`: nothing for a class in use, else what its pixels
/// count as (the class that it was merged into, 0 or 255).
struct ClassRow {
  int value = 0;  ///< in label maps, for ever
  std::string name;
  std::uint32_t colour = 0;  ///< 0xRRGGBB
  std::string key;           ///< one character, or empty
  int position = 0;
  std::optional<int> becomes;
  bool operator==(const ClassRow&) const = default;
};

struct Tagging {
  int class_value = 0;
  ImageId image = 0;
};

/// What a change does; turned round, what undoes it.
struct Change {
  std::vector<Tagging> tags_added;
  std::vector<Tagging> tags_removed;
  std::vector<ImageId> became_tagged;
  std::vector<std::pair<std::optional<ClassRow>, ClassRow>> classes;  ///< before (none: new), after
  /// What the classifier is not to propose any more: stored values.
  std::vector<Tagging> decided{};
  bool empty() const {
    return tags_added.empty() && tags_removed.empty() && became_tagged.empty() && decided.empty() &&
           classes.empty();
  }
};

/// Carries out `change` and remembers it under `name`; changes that were undone before are
/// forgotten. To be called within a transaction. An empty change is not remembered.
void commit(SQLite::Database& tables, const std::string& name, const Change& change);

/// Carries out `change` without remembering it: what an import brings is not undone.
void apply(SQLite::Database& tables, const Change& change);

/// Takes back what `apply` did.
void revert(SQLite::Database& tables, const Change& change);

/// As the catalogue keeps a change, and back. Throws Error for a text that is none.
std::string to_text(const Change& change);
Change change_from_text(const std::string& text);

/// What gives an image tags of these classes and takes none away; without those that it has.
Change tags_to_add(SQLite::Database& tables, ImageId image, std::span<const int> classes);

struct ChangeEntry {
  std::int64_t id = 0;
  std::string name;
  std::int64_t created = 0;  ///< milliseconds since 1970
  bool undone = false;
};

/// The last `limit` changes, the newest first.
std::vector<ChangeEntry> changes(const Project& project, std::int64_t limit = 1000);

/// Takes back the last change that counts, or brings back the first that was taken back. Returns
/// its name, or nothing where there is none. What was imported since is kept: a class that comes
/// back and whose name is taken gets a number after it, and tags go and come with their class.
std::optional<std::string> undo_change(Project& project);
std::optional<std::string> redo_change(Project& project);

}  // namespace penumbra::project
