#include "train/trainer.h"

#include <torch/types.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/failure_text.h"
#include "base/utf8.h"
#include "device/device.h"
#include "device/memory.h"
#include "model/weights.h"
#include "train/checkpoint.h"
#include "train/run.h"
#include "train/run_folder.h"
#include "train/run_log.h"
#include "train/run_state.h"

namespace penumbra::train {
namespace {

void require_images(const dataset::Dataset& training, int batch) {
  const auto images = training.items.size();
  if (images == 0)
    throw Error("no image has tags", training.root.string(),
                "Training needs tags: give them by tags.csv, sub-folders or keywords");
  if (images < static_cast<std::size_t>(batch))
    throw UsageError(std::to_string(batch) + " images a step, but the training set has " +
                         std::to_string(images),
                     "batch", "Use a smaller batch or more images");
}

/// Checkpoints and previews keep them as JSON.
void require_utf8(const dataset::Classes& classes) {
  for (const auto& name : classes.names())
    if (!is_utf8(name))
      throw Error("is not UTF-8", "class '" + name + "'", "Save the list of classes as UTF-8");
}

}  // namespace

struct Trainer::Impl {
  RunRequest request;
  RunState state;
  std::size_t untagged = 0;
  std::vector<std::string> weights_left_over;

  explicit Impl(RunRequest asked) : request(std::move(asked)) {
    const auto& options = request.options;
    options.validate();
    if (!request.weights.empty() && !request.from.empty())
      throw UsageError("is given beside weights of an encoder", request.from.string(),
                       "Start from one of them");
    state.compute = device::choose(request.device);
    untagged = std::erase_if(request.training.items,
                             [](const dataset::Item& item) { return !item.tagged; });
    require_images(request.training, options.batch);
    require_utf8(request.training.classes);
    if (request.resume)
      open_run_folder(request.run_folder, options);
    else
      require_new_run_folder(request.run_folder);
    build_networks();
  }

  void build_networks() {
    const bool goes_on = request.resume && last_checkpoint(request.run_folder);
    train::build_networks(state, request.options, request.training.classes.size());
    if (!request.from.empty() && !goes_on)
      load_networks(request.from, state, request.training.classes);
    if (!request.weights.empty() && !goes_on)
      weights_left_over =
          model::load_pretrained_encoder(state.student, model::read_state_dict(request.weights));
    move_to_device(state);
  }
};

std::vector<dataset::Item> first_previews(const dataset::Dataset& training,
                                          const dataset::Dataset& validation, std::size_t count) {
  const auto& items = validation.items.empty() ? training.items : validation.items;
  return {items.begin(),
          items.begin() + static_cast<std::ptrdiff_t>(std::min(count, items.size()))};
}

Trainer::Trainer(RunRequest request) : impl_(std::make_unique<Impl>(std::move(request))) {}

Trainer::~Trainer() = default;

RunResult Trainer::run(JobControl& control, ProgressSink& progress, TrainObserver* observer) {
  const auto& request = impl_->request;
  device::use_threads(impl_->state.compute.threads);
  const device::KeptMemory memory;
  const auto folder = request.resume ? open_run_folder(request.run_folder, request.options)
                                     : create_run_folder(request.run_folder, request.options);
  const FileLock lock = lock_run(folder);
  if (request.origin) write_run_origin(folder.root, *request.origin);
  RunLog log(folder.log(), progress);
  log.message(Severity::Info, impl_->state.compute.summary);
  if (impl_->untagged > 0)
    log.message(Severity::Warning,
                std::to_string(impl_->untagged) + " images without tags are left out");
  if (!request.from.empty() && !request.resume)
    log.message(Severity::Info, "starts from " + request.from.string());
  if (request.weights.empty() && request.from.empty() && !request.resume)
    log.message(Severity::Warning,
                "no pretrained weights are given: the encoder starts from random ones");
  for (const auto& name : impl_->weights_left_over)
    log.note(request.weights.string() + ": " + name + " was not used");
  try {
    return Run(request, impl_->state, control, log, observer).train();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    log.note(std::string("failed: ") + error.what());
    throw;
  } catch (const std::exception& error) {
    log.note(std::string("failed: ") + error.what());
    throw_if_out_of_memory(error, request.run_folder.string(),
                           "Close other programs and resume the run, or begin one with a smaller "
                           "batch or image_size");
    throw Error(failure_text(error), request.run_folder.string(), "log.txt says more");
  }
}

}  // namespace penumbra::train
