#include "train/estimate.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

#include "base/error.h"
#include "base/failure_text.h"
#include "base/phrase.h"
#include "device/memory.h"
#include "device/precision.h"
#include "label/closed_form_start.h"
#include "label/instant_targets.h"
#include "train/loader.h"
#include "train/preview_maker.h"
#include "train/run_state.h"
#include "train/step_input.h"
#include "train/train_step.h"
#include "train/validation.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int tried_steps = 3;  // the first one warms up
constexpr std::size_t tried_images = 4;

template <typename Work>
double seconds_of(const Work& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The most memory that the process holds while this lives, above what it held before.
class MemoryWatch {
 public:
  MemoryWatch()
      : before_(device::resident_memory()), thread_([this](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            most_ = std::max(most_.load(), device::resident_memory());
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
          }
        }) {}

  std::int64_t most() const { return std::max<std::int64_t>(0, most_ - before_); }

 private:
  std::int64_t before_;
  std::atomic<std::int64_t> most_{0};
  std::jthread thread_;
};

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static std::atomic<int> number{0};
    path_ = fs::temp_directory_path() /
            ("penumbra-estimate-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

dataset::Dataset first_of(const dataset::Dataset& all, std::size_t count) {
  dataset::Dataset some = all;
  some.items.resize(std::min(count, some.items.size()));
  return some;
}

ItemLabels nothing_known(std::size_t) { return {{{1, 1}, {image::ignore_label}}, {{1, 1}, {0}}}; }

/// Times the parts of a run.
class Probe {
 public:
  Probe(const RunRequest& request, JobControl& control, ProgressSink& progress)
      : request_(request),
        options_(request.options),
        training_(request.training),
        control_(control),
        counter_(progress, phrase("trying a few steps"), tried_steps + 3) {
    options_.validate();
    std::erase_if(training_.items, [](const dataset::Item& item) { return !item.tagged; });
    state_.compute = device::choose(request.device);
    device::use_threads(state_.compute.threads);
    estimate_.available_bytes = device::available_memory(state_.compute);
  }

  RunEstimate run() {
    const MemoryWatch memory;
    build_networks(state_, options_, training_.classes.size());
    move_to_device(state_);
    try_start();
    next();
    try_steps();
    try_validation();
    next();
    try_previews();
    next();
    estimate_.total_seconds = estimate_.start_seconds + estimate_.validation_seconds +
                              estimate_.preview_seconds +
                              estimate_.step_seconds * static_cast<double>(options_.steps);
    // A GPU's memory stays with the process until it ends or takes it for something else.
    estimate_.memory_bytes =
        state_.compute.device.is_cpu()
            ? memory.most()
            : estimate_.available_bytes - device::available_memory(state_.compute);
    return estimate_;
  }

 private:
  void next() {
    counter_.advance();
    control_.checkpoint();
  }

  void try_start() {
    const auto few = first_of(training_, tried_images);
    if (few.items.empty()) return;
    const double share =
        static_cast<double>(training_.items.size()) / static_cast<double>(few.items.size());
    NoProgress silent;
    if (options_.classifier_init == "ridge")
      estimate_.start_seconds += share * seconds_of([&] {
                                   label::pooled_features(state_.student, few, options_.image_size,
                                                          state_.compute, control_, silent);
                                 });
    if (options_.segmentation_target == "instant") {
      const TemporaryFolder folder;
      estimate_.start_seconds +=
          options_.rounds * share * seconds_of([&] {
            label::make_instant_targets(state_.student, few, {}, options_.image_size, folder.path(),
                                        state_.compute, control_, silent);
          });
    }
  }

  /// Those of the run's second half, in which all losses count.
  void try_steps() {
    if (!state_.teacher.is_empty()) model::copy_parameters(state_.teacher, state_.student);
    TrainStep train_step(state_.student, state_.teacher, options_);
    const bool instant = options_.segmentation_target == "instant";
    Loader loader(training_, loader_options(options_),
                  instant ? LabelSource(nothing_known) : LabelSource());
    double seconds = 0;
    for (int i = 0; i < tried_steps; ++i) {
      const double taken = seconds_of([&] {
        auto batch = loader.next(control_);
        const auto input = step_input(batch, training_.classes.size(), state_.compute.device);
        const device::Autocast autocast(state_.compute);
        train_step.run(input, options_.steps - 1);
      });
      if (i > 0) seconds += taken;
      next();
    }
    estimate_.step_seconds = seconds / (tried_steps - 1);
  }

  void try_validation() {
    const auto measured =
        std::ranges::count_if(request_.validation.items, &dataset::Item::has_truth);
    if (options_.validate_every == 0 || measured == 0) return;
    auto few = request_.validation;
    std::erase_if(few.items, [](const dataset::Item& item) { return !item.has_truth(); });
    few = first_of(few, 2);
    NoProgress silent;
    const double seconds = seconds_of([&] {
      validate(state_.student, state_.teacher, few, options_, state_.compute, control_, silent);
    });
    estimate_.validation_seconds = seconds / static_cast<double>(few.items.size()) *
                                   static_cast<double>(measured) *
                                   static_cast<double>(options_.steps / options_.validate_every);
  }

  void try_previews() {
    if (options_.preview_every == 0 || request_.previews.empty()) return;
    const double seconds = seconds_of(
        [&] { make_preview(state_.student, request_.previews.front(), options_, state_.compute); });
    estimate_.preview_seconds = seconds * static_cast<double>(request_.previews.size()) *
                                static_cast<double>(options_.steps / options_.preview_every + 1);
  }

  const RunRequest& request_;
  const TrainOptions& options_;
  dataset::Dataset training_;
  JobControl& control_;
  ProgressCounter counter_;
  RunState state_;
  RunEstimate estimate_;
};

}  // namespace

RunEstimate estimate_run(const RunRequest& request, JobControl& control, ProgressSink& progress) {
  try {
    return Probe(request, control, progress).run();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw_if_out_of_memory(error, "the estimate", "Use a smaller batch or image_size");
    throw Error(failure_text(error), "the estimate");
  }
}

}  // namespace penumbra::train
