#include "label/photo_stream.h"

#include <exception>

#include "base/error.h"
#include "base/failure_text.h"
#include "image/decode.h"

namespace penumbra::label {
namespace {

constexpr std::size_t ahead = 3;

}  // namespace

PhotoStream::PhotoStream(const dataset::Dataset& dataset, std::vector<std::size_t> items,
                         int smallest_side)
    : dataset_(dataset),
      items_(std::move(items)),
      smallest_side_(smallest_side),
      decoder_([this](const std::stop_token& stop) { decode(stop); }) {}

PhotoStream::~PhotoStream() = default;

void PhotoStream::decode(const std::stop_token& stop) {
  for (const auto item : items_) {
    Photo photo;
    photo.item = item;
    try {
      photo.image =
          image::read_image(dataset_.items[item].image, {.smallest_side = smallest_side_});
    } catch (const std::exception& error) {
      photo.failure = failure_text(error);
      photo.out_of_memory = ran_out_of_memory(error);
    }
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [&] { return ready_.size() < ahead; })) return;
    ready_.push_back(std::move(photo));
    changed_.notify_all();
  }
}

std::optional<Photo> PhotoStream::next() {
  if (taken_ == items_.size()) return std::nullopt;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !ready_.empty(); });
  auto photo = std::move(ready_.front());
  ready_.pop_front();
  ++taken_;
  changed_.notify_all();
  if (photo.out_of_memory) throw Error(photo.failure, dataset_.items[photo.item].image.string());
  return photo;
}

}  // namespace penumbra::label
