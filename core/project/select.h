#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "project/catalogue.h"

namespace penumbra::project {

/// Which images, and in which order.
struct Selection {
  std::string where;  ///< see query.h; empty: all
  /// name, path, item, state, added, tags, width, height (from the smallest), or a number of the
  /// images (from the largest; images without it come last, as added). A leading '-' turns the
  /// order round.
  std::string sort = "name";
  std::int64_t offset = 0;
  std::int64_t limit = -1;  ///< -1: all
};

/// Throws UsageError for a query or an order that can't be understood.
std::vector<ImageId> select(const Project& project, const Selection& selection);
std::int64_t count(const Project& project, const std::string& where = {});

/// How many images of `where` have each value.
struct Facets {
  std::int64_t images = 0;
  std::map<int, std::int64_t> tags;  ///< a class value
  std::map<std::string, std::int64_t> splits;  ///< zeros included
  std::map<std::string, std::int64_t> states;  ///< also "broken", "missing"; zeros included
  std::int64_t untagged = 0;
};
Facets facets(const Project& project, const std::string& where = {});

}  // namespace penumbra::project
