#include "project/import.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <map>
#include <set>
#include <system_error>
#include <unordered_map>

#include "base/hash.h"
#include "base/parallel.h"
#include "project/classes.h"
#include "project/photo_file.h"
#include "project/roots.h"

namespace penumbra::project {
namespace {

namespace fs = std::filesystem;

/// A photo that is to be brought in.
struct Arrival {
  const dataset::Item* item = nullptr;  ///< nothing for a broken one
  const fs::path* photo = nullptr;      ///< in the data set
  std::string problem;
  std::string path;  ///< relative to the root
  std::int64_t root = 0;
  PhotoFile file;
  bool was_looked_at = false;  ///< `file` is complete: the photo is new or changed
};

struct Known {
  std::int64_t id = 0;
  std::int64_t bytes = 0;
  std::int64_t modified = 0;
  bool has_problem = false;
};

class Import {
 public:
  Import(Project& project, const dataset::Dataset& dataset)
      : project_(project), dataset_(dataset), root_(fs::absolute(dataset.root).lexically_normal()) {
    values_ = import_classes(project, dataset.classes.names());
    for (const auto& [name, ids] : dataset.lists)
      for (std::size_t i = 0; i < ids.size(); ++i)
        positions_[name].emplace(ids[i], static_cast<std::int64_t>(i));
    collect();
  }

  std::size_t size() const { return arrivals_.size(); }

  void look_at(std::size_t start, std::size_t count, int threads, JobControl& control) {
    parallel_for(count, threads, [&](std::size_t i) {
      control.checkpoint();
      look_at(arrivals_[start + i]);
    });
  }

  /// In one transaction.
  void bring_in(std::size_t start, std::size_t count, ImportSummary& summary) {
    project_.database().write([&](SQLite::Database& tables) {
      ImportSummary part;
      Writer writer(tables);
      for (auto i = start; i < start + count; ++i) bring_in(writer, arrivals_[i], i, part);
      summary.added += part.added;
      summary.known += part.known;
      summary.changed += part.changed;
      summary.moved += part.moved;
      summary.broken += part.broken;
    });
  }

 private:
  struct Writer {
    explicit Writer(SQLite::Database& tables)
        : tables(tables),
          add(tables,
              "INSERT INTO images (root, path, name, item, width, height, bytes, modified, hash, "
              "tagged, problem, found, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          change(tables,
                 "UPDATE images SET root = ?, path = ?, name = ?, width = ?, height = ?, "
                 "bytes = ?, modified = ?, hash = ?, problem = ?, found = ? WHERE id = ?"),
          missing(tables, "SELECT id FROM images WHERE hash = ? AND bytes = ? AND found = 0"),
          tag(tables, "INSERT OR IGNORE INTO tags (class, image) VALUES (?, ?)"),
          add_split(tables, "INSERT OR IGNORE INTO splits (name) VALUES (?)"),
          in_split(tables,
                   "INSERT OR IGNORE INTO image_splits (split, image, position) VALUES "
                   "((SELECT id FROM splits WHERE name = ?), ?, ?)") {}
    SQLite::Database& tables;
    SQLite::Statement add, change, missing, tag, add_split, in_split;
  };

  void collect() {
    std::set<std::string> paths;
    const auto place = [&](Arrival arrival) {
      const auto found = photo_place(*arrival.photo);
      arrival.root = found.first;
      arrival.path = found.second;
      if (paths.insert(std::to_string(arrival.root) + ':' + arrival.path).second)
        arrivals_.push_back(std::move(arrival));
    };
    for (const auto& item : dataset_.items) place({&item, &item.image, {}, {}, 0, {}, false});
    for (const auto& broken : dataset_.broken)
      if (!broken.image.empty()) {
        const bool of_photo = broken.file == broken.image;
        place({nullptr,
               &broken.image,
               of_photo ? broken.reason : broken.file.string() + ": " + broken.reason,
               {},
               0,
               {},
               false});
      }
  }

  /// The root and the path below it; a photo outside the data set's folder has its own folder as
  /// root.
  std::pair<std::int64_t, std::string> photo_place(const fs::path& photo) {
    const auto whole = fs::absolute(photo).lexically_normal();
    auto below = whole.lexically_relative(root_);
    const bool outside = below.empty() || *below.begin() == "..";
    const auto root = outside ? whole.parent_path() : fs::path(dataset_.root);
    if (outside) below = whole.filename();
    auto known = roots_.find(root);
    if (known == roots_.end()) {
      known = roots_.emplace(root, add_root(project_, root, outside ? "" : dataset_.format)).first;
      read_known(known->second);
    }
    return {known->second, below.generic_string()};
  }

  void read_known(std::int64_t root) {
    project_.database().read([&](SQLite::Database& tables) {
      SQLite::Statement query(tables,
                              "SELECT path, id, bytes, modified, problem IS NOT NULL OR found = 0 "
                              "FROM images WHERE root = ?");
      query.bind(1, root);
      auto& known = known_[root];
      while (query.executeStep())
        known[query.getColumn(0).getString()] = {
            query.getColumn(1).getInt64(), query.getColumn(2).getInt64(),
            query.getColumn(3).getInt64(), query.getColumn(4).getInt() != 0};
    });
  }

  const Known* known(const Arrival& arrival) const {
    const auto& of_root = known_.at(arrival.root);
    const auto found = of_root.find(arrival.path);
    return found == of_root.end() ? nullptr : &found->second;
  }

  void look_at(Arrival& arrival) const {
    const auto* before = known(arrival);
    arrival.file = photo_stamp(*arrival.photo);
    if (before && before->bytes == arrival.file.bytes &&
        before->modified == arrival.file.modified &&
        before->has_problem == !arrival.problem.empty())
      return;
    if (arrival.file.found) arrival.file.hash = hash_file(*arrival.photo);
    arrival.was_looked_at = true;
  }

  void bring_in(Writer& writer, const Arrival& arrival, std::size_t index, ImportSummary& summary) {
    std::int64_t id = 0;
    if (!arrival.problem.empty()) ++summary.broken;
    if (const auto* before = known(arrival)) {
      id = before->id;
      ++(arrival.was_looked_at ? summary.changed : summary.known);
      if (arrival.was_looked_at) change(writer, arrival, id);
    } else if ((id = missing(writer, arrival)) != 0) {
      ++summary.moved;
      change(writer, arrival, id);
    } else {
      summary.added += arrival.problem.empty();
      id = add(writer, arrival);
    }
    if (arrival.item) put_into_splits(writer, *arrival.item, id, index);
  }

  std::int64_t missing(Writer& writer, const Arrival& arrival) const {
    if (!arrival.file.found || arrival.file.bytes == 0) return 0;
    writer.missing.reset();
    writer.missing.bind(1, static_cast<std::int64_t>(arrival.file.hash));
    writer.missing.bind(2, arrival.file.bytes);
    return writer.missing.executeStep() ? writer.missing.getColumn(0).getInt64() : 0;
  }

  static void bind_or_null(SQLite::Statement& statement, int at, const std::string& text) {
    if (text.empty())
      statement.bind(at);
    else
      statement.bind(at, text);
  }

  std::int64_t add(Writer& writer, const Arrival& arrival) const {
    const auto* item = arrival.item;
    auto& row = writer.add;
    row.reset();
    row.bind(1, arrival.root);
    row.bind(2, arrival.path);
    row.bind(3, arrival.photo->filename().string());
    row.bind(4, item ? item->id : fs::path(arrival.path).replace_extension().generic_string());
    row.bind(5, item ? item->size.width : 0);
    row.bind(6, item ? item->size.height : 0);
    row.bind(7, arrival.file.bytes);
    row.bind(8, arrival.file.modified);
    row.bind(9, static_cast<std::int64_t>(arrival.file.hash));
    row.bind(10, item && item->tagged ? 1 : 0);
    bind_or_null(row, 11, arrival.problem);
    row.bind(12, arrival.file.found ? 1 : 0);
    row.bind(13, item ? item->source_id : std::int64_t{0});
    row.exec();
    const auto id = writer.tables.getLastInsertRowid();
    if (item)
      for (const int tag : item->tags) {
        writer.tag.reset();
        writer.tag.bind(1, values_.at(static_cast<std::size_t>(tag) - 1));
        writer.tag.bind(2, id);
        writer.tag.exec();
      }
    return id;
  }

  static void change(Writer& writer, const Arrival& arrival, std::int64_t id) {
    auto& row = writer.change;
    row.reset();
    row.bind(1, arrival.root);
    row.bind(2, arrival.path);
    row.bind(3, arrival.photo->filename().string());
    row.bind(4, arrival.item ? arrival.item->size.width : 0);
    row.bind(5, arrival.item ? arrival.item->size.height : 0);
    row.bind(6, arrival.file.bytes);
    row.bind(7, arrival.file.modified);
    row.bind(8, static_cast<std::int64_t>(arrival.file.hash));
    bind_or_null(row, 9, arrival.problem);
    row.bind(10, arrival.file.found ? 1 : 0);
    row.bind(11, id);
    row.exec();
  }

  void put_into_splits(Writer& writer, const dataset::Item& item, std::int64_t id,
                       std::size_t index) {
    for (const auto& split : item.splits) {
      if (splits_.insert(split).second) {
        writer.add_split.reset();
        writer.add_split.bind(1, split);
        writer.add_split.exec();
      }
      auto position = static_cast<std::int64_t>(index);
      if (const auto list = positions_.find(split); list != positions_.end())
        if (const auto at = list->second.find(item.id); at != list->second.end())
          position = at->second;
      writer.in_split.reset();
      writer.in_split.bind(1, split);
      writer.in_split.bind(2, id);
      writer.in_split.bind(3, position);
      writer.in_split.exec();
    }
  }

  Project& project_;
  const dataset::Dataset& dataset_;
  fs::path root_;
  std::vector<int> values_;
  std::map<std::string, std::unordered_map<std::string, std::int64_t>> positions_;
  std::map<fs::path, std::int64_t> roots_;
  std::map<std::int64_t, std::unordered_map<std::string, Known>> known_;
  std::set<std::string> splits_;
  std::vector<Arrival> arrivals_;
};

}  // namespace

ImportSummary import_images(Project& project, const dataset::Dataset& dataset, int threads,
                            JobControl& control, ProgressSink& progress) {
  Import import(project, dataset);
  ImportSummary summary;
  ProgressCounter counter(progress, "importing", static_cast<std::int64_t>(import.size()));
  constexpr std::size_t batch = 1000;
  // One batch is written while the next one is read. Its end is waited for whatever happens.
  std::future<std::int64_t> writing;
  const auto finish = [&] {
    if (writing.valid()) counter.advance(writing.get());
  };
  for (std::size_t start = 0; start < import.size(); start += batch) {
    const auto count = std::min(batch, import.size() - start);
    import.look_at(start, count, threads, control);
    finish();
    writing = std::async(std::launch::async, [&import, &summary, start, count] {
      import.bring_in(start, count, summary);
      return static_cast<std::int64_t>(count);
    });
  }
  finish();
  return summary;
}

}  // namespace penumbra::project
