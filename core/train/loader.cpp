#include "train/loader.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
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

/// An image's turn in a pass.
struct Draw {
  std::size_t item = 0;
  std::uint64_t again = 0;  ///< how often the pass drew it before
};

void shuffle(std::vector<Draw>& draws, Random& random) {
  for (std::size_t last = draws.size() - 1; last > 0; --last)
    std::swap(draws[last], draws[random.below(last + 1)]);
}

/// As many draws as there are, in which items that `said` names have `repeat` times the others'
/// share: systematic resampling, so that each item is drawn as often as its share says, rounded up
/// or down.
std::vector<Draw> resampled(const std::vector<Draw>& draws, const std::vector<bool>& said,
                            std::uint64_t repeat) {
  const auto share = [&](const Draw& draw) { return said[draw.item] ? repeat : 1; };
  std::uint64_t all = 0;
  for (const auto& draw : draws) all += share(draw);
  std::vector<Draw> result;
  std::uint64_t sum = 0;
  for (const auto& draw : draws) {
    sum += share(draw);
    const auto until = sum * draws.size() / all;
    for (std::uint64_t again = 0; result.size() < until; ++again)
      result.push_back({draw.item, again});
  }
  return result;
}

/// Shuffled passes over the items of a data set, asked for in rising order.
class Stream {
 public:
  Stream(const dataset::Dataset& data, std::uint64_t seed, std::uint64_t repeat,
         const dataset::EvidenceSource& evidence)
      : data_(data), seed_(seed), repeat_(repeat), evidence_(evidence) {}

  struct Place {
    Draw draw;
    std::uint64_t epoch = 0;
    std::shared_ptr<const std::vector<bool>> said{};  ///< of which items; null: of none
  };
  /// Throws what the source of evidence does.
  Place at(std::uint64_t position) {
    const auto count = data_.items.size();
    const std::uint64_t epoch = position / count;
    if (draws_.empty() || epoch != epoch_) begin(epoch);
    return {draws_[position % count], epoch, said_};
  }

 private:
  void begin(std::uint64_t epoch) {
    said_ = items_with_evidence();
    draws_.clear();
    std::vector<Draw> draws(data_.items.size());
    for (std::size_t i = 0; i < draws.size(); ++i) draws[i].item = i;
    Random random({seed_, shuffle_stream, epoch});
    shuffle(draws, random);
    if (said_) {
      draws = resampled(draws, *said_, repeat_);
      // The draws of an image follow each other.
      if (std::ranges::any_of(draws, &Draw::again)) shuffle(draws, random);
    }
    draws_ = std::move(draws);
    epoch_ = epoch;
  }

  std::shared_ptr<const std::vector<bool>> items_with_evidence() const {
    if (!evidence_) return nullptr;
    const auto ids = evidence_.items();
    auto said = std::make_shared<std::vector<bool>>();
    for (const auto& item : data_.items) said->push_back(ids.contains(item.id));
    return said;
  }

  const dataset::Dataset& data_;
  std::uint64_t seed_;
  std::uint64_t repeat_;
  const dataset::EvidenceSource& evidence_;
  std::vector<Draw> draws_;  ///< of the pass `epoch_`
  std::uint64_t epoch_ = 0;
  std::shared_ptr<const std::vector<bool>> said_;
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
  result.evidence_repeat = options.evidence_repeat;
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
  const dataset::EvidenceSource evidence;

  std::mutex mutex;
  std::condition_variable_any changed;
  Stream stream;
  std::deque<std::unique_ptr<Pending>> queue;  ///< in the order of steps
  std::int64_t next_step;
  std::size_t next_slot = 0;
  std::vector<std::jthread> workers;  // last: they end before what they use

  Impl(const dataset::Dataset& dataset, LoaderOptions opts, LabelSource labels,
       dataset::EvidenceSource said)
      : data(dataset),
        options(std::move(opts)),
        label_source(std::move(labels)),
        evidence(std::move(said)),
        stream(dataset, options.seed, static_cast<std::uint64_t>(options.evidence_repeat),
               evidence),
        next_step(options.first_step) {
    for (int i = 0; i < std::max(options.threads, 1); ++i)
      workers.emplace_back([this](std::stop_token stop) { work(stop); });
  }

  void make_room(Batch& batch) const {
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
    if (evidence) batch.evidence.assign(images * plane(batch.size), image::ignore_label);
    batch.items.resize(images);
  }

  bool has_room() const {
    return next_slot > 0 || queue.size() < static_cast<std::size_t>(std::max(options.ahead, 1));
  }

  Task take_task() {
    if (next_slot == 0) {
      queue.push_back(std::make_unique<Pending>());
      queue.back()->missing = options.batch;
    }
    Task task;
    task.pending = queue.back().get();
    task.slot = next_slot;
    const auto images = static_cast<std::uint64_t>(options.batch);
    try {
      if (next_slot == 0) make_room(task.pending->batch);
      task.place = stream.at(static_cast<std::uint64_t>(next_step) * images + next_slot);
    } catch (...) {
      task.pending->failure = std::current_exception();
    }
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
      std::exception_ptr failure = task.pending->failure;
      lock.unlock();
      std::vector<dataset::Broken> broken;
      try {
        if (!failure) broken = fill(task, stop);
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
      const std::size_t index = (task.place.draw.item + i) % data.items.size();
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
    const auto again = task.place.draw.again;
    const auto draw = [&](const ViewOptions& how) {
      auto random =
          again == 0
              ? Random({options.seed, view_stream, task.place.epoch, index, views.size()})
              : Random({options.seed, view_stream, task.place.epoch, index, views.size(), again});
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
    if (task.place.said && (*task.place.said)[index])
      if (const auto known = evidence.read(item))
        render_sparse_labels(*known, views[0],
                             slot_of(batch.evidence, task.slot, plane(batch.size)));
    const auto classes = static_cast<std::size_t>(data.classes.size());
    for (const int tag : item.tags)
      batch.tags[task.slot * classes + static_cast<std::size_t>(tag - 1)] = 1;
    batch.items[task.slot] = index;
  }
};

Loader::Loader(const dataset::Dataset& dataset, LoaderOptions options, LabelSource labels,
               dataset::EvidenceSource evidence) {
  if (dataset.items.size() < static_cast<std::size_t>(std::max(options.batch, 1)))
    throw UsageError(std::to_string(options.batch) + " images a step, but the training set has " +
                         std::to_string(dataset.items.size()),
                     "batch", "Use a smaller batch or more images");
  impl_ =
      std::make_unique<Impl>(dataset, std::move(options), std::move(labels), std::move(evidence));
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
