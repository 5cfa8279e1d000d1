#include "train/memory_estimate.h"

#include <cstdio>
#include <string>

#include "base/error.h"

namespace penumbra::train {
namespace {

constexpr double bytes = 4;  // float32

/// Floats that a block keeps for its backward pass, a token and channel: normalised inputs, query,
/// key, value, attended values, the MLP's hidden layer before and after its activation.
constexpr double kept_in_block = 18;

double encoder_activations(const model::EncoderOptions& encoder, double image_size, double images) {
  const double side = image_size / encoder.patch;
  const double tokens = side * side;
  const double kept = tokens * encoder.width * kept_in_block + 2 * encoder.heads * tokens * tokens;
  return images * encoder.depth * kept;
}

std::string gigabytes(std::int64_t count) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f GB", static_cast<double>(count) / 1e9);
  return text;
}

}  // namespace

std::int64_t estimated_memory(const TrainOptions& options, const model::NetworkOptions& network,
                              std::int64_t parameters) {
  const double batch = options.batch;
  const double views = options.masked_view ? 2 : 1;
  const double pixels = static_cast<double>(options.image_size) * options.image_size;
  const double copies = options.masked_view ? 5 : 4;  // weights, gradients, two moments, teacher
  double floats = copies * static_cast<double>(parameters);
  floats += encoder_activations(network.encoder, options.image_size, views * batch);
  floats += encoder_activations(network.encoder, options.local_size, options.local_views * batch);
  // CAMs, probabilities and logits of all classes; affinities of 48 neighbours at half size.
  floats += batch * pixels * (6.0 * (network.classes + 1) + 2 * 48 / 4.0);
  return static_cast<std::int64_t>(1.2 * bytes * floats);
}

void require_memory(std::int64_t estimate, std::int64_t available, const TrainOptions& options) {
  if (available <= 0 || estimate <= available) return;
  throw Error("too little memory: a step of batch " + std::to_string(options.batch) + " at " +
                  std::to_string(options.image_size) + " px with the " + options.encoder +
                  " encoder takes about " + gigabytes(estimate) + ", and " + gigabytes(available) +
                  " are free",
              "memory", "Use a smaller batch, image_size or encoder, or close other programs");
}

}  // namespace penumbra::train
