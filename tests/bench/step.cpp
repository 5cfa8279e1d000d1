#include <torch/cuda.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <memory>

#include "bench/benches.h"
#include "bench/common_options.h"
#include "bench/plain_step.h"
#include "bench/random_inputs.h"
#include "bench/report.h"
#include "device/device.h"
#include "device/precision.h"
#include "train/network_options.h"
#include "train/train_step.h"

namespace penumbra::bench {
namespace {

struct Options {
  bool json = false;
  int threads = 2;
  int steps = 5;
  int batch = 4;
  int classes = 20;
  std::string encoder = "tiny";
  int size = 224;
  std::string device = "cpu";
  std::string precision = "auto";
};

struct Networks {
  model::Network student, teacher;
};

Networks networks(const train::TrainOptions& options, const Options& bench, torch::Device device) {
  auto network = train::network_options(options, bench.classes);
  network.encoder.drop_path = 0;  // so that both steps compute the same numbers
  Networks pair{model::Network(network), model::Network(network)};
  model::initialise(pair.student, 1);
  model::copy_parameters(pair.teacher, pair.student);
  pair.student->to(device);
  pair.teacher->to(device);
  return pair;
}

/// The seconds until the device has done the work.
template <class Work>
double seconds_on(torch::Device device, const Work& work) {
  return seconds_of([&] {
    work();
    if (device.is_cuda()) torch::cuda::synchronize(device.index());
  });
}

/// While it lives, LibTorch may sum in any order, as the published code does.
class AnyOrder {
 public:
  AnyOrder() : ordered_(at::globalContext().deterministicAlgorithms()) { set(false); }
  ~AnyOrder() { set(ordered_); }
  AnyOrder(const AnyOrder&) = delete;
  AnyOrder& operator=(const AnyOrder&) = delete;

 private:
  static void set(bool ordered) {
    at::globalContext().setDeterministicAlgorithms(ordered, /*warn_only=*/false);
  }
  bool ordered_;
};

void run(const Options& bench) {
  torch::set_num_threads(bench.threads);
  auto options = train::preset("voc-mini");
  options.encoder = bench.encoder;
  options.image_size = bench.size;
  options.batch = bench.batch;
  options.steps = 400;
  options.segmentation_from = options.energy_from = options.uncertain_from = 0;
  options.classifier_init = "random";

  const auto compute = device::choose({.device = bench.device, .precision = bench.precision});
  const auto device = compute.device;
  const auto ours = networks(options, bench, device), plain = networks(options, bench, device);
  train::TrainStep step(ours.student, ours.teacher, options, compute.bf16_allowed);
  PlainStep plain_step(plain.student, plain.teacher, options);
  torch::manual_seed(5);
  train::StepInput input;
  input.view1 = smooth_images(bench.batch, bench.size).to(device);
  input.view2 = smooth_images(bench.batch, bench.size).to(device);
  input.class_labels = random_tags(bench.batch, bench.classes).to(device);

  std::vector<double> seconds, plain_seconds;
  Breakdown plain_parts;
  std::map<std::string, std::vector<double>> parts;
  double difference = 0;
  constexpr int warm_up = 1;
  for (int i = 0; i < warm_up + bench.steps; ++i) {
    const bool counted = i >= warm_up;
    torch::manual_seed(static_cast<std::uint64_t>(100 + i));
    train::StepTargets targets;
    train::StepLosses losses;
    double targets_seconds = 0, losses_seconds = 0, update_seconds = 0, loss = 0;
    {
      const device::Autocast autocast(compute);
      targets_seconds = seconds_on(device, [&] { targets = step.targets(input, i); });
      losses_seconds = seconds_on(device, [&] { losses = step.losses(input, targets, i); });
      loss = losses.total.item<double>();
      update_seconds = seconds_on(device, [&] { step.update(losses, i); });
    }
    losses = {};

    // The same noise in the same order: both hide the same blocks.
    torch::manual_seed(static_cast<std::uint64_t>(100 + i));
    const std::int64_t blocks = bench.size / options.mask_block;
    const auto noise = torch::rand({bench.batch, blocks * blocks}).to(device);
    train::StepResult result;
    Breakdown breakdown;
    const AnyOrder any_order;
    const double whole = seconds_on(device, [&] {
      result = plain_step.run(input, noise, i, counted ? plain_parts : breakdown);
    });
    if (i == 0) difference = std::abs(loss - result.loss) / std::abs(result.loss);
    if (!counted) continue;
    seconds.push_back(targets_seconds + losses_seconds + update_seconds);
    parts["targets: CAMs, masks, PAR"].push_back(targets_seconds);
    parts["forward and losses"].push_back(losses_seconds);
    parts["backward, AdamW, teacher"].push_back(update_seconds);
    plain_seconds.push_back(whole);
  }

  Report report;
  report.name = "step";
  report.work = "training step, " + bench.encoder + ", " + std::to_string(bench.size) +
                " px, batch " + std::to_string(bench.batch) + ", uncertain masks, all losses, " +
                (compute.bf16           ? "bf16 against float32"
                 : compute.bf16_allowed ? "passes without gradients in bf16 against float32"
                                        : "float32");
  report.peer = "plain step of the published order";
  report.seconds = median(seconds);
  report.peer_seconds = median(plain_seconds);
  report.threads = bench.threads;
  report.lines.emplace_back("device", device.str());
  report.details["device"] = device.str();
  const auto text = [](double value) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.3f s", value);
    return std::string(buffer.data());
  };
  for (const auto& [part, values] : parts) {
    report.lines.emplace_back("ours: " + part, text(median(values)));
    report.details["parts"][part] = median(values);
  }
  for (const auto& [part, total] : plain_parts) {
    report.lines.emplace_back("plain: " + part, text(total / bench.steps));
    report.details["plain_parts"][part] = total / bench.steps;
  }
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.1e", difference);
  report.lines.emplace_back("relative difference of the losses", buffer.data());
  report.details["loss_difference"] = difference;
  print(report, bench.json);
  if (!(difference < (compute.bf16 || compute.bf16_allowed ? 0.02 : 1e-4)))
    throw std::runtime_error("the two steps differ in their losses");
}

}  // namespace

void add_step(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("step", "a training step against the published order of work");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_option("--threads", options->threads, "Threads of LibTorch")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("--steps", options->steps, "Counted steps of each")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--batch", options->batch, "Images a step")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_option("--encoder", options->encoder, "tiny, small or base")->capture_default_str();
  command->add_option("--size", options->size, "Side of the images, px")->capture_default_str();
  command->add_option("--device", options->device, "cpu, cuda or cuda:N")->capture_default_str();
  add_precision(*command, options->precision, {"auto", "float32", "bf16"});
  command->callback([options] { run(*options); });
}

}  // namespace penumbra::bench
