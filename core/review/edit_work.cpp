#include "review/edit_work.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.h"
#include "project/class_table.h"
#include "project/edited_image.h"

namespace penumbra::review {
namespace {

/// The operations of one image within the time.
struct Stretch {
  project::LayerId layer;
  project::ImageId image;
  int first;
  int last;
  int count;
};

std::vector<Stretch> stretches(const project::Project& project, std::int64_t after,
                               std::int64_t until, std::optional<project::ImageId> only) {
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement rows(
        tables,
        std::string("SELECT layer, image, min(number), max(number), count(*) FROM edits JOIN "
                    "edited_images USING (layer, image) WHERE created > ? AND created <= ? AND "
                    "number <= done ") +
            (only ? "AND image = ? " : "") + "GROUP BY layer, image");
    rows.bind(1, after);
    rows.bind(2, until);
    if (only) rows.bind(3, *only);
    std::vector<Stretch> found;
    while (rows.executeStep())
      found.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(),
                       rows.getColumn(2).getInt(), rows.getColumn(3).getInt(),
                       rows.getColumn(4).getInt()});
    return found;
  });
}

using Changes = std::array<LabelChange, 256>;

/// Walks the history back from the map that is there now.
void add_changes(const project::Project& project, const Stretch& stretch,
                 const project::ClassTable& classes, JobControl& control, Changes& changes) {
  auto edited = project::load_edited(project, stretch.layer, stretch.image);
  if (!edited) return;
  auto& pixels = edited->pixels;
  const auto go_back = [&](int from, int to) {
    for (int number = from; number > to; --number) {
      control.checkpoint();
      project::apply(project::load_difference(project, stretch.layer, stretch.image, number),
                     pixels);
    }
  };
  go_back(edited->done, stretch.last);
  const auto after = pixels.map.labels;
  go_back(stretch.last, stretch.first - 1);
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i] == pixels.map.labels[i]) continue;
    const auto now = classes[after[i]], before = classes[pixels.map.labels[i]];
    if (now == before) continue;
    ++changes[now].became;
    ++changes[before].ceased;
  }
}

}  // namespace

EditWork edit_work(project::Project& project, std::int64_t after, std::int64_t until,
                   JobControl& control, std::optional<project::ImageId> only) {
  EditWork work;
  const project::ClassTable classes(project.database());
  Changes changes;
  project::ImageId last = 0;
  auto found = stretches(project, after, until, only);
  std::ranges::sort(found, {}, &Stretch::image);
  for (const auto& stretch : found) {
    control.checkpoint();
    work.images += stretch.image != last;
    last = stretch.image;
    work.strokes += stretch.count;
    auto with_this = changes;
    try {
      add_changes(project, stretch, classes, control, with_this);
      changes = with_this;
    } catch (const Error&) {
      // Its files are missing or damaged, which `verify` reports.
    }
  }
  for (std::size_t label = 0; label < changes.size(); ++label)
    if (changes[label] != LabelChange{}) work.pixels[static_cast<int>(label)] = changes[label];
  return work;
}

}  // namespace penumbra::review
