#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "project/import.h"
#include "project/import_plan.h"

namespace penumbra::project {

/// Writes what a plan has found into the catalogue.
class ImportWriter {
 public:
  ImportWriter(Project& project, const dataset::Dataset& dataset, ImportPlan& plan,
               ProgressSink& progress)
      : project_(project), dataset_(dataset), plan_(plan), progress_(progress) {
    for (const auto& [name, ids] : dataset.lists)
      for (std::size_t i = 0; i < ids.size(); ++i)
        positions_[name].emplace(ids[i], static_cast<std::int64_t>(i));
  }

  /// The rows of photos that have changed, moved or gone, in one transaction.
  void move(ImportSummary& summary);
  /// The rows of those that are new among `count` arrivals, and the splits of all of them, in one
  /// transaction.
  void bring_in(std::size_t start, std::size_t count, ImportSummary& summary);

 private:
  struct Statements;

  void check_classes(std::size_t start, std::size_t count);
  void change(Statements& rows, const Arrival& arrival);
  ImageId add(Statements& rows, const Arrival& arrival);
  void add_tags(Statements& rows, const dataset::Item& item, ImageId id);
  void put_into_splits(Statements& rows, const dataset::Item& item, ImageId id, std::size_t index);

  Project& project_;
  const dataset::Dataset& dataset_;
  ImportPlan& plan_;
  ProgressSink& progress_;
  std::map<int, int> values_;  ///< of class ids that were needed; 0 where the class was removed
  std::map<std::string, std::unordered_map<std::string, std::int64_t>> positions_;
  std::set<std::string> splits_;
};

}  // namespace penumbra::project
