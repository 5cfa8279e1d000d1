#include "project/select.h"

#include <algorithm>

#include "base/error.h"
#include "project/query.h"

namespace penumbra::project {
namespace {

void bind(SQLite::Statement& statement, const Condition& condition, int first = 1) {
  for (const auto& value : condition.values)
    std::visit([&](const auto& one) { statement.bind(first++, one); }, value);
}

struct Order {
  std::string join;    ///< with one '?' for `number`, where there is one
  std::string number;  ///< name in the table `numbers`
  std::string by;
};

Order order_of(std::string sort, const QueryNames& names) {
  const bool turned = sort.starts_with('-');
  if (turned) sort.erase(0, 1);
  const std::string up = turned ? " DESC" : "", down = turned ? " ASC NULLS LAST" : " DESC";
  if (sort == "added") return {{}, {}, "images.id" + up};
  if (sort == "tags")
    return {{}, {}, "(SELECT count(*) FROM tags WHERE image = images.id)" + up + ", images.id"};
  for (const auto* column : {"name", "path", "item", "state", "width", "height"})
    if (sort == column) return {{}, {}, "images." + sort + up + ", images.id" + up};
  auto numbers = names.numbers;
  numbers.insert(numbers.end(), {"uncertain", "contradiction", "disagreement"});
  if (std::find(numbers.begin(), numbers.end(), sort) == numbers.end())
    throw UsageError("images can't be sorted by this", sort,
                     "Choose name, path, item, state, added, tags, width, height or a number that "
                     "images have, e.g. uncertain");
  return {" LEFT JOIN numbers AS sorted ON sorted.name = ? AND sorted.image = images.id", sort,
          "sorted.value" + down + ", images.id"};
}

}  // namespace

std::vector<ImageId> select(const Project& project, const Selection& selection) {
  const auto names = query_names(project);
  const auto condition = parse_query(selection.where, names);
  const auto order = order_of(selection.sort, names);
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT images.id FROM images" + order.join + " WHERE " +
                                        condition.sql + " ORDER BY " + order.by +
                                        " LIMIT ? OFFSET ?");
    int at = 1;
    if (!order.number.empty()) query.bind(at++, order.number);
    bind(query, condition, at);
    at += static_cast<int>(condition.values.size());
    query.bind(at++, selection.limit);
    query.bind(at, selection.offset);
    std::vector<ImageId> ids;
    while (query.executeStep()) ids.push_back(query.getColumn(0).getInt64());
    return ids;
  });
}

std::int64_t count(const Project& project, const std::string& where) {
  const auto condition = parse_query(where, query_names(project));
  return project.database().read([&](SQLite::Database& tables) {
    SQLite::Statement query(tables, "SELECT count(*) FROM images WHERE " + condition.sql);
    bind(query, condition);
    query.executeStep();
    return query.getColumn(0).getInt64();
  });
}

Facets facets(const Project& project, const std::string& where) {
  const auto condition = parse_query(where, query_names(project));
  return project.database().read([&](SQLite::Database& tables) {
    Facets found;
    const std::string chosen = "(SELECT id FROM images WHERE " + condition.sql + ")";
    const auto each = [&](const std::string& sql, const auto& take) {
      SQLite::Statement query(tables, sql);
      bind(query, condition);
      while (query.executeStep()) take(query);
    };
    each("SELECT class, count(*) FROM tags WHERE image IN " + chosen + " GROUP BY class",
         [&](auto& row) { found.tags[row.getColumn(0).getInt()] = row.getColumn(1).getInt64(); });
    each(
        "SELECT name, count(*) FROM image_splits JOIN splits ON splits.id = split WHERE image IN " +
            chosen + " GROUP BY split",
        [&](auto& row) {
          found.splits[row.getColumn(0).getString()] = row.getColumn(1).getInt64();
        });
    for (const auto name : image_state_names) found.states[std::string(name)] = 0;
    found.states["broken"] = found.states["missing"] = 0;
    each("SELECT state, problem IS NOT NULL, found, tagged, count(*) FROM images WHERE " +
             condition.sql + " GROUP BY 1, 2, 3, 4",
         [&](auto& row) {
           const auto images = row.getColumn(4).getInt64();
           found.images += images;
           const auto state = static_cast<ImageState>(row.getColumn(0).getInt());
           found.states[row.getColumn(1).getInt() ? "broken" : std::string(name(state))] += images;
           if (row.getColumn(2).getInt() == 0) found.states["missing"] += images;
           if (row.getColumn(3).getInt() == 0) found.untagged += images;
         });
    return found;
  });
}

}  // namespace penumbra::project
