#include "ui/gallery/label_pictures.h"

#include <algorithm>

#include "project/layers.h"
#include "ui/jobs/thread_priority.h"

namespace penumbra::ui {
namespace {
constexpr std::size_t most_wishes = 400;
}

LabelPictures::LabelPictures(std::shared_ptr<project::Project> project, int edge)
    : project_(std::move(project)),
      edge_(edge),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

LabelPictures::~LabelPictures() {
  thread_.request_stop();
  thread_.join();
}

void LabelPictures::set_layer(std::optional<project::LayerId> layer,
                              const std::array<QRgb, 256>& colours) {
  const std::lock_guard lock(mutex_);
  layer_ = layer;
  colours_ = colours;
  wishes_.clear();
  ++generation_;
}

std::vector<project::ImageId> LabelPictures::ask(project::ImageId image) {
  std::vector<project::ImageId> forgotten;
  {
    const std::lock_guard lock(mutex_);
    wishes_.push_back(image);
    if (wishes_.size() > most_wishes) {
      forgotten.push_back(wishes_.front());
      wishes_.erase(wishes_.begin());
    }
  }
  asked_.notify_one();
  return forgotten;
}

void LabelPictures::work(const std::stop_token& stop) {
  lower_thread_priority();
  while (true) {
    std::unique_lock lock(mutex_);
    if (!asked_.wait(lock, stop, [this] { return !wishes_.empty() && layer_; })) return;
    if (stop.stop_requested()) return;
    const auto image = wishes_.back();
    wishes_.pop_back();
    const auto layer = *layer_;
    const auto colours = colours_;
    const int generation = generation_;
    lock.unlock();
    QImage picture;
    try {
      picture = draw(layer, image, colours);
    } catch (const std::exception&) {
      // A damaged map shows as none here; the place that opens it says why.
    }
    QMetaObject::invokeMethod(this, [this, image, picture, generation] {
      {
        const std::lock_guard check(mutex_);
        if (generation != generation_) return;
      }
      Q_EMIT made(image, picture);
    });
  }
}

QImage LabelPictures::draw(project::LayerId layer, project::ImageId image,
                           const std::array<QRgb, 256>& colours) const {
  const project::Layers layers(*project_);
  if (!layers.has(layer, image)) return {};
  const auto map = layers.read(layer, image);
  const double scale =
      std::min(1.0, static_cast<double>(edge_) / std::max(map.size.width, map.size.height));
  const int width = std::max(1, static_cast<int>(map.size.width * scale));
  const int height = std::max(1, static_cast<int>(map.size.height * scale));
  QImage picture(width, height, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
    const auto row = static_cast<std::size_t>(y * map.size.height / height) *
                     static_cast<std::size_t>(map.size.width);
    for (int x = 0; x < width; ++x)
      line[x] = colours[map.labels[row + static_cast<std::size_t>(x * map.size.width / width)]];
  }
  return picture;
}

}  // namespace penumbra::ui
