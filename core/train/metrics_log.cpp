#include "train/metrics_log.h"

#include <cmath>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/whole_number.h"
#include "train/run_folder.h"

namespace penumbra::train {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view loss_prefix = "loss_";

json to_json(const StepMetrics& metrics) {
  json line = {{"step", metrics.step},
               {"loss", metrics.loss},
               {"learning_rate", metrics.learning_rate},
               {"step_seconds", metrics.step_seconds},
               {"data_seconds", metrics.data_seconds},
               {"images_per_second", metrics.images_per_second},
               {"memory_bytes", metrics.memory_bytes}};
  for (const auto& [part, loss] : metrics.parts) line[std::string(loss_prefix) + part] = loss;
  return line;
}

json to_json(const ValidationMetrics& metrics) {
  return {{"step", metrics.step},
          {"validation", metrics.miou},
          {"tag_f1", metrics.tag_f1},
          {"validation_seconds", metrics.seconds}};
}

StepMetrics step_from(const json& line) {
  StepMetrics metrics;
  metrics.step = whole_number<std::int64_t>(line.at("step"));
  metrics.loss = line.at("loss").get<double>();
  metrics.learning_rate = line.at("learning_rate").get<double>();
  metrics.step_seconds = line.at("step_seconds").get<double>();
  metrics.data_seconds = line.at("data_seconds").get<double>();
  metrics.images_per_second = line.at("images_per_second").get<double>();
  metrics.memory_bytes = whole_number<std::int64_t>(line.at("memory_bytes"));
  for (const auto& [name, value] : line.items())
    if (name.starts_with(loss_prefix))
      metrics.parts[name.substr(loss_prefix.size())] = value.get<double>();
  return metrics;
}

ValidationMetrics validation_from(const json& line) {
  ValidationMetrics metrics;
  metrics.step = whole_number<std::int64_t>(line.at("step"));
  for (const auto& [name, value] : line.at("validation").items())
    metrics.miou[name] = value.is_number() ? value.get<double>() : std::nan("");
  metrics.tag_f1 = line.at("tag_f1").is_number() ? line.at("tag_f1").get<double>() : std::nan("");
  metrics.seconds = line.at("validation_seconds").get<double>();
  return metrics;
}

/// The lines up to and including `last_step`, without those that are damaged, as a killed process
/// leaves its last.
std::string lines_until(std::int64_t last_step, const std::string& text) {
  std::string kept;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    try {
      const auto object = parse_json(line);
      const auto step =
          object.contains("validation") ? validation_from(object).step : step_from(object).step;
      if (step > last_step) continue;
    } catch (const json::exception&) {
      continue;
    }
    kept += line + "\n";
  }
  return kept;
}

const fs::path& cut_after(const fs::path& file, std::int64_t last_step) {
  std::error_code code;
  if (!fs::exists(file, code)) return file;
  const auto text = read_file(file);
  const auto kept = lines_until(last_step, text);
  if (kept != text) write_file_atomically(file, kept);
  return file;
}

}  // namespace

MetricsLog::MetricsLog(const fs::path& file, std::int64_t last_step)
    : file_(cut_after(file, last_step)) {}

void MetricsLog::add(const StepMetrics& metrics) {
  file_.append(json_text(to_json(metrics)) + "\n");
}

void MetricsLog::add(const ValidationMetrics& metrics) {
  file_.append(json_text(to_json(metrics)) + "\n");
}

MetricsHistory read_metrics(const fs::path& run) {
  MetricsHistory history;
  const auto file = RunFolder{run}.metrics();
  std::error_code code;
  if (!fs::exists(file, code)) return history;
  std::istringstream lines(read_file(file));
  for (std::string line; std::getline(lines, line);) {
    if (lines.eof()) break;  // without its line end: still being written
    try {
      const auto object = parse_json(line);
      if (object.contains("validation"))
        history.validations.push_back(validation_from(object));
      else
        history.steps.push_back(step_from(object));
    } catch (const json::exception&) {
      throw Error("has a damaged line after step " +
                      std::to_string(history.steps.empty() ? 0 : history.steps.back().step),
                  file.string(), "Resume the run from its last checkpoint, or remove the line");
    }
  }
  return history;
}

}  // namespace penumbra::train
