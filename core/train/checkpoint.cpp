#include "train/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
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

void require_classes(const std::string& names, const dataset::Classes& classes,
                     const std::filesystem::path& file, const char* remedy) {
  if (parse_json_or_discard(names) != json(classes.names()))
    throw Error("was trained on other classes: " + names, file.string(), remedy);
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
  contents.metadata["options"] = json_text(to_json(options));
  contents.metadata["classes"] = json_text(json(classes.names()));
  make_folder(run.checkpoints());
  model::write_state_dict(file, contents);
  prune_checkpoints(run);
  return file;
}

std::int64_t load_checkpoint(const std::filesystem::path& file, TrainStep& state,
                             const dataset::Classes& classes) {
  const auto contents = model::read_state_dict(file);
  require_classes(metadata(contents, "classes"), classes, file,
                  "Resume with the data that the run was started with");
  const auto text = metadata(contents, "step");
  std::int64_t step = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), step);
  if (code != std::errc() || end != text.data() + text.size() || step < 0)
    throw Error("does not say after which step it was written", file.string(),
                "Remove it to go on from the checkpoint before");
  state.load(contents);
  return step;
}

void load_networks(const std::filesystem::path& file, RunState& state,
                   const dataset::Classes& classes) {
  const auto contents = model::read_state_dict(file);
  if (const auto names = contents.metadata.find("classes"); names != contents.metadata.end())
    require_classes(names->second, classes, file, "Start from a run on the same classes");
  model::load_network(state.student, contents);
  if (state.teacher.is_empty()) return;
  const bool has_teacher = std::ranges::any_of(
      contents.tensors, [](const auto& tensor) { return tensor.first.starts_with("teacher."); });
  if (has_teacher)
    model::load_network(state.teacher, contents, "teacher.");
  else
    model::copy_parameters(state.teacher, state.student);
}

}  // namespace penumbra::train
