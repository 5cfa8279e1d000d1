#include "ui/viewer/image_reader.h"

#include <algorithm>

#include "base/error.h"
#include "image/decode.h"
#include "project/layers.h"
#include "ui/problem_text.h"

namespace penumbra::ui {
namespace {

constexpr std::size_t most_bytes = std::size_t{384} << 20;

std::size_t bytes_of(const SharedPlane& plane) { return plane ? plane->values.size() : 0; }

std::shared_ptr<const ClassScores> read_scores(const project::Layers& layers,
                                               project::LayerId layer, project::ImageId image) {
  std::vector<std::pair<int, SharedPlane>> classes;
  for (const auto value : layers.score_classes(layer, image))
    if (value != 0 && value != image::ignore_label)
      classes.emplace_back(value, to_plane(layers.read_scores(layer, image, value)));
  const auto uncertainty = layers.read_uncertainty(layer, image);
  return make_class_scores(std::move(classes), uncertainty ? to_plane(*uncertainty) : nullptr);
}

}  // namespace

ImageReader::ImageReader(QObject* parent) : QObject(parent) {}
ImageReader::~ImageReader() = default;

void ImageReader::set_project(std::shared_ptr<project::Project> project) {
  task_.cancel();
  ++generation_;
  project_ = std::move(project);
  entries_.clear();
  bytes_ = 0;
}

ImageReader::Entry ImageReader::read(project::Project& project, const Wish& wish) {
  Entry entry;
  try {
    const project::Layers layers(project);
    if (wish.part == Part::Photo) {
      auto photo =
          std::make_shared<const Pyramid>(make_pyramid(to_qimage(image::read_image(wish.photo))));
      for (const auto& level : photo->levels)
        entry.bytes += static_cast<std::size_t>(level.sizeInBytes());
      entry.content = std::move(photo);
    } else if (wish.part == Part::Labels) {
      if (!layers.has(wish.layer, wish.image)) return entry;
      auto labels = make_label_plane(layers.read(wish.layer, wish.image));
      entry.bytes = labels ? bytes_of(labels->plane) : 0;
      entry.content = std::move(labels);
    } else if (auto scores = read_scores(layers, wish.layer, wish.image)) {
      for (const auto& [value, plane] : scores->classes) entry.bytes += bytes_of(plane);
      entry.bytes +=
          bytes_of(scores->highest) + bytes_of(scores->best) + bytes_of(scores->uncertainty);
      entry.content = std::move(scores);
    }
  } catch (const std::exception& error) {
    entry = {};
    entry.problem = problem_text(error);
  }
  return entry;
}

void ImageReader::want(project::ImageId current, std::vector<Wish> wishes) {
  current_ = current;
  std::erase_if(wishes, [&](const Wish& wish) { return knows(wish.image, wish.part, wish.layer); });
  if (wishes.empty() || !project_) {
    task_.cancel();
    return;
  }
  task_.submit([this, project = project_, wishes = std::move(wishes), generation = generation_,
                versions = versions_](JobControl& control) {
    for (const Wish& wish : wishes) {
      auto entry = std::make_shared<Entry>(read(*project, wish));
      // What was read is used, also where something else is wanted meanwhile.
      QMetaObject::invokeMethod(
          this,
          [this, generation, entry, key = Key{wish.image, wish.part, wish.layer},
           version = versions.count(wish.layer) ? versions.at(wish.layer) : 0] {
            const auto layer = std::get<2>(key);
            if (generation != generation_) return;
            if (layer != 0 && version != (versions_.count(layer) ? versions_.at(layer) : 0)) return;
            insert(key, std::move(*entry));
            Q_EMIT ready(std::get<0>(key));
          },
          Qt::QueuedConnection);
      control.checkpoint();
    }
  });
}

void ImageReader::insert(const Key& key, Entry entry) {
  if (const auto old = entries_.find(key); old != entries_.end()) bytes_ -= old->second.bytes;
  entry.used = ++clock_;
  bytes_ += entry.bytes;
  entries_[key] = std::move(entry);
  while (bytes_ > most_bytes) {
    auto oldest = entries_.end();
    for (auto it = entries_.begin(); it != entries_.end(); ++it) {
      if (std::get<0>(it->first) == current_ || it->first == key || it->second.bytes == 0) continue;
      if (oldest == entries_.end() || it->second.used < oldest->second.used) oldest = it;
    }
    if (oldest == entries_.end()) break;
    bytes_ -= oldest->second.bytes;
    entries_.erase(oldest);
  }
}

void ImageReader::forget_layer(project::LayerId layer) {
  ++versions_[layer];
  std::erase_if(entries_, [&](const auto& entry) {
    if (std::get<2>(entry.first) != layer) return false;
    bytes_ -= entry.second.bytes;
    return true;
  });
}

void ImageReader::forget_layers() {
  std::vector<project::LayerId> layers;
  for (const auto& [key, entry] : entries_) layers.push_back(std::get<2>(key));
  for (const auto layer : layers)
    if (layer != 0) forget_layer(layer);
}

const ImageReader::Entry* ImageReader::find(const Key& key) const {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return nullptr;
  found->second.used = ++clock_;
  return &found->second;
}

std::shared_ptr<const Pyramid> ImageReader::photo(project::ImageId image) const {
  const Entry* entry = find({image, Part::Photo, 0});
  const auto* photo =
      entry ? std::get_if<std::shared_ptr<const Pyramid>>(&entry->content) : nullptr;
  return photo ? *photo : nullptr;
}

std::shared_ptr<const LabelPlane> ImageReader::labels(project::ImageId image,
                                                      project::LayerId layer) const {
  const Entry* entry = find({image, Part::Labels, layer});
  const auto* labels =
      entry ? std::get_if<std::shared_ptr<const LabelPlane>>(&entry->content) : nullptr;
  return labels ? *labels : nullptr;
}

std::shared_ptr<const ClassScores> ImageReader::scores(project::ImageId image,
                                                       project::LayerId layer) const {
  const Entry* entry = find({image, Part::Scores, layer});
  const auto* scores =
      entry ? std::get_if<std::shared_ptr<const ClassScores>>(&entry->content) : nullptr;
  return scores ? *scores : nullptr;
}

bool ImageReader::knows(project::ImageId image, Part part, project::LayerId layer) const {
  return find({image, part, layer}) != nullptr;
}

QString ImageReader::problem(project::ImageId image, Part part, project::LayerId layer) const {
  const Entry* entry = find({image, part, layer});
  return entry ? entry->problem : QString();
}

}  // namespace penumbra::ui
