#include "train/checkpoint.h"

#include <nlohmann/json.hpp>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "model/weights.h"

namespace penumbra::train {
namespace {

using nlohmann::json;

const std::string& metadata(const model::StateDict& state, const char* name) {
  const auto found = state.metadata.find(name);
  if (found == state.metadata.end())
    throw Error("is not a checkpoint of a run: it does not say its " + std::string(name),
                state.where, "Resume from a checkpoint that a run wrote");
  return found->second;
}

}  // namespace

std::filesystem::path write_checkpoint(const RunFolder& run, const TrainStep& state,
                                       std::int64_t step, const TrainOptions& options,
                                       const dataset::Classes& classes) {
  auto file = checkpoint_file(run, step);
  auto contents = state.state();
  const auto& encoder = state.student()->options().encoder;
  contents.metadata["format"] = "pt";
  contents.metadata["heads"] = std::to_string(encoder.heads);
  contents.metadata["aux_index"] = std::to_string(encoder.aux_index);
  contents.metadata["step"] = std::to_string(step);
  contents.metadata["options"] = to_json(options).dump();
  contents.metadata["classes"] = json(classes.names()).dump();
  make_folder(run.checkpoints());
  model::write_state_dict(file, contents);
  prune_checkpoints(run);
  return file;
}

std::int64_t load_checkpoint(const std::filesystem::path& file, TrainStep& state,
                             const dataset::Classes& classes) {
  const auto contents = model::read_state_dict(file);
  const auto names = json::parse(metadata(contents, "classes"), nullptr, false);
  if (names != json(classes.names()))
    throw Error("was trained on other classes: " + names.dump(), file.string(),
                "Resume with the data that the run was started with");
  state.load(contents);
  return std::stoll(metadata(contents, "step"));
}

}  // namespace penumbra::train
