#include "compare/comparison.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "base/error.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "compare/map_versions.h"
#include "compare/number_cache.h"
#include "evaluate/figures.h"
#include "project/catalogue.h"

namespace penumbra::compare {
namespace {

using project::ImageId;

constexpr auto truth_name = "truth";
constexpr auto number_name = "iou";

/// What is to be compared, and the versions of it.
struct Plan {
  project::Layer layer, reference;
  ClassValues classes;
  std::vector<ImageId> images;
  std::vector<NumberKey> keys;  ///< of each image
  std::vector<ImageId> without_layer;
  std::size_t without_reference = 0;
};

Plan plan_of(project::Project& project, const ComparisonRequest& request) {
  const project::Layers layers(project);
  Plan plan{
      layers.get(request.layer), layers.get(request.reference), ClassValues(project), {}, {}, {}};
  const auto others = map_versions(project, request.layer);
  const auto references = map_versions(project, request.reference);
  const auto fingerprint = plan.classes.fingerprint();
  std::unordered_set<ImageId> seen;
  for (const auto image : request.images) {
    if (!seen.insert(image).second) continue;
    const auto reference = references.find(image), other = others.find(image);
    if (reference == references.end()) {
      ++plan.without_reference;
    } else if (other == others.end()) {
      plan.without_layer.push_back(image);
    } else {
      plan.images.push_back(image);
      plan.keys.push_back({reference->second, other->second, fingerprint});
    }
  }
  return plan;
}

std::unordered_map<ImageId, std::string> paths(const project::Project& project) {
  return project.database().read([](SQLite::Database& tables) {
    std::unordered_map<ImageId, std::string> found;
    SQLite::Statement rows(tables, "SELECT id, path FROM images");
    while (rows.executeStep()) found[rows.getColumn(0).getInt64()] = rows.getColumn(1).getString();
    return found;
  });
}

image::LabelMap read(const project::Layers& layers, project::LayerId layer, ImageId image,
                     const ClassValues& classes) {
  auto map = layers.read_raw(layer, image);
  classes.apply(map);
  return map;
}

/// Reads and counts images; what fails is said of the image.
class Counting {
 public:
  Counting(project::Project& project, const Plan& plan, NumberCache& cache, int threads)
      : project_(project), plan_(plan), cache_(cache), threads_(threads) {}

  void run(std::vector<std::optional<ImageNumbers>>& numbers, JobControl& control,
           ProgressSink& progress) {
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < numbers.size(); ++i)
      if (!numbers[i]) unknown.push_back(i);
    ProgressCounter counter(progress, phrase("comparing"),
                            static_cast<std::int64_t>(numbers.size()),
                            static_cast<std::int64_t>(numbers.size() - unknown.size()));
    const std::size_t chunk = 8 * static_cast<std::size_t>(std::max(threads_, 1));
    for (std::size_t start = 0; start < unknown.size(); start += chunk) {
      control.checkpoint();
      const std::size_t count = std::min(chunk, unknown.size() - start);
      parallel_for(count, threads_, [&](std::size_t i) {
        count_one(unknown[start + i], numbers[unknown[start + i]]);
      });
      cache_.keep(fresh_);
      fresh_.clear();
      counter.advance(static_cast<std::int64_t>(count));
    }
    computed_ = unknown.size();
  }

  std::size_t computed() const { return computed_; }
  const std::unordered_map<ImageId, std::string>& failures() const { return failures_; }

 private:
  void count_one(std::size_t index, std::optional<ImageNumbers>& numbers) {
    const auto image = plan_.images[index];
    const project::Layers layers(project_);
    try {
      numbers = count_image(read(layers, plan_.reference.id, image, plan_.classes),
                            read(layers, plan_.layer.id, image, plan_.classes));
      // A map that was changed meanwhile is not kept under the version from before.
      const auto& key = plan_.keys[index];
      if (map_version(project_, plan_.reference.id, image) != key.reference ||
          map_version(project_, plan_.layer.id, image) != key.other)
        return;
      const std::lock_guard lock(mutex_);
      fresh_.emplace_back(key, *numbers);
    } catch (const Error& error) {
      const std::lock_guard lock(mutex_);
      failures_[image] = error.what();
    }
  }

  project::Project& project_;
  const Plan& plan_;
  NumberCache& cache_;
  const int threads_;
  std::size_t computed_ = 0;
  std::mutex mutex_;
  std::vector<std::pair<NumberKey, ImageNumbers>> fresh_;
  std::unordered_map<ImageId, std::string> failures_;
};

bool is_worse(const ComparedImage& a, const ComparedImage& b) {
  const double first = a.figures.mean_iou, second = b.figures.mean_iou;
  if (std::isnan(first) != std::isnan(second)) return std::isnan(second);
  if (!std::isnan(first) && first != second) return first < second;
  return a.path < b.path;
}

/// Sets the number of images that have another one, and takes it from those that were asked for and
/// have none; returns both.
std::vector<ImageId> set_iou(project::Project& project, const std::vector<ImageId>& asked,
                             const std::vector<ComparedImage>& images) {
  const auto before = project.database().read([](SQLite::Database& tables) {
    std::unordered_map<ImageId, double> numbers;
    SQLite::Statement rows(tables, "SELECT image, value FROM numbers WHERE name = ?");
    rows.bind(1, number_name);
    while (rows.executeStep())
      numbers[rows.getColumn(0).getInt64()] = rows.getColumn(1).getDouble();
    return numbers;
  });
  std::vector<std::pair<ImageId, double>> changed;
  std::unordered_set<ImageId> gone;
  for (const auto image : asked)
    if (before.contains(image)) gone.insert(image);
  for (const auto& image : images) {
    if (std::isnan(image.figures.mean_iou)) continue;
    gone.erase(image.image);
    const auto found = before.find(image.image);
    if (found == before.end() || found->second != image.figures.mean_iou)
      changed.emplace_back(image.image, image.figures.mean_iou);
  }
  if (!changed.empty()) project::set_numbers(project, number_name, changed);
  std::vector<ImageId> ids(gone.begin(), gone.end());
  if (!ids.empty()) project::clear_numbers(project, number_name, ids);
  for (const auto& [image, value] : changed) ids.push_back(image);
  return ids;
}

void say_failures(const Comparison& comparison, ProgressSink& progress) {
  if (comparison.failed.empty()) return;
  progress.message(Severity::Warning,
                   std::to_string(comparison.failed.size()) +
                       " images can't be compared, the first: " + comparison.failed.front().reason);
}

[[noreturn]] void refuse(const Plan& plan, const Comparison& comparison) {
  const auto where = "layers " + plan.layer.name + " and " + plan.reference.name;
  if (!comparison.failed.empty())
    throw Error("none of their images can be read; " + comparison.failed.front().reason, where);
  throw Error("no image that was asked for has labels in both", where,
              "Label these images, or choose other layers or images");
}

}  // namespace

evaluate::Report totals_of(const std::vector<const ComparedImage*>& images,
                           const ClassValues& classes) {
  evaluate::ConfusionMatrix confusion(classes.count());
  evaluate::BoundaryIou boundary(classes.count());
  for (const auto* image : images) {
    for (const auto& cell : image->numbers.cells)
      confusion.add(classes.row(cell.reference), classes.row(cell.other), cell.pixels);
    for (const auto& one : image->numbers.boundary)
      boundary.add(classes.row(one.value), one.counts);
  }
  evaluate::Report report;
  report.images = images.size();
  evaluate::set_figures(confusion, boundary, classes.names(), report);
  return report;
}

std::size_t images_to_read(project::Project& project, const ComparisonRequest& request) {
  const auto plan = plan_of(project, request);
  NumberCache cache(project.cache() / number_cache_name);
  const auto known = cache.find(plan.keys);
  return static_cast<std::size_t>(
      std::ranges::count_if(known, [](const auto& one) { return !one.has_value(); }));
}

Comparison compare_layers(project::Project& project, const ComparisonRequest& request,
                          JobControl& control, ProgressSink& progress) {
  control.checkpoint();
  const auto plan = plan_of(project, request);
  Comparison comparison(plan.classes);
  comparison.layer = plan.layer;
  comparison.reference = plan.reference;

  NumberCache cache(project.cache() / number_cache_name);
  auto numbers = cache.find(plan.keys);
  Counting counting(project, plan, cache, request.threads);
  counting.run(numbers, control, progress);
  control.checkpoint();

  const auto path_of = paths(project);
  const auto path = [&](ImageId image) {
    const auto found = path_of.find(image);
    return found == path_of.end() ? "image " + std::to_string(image) : found->second;
  };
  for (std::size_t i = 0; i < plan.images.size(); ++i) {
    const auto image = plan.images[i];
    if (const auto failure = counting.failures().find(image);
        failure != counting.failures().end()) {
      comparison.failed.push_back({image, path(image), failure->second});
    } else {
      const auto figures = figures_of(*numbers[i]);
      comparison.images.push_back({image, path(image), *std::move(numbers[i]), figures});
    }
  }
  if (comparison.images.empty()) refuse(plan, comparison);
  say_failures(comparison, progress);
  std::ranges::sort(comparison.images, is_worse);
  comparison.computed = counting.computed();

  std::vector<const ComparedImage*> all;
  for (const auto& image : comparison.images) all.push_back(&image);
  comparison.totals = totals_of(all, plan.classes);
  comparison.totals.without_truth = plan.without_reference;
  for (const auto image : plan.without_layer)
    comparison.totals.without_label.push_back(path(image));
  comparison.totals.source = project::name(plan.layer.kind);
  comparison.totals.used_known_tags = plan.layer.known_tags;
  control.checkpoint();
  if (request.set_iou && plan.reference.name == truth_name && project.writable())
    comparison.renumbered = set_iou(project, request.images, comparison.images);
  return comparison;
}

std::vector<CellImage> Comparison::behind(int reference_row, int other_row) const {
  std::vector<CellImage> found;
  for (std::size_t i = 0; i < images.size(); ++i) {
    std::int64_t pixels = 0;
    for (const auto& cell : images[i].numbers.cells)
      if (classes.row(cell.reference) == reference_row && classes.row(cell.other) == other_row)
        pixels += cell.pixels;
    if (pixels > 0) found.push_back({i, pixels});
  }
  std::ranges::stable_sort(found, std::greater(), &CellImage::pixels);
  return found;
}

}  // namespace penumbra::compare
