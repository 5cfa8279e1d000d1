#include <torch/types.h>
#include <torch/utils.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <sstream>

#include "base/atomic_file.h"
#include "base/error.h"
#include "bench/benches.h"
#include "bench/common_options.h"
#include "bench/measurement.h"
#include "bench/process.h"
#include "bench/random_inputs.h"
#include "bench/scratch_folder.h"
#include "model/packed_blocks.h"
#include "train/network_options.h"

namespace penumbra::bench {
namespace {

struct Options {
  EncoderChoice choice{.batch = 8};
  CommonOptions common{.repeats = 5};
  int rounds = 2;
  std::string python;
};

/// The blocks of the encoder as one would write them in Python, with fused attention.
constexpr const char* script = R"(
import statistics, sys, time
import torch
from torch import nn
from torch.nn import functional as F
threads, repeats, batch, size, width, heads, depth = map(int, sys.argv[2:9])
torch.set_num_threads(threads)

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-6), nn.LayerNorm(width, 1e-6)
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
    def forward(self, x):
        b, n, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, n, 3, heads, -1).permute(2, 0, 3, 1, 4)
        x = x + self.proj(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))
        return x + self.fc2(F.gelu(self.fc1(self.norm2(x))))

class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 16, 16)
        self.position = nn.Parameter(torch.zeros(1, (size // 16) ** 2, width))
        self.blocks, self.norm = nn.Sequential(*[Block() for _ in range(depth)]), nn.LayerNorm(width, 1e-6)
    def forward(self, images):
        return self.norm(self.blocks(self.patches(images).flatten(2).transpose(1, 2) + self.position))

encoder, images = Encoder(), torch.randn(batch, 3, size, size)
def seconds(work):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
@torch.inference_mode()
def forward():
    encoder(images)
def both():
    encoder.zero_grad()
    encoder(images).square().sum().backward()
with open(sys.argv[1], "w") as out:
    out.write(f"{seconds(forward)} {seconds(both)}")
)";

struct Times {
  double forward = 0, both = 0;  // seconds
};

Times python_times(const Options& bench, const model::EncoderOptions& encoder) {
  make_folder(cache_folder());
  const auto log = cache_folder() / "bench-encoder.log";
  const ScratchFolder scratch;
  write_file_atomically(scratch.path() / "run.py", script);
  std::vector<std::string> arguments{bench.python, (scratch.path() / "run.py").string(),
                                     (scratch.path() / "seconds").string()};
  for (const int number : {bench.common.threads, bench.common.repeats, bench.choice.batch,
                           bench.choice.size, encoder.width, encoder.heads, encoder.depth})
    arguments.push_back(std::to_string(number));
  if (!succeeds(arguments, log))
    throw Error("PyTorch could not be measured from " + bench.python, log.string(),
                "See what is written there, or name a Python that has torch with --python");
  Times times;
  std::istringstream(read_file(scratch.path() / "seconds")) >> times.forward >> times.both;
  return times;
}

Times own_times(const Options& bench, model::Encoder& encoder, const torch::Tensor& images) {
  const auto middle = [&](const auto& work) {
    work();
    std::vector<double> seconds;
    for (int i = 0; i < bench.common.repeats; ++i) seconds.push_back(seconds_of(work));
    return median(seconds);
  };
  const model::EncoderRequest patches{.cls = false, .patches = true};
  Times times;
  times.forward = middle([&] {
    const torch::NoGradGuard no_grad;
    const model::PackedPasses passes(encoder, /*bf16_allowed=*/false);
    encoder->forward(images, {}, patches);
  });
  times.both = middle([&] {
    encoder->zero_grad();
    encoder->forward(images, {}, patches).patches.square().sum().backward();
  });
  return times;
}

void run(const Options& bench) {
  torch::set_num_threads(bench.common.threads);
  torch::manual_seed(1);
  train::TrainOptions options = train::preset("voc-mini");
  options.encoder = bench.choice.encoder;
  options.image_size = bench.choice.size;
  auto settings = train::network_options(options, 20);
  settings.encoder.drop_path = 0;
  model::Network network(settings);
  model::initialise(network, 1);
  const auto images = smooth_images(bench.choice.batch, bench.choice.size);

  std::array<std::vector<double>, 2> own, peer;  // forward, forward and backward
  const auto add = [](auto& to, const Times& times) {
    to[0].push_back(times.forward);
    to[1].push_back(times.both);
  };
  for (int round = 0; round < bench.rounds; ++round) {
    add(own, own_times(bench, network->encoder, images));
    add(peer, python_times(bench, settings.encoder));
  }

  Report report;
  report.name = "encoder";
  report.work = "encoder, " + bench.choice.encoder + ", " + std::to_string(bench.choice.size) +
                " px, batch " + std::to_string(bench.choice.batch) +
                ", forward and backward, float32";
  report.peer = "PyTorch from Python";
  report.seconds = median(own[1]);
  report.peer_seconds = median(peer[1]);
  report.threads = bench.common.threads;
  const auto ours = median(own[0]), theirs = median(peer[0]);
  report.lines.emplace_back("forward alone", text("%.1f ms", 1e3 * ours));
  report.lines.emplace_back("forward alone, PyTorch", text("%.1f ms", 1e3 * theirs));
  report.lines.emplace_back("ratio, forward alone", text("%.2f", theirs / ours));
  report.details["forward_seconds"] = ours;
  report.details["peer_forward_seconds"] = theirs;
  report.details["forward_ratio"] = theirs / ours;
  print(report, bench.common.json);
}

}  // namespace

void add_encoder(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  const char* const python = std::getenv("PENUMBRA_PYTHON");
  options->python = python ? python : "python3";
  CLI::App* command = app.add_subcommand("encoder", "the encoder against PyTorch from Python");
  add_options(*command, options->common);
  command->add_option("--rounds", options->rounds, "Rounds of ours, then theirs")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  add_options(*command, options->choice);
  command->add_option("--python", options->python, "A Python that has torch")
      ->capture_default_str();
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
