#include "bench/data_step.h"

#include <torch/types.h>
#include <torch/utils.h>

#include "base/job.h"
#include "bench/report.h"
#include "model/network.h"
#include "train/network_options.h"
#include "train/step_input.h"
#include "train/train_step.h"

namespace penumbra::bench {
namespace {

model::Network random_network(const train::TrainOptions& options, int classes) {
  model::Network result(train::network_options(options, classes));
  model::initialise(result, 1);
  return result;
}

}  // namespace

FedSteps run_fed_steps(train::Loader& loader, const train::TrainOptions& options, int classes,
                       int steps, int threads) {
  torch::set_num_threads(threads);
  const auto student = random_network(options, classes);
  const auto teacher =
      options.masked_view ? random_network(options, classes) : model::Network(nullptr);
  train::TrainStep step(student, teacher, options);
  JobControl control;
  FedSteps result;
  for (int i = 0; i <= steps; ++i) {
    train::Batch batch;
    const double waiting = seconds_of([&] { batch = loader.next(control); });
    const double computing =
        seconds_of([&] { step.run(train::step_input(batch, classes, torch::kCPU), batch.step); });
    if (i == 0) continue;
    result.waiting.push_back(waiting);
    result.computing.push_back(computing);
  }
  return result;
}

}  // namespace penumbra::bench
