#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "project/project.h"

/// The plain way to show a project: read every row, then filter and sort in memory.
namespace penumbra::bench {

struct PlainRow {
  std::int64_t id = 0;
  std::string path;
  std::set<int> tags;
  double uncertain = -1;
};

std::vector<PlainRow> read_all(const project::Project& project);

/// The ids of images with both tags, the most uncertain first.
std::vector<std::int64_t> filter_and_sort(const std::vector<PlainRow>& rows, int tag, int other);

}  // namespace penumbra::bench
