#include "ui/compare/comparison_source.h"

#include <algorithm>

#include "base/error.h"
#include "ui/jobs/job_list.h"
#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {

constexpr int settle_ms = 120;
/// So many maps are read without a job that is shown.
constexpr std::size_t silent_images = 64;

}  // namespace

struct ComparisonSource::Request {
  int number = 0;
  std::shared_ptr<project::Project> project;
  project::LayerId layer = 0;
  project::LayerId reference = 0;
  std::optional<project::LayerId> truth;  ///< where neither of them is
  std::vector<project::ImageId> images;
  QString title;

  compare::ComparisonRequest of(project::LayerId one, project::LayerId other) const {
    return {.layer = one, .reference = other, .images = images, .threads = background_threads()};
  }

  std::size_t images_to_read() const {
    auto count = compare::images_to_read(*project, of(layer, reference));
    if (truth)
      for (const auto one : {layer, reference})
        count += compare::images_to_read(*project, of(one, *truth));
    return count;
  }

  SharedComparison run(JobControl& control, ProgressSink& progress) const {
    auto result = std::make_shared<ComparisonResult>(ComparisonResult{
        compare::compare_layers(*project, of(layer, reference), control, progress), {}, {}});
    result->renumbered = result->comparison.renumbered;
    if (!truth) return result;
    try {
      auto earlier = of(reference, *truth);
      earlier.set_iou = false;
      const auto before = compare::compare_layers(*project, earlier, control, progress);
      const auto after = compare::compare_layers(*project, of(layer, *truth), control, progress);
      result->renumbered = after.renumbered;
      result->gain = compare::gain(before, after);
    } catch (const Error&) {
      // There is no truth of these images: the layers are compared with each other alone.
    }
    return result;
  }
};

ComparisonSource::ComparisonSource(JobList& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {
  soon_.setSingleShot(true);
  soon_.setInterval(settle_ms);
  connect(&soon_, &QTimer::timeout, this, &ComparisonSource::begin);
}

ComparisonSource::~ComparisonSource() { cancel(); }

void ComparisonSource::set_project(OpenProject* project) {
  if (project_) project_->disconnect(this);
  cancel();
  project_ = project;
  layer_.reset();
  reference_.reset();
  images_.clear();
  if (!project) return;
  connect(project, &OpenProject::filtered, this, &ComparisonSource::filter_changed);
  connect(project, &OpenProject::labelsChanged, this, &ComparisonSource::invalidate);
  connect(project, &OpenProject::classesChanged, this, &ComparisonSource::invalidate);
}

void ComparisonSource::set_layers(std::optional<project::LayerId> layer,
                                  std::optional<project::LayerId> reference) {
  if (layer == layer_ && reference == reference_) return;
  layer_ = layer;
  reference_ = reference;
  invalidate();
}

void ComparisonSource::set_watched(bool watched) {
  watched_ = watched;
  if (watched_ && out_of_date_) soon_.start();
}

void ComparisonSource::refresh() { invalidate(); }

void ComparisonSource::filter_changed() {
  auto images = project_->filtered_images();
  std::ranges::sort(images);
  // The same images in another order: the comparison stays.
  if (images == images_ && !images.empty()) return;
  invalidate();
}

void ComparisonSource::invalidate() {
  out_of_date_ = true;
  if (watched_) soon_.start();
}

void ComparisonSource::begin() {
  if (!project_) return;
  cancel();
  out_of_date_ = false;
  images_ = project_->filtered_images();
  std::ranges::sort(images_);
  if (!layer_ || !reference_ || layer_ == reference_) return;
  if (images_.empty()) {
    if (project_->image_count() == 0) return;  // what the filter lets through is not known yet
    Q_EMIT failed(tr("The filter lets no image through. Change it to compare images."));
    return;
  }
  const auto* one = project_->find_layer(*layer_);
  const auto* other = project_->find_layer(*reference_);
  if (!one || !other) return;

  auto request = std::make_shared<Request>();
  request->number = number_;
  request->project = project_->project();
  request->layer = *layer_;
  request->reference = *reference_;
  request->images = images_;
  request->title = tr("Comparing %1 with %2")
                       .arg(QString::fromStdString(one->name), QString::fromStdString(other->name));
  const auto* truth = project_->find_layer(QString("truth"));
  if (truth && truth->id != *layer_ && truth->id != *reference_) request->truth = truth->id;

  busy_ = true;
  Q_EMIT started();
  task_.submit([this, request](JobControl& control) {
    const auto post = [this](auto&& work) { QMetaObject::invokeMethod(this, work); };
    try {
      if (request->images_to_read() > silent_images) {
        post([this, request] {
          if (request->number == number_) begin_job(*request);
        });
        return;
      }
      NoProgress silent;
      SharedComparison result = request->run(control, silent);
      post([this, request, result] { deliver(request->number, result); });
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      post([this, request, text = problem_text(error)] { refuse(request->number, text); });
    }
  });
}

void ComparisonSource::begin_job(const Request& request) {
  auto result = std::make_shared<SharedComparison>();
  auto& job =
      jobs_.start(request.title, [request, result](JobControl& control, ProgressSink& progress) {
        *result = request.run(control, progress);
      });
  job_ = &job;
  connect(&job, &JobRunner::progressed, this, [this, &job, number = request.number] {
    if (number == number_) Q_EMIT progressed(job.progress().done, job.progress().total);
  });
  connect(&job, &JobRunner::finished, this, [this, &job, result, number = request.number] {
    if (job.state() == JobState::Done) return deliver(number, *result);
    if (job.state() == JobState::Failed) return refuse(number, job.failure());
    if (number != number_) return;
    busy_ = false;
    out_of_date_ = true;
    Q_EMIT stopped();
  });
}

void ComparisonSource::deliver(int number, const SharedComparison& result) {
  if (number != number_ || !project_) return;
  busy_ = false;
  Q_EMIT ready(result);
  if (result->renumbered.empty()) return;
  // The order or the filter may ask for the number that images have now.
  if (project_->where().contains("iou") || project_->sort().contains("iou"))
    project_->images_changed();
  else
    project_->rows_changed(result->renumbered);
}

void ComparisonSource::refuse(int number, const QString& text) {
  if (number != number_) return;
  busy_ = false;
  Q_EMIT failed(text);
}

/// What is under way is not delivered any more.
void ComparisonSource::cancel() {
  ++number_;
  soon_.stop();
  task_.cancel();
  if (job_) job_->stop();
  job_ = nullptr;
  busy_ = false;
}

}  // namespace penumbra::ui
