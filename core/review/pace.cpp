#include "review/pace.h"

namespace penumbra::review {
namespace {
constexpr int last_reviews = 31;
constexpr int fewest_intervals = 3;
}  // namespace

double images_an_hour(const project::Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    // Images that were marked together count as one.
    SQLite::Statement rows(tables,
                           "SELECT created FROM reviews WHERE exact = 1 GROUP BY created "
                           "ORDER BY created DESC LIMIT ?");
    rows.bind(1, last_reviews);
    std::int64_t later = 0, spent = 0;
    int intervals = 0;
    while (rows.executeStep()) {
      const auto time = rows.getColumn(0).getInt64();
      if (later != 0 && later - time <= idle_ms) {
        spent += later - time;
        ++intervals;
      }
      later = time;
    }
    return intervals < fewest_intervals ? 0 : 3'600'000.0 * intervals / static_cast<double>(spent);
  });
}

}  // namespace penumbra::review
