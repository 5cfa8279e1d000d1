#include "ui/gallery/thumbnail_loader.h"

#include <algorithm>

#include "image/decode.h"
#include "ui/jobs/thread_priority.h"
#include "ui/viewer/picture.h"

namespace penumbra::ui {
namespace {
constexpr std::size_t most_wishes = 400;
}

ThumbnailLoader::ThumbnailLoader(int side, int threads, QObject* parent)
    : QObject(parent), side_(side) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
}

ThumbnailLoader::~ThumbnailLoader() {
  for (auto& thread : threads_) thread.request_stop();
}

void ThumbnailLoader::request(int key, const std::filesystem::path& file) {
  {
    std::lock_guard lock(mutex_);
    std::erase_if(wishes_, [key](const Wish& wish) { return wish.key == key; });
    if (wishes_.size() == most_wishes) wishes_.erase(wishes_.begin());
    wishes_.push_back({key, file});
  }
  wished_.notify_one();
}

void ThumbnailLoader::clear() {
  std::lock_guard lock(mutex_);
  wishes_.clear();
  ++generation_;
}

void ThumbnailLoader::work(std::stop_token stop) {
  lower_thread_priority();
  while (true) {
    Wish wish;
    int generation;
    {
      std::unique_lock lock(mutex_);
      if (!wished_.wait(lock, stop, [this] { return !wishes_.empty(); })) return;
      if (stop.stop_requested()) return;
      wish = std::move(wishes_.back());
      wishes_.pop_back();
      generation = generation_;
    }
    QImage thumbnail = decode(wish.file);
    QMetaObject::invokeMethod(
        this,
        [this, key = wish.key, generation, thumbnail = std::move(thumbnail)] {
          std::unique_lock lock(mutex_);
          const bool wanted = generation == generation_;
          lock.unlock();
          if (wanted) Q_EMIT loaded(key, thumbnail);
        },
        Qt::QueuedConnection);
  }
}

QImage ThumbnailLoader::decode(const std::filesystem::path& file) const {
  try {
    const image::Image photo = image::read_image(file, {.smallest_side = side_});
    return to_qimage(photo).scaled(side_, side_, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace penumbra::ui
