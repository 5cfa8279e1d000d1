#include "evaluate/report.h"

#include <algorithm>
#include <mutex>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/parallel.h"
#include "base/phrase.h"
#include "evaluate/figures.h"

namespace penumbra::evaluate {
namespace {

namespace fs = std::filesystem;

struct Counts {
  ConfusionMatrix confusion;
  BoundaryIou boundary;
};

void compare(const dataset::Item& item, const image::LabelMap& labels, const std::string& place,
             Counts& counts) {
  const auto truth = dataset::load_truth(item);
  if (truth.size != labels.size)
    throw Error("is " + std::to_string(labels.size.width) + " x " +
                    std::to_string(labels.size.height) + ", the truth of " + item.id + " is " +
                    std::to_string(truth.size.width) + " x " + std::to_string(truth.size.height),
                place, "Label the images again");
  try {
    counts.confusion.add(truth, labels);
    counts.boundary.add(truth, labels);
  } catch (const Error& error) {
    throw Error(error.reason(), place, error.remedy());
  }
}

void read_origin(const fs::path& folder, Report& report, ProgressSink& progress) {
  const auto file = folder / "labels.json";
  if (!fs::exists(file)) {
    progress.message(Severity::Warning,
                     file.string() + ": missing, so whether known tags were used is unknown");
    return;
  }
  const auto json = parse_json_or_discard(read_file(file));
  const auto settings = json.find("settings");
  if (!json.is_object() || (settings != json.end() && !settings->is_object()))
    throw Error("does not say how labels were made", file.string(), "Label the images again");
  if (settings != json.end()) {
    const auto source = settings->find("source");
    if (source != settings->end() && source->is_string())
      report.source = source->get<std::string>();
  }
  if (const auto found = json.find("used_known_tags"); found != json.end() && found->is_boolean())
    report.used_known_tags = found->get<bool>();
}

std::vector<std::string> names_of(const dataset::Classes& classes) {
  std::vector<std::string> names;
  for (int c = 0; c <= classes.size(); ++c) names.push_back(classes.name(c));
  return names;
}

}  // namespace

Report evaluate_labels(const dataset::LabelSource& labels, const std::string& where,
                       const std::function<std::string(const dataset::Item&)>& place,
                       const dataset::Dataset& dataset, int threads, JobControl& control,
                       ProgressSink& progress) {
  Report report;
  std::vector<const dataset::Item*> items;
  for (const auto& item : dataset.items)
    if (item.has_truth()) items.push_back(&item);
  report.without_truth = dataset.items.size() - items.size();

  const int classes = dataset.classes.size() + 1;
  Counts counts{ConfusionMatrix(classes), BoundaryIou(classes)};
  std::vector<char> labelled(items.size());
  std::mutex mutex;
  ProgressCounter counter(progress, phrase("comparing"), static_cast<std::int64_t>(items.size()));
  const std::size_t chunk = 8 * static_cast<std::size_t>(std::max(threads, 1));
  for (std::size_t start = 0; start < items.size(); start += chunk) {
    control.checkpoint();
    const std::size_t count = std::min(chunk, items.size() - start);
    parallel_for(count, threads, [&](std::size_t i) {
      const auto map = labels(*items[start + i]);
      if (!map) return;
      labelled[start + i] = 1;
      Counts one{ConfusionMatrix(classes), BoundaryIou(classes)};
      compare(*items[start + i], *map, place(*items[start + i]), one);
      const std::lock_guard lock(mutex);
      counts.confusion.add(one.confusion);
      counts.boundary.add(one.boundary);
    });
    counter.advance(static_cast<std::int64_t>(count));
  }
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!labelled[i]) report.without_label.push_back(items[i]->id);
  report.images = items.size() - report.without_label.size();
  if (report.images == 0)
    throw Error("holds no label of an image with ground truth (" +
                    std::to_string(report.without_truth) + " images without truth, " +
                    std::to_string(report.without_label.size()) + " without label)",
                where, "Name the data set and split that were labelled");
  if (!report.without_label.empty())
    progress.message(Severity::Warning, std::to_string(report.without_label.size()) +
                                            " images have no label in " + where +
                                            ", the first is " + report.without_label.front());
  set_figures(counts.confusion, counts.boundary, names_of(dataset.classes), report);
  return report;
}

Report evaluate_folder(const fs::path& folder, const dataset::Dataset& dataset, int threads,
                       JobControl& control, ProgressSink& progress) {
  const auto labels = dataset::labels_in(folder);
  Report origin;
  read_origin(folder, origin, progress);
  const auto file = [&](const dataset::Item& item) {
    return (folder / (item.id + ".png")).string();
  };
  auto report = evaluate_labels(labels, folder.string(), file, dataset, threads, control, progress);
  report.source = origin.source;
  report.used_known_tags = origin.used_known_tags;
  return report;
}

}  // namespace penumbra::evaluate
