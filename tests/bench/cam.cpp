#include "method/cam.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <memory>

#include "base/error.h"
#include "bench/benches.h"
#include "bench/common_options.h"
#include "bench/measurement.h"
#include "bench/plain_network.h"
#include "bench/random_inputs.h"
#include "bench/side_by_side.h"
#include "device/device.h"
#include "model/packed_blocks.h"
#include "train/network_options.h"

namespace penumbra::bench {
namespace {

struct Options {
  EncoderChoice choice;
  CommonOptions common;
  int classes = 20;
  std::string precision = "auto";
};

/// Six passes: three scales, each of the pictures and of their mirrors.
method::Cams separate_passes(const PlainNetwork& network, const torch::Tensor& images) {
  const auto height = images.size(2), width = images.size(3);
  const auto full = [&](const torch::Tensor& map) {
    return torch::upsample_bilinear2d(map, {height, width}, false);
  };
  method::Cams sum{torch::zeros({}), torch::zeros({})};
  for (const double scale : {1.0, 0.5, 1.5}) {
    const auto resized =
        torch::upsample_bilinear2d(images,
                                   {static_cast<std::int64_t>(scale * static_cast<double>(height)),
                                    static_cast<std::int64_t>(scale * static_cast<double>(width))},
                                   false);
    const auto maps = network.cams(resized), mirrored = network.cams(resized.flip({3}));
    sum.top = sum.top + torch::max(full(maps.top), full(mirrored.top).flip({3}));
    sum.aux = sum.aux + torch::max(full(maps.aux), full(mirrored.aux).flip({3}));
  }
  return {method::normalise_cam(sum.top), method::normalise_cam(sum.aux)};
}

void run(const Options& bench) {
  const torch::NoGradGuard no_grad;
  torch::set_num_threads(bench.common.threads);
  torch::manual_seed(1);
  train::TrainOptions options = train::preset("voc-mini");
  options.encoder = bench.choice.encoder;
  options.image_size = bench.choice.size;
  model::Network network(train::network_options(options, bench.classes));
  model::initialise(network, 1);
  network->eval();
  const PlainNetwork plain(network);
  const auto images = smooth_images(bench.choice.batch, bench.choice.size);
  const bool bf16 = device::choose({.device = "cpu", .precision = bench.precision}).bf16_allowed;

  method::Cams ours, peer;
  const auto times = side_by_side(
      bench.common.repeats,
      [&] {
        const model::PackedPasses passes(network->encoder, bf16);
        ours = method::multi_scale_cam(network, images);
      },
      [&] { peer = separate_passes(plain, images); });
  const double difference = std::max((ours.top - peer.top).abs().max().item<double>(),
                                     (ours.aux - peer.aux).abs().max().item<double>());

  Report report;
  report.name = "cam";
  report.work = "CAMs of both classifiers, " + bench.choice.encoder + ", " +
                std::to_string(bench.choice.size) + " px, batch " +
                std::to_string(bench.choice.batch) + ", " + std::to_string(bench.classes) +
                " classes, " + (bf16 ? "bf16 against float32" : "float32") +
                ", packing of weights included";
  report.peer = "six separate passes of the whole encoder";
  report.seconds = times.ours;
  report.peer_seconds = times.peer;
  report.threads = bench.common.threads;
  report.lines.emplace_back("largest difference", text("%.1e", difference));
  report.details["difference"] = difference;
  print(report, bench.common.json);
  if (!(difference < (bf16 ? 0.1 : 1e-2))) throw Error("the CAMs differ", "bench cam");
}

}  // namespace

void add_cam(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("cam", "multi-scale CAMs against six separate passes");
  add_options(*command, options->common);
  add_options(*command, options->choice);
  add_precision(*command, options->precision);
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
