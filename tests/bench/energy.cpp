#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <memory>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/common_options.h"
#include "bench/measurement.h"
#include "bench/plain_lattice.h"
#include "bench/random_inputs.h"
#include "bench/side_by_side.h"
#include "method/dense_energy.h"
#include "method/normalisation.h"
#include "method/resize.h"

namespace penumbra::bench {
namespace {

struct Options {
  CommonOptions common{.repeats = 5};
  int size = 224;
  int batch = 2;
  int classes = 21;
};

/// One lattice an image, filtered once a class.
double plain_energy(const torch::Tensor& image, const torch::Tensor& logits,
                    const torch::Tensor& label, const method::EnergyOptions& options) {
  const auto height = logits.size(2) / 2, width = logits.size(3) / 2;
  const auto probability = method::resize_bilinear(torch::softmax(logits, 1), height, width);
  const auto rgb = method::resize_nearest(method::denormalise_image(image), height, width);
  const auto ignored = method::resize_nearest(label, height, width) == 255;
  const auto gate = (1 - probability.amax(1)).clamp_min(0).masked_fill(ignored, 1);  // B x h x w
  const double sigma_xy = options.sigma_xy * options.scale;
  double sum = 0;
  for (std::int64_t b = 0; b < image.size(0); ++b) {
    const auto y = torch::arange(height).view({-1, 1}).expand({height, width}) / sigma_xy;
    const auto x = torch::arange(width).view({1, -1}).expand({height, width}) / sigma_xy;
    const auto features = torch::cat({x.unsqueeze(0), y.unsqueeze(0), rgb[b] / options.sigma_rgb})
                              .flatten(1)
                              .t()
                              .to(torch::kFloat)
                              .contiguous();  // points x 5
    const float* const in = features.const_data_ptr<float>();
    const PlainLattice lattice({in, in + features.numel()}, 5);
    for (std::int64_t c = 0; c < logits.size(1); ++c) {
      const auto plane = probability[b][c].contiguous();
      const float* const values = plane.const_data_ptr<float>();
      const auto filtered = lattice.filter({values, values + plane.numel()}, 1);
      const auto gates = gate[b].contiguous();
      for (std::size_t i = 0; i < filtered.size(); ++i)
        sum += static_cast<double>(values[i]) *
               static_cast<double>(gates.const_data_ptr<float>()[i] * filtered[i]);
    }
  }
  return -options.weight * sum / static_cast<double>(image.size(0));
}

void run(const Options& bench) {
  const torch::NoGradGuard no_grad;
  torch::set_num_threads(bench.common.threads);
  torch::manual_seed(1);
  const auto image = smooth_images(bench.batch, bench.size);
  const auto logits = torch::upsample_bilinear2d(
      3 * torch::randn({bench.batch, bench.classes, bench.size / 16, bench.size / 16}),
      {bench.size, bench.size}, false);
  auto label = logits.argmax(1);
  label.masked_fill_(torch::rand(label.sizes()) < 0.1, 255);
  const method::EnergyOptions options;
  double ours = 0, plain = 0;
  const auto times = side_by_side(
      bench.common.repeats,
      [&] { ours = method::dense_energy_loss(image, logits, label, options).item<double>(); },
      [&] { plain = plain_energy(image, logits, label, options); });
  const double difference = std::abs(ours - plain) / std::abs(plain);

  Report report;
  report.name = "energy";
  report.work = "dense energy, " + std::to_string(bench.batch) + " images of " +
                std::to_string(bench.size) + " px at half the size, " +
                std::to_string(bench.classes) + " classes";
  report.peer = "one lattice filter a class, plainly written, one thread";
  report.seconds = times.ours;
  report.peer_seconds = times.peer;
  report.threads = bench.common.threads;
  report.lines.emplace_back("relative difference of the energies", text("%.1e", difference));
  report.details["difference"] = difference;
  print(report, bench.common.json);
  if (!(difference < 1e-4)) throw Error("the energies differ", "bench energy");
}

}  // namespace

void add_energy(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("energy", "dense energy against one filter a class");
  add_options(*command, options->common);
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
