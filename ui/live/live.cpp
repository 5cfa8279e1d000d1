#include "ui/live/live.h"

#include <algorithm>
#include <utility>

#include "project/evidence.h"
#include "ui/editor/editor.h"
#include "ui/gallery/thumbnails.h"
#include "ui/jobs/job_list.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {

Live::Live(Editor& editor, QObject* parent) : QObject(parent), editor_(editor) {
  connect(&editor_, &Editor::edited, this, [this](project::ImageId image, const QString& name) {
    if (state_ != State::On) return;
    tell_tags();
    said(1);
    if (name != "accept" || accepting_ != image) return;
    accepting_.reset();
    accepted_ = true;
    if (!project_) return;
    project_->images_changed();  // filters and counts follow
    if (const auto best = next()) project_->set_current(best->image);
  });
  connect(&editor_, &Editor::historyChanged, this, [this](bool added) {
    if (state_ != State::On || added) return;
    const auto& history = editor_.history();
    const auto done =
        std::min<std::size_t>(history.size(), static_cast<std::size_t>(editor_.done()));
    const bool accepted =
        std::any_of(history.begin(), history.begin() + static_cast<std::ptrdiff_t>(done),
                    [](const auto& entry) { return entry.name == "accept"; });
    // Undoing the acceptance takes the mark away, doing it again brings it back.
    const auto image = editor_.labels() ? editor_.image() : std::nullopt;
    if (image && image == history_of_ && accepted != accepted_ && project_)
      project_->set_reviewed({*image}, accepted);
    history_of_ = image;
    accepted_ = accepted;
    said(0);
  });
}

Live::~Live() { retire(); }

void Live::set_project(OpenProject* project) {
  stop();
  if (project_) project_->disconnect(this);
  project_ = project;
  if (!project) return;
  connect(project, &OpenProject::rowsChanged, this,
          [this](const std::vector<project::ImageId>& images) {
            if (!worker_) return;
            // Of the image in hand the editor knows more than the project.
            std::vector<project::ImageId> others;
            for (const auto image : images) {
              if (image == editor_.image() && editor_.labels())
                said(0);
              else
                others.push_back(image);
            }
            if (!others.empty()) worker_->look_again(others);
          });
  connect(project, &OpenProject::classesChanged, this, [this] {
    if (state_ == State::Off) return;
    stop();
    Q_EMIT told(tr("The classes changed: switch Live on again"));
  });
}

void Live::start(const label::ModelFiles& model, const std::vector<project::ImageId>& seen) {
  if (!project_ || state_ != State::Off) return;
  label::LiveOptions options;
  options.model = model;
  options.first = seen;
  const auto made = std::make_shared<std::unique_ptr<label::LiveLabels>>();
  auto& job = project_->jobs().start(
      tr("Live labels"),
      [project = project_->project(), options, made](JobControl& control, ProgressSink& progress) {
        *made = std::make_unique<label::LiveLabels>(*project, options, control, progress);
      });
  job_ = &job;
  connect(&job, &JobRunner::finished, this, [this, &job, made] {
    if (job_ != &job || state_ != State::Preparing) return;
    if (*made)
      ready(std::move(*made));
    else
      set_state(State::Off);
  });
  set_state(State::Preparing);
}

void Live::ready(std::unique_ptr<label::LiveLabels> live) {
  worker_ = std::make_unique<LiveWorker>(project_->project(), std::move(live));
  connect(worker_.get(), &LiveWorker::labelled, this,
          [this](project::ImageId image, const std::shared_ptr<image::LabelMap>& labels) {
            if (labels_of_ != image) was_ = nullptr;
            labels_of_ = image;
            now_ = make_label_plane(std::move(*labels));
            Q_EMIT labelsChanged();
          });
  connect(worker_.get(), &LiveWorker::counted, this, [this](const LiveCounts& counts) {
    counts_ = counts;
    // Images that were new are labelled now: filters and counts follow, once.
    if (project_ && written_ && counts.to_write == 0 && !std::exchange(all_written_, true))
      project_->images_changed();
    Q_EMIT counted();
  });
  connect(worker_.get(), &LiveWorker::written, this, [this] {
    written_ = true;
    if (!project_) return;
    const auto layer = project::Layers(*project_->project()).find(label::live_layer_name);
    if (layer) project_->labels_changed(layer->id);
  });
  connect(worker_.get(), &LiveWorker::relabelled, this,
          [this](const std::vector<project::ImageId>& images) {
            if (project_) project_->images().thumbnails().unwritten_changed(images);
          });
  connect(worker_.get(), &LiveWorker::gainsFound, this, &Live::set_gains);
  connect(worker_.get(), &LiveWorker::failed, this, &Live::failed);
  counts_ = {};
  written_ = all_written_ = false;
  project_->images().thumbnails().set_unwritten(worker_->unwritten());
  set_state(State::On);
  worker_->look_at(pen_, seen_);
}

void Live::set_state(State state) {
  if (state_ == state) return;
  state_ = state;
  editor_.set_evidence(state == State::On);
  Q_EMIT stateChanged();
}

void Live::set_gains(const std::vector<label::LiveGain>& gains) {
  gains_ = gains;
  Q_EMIT gainsChanged();
  Q_EMIT counted();
}

std::optional<label::LiveGain> Live::next() const {
  if (!project_) return {};
  const auto found = std::ranges::find_if(gains_, [this](const auto& gain) {
    return gain.image != pen_ && project_->images().row_of(gain.image) >= 0;
  });
  return found == gains_.end() ? std::nullopt : std::optional(*found);
}

void Live::retire() {
  if (job_) job_->stop();
  job_ = nullptr;
  if (worker_ && project_) project_->images().thumbnails().set_unwritten(nullptr);
  worker_.reset();
  now_ = was_ = nullptr;
  labels_of_.reset();
  accepting_.reset();
}

void Live::stop() {
  retire();
  set_gains({});
  set_state(State::Off);
}

void Live::look_at(std::optional<project::ImageId> image, std::vector<project::ImageId> seen) {
  if (pen_ != image) before_ = false;
  pen_ = image;
  seen_ = std::move(seen);
  if (worker_) worker_->look_at(pen_, seen_);
}

std::shared_ptr<const LabelPlane> Live::labels(project::ImageId image) const {
  if (state_ != State::On || labels_of_ != image) return nullptr;
  return before_ && was_ ? was_ : now_;
}

void Live::show_before(bool before) {
  if (before_ == before) return;
  before_ = before;
  Q_EMIT labelsChanged();
}

/// What is shown in the editor is what is said, a stroke that is being drawn included.
void Live::said(int strokes) {
  const auto labels = editor_.labels();
  const auto image = editor_.image();
  if (!worker_ || !labels || !image || !worker_->has(*image)) return;
  if (strokes > 0 && labels_of_ == image) was_ = now_;
  worker_->say(*image, {labels->plane->size, labels->plane->values}, strokes);
}

void Live::tell_tags() {
  if (!project_ || editor_.history().empty() || !editor_.image()) return;
  const auto label = editor_.history().back().label;
  if (!label || *label == 0 || *label == image::ignore_label) return;
  const auto row = project_->images().row(project_->images().row_of(*editor_.image()));
  if (row && std::ranges::find(row->tags, *label) == row->tags.end())
    Q_EMIT told(tr("%1 is a tag of this image now; undoing the stroke takes it away")
                    .arg(project_->class_name(*label)));
}

bool Live::can_accept() const {
  return state_ == State::On && pen_ && labels_of_ == pen_ && now_ && editor_.image() == pen_ &&
         editor_.labels();
}

void Live::accept() {
  if (!can_accept()) return;
  accepting_ = pen_;
  editor_.accept({now_->plane->size, now_->plane->values});
}

}  // namespace penumbra::ui
