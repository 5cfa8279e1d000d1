#include "project/tags.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "project/changes.h"
#include "project/classes.h"
#include "project/tag_numbers.h"

namespace penumbra::project {
namespace {

std::string description(const std::vector<ClassRow>& in_use, std::span<const int> add,
                        std::span<const int> remove, std::size_t images) {
  std::string text = "tags of " + std::to_string(images) + " images:";
  const auto list = [&](std::span<const int> values, const char* sign) {
    for (const int value : values) {
      const auto row = std::ranges::find(in_use, value, &ClassRow::value);
      if (row == in_use.end())
        throw Error("is no class of the project", std::to_string(value), "Add the class first");
      text += std::string(" ") + sign + row->name;
    }
  };
  list(add, "+");
  list(remove, "-");
  return text;
}

}  // namespace

std::size_t edit_tags(Project& project, std::span<const ImageId> images, std::span<const int> add,
                      std::span<const int> remove) {
  for (const int value : add)
    if (std::ranges::find(remove, value) != remove.end())
      throw Error("is both to be added and to be removed", "class value " + std::to_string(value),
                  "Name it once");
  const auto in_use = classes(project);
  description(in_use, add, remove, 0);
  return project.database().write([&](SQLite::Database& tables) {
    SQLite::Statement has(tables, "SELECT 1 FROM tags WHERE class = ? AND image = ?");
    SQLite::Statement tagged(tables, "SELECT tagged FROM images WHERE id = ?");
    const auto is_there = [&](int value, ImageId image) {
      has.reset();
      has.bind(1, value);
      has.bind(2, image);
      return has.executeStep();
    };
    UndecidedScores undecided(tables);
    Change change;
    std::set<ImageId> changed;
    for (const auto image : images) {
      tagged.reset();
      tagged.bind(1, image);
      if (!tagged.executeStep()) continue;
      if (tagged.getColumn(0).getInt() == 0) {
        change.became_tagged.push_back(image);
        changed.insert(image);
      }
      const auto look_at = [&](std::span<const int> values, bool adding) {
        for (const int value : values) {
          if (is_there(value, image) == adding) continue;
          (adding ? change.tags_added : change.tags_removed).push_back({value, image});
          for (const int stored : undecided.find(value, image))
            change.decided.push_back({stored, image});
          changed.insert(image);
        }
      };
      look_at(remove, false);
      look_at(add, true);
    }
    commit(tables, description(in_use, add, remove, changed.size()), change);
    return changed.size();
  });
}

}  // namespace penumbra::project
