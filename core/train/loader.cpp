#include "train/loader.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <numeric>
#include <span>
#include <thread>
#include <utility>

#include "base/error.h"
#include "image/decode.h"

namespace penumbra::train {
namespace {

constexpr std::uint64_t shuffle_stream = 1;
constexpr std::uint64_t view_stream = 2;

std::size_t plane(int size) {
  return static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
}

template <typename T>
std::span<T> slot_of(std::vector<T>& values, std::size_t slot, std::size_t length) {
  return std::span(values).subspan(slot * length, length);
}

/// Shuffled passes over `count` items, asked for in rising order.
class Stream {
 public:
  Stream(std::size_t count, std::uint64_t seed) : order_(count), seed_(seed) {}

  struct Place {
    std::size_t item = 0;
    std::uint64_t epoch = 0;
  };
  Place at(std::uint64_t position) {
    const std::uint64_t epoch = position / order_.size();
    if (!shuffled_ || epoch != epoch_) shuffle(epoch);
    return {order_[position % order_.size()], epoch};
  }

 private:
  void shuffle(std::uint64_t epoch) {
    std::iota(order_.begin(), order_.end(), 0);
    Random random({seed_, shuffle_stream, epoch});
    for (std::size_t last = order_.size() - 1; last > 0; --last)
      std::swap(order_[last], order_[random.below(last + 1)]);
    epoch_ = epoch;
    shuffled_ = true;
  }

  std::vector<std::size_t> order_;
  std::uint64_t seed_;
  std::uint64_t epoch_ = 0;
  bool shuffled_ = false;
};

}  // namespace

LoaderOptions loader_options(const TrainOptions& options) {
  LoaderOptions result;
  result.batch = options.batch;
  result.global = global_view(options.image_size);
  result.second_view = options.masked_view;
  result.local_views = options.local_views;
  result.local = local_view(options.local_size);
  result.seed = options.seed;
  return result;
}

struct Loader::Impl {
  struct Pending {
    Batch batch;
    int missing = 0;  ///< images still being made
    std::exception_ptr failure;
  };
  struct Task {
    Pending* pending = nullptr;
    std::size_t slot = 0;
    Stream::Place place;
  };

  const dataset::Dataset& data;
  const LoaderOptions options;
  const LabelSource label_source;

  std::mutex mutex;
  std::condition_variable_any changed;
  Stream stream;
  std::deque<std::unique_ptr<Pending>> queue;  ///< in the order of steps
  std::int64_t next_step;
  std::size_t next_slot = 0;
  std::vector<std::jthread> workers;  // last: they end before what they use

  Impl(const dataset::Dataset& dataset, LoaderOptions opts, LabelSource labels)
      : data(dataset),
        options(std::move(opts)),
        label_source(std::move(labels)),
        stream(dataset.items.size(), options.seed),
        next_step(options.first_step) {
    for (int i = 0; i < std::max(options.threads, 1); ++i)
      workers.emplace_back([this](std::stop_token stop) { work(stop); });
  }

  std::unique_ptr<Pending> empty_batch() const {
    auto pending = std::make_unique<Pending>();
    auto& batch = pending->batch;
    const auto images = static_cast<std::size_t>(options.batch);
    batch.step = next_step;
    batch.images = options.batch;
    batch.size = options.global.size;
    batch.local_size = options.local_views > 0 ? options.local.size : 0;
    batch.view1.resize(images * 3 * plane(batch.size));
    if (options.second_view) batch.view2.resize(batch.view1.size());
    batch.local_views.assign(static_cast<std::size_t>(options.local_views),
                             std::vector<float>(images * 3 * plane(batch.local_size)));
    batch.tags.resize(images * static_cast<std::size_t>(data.classes.size()));
    if (label_source) {
      batch.labels.resize(images * plane(batch.size));
      if (options.second_view) batch.uncertain.resize(batch.labels.size());
    }
    batch.items.resize(images);
    pending->missing = options.batch;
    return pending;
  }

  bool has_room() const {
    return next_slot > 0 || queue.size() < static_cast<std::size_t>(std::max(options.ahead, 1));
  }

  Task take_task() {
    if (next_slot == 0) queue.push_back(empty_batch());
    Task task;
    task.pending = queue.back().get();
    task.slot = next_slot;
    const auto images = static_cast<std::uint64_t>(options.batch);
    task.place = stream.at(static_cast<std::uint64_t>(next_step) * images + next_slot);
    if (++next_slot == images) {
      next_slot = 0;
      ++next_step;
    }
    return task;
  }

  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (changed.wait(lock, stop, [this] { return has_room(); }) && !stop.stop_requested()) {
      const Task task = take_task();
      lock.unlock();
      std::exception_ptr failure;
      std::vector<dataset::Broken> broken;
      try {
        broken = fill(task, stop);
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      auto& pending = *task.pending;
      pending.batch.broken.insert(pending.batch.broken.end(), broken.begin(), broken.end());
      if (failure) pending.failure = failure;
      if (--pending.missing == 0) changed.notify_all();
    }
  }

  /// Makes one image's part of a batch from the first readable item at or after its place.
  std::vector<dataset::Broken> fill(const Task& task, const std::stop_token& stop) const {
    std::vector<dataset::Broken> broken;
    for (std::size_t i = 0; i < data.items.size() && !stop.stop_requested(); ++i) {
      const std::size_t index = (task.place.item + i) % data.items.size();
      const auto& item = data.items[index];
      try {
        fill_from(task, index);
        return broken;
      } catch (const Error& error) {
        if (error.where() != item.image.string()) throw;
        broken.push_back({item.image, error.reason()});
      }
    }
    if (stop.stop_requested()) return broken;
    throw Error("no image can be read; the first says: " + broken.front().reason,
                broken.front().file.string(), "Check the disk that holds the photos");
  }

  void fill_from(const Task& task, std::size_t index) const {
    const auto& item = data.items[index];
    auto& batch = task.pending->batch;
    const auto size = item.size.area() > 0 ? item.size : image::read_size(item.image);

    std::vector<View> views;
    const auto draw = [&](const ViewOptions& how) {
      Random random({options.seed, view_stream, task.place.epoch, index, views.size()});
      views.push_back(draw_view(size, how, random));
    };
    draw(options.global);
    if (options.second_view) draw(options.global);
    for (int i = 0; i < options.local_views; ++i) draw(options.local);

    int side = 0;
    for (const auto& view : views) side = std::max(side, decoded_side(view));
    const auto photo = image::read_image(item.image, {.smallest_side = side});

    auto view = views.begin();
    const auto length = 3 * plane(batch.size);
    render_view(photo, *view++, slot_of(batch.view1, task.slot, length));
    if (options.second_view) render_view(photo, *view++, slot_of(batch.view2, task.slot, length));
    for (auto& local : batch.local_views)
      render_view(photo, *view++, slot_of(local, task.slot, 3 * plane(batch.local_size)));
    if (label_source) {
      const auto known = label_source(index);
      const auto area = plane(batch.size);
      render_labels(known.labels, views[0], slot_of(batch.labels, task.slot, area));
      if (options.second_view && known.uncertain.size.area() > 0)
        render_labels(known.uncertain, views[1], slot_of(batch.uncertain, task.slot, area));
    }
    const auto classes = static_cast<std::size_t>(data.classes.size());
    for (const int tag : item.tags)
      batch.tags[task.slot * classes + static_cast<std::size_t>(tag - 1)] = 1;
    batch.items[task.slot] = index;
  }
};

Loader::Loader(const dataset::Dataset& dataset, LoaderOptions options, LabelSource labels) {
  if (dataset.items.size() < static_cast<std::size_t>(std::max(options.batch, 1)))
    throw UsageError(std::to_string(options.batch) + " images a step, but the training set has " +
                         std::to_string(dataset.items.size()),
                     "batch", "Use a smaller batch or more images");
  impl_ = std::make_unique<Impl>(dataset, std::move(options), std::move(labels));
}

Loader::~Loader() = default;

Batch Loader::next(JobControl& control) {
  std::unique_lock lock(impl_->mutex);
  const auto ready = [this] { return !impl_->queue.empty() && impl_->queue.front()->missing == 0; };
  while (!impl_->changed.wait_for(lock, std::chrono::milliseconds(50), ready)) {
    lock.unlock();
    control.checkpoint();
    lock.lock();
  }
  const auto pending = std::move(impl_->queue.front());
  impl_->queue.pop_front();
  impl_->changed.notify_all();
  lock.unlock();
  if (pending->failure) std::rethrow_exception(pending->failure);
  std::ranges::sort(pending->batch.broken, {}, &dataset::Broken::file);
  return std::move(pending->batch);
}

}  // namespace penumbra::train
