#include "ui/gallery/thumbnails.h"

#include <algorithm>

#include "ui/jobs/thread_priority.h"
#include "ui/problem_text.h"
#include "ui/project/open_project.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {
namespace {
constexpr int memory_kb = 128 * 1024;
constexpr std::size_t most_wishes = 400;  ///< more than a screen holds

int cost_kb(const QPixmap& pixmap) {
  return std::max(1, pixmap.width() * pixmap.height() * 4 / 1024);
}
}  // namespace

Thumbnails::Thumbnails(OpenProject& project)
    : project_(project),
      pictures_(memory_kb),
      overlays_(memory_kb / 2),
      cache_(project.project()->cache() / "thumbnails.sqlite") {
  soon_.setSingleShot(true);
  soon_.setInterval(0);
  connect(&soon_, &QTimer::timeout, this, &Thumbnails::request);
  maker_ = std::make_unique<project::ThumbnailMaker>(
      cache_, edge, background_threads(),
      [this](const project::PhotoVersion& photo, image::Image made) {
        QMetaObject::invokeMethod(this, [this, photo, picture = to_qimage(made)] {
          const auto pixmap = QPixmap::fromImage(picture);
          pictures_.insert(photo.image, new Picture{photo, pixmap, {}}, cost_kb(pixmap));
          asked_ids_.erase(photo.image);
          Q_EMIT changed(photo.image);
        });
      },
      [this](const project::PhotoVersion& photo, const Error& error) {
        QMetaObject::invokeMethod(this, [this, photo, text = problem_text(error)] {
          pictures_.insert(photo.image, new Picture{photo, {}, text});
          asked_ids_.erase(photo.image);
          Q_EMIT changed(photo.image);
        });
      });
  label_pictures_ = std::make_unique<LabelPictures>(project.project(), edge);
  connect(label_pictures_.get(), &LabelPictures::made, this, &Thumbnails::overlay_made);
}

Thumbnails::~Thumbnails() = default;

QVariant Thumbnails::picture(const project::ImageRow& row) {
  const project::PhotoVersion photo{row.id, static_cast<std::uint64_t>(row.bytes), row.modified};
  const Picture* found = pictures_.object(row.id);
  if (found && found->photo == photo)
    return found->pixmap.isNull() ? QVariant() : QVariant(found->pixmap);
  if (!row.problem.empty()) return {};
  if (asked_ids_.insert(row.id).second) {
    asked_.insert(asked_.begin(), {photo, row.photo});
    soon_.start();
  }
  return {};
}

void Thumbnails::request() {
  std::erase_if(asked_,
                [this](const auto& wish) { return !asked_ids_.contains(wish.photo.image); });
  while (asked_.size() > most_wishes) {
    asked_ids_.erase(asked_.back().photo.image);
    asked_.pop_back();
  }
  maker_->request(asked_);
}

QVariant Thumbnails::overlay(const project::ImageRow& row) {
  if (!layer_) return {};
  const Overlay* found = overlays_.object(row.id);
  if ((!found || found->old) && !asked_overlays_.contains(row.id)) {
    const int number = ++overlay_wishes_;
    asked_overlays_[row.id] = number;
    for (const auto forgotten : label_pictures_->ask(row.id, number))
      asked_overlays_.erase(forgotten);
  }
  return found && !found->pixmap.isNull() ? QVariant(found->pixmap) : QVariant();
}

/// One that was asked for before its labels changed is not taken.
void Thumbnails::overlay_made(project::ImageId image, int number, const QImage& picture) {
  const auto asked = asked_overlays_.find(image);
  if (asked == asked_overlays_.end() || asked->second != number) return;
  asked_overlays_.erase(asked);
  const auto pixmap = QPixmap::fromImage(picture);
  overlays_.insert(image, new Overlay{pixmap}, cost_kb(pixmap));
  Q_EMIT changed(image);
}

QVariant Thumbnails::problem(project::ImageId image) const {
  const Picture* found = pictures_.object(image);
  return found && !found->problem.isEmpty() ? QVariant(found->problem) : QVariant();
}

void Thumbnails::set_layer(std::optional<project::LayerId> layer) {
  layer_ = layer;
  overlays_.clear();
  asked_overlays_.clear();
  set_source();
  Q_EMIT allChanged();
}

void Thumbnails::set_source() {
  LabelPictures::Source source{layer_, {}, nullptr};
  for (const auto& row : project_.classes()) {
    QColor colour = project_.class_colour(row.value);
    colour.setAlphaF(0.55F);
    source.colours[static_cast<std::size_t>(row.value)] = qPremultiply(colour.rgba());
  }
  const auto* layer = layer_ && unwritten_ ? project_.find_layer(*layer_) : nullptr;
  if (layer && layer->name == unwritten_->layer()) source.unwritten = unwritten_;
  label_pictures_->set_source(std::move(source));
}

void Thumbnails::layer_changed(project::LayerId layer) {
  if (layer != layer_) return;
  set_source();
  asked_overlays_.clear();
  const auto shown = overlays_.keys();
  make_anew({shown.begin(), shown.end()});
}

void Thumbnails::set_unwritten(std::shared_ptr<const UnwrittenLabels> unwritten) {
  unwritten_ = std::move(unwritten);
  if (layer_) layer_changed(*layer_);
}

void Thumbnails::unwritten_changed(const std::vector<project::ImageId>& images) {
  const auto* layer = layer_ && unwritten_ ? project_.find_layer(*layer_) : nullptr;
  if (layer && layer->name == unwritten_->layer()) make_anew(images);
}

void Thumbnails::make_anew(const std::vector<project::ImageId>& images) {
  for (const auto image : images) {
    asked_overlays_.erase(image);
    if (auto* shown = overlays_.object(image)) shown->old = true;
  }
  Q_EMIT allChanged();
}

}  // namespace penumbra::ui
