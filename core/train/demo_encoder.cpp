#include "train/demo_encoder.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <chrono>
#include <cmath>
#include <future>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/phrase.h"
#include "dataset/scene_material.h"
#include "device/device.h"
#include "method/normalisation.h"
#include "method/optimisation.h"
#include "model/network.h"
#include "model/weights.h"

namespace penumbra::train {
namespace {

struct Pictures {
  std::vector<dataset::Scene> scenes;
  int side = 0;
};

struct Batch {
  torch::Tensor images;     ///< B x 3 x side x side, normalised
  torch::Tensor materials;  ///< B x M x h x w, part of each patch that a material covers
};

Pictures draw(const std::vector<dataset::Material>& materials, int count, int side,
              std::uint64_t first_seed) {
  Pictures pictures{{}, side};
  for (int i = 0; i < count; ++i)
    pictures.scenes.push_back(
        dataset::material_scene(materials, first_seed + static_cast<std::uint64_t>(i), side));
  return pictures;
}

Batch as_batch(const Pictures& pictures, int materials, int patch) {
  std::vector<torch::Tensor> images, labels;
  const std::int64_t side = pictures.side;
  for (const auto& scene : pictures.scenes) {
    images.push_back(torch::tensor(scene.photo.pixels, torch::kUInt8).view({side, side, 3}));
    labels.push_back(torch::tensor(scene.truth.labels, torch::kUInt8).view({side, side}));
  }
  const auto pixels = torch::stack(images).permute({0, 3, 1, 2}).to(torch::kFloat32) / 255;
  const auto one_hot = torch::one_hot(torch::stack(labels).to(torch::kInt64), materials)
                           .permute({0, 3, 1, 2})
                           .to(torch::kFloat32);
  return {method::normalise_image(pixels), torch::avg_pool2d(one_hot, patch, patch)};
}

/// Linear layers with a standard deviation of 1 / sqrt(inputs): the 0.02 of wide transformers is a
/// slow start for narrow ones.
void widen_start(model::Network& network, std::uint64_t seed) {
  const torch::NoGradGuard no_grad;
  auto generator = at::detail::createCPUGenerator(seed);
  for (auto& item : network->encoder->named_parameters())
    if (item.key().starts_with("blocks.") && item.value().dim() == 2)
      item.value().normal_(0, 1 / std::sqrt(static_cast<double>(item.value().size(1))), generator);
}

/// Cross-entropy of the classifiers on both maps that the method reads, a patch.
torch::Tensor patch_loss(model::Network& network, const Batch& batch) {
  const auto out = network->encoder(batch.images, torch::Tensor{},
                                    model::EncoderRequest{.cls = false, .patches = true});
  const auto entropy = [&](const torch::Tensor& logits) {
    return -(batch.materials * torch::log_softmax(logits, 1)).sum(1).mean();
  };
  return entropy(network->top_classifier(model::as_map(out.patches, out.rows, out.columns))) +
         0.5 * entropy(network->aux_classifier(model::as_map(out.aux, out.rows, out.columns)));
}

double patch_accuracy(model::Network& network, const Batch& batch) {
  const torch::NoGradGuard no_grad;
  const auto out = network->encoder(batch.images, torch::Tensor{},
                                    model::EncoderRequest{.cls = false, .patches = true});
  const auto named =
      network->top_classifier(model::as_map(out.patches, out.rows, out.columns)).argmax(1);
  return (named == batch.materials.argmax(1)).to(torch::kFloat64).mean().item<double>();
}

/// The parts of the encoder that were trained, in half precision.
model::StateDict encoder_state(const model::Network& network) {
  model::StateDict state;
  for (const auto& item : network->encoder->named_parameters()) {
    const auto& name = item.key();
    if (name.starts_with("cls_blocks.") || name == "mask_token") continue;
    state.tensors.emplace_back(name, item.value().detach().to(torch::kFloat16).contiguous());
  }
  state.metadata = {{"format", "pt"}, {"heads", std::to_string(network->options().encoder.heads)}};
  return state;
}

}  // namespace

void DemoEncoderOptions::validate() const {
  const auto check = [](bool good, const char* option, const char* range) {
    if (!good) throw UsageError(std::string("has to be ") + range, option);
  };
  check(steps >= 1, "steps", "at least 1");
  check(batch >= 2, "batch", "at least 2");
  check(materials >= 2 && materials <= 240, "materials", "2 to 240");
  check(image_size >= 32 && large_image_size >= image_size, "image_size", "at least 32");
  check(learning_rate > 0, "learning_rate", "positive");
  check(warm_up >= 0 && warm_up < 1, "warm_up", "a fraction of the run");
}

DemoEncoderSummary make_demo_encoder(const std::filesystem::path& file,
                                     const DemoEncoderOptions& options, JobControl& control,
                                     ProgressSink& progress) {
  options.validate();
  if (file.extension() != ".safetensors")
    throw UsageError("has to end in .safetensors", file.string());
  if (file.has_parent_path()) make_folder(file.parent_path());
  device::use_threads(options.threads);
  const auto start = std::chrono::steady_clock::now();
  model::NetworkOptions shape;
  shape.encoder = model::encoder_preset("demo");
  shape.encoder.image_size = options.image_size;
  shape.encoder.drop_path = 0;
  const auto materials = dataset::random_materials(options.materials, options.seed);
  shape.classes = dataset::material_labels(materials);
  shape.decoder_width = 1;
  shape.projector = {1, 1, 1};
  model::Network network(shape);
  model::initialise(network, options.seed);
  widen_start(network, options.seed + 1);
  network->train();
  method::Optimiser optimiser(network, {.learning_rate = options.learning_rate,
                                        .head_rate_factor = 1,
                                        .weight_decay = options.weight_decay,
                                        .beta2 = 0.99});

  const auto draw_step = [&](std::int64_t step) {
    const bool large = step % 3 == 2;
    const auto first = (options.seed << 32) + static_cast<std::uint64_t>(step) * 1000 + 1;
    return large ? draw(materials, options.batch / 2, options.large_image_size, first)
                 : draw(materials, options.batch, options.image_size, first);
  };
  const auto warm_up =
      static_cast<std::int64_t>(std::lround(options.warm_up * static_cast<double>(options.steps)));
  const std::int64_t last_tenth = std::max<std::int64_t>(1, options.steps / 10);

  DemoEncoderSummary summary;
  ProgressCounter counter(progress, phrase("training the demo encoder"), options.steps);
  auto next = std::async(std::launch::async, draw_step, 0);
  for (std::int64_t step = 0; step < options.steps; ++step) {
    control.checkpoint();
    const auto batch = as_batch(next.get(), shape.classes, shape.encoder.patch);
    next = std::async(std::launch::async, draw_step, step + 1);
    const auto loss = patch_loss(network, batch);
    loss.backward();
    optimiser.step(method::learning_rate_factor(step, warm_up, options.steps, 0.01));
    const auto value = loss.item<double>();
    if (!std::isfinite(value))
      throw Error("the loss is not finite at step " + std::to_string(step), "demo encoder",
                  "Choose a smaller learning rate");
    if (step % 100 == 0)
      progress.message(Severity::Info,
                       "step " + std::to_string(step) + ": loss " + std::to_string(value));
    if (step >= options.steps - last_tenth)
      summary.final_loss += value / static_cast<double>(last_tenth);
    counter.advance();
  }
  next.wait();

  network->eval();
  const auto unseen = draw(materials, 64, options.image_size, (options.seed << 32) - 1000);
  summary.patch_accuracy =
      patch_accuracy(network, as_batch(unseen, shape.classes, shape.encoder.patch));
  model::write_state_dict(file, encoder_state(network));
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

}  // namespace penumbra::train
