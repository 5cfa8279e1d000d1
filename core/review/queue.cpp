#include "review/queue.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "project/query.h"
#include "review/by_image.h"
#include "review/rare_classes.h"

namespace penumbra::review {
namespace {

/// Above this the classifier takes the other side.
constexpr double least_contradiction = 0.5;
constexpr std::int64_t most_between_second_looks = 20;
constexpr auto gain_index = static_cast<std::size_t>(Reason::Gain);

void bind(SQLite::Statement& statement, const project::Condition& condition) {
  int at = 1;
  for (const auto& value : condition.values)
    std::visit([&](const auto& one) { statement.bind(at++, one); }, value);
}

using Rows = ByImage<std::int32_t>;  ///< of the entries; -1: none

std::vector<Entry> candidates(SQLite::Database& tables, const project::Condition& condition,
                              Rows& rows) {
  std::vector<Entry> entries;
  SQLite::Statement query(tables,
                          "SELECT images.id FROM images WHERE problem IS NULL AND found = 1 AND "
                          "state <> 3 AND " +
                              condition.sql + " ORDER BY images.id");
  bind(query, condition);
  while (query.executeStep()) {
    const auto image = query.getColumn(0).getInt64();
    rows[image] = static_cast<std::int32_t>(entries.size());
    entries.emplace_back().image = image;
  }
  return entries;
}

/// Values and ranks of a number: its index lists all images from the highest.
void add_number(SQLite::Database& tables, Reason reason, double least, Rows& rows,
                std::vector<Entry>& entries) {
  SQLite::Statement count(tables, "SELECT count(*) FROM numbers WHERE name = ?");
  count.bind(1, std::string(name(reason)));
  count.executeStep();
  const auto others = static_cast<double>(count.getColumn(0).getInt64() - 1);
  SQLite::Statement numbers(tables,
                            "SELECT image, value FROM numbers WHERE name = ? AND value > ? "
                            "ORDER BY value DESC, image");
  numbers.bind(1, std::string(name(reason)));
  numbers.bind(2, least);
  std::int64_t passed = 0;  ///< images so far
  std::vector<std::int32_t> same;
  double value = 0;
  const auto finish_value = [&] {
    const double below = others + 1 - static_cast<double>(passed);
    for (const auto row : same)
      entries[static_cast<std::size_t>(row)].parts[static_cast<std::size_t>(reason)] = {
          value, others > 0 ? below / others : 1};
    same.clear();
  };
  while (numbers.executeStep()) {
    const double next = numbers.getColumn(1).getDouble();
    if (next != value) finish_value();
    value = next;
    ++passed;
    if (const auto row = rows[numbers.getColumn(0).getInt64()]; row >= 0) same.push_back(row);
  }
  finish_value();
}

void add_proposed_tags(SQLite::Database& tables, Rows& rows, std::vector<Entry>& entries) {
  SQLite::Statement proposed(
      tables,
      "SELECT numbers.image, proposed.value FROM numbers JOIN numbers AS proposed ON "
      "proposed.name = 'proposed_tag' AND proposed.image = numbers.image WHERE numbers.name = ? "
      "AND numbers.value > ?");
  proposed.bind(1, std::string(name(Reason::Contradiction)));
  proposed.bind(2, least_contradiction);
  while (proposed.executeStep())
    if (const auto row = rows[proposed.getColumn(0).getInt64()]; row >= 0)
      entries[static_cast<std::size_t>(row)].proposed_tag = static_cast<int>(
          std::clamp(std::round(proposed.getColumn(1).getDouble()), -254.0, 254.0));
}

void add_rare_classes(SQLite::Database& tables, std::vector<Entry>& entries) {
  const RareClasses classes(tables);
  for (auto& entry : entries) {
    entry.rare_class = classes.rarest_of(entry.image);
    if (entry.rare_class == 0) continue;
    const auto& one = classes[entry.rare_class];
    entry.rare_done = one.done;
    entry.parts[static_cast<std::size_t>(Reason::RareClass)] = {one.share, one.rank};
  }
}

void add_gains(std::span<const Gain> gains, Rows& rows, std::vector<Entry>& entries) {
  const auto count = static_cast<double>(gains.size());
  for (std::size_t i = 0; i < gains.size(); ++i) {
    const auto row = rows[gains[i].image];
    if (row < 0) continue;
    auto& entry = entries[static_cast<std::size_t>(row)];
    entry.parts[gain_index] = {gains[i].uncertain, (count - static_cast<double>(i)) / count};
    entry.alike = gains[i].alike;
  }
}

/// Mean of the ranks of all reasons but the gain.
double others(const Entry& entry, const Weights& weights) {
  double sum = 0, all = 0;
  for (std::size_t i = 0; i < reason_count; ++i) {
    if (i == gain_index) continue;
    sum += weights[i] * entry.parts[i].rank;
    all += weights[i];
  }
  return all > 0 ? sum / all : 0;
}

std::vector<Entry> scored(std::vector<Entry> entries, const Weights& weights, bool live) {
  const double of_gain = live ? weights[gain_index] : 0;
  std::vector<std::tuple<double, double, std::size_t>> order;
  for (std::size_t row = 0; row < entries.size(); ++row) {
    auto& entry = entries[row];
    const double rest = others(entry, weights);
    entry.score = of_gain * entry.parts[gain_index].rank + (1 - of_gain) * rest;
    order.emplace_back(-entry.score, -rest, row);
  }
  std::ranges::sort(order);
  std::vector<Entry> sorted;
  sorted.reserve(entries.size());
  for (const auto& [score, rest, row] : order) sorted.push_back(entries[row]);
  return sorted;
}

std::vector<Entry> second_looks(SQLite::Database& tables, const project::Condition& condition,
                                const Settings& settings) {
  std::vector<Entry> looks;
  SQLite::Statement query(
      tables,
      "SELECT images.id, reviews.created, reviews.exact FROM reviews JOIN images ON "
      "images.id = reviews.image WHERE second = 0 AND state = 3 AND problem IS NULL AND "
      "found = 1 AND NOT EXISTS (SELECT 1 FROM reviews AS later WHERE later.image = images.id AND "
      "later.second = 1) AND " +
          condition.sql + " ORDER BY reviews.created, images.id");
  bind(query, condition);
  while (query.executeStep()) {
    const auto image = query.getColumn(0).getInt64();
    if (!is_for_second_look(settings, image)) continue;
    auto& look = looks.emplace_back();
    look.image = image;
    look.second_look = SecondLook{query.getColumn(1).getInt64(), query.getColumn(2).getInt() != 0};
  }
  return looks;
}

/// One after each `every` others, counted from the last second look.
std::vector<Entry> mixed(SQLite::Database& tables, std::vector<Entry> entries,
                         std::vector<Entry> looks, const Settings& settings, std::int64_t now) {
  const auto every = std::min<std::int64_t>(
      most_between_second_looks, std::llround(std::ceil(1 / settings.second_look_share)));
  const auto since = tables
                         .execAndGet(
                             "SELECT count(*) FROM reviews WHERE exact = 1 AND second = 0 AND id > "
                             "ifnull((SELECT max(id) FROM reviews WHERE second = 1), 0)")
                         .getInt64();
  auto wait = std::max<std::int64_t>(0, every - since);
  const auto latest = now - std::int64_t{60'000} * settings.second_look_minutes;
  std::vector<Entry> all;
  all.reserve(entries.size() + looks.size());
  auto look = looks.begin();
  for (auto& entry : entries) {
    if (wait-- == 0) {
      wait = every - 1;
      if (look != looks.end() && look->second_look->reviewed <= latest) all.push_back(*look++);
    }
    all.push_back(std::move(entry));
  }
  all.insert(all.end(), look, looks.end());
  return all;
}

/// SplitMix64: neighbouring numbers give unrelated ones.
std::uint64_t scrambled(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

}  // namespace

std::vector<Entry> queue(const project::Project& project, const std::string& where,
                         const Settings& settings, std::int64_t now, std::span<const Gain> gains) {
  const auto condition = project::parse_query(where, project::query_names(project));
  return project.database().read([&](SQLite::Database& tables) {
    const SQLite::Transaction one_state(tables);
    Rows rows(tables, -1);
    auto entries = candidates(tables, condition, rows);
    add_number(tables, Reason::Uncertain, 0, rows, entries);
    add_number(tables, Reason::Contradiction, least_contradiction, rows, entries);
    add_number(tables, Reason::Disagreement, 0, rows, entries);
    add_proposed_tags(tables, rows, entries);
    add_rare_classes(tables, entries);
    add_gains(gains, rows, entries);
    entries = scored(std::move(entries), settings.weights, !gains.empty());
    if (settings.second_look_share <= 0) return entries;
    auto looks = second_looks(tables, condition, settings);
    if (looks.empty()) return entries;
    return mixed(tables, std::move(entries), std::move(looks), settings, now);
  });
}

double share(const Entry& entry, Reason reason, const Weights& weights) {
  const double own = weights[static_cast<std::size_t>(reason)] * entry.part(reason).rank;
  if (reason == Reason::Gain || entry.part(Reason::Gain).rank <= 0) return own;
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0) - weights[gain_index];
  return all > 0 ? (1 - weights[gain_index]) * own / all : 0;
}

std::vector<Reason> reasons(const Entry& entry, const Weights& weights) {
  std::vector<Reason> found;
  const auto of = [&](Reason reason) { return share(entry, reason, weights); };
  for (std::size_t i = 0; i < reason_count; ++i)
    if (const auto reason = static_cast<Reason>(i); of(reason) > 0) found.push_back(reason);
  std::ranges::stable_sort(found, std::greater<>(), of);
  return found;
}

bool is_for_second_look(const Settings& settings, ImageId image) {
  const auto drawn = scrambled(settings.seed ^ scrambled(static_cast<std::uint64_t>(image)));
  return static_cast<double>(drawn >> 11) * 0x1p-53 < settings.second_look_share;
}

}  // namespace penumbra::review
