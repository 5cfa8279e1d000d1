#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "base/error.h"
#include "project/thumbnail_cache.h"

namespace penumbra::project {

/// Makes thumbnails in background threads, the most wanted first, and keeps them in a cache.
class ThumbnailMaker {
 public:
  struct Wish {
    PhotoVersion photo;
    std::filesystem::path file;
  };
  /// Called on a worker's thread, several at a time. They must not throw, nor wait for the thread
  /// that destroys the maker; they may call `request`.
  using Ready = std::function<void(const PhotoVersion&, image::Image)>;
  using Failed = std::function<void(const PhotoVersion&, const Error&)>;

  /// `edge`: pixels of a thumbnail's longer side. `cache` must outlive the maker.
  ThumbnailMaker(ThumbnailCache& cache, int edge, int threads, Ready ready, Failed failed);
  /// Drops all wishes and waits for the photos that are being decoded, which are not delivered.
  ~ThumbnailMaker();
  ThumbnailMaker(const ThumbnailMaker&) = delete;
  ThumbnailMaker& operator=(const ThumbnailMaker&) = delete;

  /// What is wanted now, each photo once, the most important first; takes the place of all earlier
  /// wishes. Each is delivered after this call unless a later one leaves it out. A photo that is
  /// being decoded is delivered even if it is no longer wanted, and is not begun again.
  void request(std::vector<Wish> wishes);

 private:
  void work(const std::stop_token& stop);
  std::optional<Wish> next(const std::stop_token& stop);
  image::Image thumbnail_of(const Wish& wish);

  ThumbnailCache& cache_;
  const int edge_;
  const Ready ready_;
  const Failed failed_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Wish> wishes_;
  std::vector<PhotoVersion> under_way_;
  std::vector<std::jthread> workers_;  // last: they end before what they use
};

}  // namespace penumbra::project
