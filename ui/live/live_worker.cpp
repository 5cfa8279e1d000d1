#include "ui/live/live_worker.h"

#include <array>
#include <set>
#include <utility>

#include "base/error.h"
#include "ui/problem_text.h"

namespace penumbra::ui {
namespace {

/// Maps that are written before those who show them are told.
constexpr std::size_t maps_a_part = 64;

}  // namespace

LiveWorker::LiveWorker(std::shared_ptr<project::Project> project,
                       std::unique_ptr<label::LiveLabels> live)
    : project_(std::move(project)),
      live_(std::move(live)),
      unwritten_(std::make_shared<UnwrittenLabels>(label::live_layer_name)) {
  for (const auto image : live_->images()) known_[image] = true;
}

LiveWorker::~LiveWorker() = default;

void LiveWorker::say(project::ImageId image, image::LabelMap said, int strokes) {
  {
    const std::scoped_lock lock(mutex_);
    said_[image].map = std::move(said);
    strokes_ += strokes;
  }
  task_.submit([this](JobControl& control) { follow(control); });
}

void LiveWorker::look_again(const std::vector<project::ImageId>& images) {
  {
    const std::scoped_lock lock(mutex_);
    for (const auto image : images)
      if (has(image) && !said_.contains(image)) said_[image] = {};
  }
  task_.submit([this](JobControl& control) { follow(control); });
}

void LiveWorker::look_at(std::optional<project::ImageId> pen, std::vector<project::ImageId> seen) {
  {
    const std::scoped_lock lock(mutex_);
    if (pen_ == pen) return;
    pen_ = pen;
    seen_ = std::move(seen);
  }
  task_.submit([this](JobControl& control) { follow(control); });
}

/// What was said is taken in whole, whatever comes next.
void LiveWorker::take_in() {
  std::map<project::ImageId, Said> said;
  bool drawn = false;
  {
    const std::scoped_lock lock(mutex_);
    said = std::exchange(said_, {});
    drawn = std::exchange(counts_.strokes, strokes_) != strokes_;
  }
  if (said.empty()) return;
  for (const auto& [image, what] : said) {
    if (!has(image)) continue;
    if (what.map)
      live_->set_evidence(image, *what.map,
                          project::rows(*project_, std::array{image}).front().tags);
    else
      live_->read_evidence(image);
  }
  counts_.to_write = static_cast<qint64>(live_->images().size());
  all_labelled_ = gains_told_ = false;
  if (!drawn) return;  // an image was looked at again: what the last stroke changed still holds
  changed_images_.clear();
  changed_patches_ = 0;
}

/// What was labelled before it was stopped counts too.
void LiveWorker::relabel(const std::vector<project::ImageId>& images, JobControl& control) {
  label::LiveChange change;
  try {
    change = live_->relabel(images, control);
  } catch (const Cancelled&) {
    tell_patches(images);
    throw;
  }
  tell_patches(change.which);
  count(change);
}

void LiveWorker::tell_patches(const std::vector<project::ImageId>& images) {
  std::vector<project::ImageId> other;
  for (const auto image : images) {
    const auto& patches = live_->patches(image);
    if (!patches.labels.empty() && unwritten_->put(image, {patches.grid, patches.labels}))
      other.push_back(image);
  }
  if (!other.empty()) QMetaObject::invokeMethod(this, [this, other] { Q_EMIT relabelled(other); });
}

void LiveWorker::count(const label::LiveChange& change) {
  for (const auto image : change.which) changed_images_[image] = true;
  changed_patches_ += change.changed_patches;
  if (change.images == live_->images().size()) patches_ = change.patches;
  counts_.images = static_cast<qint64>(changed_images_.size());
  counts_.share =
      patches_ > 0 ? static_cast<double>(changed_patches_) / static_cast<double>(patches_) : 0;
  QMetaObject::invokeMethod(this, [this, counts = counts_] { Q_EMIT counted(counts); });
}

void LiveWorker::write(const std::vector<project::ImageId>& images, JobControl& control) {
  NoProgress silent;
  for (std::size_t start = 0; start < images.size(); start += maps_a_part) {
    const std::vector<project::ImageId> part(
        images.begin() + static_cast<std::ptrdiff_t>(start),
        images.begin() + static_cast<std::ptrdiff_t>(std::min(start + maps_a_part, images.size())));
    const auto count = live_->write(part, control, silent);
    const auto waited = unwritten_->set_written(part);
    counts_.to_write = static_cast<qint64>(images.size() - start - part.size());
    QMetaObject::invokeMethod(this, [this, part, waited, count, counts = counts_] {
      if (!waited.empty()) Q_EMIT relabelled(waited);
      if (count > 0) Q_EMIT written(part);
      Q_EMIT counted(counts);
    });
    if (!gains_told_) find_gains(control);
  }
}

void LiveWorker::find_gains(JobControl& control) {
  auto gains = std::make_shared<const std::vector<label::LiveGain>>(live_->gains(control));
  gains_told_ = true;
  QMetaObject::invokeMethod(this, [this, gains] { Q_EMIT gainsFound(*gains); });
}

void LiveWorker::follow(JobControl& control) {
  try {
    take_in();
    std::optional<project::ImageId> pen;
    std::vector<project::ImageId> seen;
    {
      const std::scoped_lock lock(mutex_);
      pen = pen_;
      for (const auto image : seen_)
        if (has(image)) seen.push_back(image);
    }
    const auto show_pen = [&] {
      if (!pen || !has(*pen)) return;
      relabel({*pen}, control);
      const auto labels = std::make_shared<image::LabelMap>(live_->labels(*pen));
      QMetaObject::invokeMethod(this, [this, pen, labels] { Q_EMIT labelled(*pen, labels); });
    };
    show_pen();
    control.checkpoint();
    relabel(seen, control);
    if (!all_labelled_) {
      live_->learn(control);
      show_pen();
      relabel(seen, control);
      relabel(live_->images(), control);
      all_labelled_ = true;
    }
    std::vector<project::ImageId> order;
    std::set<project::ImageId> listed;
    const auto list = [&](project::ImageId image) {
      if (listed.insert(image).second) order.push_back(image);
    };
    if (pen && has(*pen)) list(*pen);
    for (const auto image : seen) list(image);
    for (const auto image : live_->images()) list(image);
    write(order, control);
  } catch (const Cancelled&) {
    throw;
  } catch (const std::exception& error) {
    QMetaObject::invokeMethod(this, [this, text = problem_text(error)] { Q_EMIT failed(text); });
  }
}

}  // namespace penumbra::ui
