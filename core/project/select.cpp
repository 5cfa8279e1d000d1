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
  std::string number;  ///< name in the table `numbers`; empty: by columns of `images`
  std::string by;
};

Order order_of(std::string sort, const QueryNames& names) {
  const bool turned = sort.starts_with('-');
  if (turned) sort.erase(0, 1);
  const std::string up = turned ? " DESC" : "", down = turned ? "" : " DESC";
  if (sort == "added") return {{}, "images.id" + up};
  if (sort == "tags")
    return {{}, "(SELECT count(*) FROM tags WHERE image = images.id)" + up + ", images.id"};
  for (const auto* column : {"name", "path", "item", "state", "width", "height"})
    if (sort == column) return {{}, "images." + sort + up + ", images.id" + up};
  auto numbers = names.numbers;
  numbers.insert(numbers.end(), known_numbers.begin(), known_numbers.end());
  if (std::find(numbers.begin(), numbers.end(), sort) == numbers.end())
    throw UsageError("images can't be sorted by this", sort,
                     "Choose name, path, item, state, added, tags, width, height or a number that "
                     "images have, e.g. uncertain");
  return {sort, "sorted.value" + down + ", sorted.image" + up};
}

/// Those that have the number, then those that have none.
std::vector<ImageId> select_by_number(SQLite::Database& tables, const Condition& condition,
                                      const Order& order, const Selection& selection) {
  // The index of values needs no sorting, and a page of it is soon full; ids that are known from
  // other indices are quicker looked up and sorted.
  std::string from = "numbers AS sorted";
  if (condition.needs_columns)
    from = "numbers AS sorted CROSS JOIN images ON images.id = sorted.image";
  else if (!condition.all())
    from = "images CROSS JOIN numbers AS sorted ON sorted.image = images.id";
  const auto with = "SELECT sorted.image FROM " + from + " WHERE sorted.name = ?1 AND " +
                    condition.sql + " ORDER BY " + order.by;
  // The first condition is asked once, and spares the rest where all have the number.
  const auto without =
      "SELECT images.id FROM images WHERE (SELECT count(*) FROM images) > "
      "(SELECT count(*) FROM numbers WHERE name = ?1) AND NOT EXISTS "
      "(SELECT 1 FROM numbers WHERE name = ?1 AND image = images.id) AND " +
      condition.sql + " ORDER BY images.id";
  auto skip = selection.offset, more = selection.limit;
  std::vector<ImageId> ids;
  for (const auto& sql : {with, without}) {
    SQLite::Statement query(tables, sql);
    query.bind(1, order.number);
    bind(query, condition, 2);
    while (more != 0 && query.executeStep()) {
      if (skip-- > 0) continue;
      ids.push_back(query.getColumn(0).getInt64());
      if (more > 0) --more;
    }
  }
  return ids;
}

}  // namespace

std::vector<ImageId> select(const Project& project, const Selection& selection) {
  const auto names = query_names(project);
  const auto condition = parse_query(selection.where, names);
  const auto order = order_of(selection.sort, names);
  return project.database().read([&](SQLite::Database& tables) {
    if (!order.number.empty()) return select_by_number(tables, condition, order, selection);
    SQLite::Statement query(tables, "SELECT images.id FROM images WHERE " + condition.sql +
                                        " ORDER BY " + order.by + " LIMIT ? OFFSET ?");
    bind(query, condition);
    const auto at = static_cast<int>(condition.values.size());
    query.bind(at + 1, selection.limit);
    query.bind(at + 2, selection.offset);
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
    // '+': walks the table in the order of its groups rather than looking up each image.
    const std::string chosen =
        condition.all() ? std::string()
                        : "WHERE +image IN (SELECT id FROM images WHERE " + condition.sql + ") ";
    const auto each = [&](const std::string& sql, const auto& take) {
      SQLite::Statement query(tables, sql);
      bind(query, condition);
      while (query.executeStep()) take(query);
    };
    each("SELECT class, count(*) FROM tags " + chosen + "GROUP BY class",
         [&](auto& row) { found.tags[row.getColumn(0).getInt()] = row.getColumn(1).getInt64(); });
    SQLite::Statement splits(tables, "SELECT name FROM splits");
    while (splits.executeStep()) found.splits[splits.getColumn(0).getString()] = 0;
    each("SELECT (SELECT name FROM splits WHERE id = split), count(*) FROM image_splits " + chosen +
             "GROUP BY split",
         [&](auto& row) {
           found.splits[row.getColumn(0).getString()] = row.getColumn(1).getInt64();
         });
    for (const auto name : image_state_names) found.states[std::string(name)] = 0;
    found.states["broken"] = found.states["missing"] = 0;
    each("SELECT state, found, tagged, count(*), count(problem) FROM images WHERE " +
             condition.sql + " GROUP BY state, found, tagged",
         [&](auto& row) {
           const auto images = row.getColumn(3).getInt64(), broken = row.getColumn(4).getInt64();
           const auto state = static_cast<ImageState>(row.getColumn(0).getInt());
           found.images += images;
           found.states[std::string(name(state))] += images - broken;
           found.states["broken"] += broken;
           if (row.getColumn(1).getInt() == 0) found.states["missing"] += images;
           if (row.getColumn(2).getInt() == 0) found.untagged += images;
         });
    return found;
  });
}

}  // namespace penumbra::project
