#include "train/run_folder.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/whole_number.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view prefix = "step-";
constexpr std::string_view extension = ".safetensors";

std::optional<std::int64_t> step_of(const std::string& file_name) {
  if (!file_name.starts_with(prefix) || !file_name.ends_with(extension)) return std::nullopt;
  const auto digits = std::string_view(file_name).substr(
      prefix.size(), file_name.size() - prefix.size() - extension.size());
  std::int64_t step = 0;
  const auto [stop, code] = std::from_chars(digits.data(), digits.data() + digits.size(), step);
  if (code != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  return step;
}

json read_json(const fs::path& file) {
  try {
    return parse_json(read_file(file));
  } catch (const json::exception&) {
    throw Error("is damaged", file.string(), "Take it from a copy, or start a new run");
  }
}

}  // namespace

void require_new_run_folder(const fs::path& root) {
  std::error_code code;
  if (fs::exists(root, code) && !fs::is_empty(root, code))
    throw UsageError("exists already", root.string(),
                     fs::exists(root / "options.json", code)
                         ? "Choose another run folder, or go on with this one by --resume"
                         : "Choose another run folder");
}

RunFolder create_run_folder(const fs::path& root, const TrainOptions& options) {
  require_new_run_folder(root);
  const RunFolder run{root};
  make_folder(run.checkpoints());
  write_file_atomically(run.options(), json_text(to_json(options), 2) + "\n");
  return run;
}

RunFolder open_run_folder(const fs::path& root, const TrainOptions& options) {
  const auto before = to_json(read_run_options(root));
  const auto now = to_json(options);
  std::string differences;
  for (const auto& [name, value] : now.items())
    if (before.at(name) != value)
      differences += (differences.empty() ? "" : ", ") + name + " was " +
                     json_text(before.at(name)) + " and is " + json_text(value);
  if (!differences.empty())
    throw UsageError("was started with other options: " + differences, root.string(),
                     "Give the same options, or start a new run");
  return {root};
}

FileLock lock_run(const RunFolder& run) {
  // Who only looks whether it is held (FileLock::held) has it for a moment.
  constexpr int attempts = 5;
  constexpr std::chrono::milliseconds pause{20};
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(pause);
    if (auto lock = FileLock::take(run.lock())) return *std::move(lock);
  }
  throw Error("is being trained by process " + std::to_string(FileLock::holder(run.lock())),
              run.root.string(), "Wait until it is done, or stop it there");
}

TrainOptions read_run_options(const fs::path& root) {
  const RunFolder run{root};
  std::error_code code;
  if (!fs::exists(run.options(), code))
    throw UsageError("is not a run folder: it has no options.json", root.string(),
                     "Name the folder of a run");
  try {
    return options_from_json(read_json(run.options()));
  } catch (const UsageError& error) {
    throw Error(error.where() + " " + error.reason(), run.options().string(),
                "The run may come from another version");
  }
}

fs::path checkpoint_file(const RunFolder& run, std::int64_t step) {
  auto digits = std::to_string(step);
  digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
  return run.checkpoints() / (std::string(prefix) + digits + std::string(extension));
}

std::vector<Checkpoint> list_checkpoints(const fs::path& root) {
  std::vector<Checkpoint> found;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(RunFolder{root}.checkpoints(), code))
    if (const auto step = step_of(entry.path().filename().string()))
      found.push_back({*step, entry.path()});
  std::ranges::sort(found, {}, &Checkpoint::step);
  return found;
}

std::optional<fs::path> last_checkpoint(const fs::path& root) {
  const auto all = list_checkpoints(root);
  if (all.empty()) return std::nullopt;
  return all.back().file;
}

fs::path run_of_checkpoint(const fs::path& checkpoint) {
  std::error_code code;
  const auto root = fs::absolute(checkpoint, code).parent_path().parent_path();
  return fs::exists(RunFolder{root}.options(), code) ? root : fs::path();
}

std::optional<BestCheckpoint> best_checkpoint(const fs::path& root) {
  const RunFolder run{root};
  std::error_code code;
  if (!fs::exists(run.best(), code)) return std::nullopt;
  try {
    const auto object = read_json(run.best());
    const auto step = whole_number<std::int64_t>(object.at("step"));
    return BestCheckpoint{step, object.at("miou").get<double>(), checkpoint_file(run, step)};
  } catch (const json::exception&) {
    throw Error("is damaged", run.best().string(), "Remove it");
  }
}

void write_best(const RunFolder& run, std::int64_t step, double miou) {
  const json object = {
      {"step", step}, {"miou", miou}, {"file", checkpoint_file(run, step).filename().string()}};
  write_file_atomically(run.best(), json_text(object, 2) + "\n");
}

void prune_checkpoints(const RunFolder& run, std::size_t keep) {
  const auto all = list_checkpoints(run.root);
  const auto best = best_checkpoint(run.root);
  for (std::size_t i = 0; i + keep < all.size(); ++i) {
    if (best && best->step == all[i].step) continue;
    std::error_code ignored;
    fs::remove(all[i].file, ignored);
  }
}

}  // namespace penumbra::train
