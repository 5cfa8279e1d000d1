#include <torch/types.h>
#include <torch/utils.h>

#include <memory>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/common_options.h"
#include "bench/measurement.h"
#include "bench/plain_step.h"
#include "bench/random_inputs.h"
#include "bench/side_by_side.h"
#include "method/normalisation.h"
#include "method/refinement.h"

namespace penumbra::bench {
namespace {

struct Options {
  CommonOptions common;
  int size = 224;
  int batch = 4;
  int channels = 21;
};

void run(const Options& bench) {
  const torch::NoGradGuard no_grad;
  torch::set_num_threads(bench.common.threads);
  torch::manual_seed(1);
  constexpr int iterations = 10;
  const auto image = method::displayed_image(smooth_images(bench.batch, bench.size));
  const auto scores =
      torch::softmax(3 * torch::randn({bench.batch, bench.channels, bench.size, bench.size}), 1);
  torch::Tensor ours, plain;
  const auto times = side_by_side(
      bench.common.repeats,
      [&] { ours = method::pixel_adaptive_refine(image, scores, {.iterations = iterations}); },
      [&] { plain = plain_refine(image, scores, iterations); });
  const double difference = (ours - plain).abs().max().item<double>();

  Report report;
  report.name = "par";
  report.work = "PAR, " + std::to_string(bench.batch) + " x " + std::to_string(bench.channels) +
                " x " + std::to_string(bench.size) + " x " + std::to_string(bench.size) + ", " +
                std::to_string(iterations) + " iterations, weights included";
  report.peer = "shifted copies, stacked";
  report.seconds = times.ours;
  report.peer_seconds = times.peer;
  report.threads = bench.common.threads;
  report.lines.emplace_back("largest difference", text("%.1e", difference));
  report.details["difference"] = difference;
  print(report, bench.common.json);
  if (!(difference < 1e-4)) throw Error("the refined scores differ", "bench par");
}

}  // namespace

void add_par(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("par", "pixel-adaptive refinement against shifted copies");
  add_options(*command, options->common);
  command->add_option("--size", options->size, "Side of the images, px")
      ->check(CLI::Range(16, 4096))
      ->capture_default_str();
  command->add_option("--batch", options->batch, "Images")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
