#include "ui/review/review_queue.h"

#include <QMetaObject>
#include <QSettings>
#include <algorithm>
#include <utility>

#include "project/time.h"
#include "review/pace.h"
#include "ui/project/open_project.h"
#include "ui/settings_writer.h"

namespace penumbra::ui {
namespace {

using review::Entry;
using review::ImageId;

constexpr int soon_ms = 500;
/// What a person has done changes which classes are rare; the order follows every so often only.
constexpr int marks_an_order = 10;

const Entry* find_in(const std::vector<Entry>& by_image, ImageId image) {
  const auto found = std::ranges::lower_bound(by_image, image, {}, &Entry::image);
  return found == by_image.end() || found->image != image ? nullptr : &*found;
}

/// The images before the present one that keep their place.
std::vector<ImageId> kept(const std::vector<ImageId>& passed, const std::vector<Entry>& entries,
                          const std::unordered_set<ImageId>& finished, bool skipped_stay) {
  std::vector<ImageId> result;
  for (const auto image : passed) {
    const auto* found = find_in(entries, image);
    if (found ? skipped_stay && !found->second_look : finished.contains(image))
      result.push_back(image);
  }
  return result;
}

}  // namespace

ReviewQueue::ReviewQueue(QObject* parent) : QObject(parent) {
  soon_.setSingleShot(true);
  soon_.setInterval(soon_ms);
  connect(&soon_, &QTimer::timeout, this, [this] { compute(wish_); });
}

ReviewQueue::~ReviewQueue() = default;

void ReviewQueue::set_project(OpenProject* project) {
  if (project_) disconnect(project_, nullptr, this, nullptr);
  project_ = project;
  computing_.cancel();
  ++request_;
  soon_.stop();
  active_ = ready_ = restore_ = false;
  wish_ = {};
  return_to_.reset();
  entries_.clear();
  gone_.clear();
  queue_.clear();
  finished_.clear();
  own_.clear();
  images_an_hour_ = 0;
  if (project) {
    settings_ = review::settings(*project->project());
    restore_ = QSettings().value(project->settings_group() + "/review").toBool();
    connect(project, &OpenProject::filtered, this, &ReviewQueue::images_were_filtered);
    connect(project, &OpenProject::currentChanged, this, &ReviewQueue::changed);
    connect(project, &OpenProject::classesChanged, this, &ReviewQueue::changed);
    connect(project, &OpenProject::imagesChanged, this, &ReviewQueue::compute_soon);
    connect(project, &OpenProject::rowsChanged, this, &ReviewQueue::rows_were_changed);
    connect(project, &OpenProject::failed, this, [this] {
      own_.clear();
      compute_soon();
    });
    // Who asks for another order gets it.
    connect(project, &OpenProject::sortChosen, this, [this] { set_active(false); });
  }
  Q_EMIT activeChanged(false);
  Q_EMIT changed();
}

OpenProject* ReviewQueue::project() const { return project_; }

void ReviewQueue::set_active(bool active) {
  restore_ = false;
  if (!project_ || active == active_) return;
  active_ = active;
  change_setting(project_->settings_group() + "/review", active);
  ready_ = false;
  if (active) {
    compute({.skipped_stay = false, .go_to_first = true});
  } else {
    ++request_;
    soon_.stop();
    entries_.clear();
    gone_.clear();
    queue_.clear();
    project_->set_order(nullptr);
  }
  Q_EMIT activeChanged(active);
  Q_EMIT changed();
}

void ReviewQueue::set_settings(const review::Settings& settings) {
  if (!project_ || settings == settings_) return;
  settings_ = settings;
  project_->keep_review_settings(settings);
  if (active_) compute({.skipped_stay = false});
}

void ReviewQueue::set_gains(std::vector<review::Gain> gains) {
  if (gains_ ? *gains_ == gains : gains.empty()) return;
  gains_ =
      gains.empty() ? nullptr : std::make_shared<const std::vector<review::Gain>>(std::move(gains));
  compute_soon();
}

const Entry* ReviewQueue::find(ImageId image) const {
  return gone_.contains(image) ? nullptr : find_in(entries_, image);
}

const Entry* ReviewQueue::current() const {
  const auto image = project_ ? project_->current() : std::nullopt;
  return image ? find(*image) : nullptr;
}

int ReviewQueue::place() const {
  const auto* entry = current();
  if (!entry) return 0;
  return static_cast<int>(std::ranges::find(queue_, entry->image) - queue_.begin()) + 1;
}

/// The latest request counts; it waits until all marks are in the catalogue, and is asked again
/// where the person went on meanwhile.
void ReviewQueue::compute(Wish wish) {
  if (!active_) return;
  wish_ = wish;
  if (!own_.empty()) return compute_soon();
  soon_.stop();
  since_computed_ = 0;
  where_ = project_->where();
  images_ = project_->filtered_images().size();
  std::vector<ImageId> before;
  const auto image = wish.go_to_first ? std::nullopt : project_->current();
  if (image) {
    const auto& all = project_->filtered_images();
    before.assign(all.begin(), all.begin() + std::max(0, project_->images().row_of(*image)));
  }
  std::unordered_set<ImageId> marked;
  for (const auto& mark : finished_) marked.insert(mark.image);
  computing_.submit([this, request = ++request_, project = project_->project(),
                     where = where_.toStdString(), settings = settings_, gains = gains_, image,
                     wish, before = std::move(before),
                     marked = std::move(marked)](JobControl& control) {
    auto computed = std::make_shared<Computed>();
    auto& entries = computed->entries;
    entries = review::queue(*project, where, settings, project::milliseconds_now(),
                            gains ? std::span(*gains) : std::span<const review::Gain>());
    std::vector<ImageId> by_need;
    for (const auto& entry : entries) by_need.push_back(entry.image);
    std::ranges::sort(entries, {}, &Entry::image);
    control.checkpoint();
    computed->images_an_hour = review::images_an_hour(*project);
    auto& order = computed->order;
    order = kept(before, entries, marked, wish.skipped_stay);
    if (image) order.push_back(*image);
    const std::unordered_set<ImageId> placed(order.begin(), order.end());
    for (const auto id : by_need)
      if (!placed.contains(id)) order.push_back(id);
    for (const auto id : order)
      if (find_in(entries, id)) computed->queue.push_back(id);
    QMetaObject::invokeMethod(this, [this, request, image, wish, computed] {
      if (request != request_ || !active_) return;
      if (!own_.empty() || (!wish.go_to_first && project_->current() != image))
        return compute(wish);
      show(computed);
    });
  });
}

void ReviewQueue::show(const std::shared_ptr<Computed>& computed) {
  entries_.swap(computed->entries);
  gone_.clear();
  queue_.swap(computed->queue);
  images_an_hour_ = computed->images_an_hour;
  ready_ = true;
  project_->set_order(std::make_shared<const std::vector<ImageId>>(std::move(computed->order)));
  if (wish_.go_to_first && !queue_.empty()) project_->set_current(queue_.front());
  wish_ = {};
  Q_EMIT changed();
}

void ReviewQueue::compute_soon() {
  if (active_ && !soon_.isActive()) soon_.start();
}

void ReviewQueue::images_were_filtered() {
  if (return_to_ && project_->images().row_of(*return_to_) >= 0)
    project_->set_current(*std::exchange(return_to_, std::nullopt));
  if (restore_ && !project_->filtered_images().empty()) {
    restore_ = false;
    active_ = true;
    Q_EMIT activeChanged(true);
    compute({.skipped_stay = false});
  } else if (active_ && project_->where() != where_) {
    ready_ = false;
    compute({.skipped_stay = false});
  } else if (active_ && project_->filtered_images().size() != images_) {
    images_ = project_->filtered_images().size();
    compute_soon();
  }
  Q_EMIT changed();
}

void ReviewQueue::rows_were_changed(const std::vector<ImageId>& images) {
  if (images.size() == 1)
    if (const auto own = own_.find(images.front()); own != own_.end()) {
      own_.erase(own);
      return;
    }
  compute_soon();
}

/// The one that follows in the queue, else the first that was passed.
std::optional<ImageId> ReviewQueue::next_of(ImageId image) const {
  const auto place = std::ranges::find(queue_, image);
  if (place != queue_.end()) {
    const auto next = place + 1 == queue_.end() ? queue_.begin() : place + 1;
    return *next == image ? std::nullopt : std::optional(*next);
  }
  const auto& all = project_->filtered_images();
  for (int row = project_->images().row_of(image) + 1; row < static_cast<int>(all.size()); ++row)
    if (const auto id = all[static_cast<std::size_t>(row)]; find(id)) return id;
  return queue_.empty() ? std::nullopt : std::optional(queue_.front());
}

void ReviewQueue::finish() {
  if (!project_ || !project_->project()->writable()) return;
  const auto image = project_->current();
  if (!image || (active_ && !ready_)) return;
  const auto next = active_ ? next_of(*image) : std::nullopt;
  const auto* entry = current();
  if (!active_ || entry) {
    finished_.push_back({*image, entry ? std::optional(*entry) : std::nullopt});
    own_.insert(*image);
    project_->finish_review(*image, entry && entry->second_look);
    std::erase(queue_, *image);
    gone_.insert(*image);
    ++since_computed_;
    Q_EMIT finished();
  }
  if (!active_)
    project_->step(1);
  else if (next)
    project_->set_current(*next);
  if (active_ && (since_computed_ >= marks_an_order || queue_.empty())) compute_soon();
  Q_EMIT changed();
}

bool ReviewQueue::go_back() {
  if (!project_ || finished_.empty()) return false;
  const auto mark = std::move(finished_.back());
  finished_.pop_back();
  own_.insert(mark.image);
  project_->take_back_review(mark.image);
  if (active_ && mark.entry) {
    gone_.erase(mark.image);
    if (!find(mark.image))
      entries_.insert(std::ranges::lower_bound(entries_, mark.image, {}, &Entry::image),
                      *mark.entry);
    // Before the first of the queue that follows it in the strip.
    const int row = project_->images().row_of(mark.image);
    const auto after = std::ranges::find_if(
        queue_, [&](ImageId other) { return project_->images().row_of(other) > row; });
    queue_.insert(after, mark.image);
  }
  if (project_->images().row_of(mark.image) < 0) return_to_ = mark.image;
  project_->set_current(mark.image);
  Q_EMIT changed();
  return true;
}

}  // namespace penumbra::ui
