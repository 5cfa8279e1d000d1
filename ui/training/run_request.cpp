#include "ui/training/run_request.h"

#include <algorithm>
#include <set>
#include <string>

#include "project/evidence_source.h"
#include "project/project_data.h"
#include "train/previews.h"

namespace penumbra::ui {
namespace {

using project::ImageId;

void add_by_id(std::vector<dataset::Item>& items, const project::ProjectData& data,
               const std::vector<ImageId>& wanted) {
  for (const ImageId image : wanted) {
    const auto found = std::find(data.images.begin(), data.images.end(), image);
    if (found != data.images.end())
      items.push_back(data.dataset.items[static_cast<std::size_t>(found - data.images.begin())]);
  }
}

/// Those that a run has shown so far.
std::vector<dataset::Item> by_name(const dataset::Dataset& all,
                                   const std::set<std::string>& names) {
  std::vector<dataset::Item> items;
  for (const auto& item : all.items)
    if (names.contains(item.id)) items.push_back(item);
  return items;
}

std::vector<dataset::Item> previews(project::Project& project, const RunPlan& plan,
                                    const train::RunRequest& request) {
  std::vector<dataset::Item> items;
  if (!plan.previews.empty()) {
    add_by_id(items, project::read_data(project, ""), plan.previews);
  } else if (plan.resume) {
    std::set<std::string> names;
    for (const auto step : train::preview_steps(plan.run_folder))
      for (const auto& image : train::preview_images(plan.run_folder, step)) names.insert(image);
    if (!names.empty()) items = by_name(project::read_data(project, "").dataset, names);
  }
  return items.empty() ? train::first_previews(request.training, request.validation, usual_previews)
                       : items;
}

}  // namespace

train::RunRequest make_request(project::Project& project, const RunPlan& plan) {
  train::RunRequest request;
  auto data = project::read_data(project, plan.origin.where, plan.origin.split);
  request.evidence = project::evidence_source(
      project, data,
      plan.origin.from.empty() ? project::EvidenceUse::All : project::EvidenceUse::Training);
  request.from = plan.origin.from;
  request.training = std::move(data.dataset);
  if (!plan.origin.validation_split.empty())
    request.validation = project::read_data(project, "", plan.origin.validation_split).dataset;
  request.previews = previews(project, plan, request);
  request.weights = plan.origin.weights;
  request.run_folder = plan.run_folder;
  request.options = plan.options;
  request.device.device = plan.origin.device.empty() ? "auto" : plan.origin.device;
  request.origin = plan.origin;
  request.resume = plan.resume;
  return request;
}

}  // namespace penumbra::ui
