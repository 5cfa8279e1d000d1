#include "ui/editor/editor.h"

#include <algorithm>
#include <utility>

#include "project/edited_layer.h"
#include "project/evidence.h"
#include "ui/editor/operation_text.h"
#include "ui/project/open_project.h"

namespace penumbra::ui {
namespace {
constexpr int look_after_ms = 150;
constexpr int try_again_ms = 1000;
constexpr auto usual_layer = "edited";
}  // namespace

Editor::Editor(QObject* parent) : QObject(parent) {
  look_.setSingleShot(true);
  connect(&look_, &QTimer::timeout, this, [this] {
    if (worker_) worker_->look();
  });
  look_at_ending_.setSingleShot(true);
  look_at_ending_.setInterval(try_again_ms);
  connect(&look_at_ending_, &QTimer::timeout, this, [this] {
    for (const auto& worker : ending_) worker->look();
  });
}

Editor::~Editor() = default;

OpenProject* Editor::project() const { return project_; }

void Editor::set_project(OpenProject* project) {
  set_image({});
  if (project_) project_->disconnect(this);
  project_ = project;
  if (worker_) retire(std::move(worker_));
  target_ = {};
  target_chosen_ = false;
  unsaved_ = 0;
  changed_ = false;
  saving_ = Saving::Off;
  if (project) {
    // One that still writes what it could not write is gone on with.
    const auto same = std::ranges::find(ending_, project->project(),
                                        [](const auto& worker) { return worker->project(); });
    if (same != ending_.end()) {
      worker_ = std::move(*same);
      ending_.erase(same);
      worker_->disconnect(this);
      unsaved_ = 1;  // until it has been looked at
    } else {
      worker_ = std::make_unique<EditWorker>(project->project());
    }
    connect(worker_.get(), &EditWorker::opened, this, &Editor::opened);
    connect(worker_.get(), &EditWorker::answered, this, &Editor::answered);
    connect(worker_.get(), &EditWorker::looked, this, &Editor::looked);
    connect(worker_.get(), &EditWorker::flushed, this, &Editor::flushed);
    connect(worker_.get(), &EditWorker::left, this, &Editor::left);
    if (unsaved_ > 0) worker_->look();
    connect(project, &OpenProject::layersChanged, this, &Editor::choose_target);
    connect(project, &OpenProject::labelsChanged, this, [this](project::LayerId layer) {
      // What nobody has edited shows the layer below as it is now.
      const auto* own = project_->find_layer(QString::fromStdString(target_.layer));
      if (open_ && history_.empty() && !shown_.waits() && !shown_.has_stroke() &&
          !(own && own->id == layer))
        open();
    });
    connect(project, &OpenProject::classesChanged, this, [this] {
      if (!open_) return;
      requests_.push_back({Request::Kind::Classes});
      shown_.add_unknown();
      worker_->refresh_classes();
    });
    choose_target();
  }
  update_problem();
}

/// The worker of a closed project goes once all is on the disk.
void Editor::retire(std::unique_ptr<EditWorker> worker) {
  worker->disconnect(this);
  EditWorker* old = worker.get();
  connect(old, &EditWorker::looked, this,
          [this, old](int unsaved, const QString& problem) { ended(old, unsaved, problem); });
  connect(old, &EditWorker::flushed, this, [this](const QString& problem) {
    if (saving_ == Saving::Closed && !problem.isEmpty()) answer_save(problem);
  });
  connect(old, &EditWorker::answered, this, [this](int, const EditAnswer& answer) {
    if (!answer.problem.isEmpty()) Q_EMIT failed(answer.problem);
  });
  old->leave();
  old->look();
  ending_.push_back(std::move(worker));
}

void Editor::ended(EditWorker* worker, int unsaved, const QString& problem) {
  if (unsaved > 0) {
    if (!problem.isEmpty()) Q_EMIT failed(tr("Not saved yet: %1").arg(problem));
    look_at_ending_.start();
    return;
  }
  const auto found = std::ranges::find(ending_, worker, &std::unique_ptr<EditWorker>::get);
  if (found == ending_.end()) return;
  found->release()->deleteLater();
  ending_.erase(found);
  if (ending_.empty() && saving_ == Saving::Closed) answer_save({});
}

void Editor::set_image(const std::optional<project::ImageRow>& image) {
  const bool same = image && image_ && image->id == image_->id;
  if (!same) {
    close();
    open_problem_.clear();
  }
  image_ = image;
  update_problem();
  if (same) return;
  if (active_) open();
}

std::optional<project::ImageId> Editor::image() const {
  return image_ ? std::optional(image_->id) : std::nullopt;
}

void Editor::set_active(bool active) {
  if (active == active_) return;
  active_ = active;
  if (active && !open_) open();
  Q_EMIT activeChanged();
}

void Editor::update_problem() {
  QString problem;
  if (!project_)
    problem = tr("No project is open");
  else if (!project_->project()->writable())
    problem = tr("The project is open for reading only");
  else if (image_ && !image_->problem.empty())
    problem = tr("The photo can't be used");
  else
    problem = open_problem_;
  if (problem == problem_) return;
  problem_ = problem;
  Q_EMIT stateChanged();
}

std::vector<EditTarget> Editor::targets() const {
  std::vector<EditTarget> all;
  if (!project_) return all;
  if (evidence_) return {{project::evidence_name, {}}};
  const auto& layers = project_->layers();
  for (const auto& layer : layers)
    if (layer.kind == project::LayerKind::Edited) all.push_back({layer.name, {}});
  std::ranges::stable_partition(all,
                                [](const auto& target) { return target.layer == usual_layer; });
  // A layer below that no edited one shows can have one of its own.
  std::vector<EditTarget> new_ones;
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    const bool has_one = std::ranges::any_of(layers, [&](const auto& other) {
      return other.kind == project::LayerKind::Edited && other.base == layer->id;
    });
    if (project::keeps_history(layer->kind) || has_one) continue;
    const std::string name = project_->find_layer(usual_layer) && !all.empty()
                                 ? usual_layer + ("-" + layer->name)
                                 : usual_layer;
    new_ones.push_back({name, layer->name});
  }
  if (const auto best = project::best_base(layers))
    std::ranges::stable_partition(new_ones,
                                  [&](const auto& target) { return target.base == best->name; });
  all.insert(all.end(), new_ones.begin(), new_ones.end());
  if (all.empty()) all.push_back({usual_layer, {}});
  return all;
}

void Editor::choose_target() {
  const auto all = targets();
  // One that was made at the first edit has no base to be made over any more.
  const auto kept = std::ranges::find_if(all, [this](const auto& target) {
    return target == target_ || (target.layer == target_.layer && target.base.empty());
  });
  use_target(target_chosen_ && kept != all.end() ? *kept : all.front());
  Q_EMIT stateChanged();
}

void Editor::set_target(const EditTarget& target) {
  target_chosen_ = true;
  use_target(target);
}

void Editor::set_evidence(bool on) {
  if (evidence_ == on) return;
  evidence_ = on;
  if (project_) choose_target();
}

void Editor::use_target(const EditTarget& target) {
  if (target == target_) return;
  const bool same_layer = target.layer == target_.layer && target.base.empty();
  target_ = target;
  if (same_layer || !image_) return;
  close();
  if (active_) open();
  Q_EMIT stateChanged();
}

void Editor::open() {
  if (!project_ || !image_ || !problem_.isEmpty()) return;
  open_ = true;
  shown_.clear();
  requests_.clear();
  history_.clear();
  done_ = 0;
  worker_->open(++number_, image_->id, target_);
  Q_EMIT stateChanged();
}

/// What is still asked for is carried out; its answers come too late for what is shown.
void Editor::close() {
  if (!open_) return;
  if (shown_.has_stroke()) end();
  open_ = false;
  ++number_;
  shown_.clear();
  requests_.clear();
  history_.clear();
  done_ = 0;
  worker_->leave();
  worker_->look();
  Q_EMIT labelsReplaced();
  Q_EMIT historyChanged(false);
  Q_EMIT stateChanged();
}

void Editor::opened(int number, const OpenedLabels& labels) {
  if (number != number_) return;
  if (!labels.problem.isEmpty()) {
    close();
    open_problem_ = labels.problem;
    update_problem();
    Q_EMIT failed(labels.problem);
    return;
  }
  shown_.set(labels.map);
  history_ = labels.history;
  done_ = labels.done;
  Q_EMIT labelsReplaced();
  Q_EMIT historyChanged(false);
  Q_EMIT stateChanged();
}

void Editor::answered(int number, const EditAnswer& answer) {
  if (answer.added || answer.made_layer) changed_ = true;
  if (!answer.problem.isEmpty()) Q_EMIT failed(answer.problem);
  if (answer.made_layer && project_) project_->layers_changed();
  unsaved_ = std::max(unsaved_, 1);  // as far as is known
  if (!look_.isActive()) look_.start(look_after_ms);
  if (number != number_) return;
  const auto request = requests_.front();
  requests_.pop_front();
  show(shown_.confirm(answer.patch));
  const int before = std::exchange(done_, answer.done);
  if (answer.added) {
    const auto keep = std::min(history_.size(), static_cast<std::size_t>(answer.added->number - 1));
    const bool just_added = keep == history_.size();
    history_.resize(keep);
    history_.push_back(*answer.added);
    Q_EMIT historyChanged(just_added);
    Q_EMIT edited(image_->id, QString::fromStdString(answer.added->name));
  } else if (done_ != before) {
    changed_ = true;
    Q_EMIT historyChanged(false);
  }
  if (answer.problem.isEmpty()) tell_what_came(request, before, answer.added.has_value());
  Q_EMIT stateChanged();
}

void Editor::tell_what_came(const Request& request, int before, bool added) {
  const auto text_of = [&](int number) {
    return operation_text(history_[static_cast<std::size_t>(number)], *project_);
  };
  switch (request.kind) {
    case Request::Kind::Undo:
      Q_EMIT told(done_ < before ? tr("Undone: %1").arg(text_of(done_))
                                 : tr("Nothing more to undo on this image"));
      break;
    case Request::Kind::Redo:
      Q_EMIT told(done_ > before ? tr("Redone: %1").arg(text_of(before))
                                 : tr("Nothing more to redo on this image"));
      break;
    case Request::Kind::Work:
      if (!added) Q_EMIT told(tr("%1: nothing changed").arg(operation_text(request.name)));
      break;
    default:
      break;
  }
}

void Editor::looked(int unsaved, const QString& problem) {
  unsaved_ = unsaved;
  if (unsaved > 0 && !problem.isEmpty() && problem != save_problem_)
    Q_EMIT failed(tr("Not saved yet, and tried again every second: %1").arg(problem));
  if (unsaved == 0 && !save_problem_.isEmpty()) Q_EMIT told(tr("Everything is saved now"));
  save_problem_ = unsaved > 0 ? problem : QString();
  if (unsaved > 0)
    look_.start(problem.isEmpty() ? look_after_ms : try_again_ms);
  else if (std::exchange(changed_, false) && project_ && image_)
    project_->rows_changed({image_->id});
}

void Editor::flushed(const QString& problem) {
  if (saving_ != Saving::Open) return;
  if (problem.isEmpty()) unsaved_ = 0;
  if (active_) open();
  if (!problem.isEmpty() || ending_.empty()) return answer_save(problem);
  saving_ = Saving::Closed;
  for (const auto& worker : ending_) {
    worker->flush();
    worker->look();  // it goes where all is on the disk
  }
}

void Editor::answer_save(const QString& problem) {
  saving_ = Saving::Off;
  Q_EMIT saved(problem);
}

void Editor::left(project::ImageId image, project::LayerId layer, bool changed) {
  if (!project_ || !changed) return;
  project_->labels_changed(layer);
  if (image_)
    project_->rows_changed({image});
  else
    project_->images_changed();  // nobody looks at it: filters and counts may follow
}

std::optional<std::uint8_t> Editor::label_at(edit::Point point) const {
  const auto labels = shown_.labels();
  if (!labels) return {};
  const auto [width, height] = labels->plane->size;
  if (point.x < 0 || point.y < 0 || point.x >= width || point.y >= height) return {};
  return labels->plane->at(static_cast<int>(point.x), static_cast<int>(point.y));
}

void Editor::begin(LabelEdit stroke) {
  if (open_) show(shown_.begin(std::move(stroke)));
}

void Editor::extend(const std::vector<edit::Point>& points, const std::vector<double>& radii) {
  if (has_stroke() && !points.empty()) show(shown_.extend(points, radii));
}

void Editor::end() {
  if (!has_stroke()) return;
  const bool exact = shown_.is_exact();
  ask(shown_.end(), exact);
}

void Editor::paint(LabelEdit edit) {
  if (!open_) return;
  const bool exact = shown_.is_exact();
  show(shown_.add(edit));
  ask(edit, exact);
}

void Editor::ask(const LabelEdit& edit, bool exact) {
  requests_.push_back({Request::Kind::Stroke, std::string(edit::name(edit.operation))});
  worker_->apply(edit, exact ? EditWorker::Tell::Nothing : EditWorker::Tell::All);
}

void Editor::run(edit::Operation operation) {
  if (!open_) return;
  end();
  requests_.push_back({Request::Kind::Work, std::string(edit::name(operation))});
  shown_.add_unknown();
  worker_->apply({std::move(operation)}, EditWorker::Tell::Change);
  Q_EMIT stateChanged();
}

void Editor::accept(image::LabelMap labels) {
  if (!open_ || !evidence_) return;
  end();
  requests_.push_back({Request::Kind::Work, "accept"});
  shown_.add_unknown();
  worker_->accept(std::move(labels));
  Q_EMIT stateChanged();
}

void Editor::undo() { step(-1); }
void Editor::redo() { step(1); }

void Editor::step(int by) {
  if (!open_) return;
  end();
  requests_.push_back({by < 0 ? Request::Kind::Undo : Request::Kind::Redo});
  shown_.add_unknown();
  worker_->step(by);
}

void Editor::go_to(int done) {
  if (!open_) return;
  end();
  requests_.push_back({Request::Kind::Walk});
  shown_.add_unknown();
  worker_->move(done);
}

QString Editor::waiting_for() const {
  if (open_ && !labels()) return tr("Opening the labels…");
  for (const auto& request : requests_)
    if (request.kind == Request::Kind::Work) return tr("%1…").arg(operation_text(request.name));
  return {};
}

void Editor::save() {
  if (saving_ != Saving::Off) return;
  saving_ = Saving::Open;
  if (!worker_) return flushed({});
  close();
  worker_->flush();
}

void Editor::show(const edit::Rect& rect) {
  if (!rect.empty()) Q_EMIT painted(QRect(rect.x, rect.y, rect.width, rect.height));
}

}  // namespace penumbra::ui
