#include "project/thumbnail_maker.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "base/failure_text.h"

namespace penumbra::project {

ThumbnailMaker::ThumbnailMaker(ThumbnailCache& cache, int edge, int threads, Ready ready,
                               Failed failed)
    : cache_(cache), edge_(edge), ready_(std::move(ready)), failed_(std::move(failed)) {
  for (int i = 0; i < std::max(threads, 1); ++i)
    workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

ThumbnailMaker::~ThumbnailMaker() {
  for (auto& worker : workers_) worker.request_stop();
}

void ThumbnailMaker::request(std::vector<Wish> wishes) {
  std::deque<Wish> wanted(std::make_move_iterator(wishes.begin()),
                          std::make_move_iterator(wishes.end()));
  {
    const std::scoped_lock lock(mutex_);
    std::erase_if(wanted, [&](const Wish& wish) {
      return std::find(under_way_.begin(), under_way_.end(), wish.photo) != under_way_.end();
    });
    wishes_.swap(wanted);
  }
  changed_.notify_all();
}

std::optional<ThumbnailMaker::Wish> ThumbnailMaker::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [&] { return !wishes_.empty(); });
  if (stop.stop_requested()) return std::nullopt;
  auto wish = std::move(wishes_.front());
  wishes_.pop_front();
  under_way_.push_back(wish.photo);
  return wish;
}

image::Image ThumbnailMaker::thumbnail_of(const Wish& wish) {
  if (const auto jpeg = cache_.find(wish.photo, edge_)) return decode_thumbnail(*jpeg);
  auto thumbnail = make_thumbnail(wish.file, edge_);
  cache_.keep(wish.photo, edge_, encode_thumbnail(thumbnail));
  return thumbnail;
}

void ThumbnailMaker::work(const std::stop_token& stop) {
  while (const auto wish = next(stop)) {
    std::variant<image::Image, Error> result;
    try {
      result = thumbnail_of(*wish);
    } catch (const Error& error) {
      result = error;
    } catch (const std::exception& error) {
      result = Error(failure_text(error), wish->file.string());
    }
    bool last = false;
    {
      // Before it is delivered: a wish from now on is one for another delivery.
      const std::scoped_lock lock(mutex_);
      std::erase(under_way_, wish->photo);
      last = wishes_.empty();
    }
    if (stop.stop_requested()) return;
    if (auto* thumbnail = std::get_if<image::Image>(&result))
      ready_(wish->photo, std::move(*thumbnail));
    else
      failed_(wish->photo, std::get<Error>(result));
    if (last) cache_.flush();
  }
}

}  // namespace penumbra::project
