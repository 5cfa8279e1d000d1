#include "review/rare_classes.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace penumbra::review {
namespace {

using Tags = std::vector<std::pair<std::uint8_t, std::int64_t>>;

Tags read_tags(SQLite::Database& tables) {
  Tags tags;
  SQLite::Statement query(tables, "SELECT class, image FROM tags");
  while (query.executeStep())
    tags.emplace_back(static_cast<std::uint8_t>(query.getColumn(0).getInt()),
                      query.getColumn(1).getInt64());
  return tags;
}

ByImage<std::uint8_t> read_done(SQLite::Database& tables) {
  ByImage<std::uint8_t> done(tables, 0);
  // Edited, reviewed: see image_state.h.
  SQLite::Statement query(tables, "SELECT id FROM images WHERE state IN (2, 3)");
  while (query.executeStep()) done[query.getColumn(0).getInt64()] = 1;
  return done;
}

}  // namespace

RareClasses::RareClasses(SQLite::Database& tables) : rarest_(tables, 0) {
  const auto tags = read_tags(tables);
  const auto done = read_done(tables);
  for (const auto& [value, image] : tags) {
    ++classes_[value].tagged;
    classes_[value].done += done[image];
  }
  // The logarithm of both shares; what is common to all classes is left out.
  std::array<double, 256> commonness{};
  for (std::size_t value = 1; value < classes_.size(); ++value)
    if (const auto& one = classes_[value]; one.tagged > 0)
      commonness[value] =
          std::log(static_cast<double>(one.tagged)) + std::log(static_cast<double>(one.done + 1));
  for (const auto& [value, image] : tags) {
    auto& rarest = rarest_[image];
    if (rarest == 0 || commonness[value] < commonness[rarest]) rarest = value;
  }
  std::array<std::int64_t, 256> images{};
  for (const auto value : rarest_.values()) ++images[value];
  const auto tagged = std::accumulate(images.begin() + 1, images.end(), std::int64_t{0});
  for (std::size_t value = 1; value < classes_.size(); ++value) {
    std::int64_t less_rare = 0;
    for (std::size_t other = 1; other < classes_.size(); ++other)
      if (commonness[other] > commonness[value]) less_rare += images[other];
    auto& one = classes_[value];
    if (tagged > 0) one.share = static_cast<double>(one.tagged) / static_cast<double>(tagged);
    if (tagged > 1) one.rank = static_cast<double>(less_rare) / static_cast<double>(tagged - 1);
  }
}

}  // namespace penumbra::review
