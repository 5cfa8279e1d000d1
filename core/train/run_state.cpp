#include "train/run_state.h"

#include "model/weights.h"
#include "train/memory_estimate.h"
#include "train/network_options.h"

namespace penumbra::train {
namespace {

std::int64_t parameter_count(const model::Network& network) {
  std::int64_t count = 0;
  for (const auto& parameter : network->parameters()) count += parameter.numel();
  return count;
}

}  // namespace

void build_networks(RunState& state, const TrainOptions& options, int classes) {
  const auto network = network_options(options, classes);
  const auto require = [&](std::int64_t parameters) {
    require_memory(estimated_memory(options, network, parameters),
                   device::available_memory(state.compute), options);
  };
  require(0);
  state.student = model::Network(network);
  require(parameter_count(state.student));
  model::initialise(state.student, options.seed);
  if (options.masked_view) state.teacher = model::Network(network);
}

void move_to_device(RunState& state) {
  state.student->to(state.compute.device);
  if (!state.teacher.is_empty()) state.teacher->to(state.compute.device);
}

}  // namespace penumbra::train
