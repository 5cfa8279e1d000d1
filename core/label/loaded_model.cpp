#include "label/loaded_model.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "model/weights.h"
#include "train/run_folder.h"

namespace penumbra::label {
namespace {

namespace fs = std::filesystem;

fs::path last_of(const fs::path& run) {
  const auto last = train::last_checkpoint(run);
  if (!last) {
    throw Error("has no checkpoint yet", run.string(), "Train it, or give weights or a checkpoint");
  }
  return *last;
}

LoadedModel encoder_alone(const fs::path& weights, int classes) {
  const auto state = model::read_state_dict(weights);
  model::NetworkOptions options;
  options.encoder = model::encoder_options_of(state);
  options.classes = classes;
  // Instant labels need neither decoder nor projector.
  options.decoder_width = 1;
  options.projector = {.hidden = 1, .bottleneck = 1, .outputs = 1};
  LoadedModel loaded;
  loaded.network = model::Network(options);
  model::initialise(loaded.network, 0);
  model::load_pretrained_encoder(loaded.network, state);
  loaded.options.image_size = options.encoder.image_size;
  loaded.file = weights;
  return loaded;
}

}  // namespace

LoadedModel load_model(const ModelFiles& files, const dataset::Classes& classes, bool teacher) {
  const std::array named{!files.run.empty(), !files.checkpoint.empty(), !files.weights.empty()};
  if (std::ranges::count(named, true) != 1) {
    throw UsageError("needs exactly one of a run, a checkpoint and encoder weights", "model");
  }
  if (!files.weights.empty()) {
    if (teacher) throw UsageError("are those of no teacher", files.weights.string());
    auto loaded = encoder_alone(files.weights, classes.size());
    loaded.network->eval();
    return loaded;
  }
  const auto run = files.run.empty() ? train::run_of_checkpoint(files.checkpoint) : files.run;
  LoadedModel loaded;
  if (!run.empty()) loaded.options = train::read_run_options(run);
  loaded.file = files.run.empty() ? files.checkpoint : last_of(run);
  loaded.trained = true;

  const auto state = model::read_state_dict(loaded.file);
  const std::string prefix = teacher ? "teacher." : "";
  const auto options = model::options_of(state, prefix);
  if (options.classes != classes.size()) {
    throw Error("is a network of " + std::to_string(options.classes) + " classes; the data has " +
                    std::to_string(classes.size()),
                loaded.file.string(), "Use the data that it was trained on");
  }
  if (run.empty()) loaded.options.image_size = options.encoder.image_size;
  loaded.network = model::Network(options);
  model::load_network(loaded.network, state, prefix);
  loaded.network->eval();
  return loaded;
}

}  // namespace penumbra::label
