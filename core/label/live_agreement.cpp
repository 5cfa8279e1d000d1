#include "label/live_agreement.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "label/live_labels.h"
#include "project/evidence.h"
#include "project/evidence_source.h"
#include "project/project_data.h"
#include "train/run_origin.h"

namespace penumbra::label {
namespace {

/// Images of which something may be said that is held out.
std::vector<project::ImageId> held_out(project::Project& project, const train::RunOrigin& origin) {
  const auto data = project::read_data(project, origin.where, origin.split);
  const auto images = project::images_with_evidence(project);
  const std::set<project::ImageId> drawn(images.begin(), images.end());
  std::vector<project::ImageId> found;
  for (std::size_t i = 0; i < data.images.size(); ++i)
    if (drawn.contains(data.images[i]) && project::is_held_out(data.dataset.items[i].id))
      found.push_back(data.images[i]);
  return found;
}

/// The share of the pixels said that are labelled so.
double share(const image::LabelMap& said, const image::LabelMap& labels) {
  std::size_t all = 0, equal = 0;
  for (std::size_t i = 0; i < said.labels.size(); ++i) {
    if (said.labels[i] == image::ignore_label) continue;
    ++all;
    equal += said.labels[i] == labels.labels[i];
  }
  return all == 0 ? 0 : static_cast<double>(equal) / static_cast<double>(all);
}

/// Of each image; negative where nothing is said of it, or it has no live labels.
std::vector<double> shares(project::Project& project, const train::RunOrigin& origin,
                           const ModelFiles& model, const device::DeviceOptions& device,
                           const std::vector<project::ImageId>& images, JobControl& control,
                           ProgressSink& progress) {
  LiveOptions options;
  options.model = model;
  options.where = origin.where;
  options.split = origin.split;
  options.device = device;
  options.first = images;
  LiveLabels live(project, options, control, progress);
  std::vector<project::ImageId> ids;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (!live.has(images[i])) continue;
    const auto row = project::rows(project, std::array{images[i]}).front();
    live.set_evidence(row.id,
                      {row.size, std::vector<std::uint8_t>(row.size.area(), image::ignore_label)},
                      row.tags);
    ids.push_back(row.id);
    places.push_back(i);
  }
  live.learn(control);
  live.relabel(ids, control);
  std::vector<double> result(images.size(), -1);
  live.labels(ids, control, [&](std::size_t place, const image::LabelMap& labels) {
    if (const auto said = project::read_evidence(project, ids[place]))
      result[places[place]] = share(*said, labels);
  });
  return result;
}

}  // namespace

std::optional<train::Agreement> compare_with_start(project::Project& project,
                                                   const std::filesystem::path& run,
                                                   const device::DeviceOptions& device,
                                                   JobControl& control, ProgressSink& progress) {
  const auto origin = train::read_run_origin(run);
  const auto images = held_out(project, origin);
  if (images.empty()) return std::nullopt;
  const auto of = [&](const ModelFiles& model) {
    return shares(project, origin, model, device, images, control, progress);
  };
  const auto before = of({.checkpoint = origin.from});
  const auto after = of({.run = run});
  train::Agreement agreement;
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (before[i] < 0 || after[i] < 0) continue;
    ++agreement.images;
    agreement.before += before[i];
    agreement.after += after[i];
  }
  if (agreement.images == 0) return std::nullopt;
  agreement.before /= static_cast<double>(agreement.images);
  agreement.after /= static_cast<double>(agreement.images);
  train::write_agreement(run, agreement);
  return agreement;
}

}  // namespace penumbra::label
