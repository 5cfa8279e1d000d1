#include "ui/viewer/journey.h"

#include <algorithm>
#include <array>

#include "project/classes.h"
#include "project/run_names.h"
#include "train/previews.h"
#include "ui/problem_text.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

/// From class ids of the run to class values of the project, by name; ignore where it has none.
std::array<std::uint8_t, 256> values_of(const project::Project& project, const fs::path& run) {
  std::array<std::uint8_t, 256> values;
  values.fill(image::ignore_label);
  values[0] = 0;
  const auto known = project::classes(project);
  const auto names = train::preview_classes(run);
  for (std::size_t i = 0; i < names.size() && i + 1 < values.size(); ++i) {
    const auto found = std::ranges::find(known, names[i], &project::ClassRow::name);
    if (found != known.end()) values[i + 1] = static_cast<std::uint8_t>(found->value);
  }
  return values;
}

std::shared_ptr<const JourneyStep> read_step(const project::Project& project, const fs::path& run,
                                             std::int64_t step, const std::string& image) {
  auto preview = train::read_preview(run, step, image);
  const auto values = values_of(project, run);
  for (auto& label : preview.label.labels) label = values[label];
  auto result = std::make_shared<JourneyStep>();
  result->step = step;
  const QString when = Journey::tr("step %1").arg(step);
  result->layers.labels = {{"journey/refined", Journey::tr("Pseudo-label (%1)").arg(when),
                            layer_help(project::LayerKind::Refined),
                            make_label_plane(std::move(preview.label))}};
  auto scores = std::make_shared<ClassScores>();
  scores->highest = to_plane(preview.cam);
  result->layers.scores = {{"journey/cam", Journey::tr("CAM (%1)").arg(when), scores}};
  result->layers.uncertain = std::make_shared<const Plane>(
      Plane{preview.uncertain.size, std::move(preview.uncertain.labels)});
  return result;
}

}  // namespace

Journey::Journey(QObject* parent) : QObject(parent) {}

template <typename Deliver>
void Journey::post(int request, Deliver deliver) {
  QMetaObject::invokeMethod(
      this,
      [this, request, deliver = std::move(deliver)] {
        if (request == request_) deliver();
      },
      Qt::QueuedConnection);
}

void Journey::forget() {
  ++request_;
  task_.cancel();
  read_.clear();
  image_.clear();
}

void Journey::leave() {
  forget();
  project_.reset();
}

void Journey::look_for(std::shared_ptr<project::Project> project, fs::path run,
                       project::ImageRow image) {
  forget();
  project_ = std::move(project);
  run_ = std::move(run);
  task_.submit([this, request = request_, run = run_, image = std::move(image)](JobControl&) {
    std::vector<std::int64_t> steps;
    std::string called;
    for (const auto& name : project::names_in_runs(image)) {
      steps.clear();
      for (const auto step : train::preview_steps(run))
        if (train::has_preview(run, step, name)) steps.push_back(step);
      called = name;
      if (!steps.empty()) break;
    }
    post(request, [this, steps, called] {
      image_ = called;
      Q_EMIT found(steps);
    });
  });
}

void Journey::read(std::int64_t step) {
  if (const auto there = read_.find(step); there != read_.end()) {
    Q_EMIT ready(there->second);
    return;
  }
  task_.submit([this, request = request_, project = project_, run = run_, image = image_,
                step](JobControl&) {
    try {
      auto result = read_step(*project, run, step, image);
      post(request, [this, result] {
        read_[result->step] = result;
        Q_EMIT ready(result);
      });
    } catch (const std::exception& error) {
      post(request, [this, text = problem_text(error)] { Q_EMIT failed(text); });
    }
  });
}

}  // namespace penumbra::ui
