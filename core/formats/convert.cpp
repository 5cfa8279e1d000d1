#include "formats/convert.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>

#include "base/error.h"
#include "base/parallel.h"
#include "base/relative_path.h"
#include "formats/import.h"
#include "formats/names.h"
#include "image/file_type.h"

namespace penumbra::formats {
namespace {

namespace fs = std::filesystem;

/// Places of the entries that are asked for, and the name of their list.
std::vector<std::size_t> chosen_entries(const LabelSet& set, const ConvertRequest& request,
                                        std::string& split, ProgressSink& progress) {
  std::string names;
  for (const auto& [name, places] : set.splits) names += (names.empty() ? "" : ", ") + name;
  if (!request.split.empty()) {
    const auto found = set.splits.find(request.split);
    if (found == set.splits.end())
      throw UsageError("is no split of these labels", request.split,
                       names.empty() ? "They have none" : "Choose one of " + names);
    split = request.split;
    return found->second;
  }
  if (set.splits.size() == 1 && set.splits.begin()->second.size() == set.entries.size()) {
    split = set.splits.begin()->first;
    return set.splits.begin()->second;
  }
  if (set.splits.size() > 1)
    progress.message(Severity::Info, "all splits (" + names + ") become one list, 'all'");
  split = "all";
  std::vector<std::size_t> all(set.entries.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

dataset::Classes numbered_classes(const LabelSet& set, const std::vector<std::size_t>& places,
                                  int threads, JobControl& control) {
  std::mutex mutex;
  int most = 1;
  parallel_for(places.size(), threads, [&](std::size_t i) {
    control.checkpoint();
    int own = 0;
    for (const int label : set.entries[places[i]].load().labels)
      if (label != image::ignore_label) own = std::max(own, label);
    const std::lock_guard lock(mutex);
    most = std::max(most, own);
  });
  std::vector<std::string> names;
  for (int label = 1; label <= most; ++label) names.push_back("class " + std::to_string(label));
  return dataset::Classes(std::move(names));
}

}  // namespace

ConvertSummary convert_labels(const ConvertRequest& request, JobControl& control,
                              ProgressSink& progress) {
  const auto set = read_labels(request.in, request.from, control);
  ConvertSummary summary;
  summary.broken = set.broken;
  for (const auto& broken : set.broken)
    progress.message(Severity::Warning, "left out: " + broken.file.string() + ": " + broken.reason);
  for (const auto& note : set.notes) progress.message(Severity::Info, note);

  const auto places = chosen_entries(set, request, summary.split, progress);
  dataset::Dataset data;
  data.classes =
      set.classes ? *set.classes : numbered_classes(set, places, request.threads, control);
  std::vector<std::size_t> used;
  std::unordered_set<std::string> ids;
  for (const auto place : places) {
    const auto& entry = set.entries[place];
    if (!stays_inside(entry.name)) {
      summary.broken.push_back({entry.name, "has a name that leads out of a data set"});
      progress.message(Severity::Warning, "left out: " + entry.name + " leads out of the data set");
      continue;
    }
    auto& item = data.items.emplace_back();
    item.id = without_picture_ending(entry.name);
    if (!ids.insert(item.id).second) ids.insert(item.id = entry.name);
    item.image = image::has_picture_name(entry.name) ? entry.name : entry.name + ".jpg";
    item.size = entry.size;
    used.push_back(place);
  }
  const auto source = [&](const dataset::Item& item) {
    return set.entries[used[static_cast<std::size_t>(&item - data.items.data())]].load();
  };
  data.format = "labels";  // images keep their names
  summary.exported = export_labels({data, source, summary.split, request.threads}, request.to,
                                   request.out, control, progress);
  return summary;
}

}  // namespace penumbra::formats
