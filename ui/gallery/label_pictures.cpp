#include "ui/gallery/label_pictures.h"

#include <algorithm>
#include <utility>

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

void LabelPictures::set_source(Source source) {
  const std::lock_guard lock(mutex_);
  source_ = std::move(source);
  wishes_.clear();
}

std::vector<project::ImageId> LabelPictures::ask(project::ImageId image, int number) {
  std::vector<project::ImageId> forgotten;
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(wishes_, [image](const auto& wish) { return wish.image == image; });
    wishes_.push_back({image, number});
    if (wishes_.size() > most_wishes) {
      forgotten.push_back(wishes_.front().image);
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
    if (!asked_.wait(lock, stop, [this] { return !wishes_.empty() && source_.layer; })) return;
    if (stop.stop_requested()) return;
    const auto wish = wishes_.back();
    wishes_.pop_back();
    const auto source = source_;
    lock.unlock();
    QImage picture;
    try {
      picture = draw(source, wish.image);
    } catch (const std::exception&) {
      // A damaged map shows as none here; the place that opens it says why.
    }
    QMetaObject::invokeMethod(
        this, [this, wish, picture] { Q_EMIT made(wish.image, wish.number, picture); });
  }
}

QImage LabelPictures::draw(const Source& source, project::ImageId image) const {
  auto map = source.unwritten ? source.unwritten->find(image) : std::nullopt;
  if (!map) {
    const project::Layers layers(*project_);
    if (!layers.has(*source.layer, image)) return {};
    map = layers.read(*source.layer, image);
  }
  const double scale =
      std::min(1.0, static_cast<double>(edge_) / std::max(map->size.width, map->size.height));
  const int width = std::max(1, static_cast<int>(map->size.width * scale));
  const int height = std::max(1, static_cast<int>(map->size.height * scale));
  QImage picture(width, height, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
    const auto row = static_cast<std::size_t>(y * map->size.height / height) *
                     static_cast<std::size_t>(map->size.width);
    for (int x = 0; x < width; ++x)
      line[x] =
          source.colours[map->labels[row + static_cast<std::size_t>(x * map->size.width / width)]];
  }
  return picture;
}

}  // namespace penumbra::ui
