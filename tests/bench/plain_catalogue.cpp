#include "bench/plain_catalogue.h"

#include <algorithm>
#include <unordered_map>

namespace penumbra::bench {

std::vector<PlainRow> read_all(const project::Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    std::vector<PlainRow> rows;
    std::unordered_map<std::int64_t, std::size_t> place;
    SQLite::Statement images(tables, "SELECT id, path FROM images");
    while (images.executeStep()) {
      place[images.getColumn(0).getInt64()] = rows.size();
      rows.push_back({images.getColumn(0).getInt64(), images.getColumn(1).getString(), {}, -1});
    }
    SQLite::Statement tags(tables, "SELECT image, class FROM tags");
    while (tags.executeStep())
      rows[place.at(tags.getColumn(0).getInt64())].tags.insert(tags.getColumn(1).getInt());
    SQLite::Statement numbers(tables, "SELECT image, value FROM numbers WHERE name = 'uncertain'");
    while (numbers.executeStep())
      rows[place.at(numbers.getColumn(0).getInt64())].uncertain = numbers.getColumn(1).getDouble();
    return rows;
  });
}

std::vector<std::int64_t> filter_and_sort(const std::vector<PlainRow>& rows, int tag, int other) {
  std::vector<const PlainRow*> found;
  for (const auto& row : rows)
    if (row.tags.contains(tag) && row.tags.contains(other)) found.push_back(&row);
  std::sort(found.begin(), found.end(),
            [](const PlainRow* a, const PlainRow* b) { return a->uncertain > b->uncertain; });
  std::vector<std::int64_t> ids;
  for (const auto* row : found) ids.push_back(row->id);
  return ids;
}

}  // namespace penumbra::bench
