#include "train/agreement.h"

#include <cstdio>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/whole_number.h"
#include "train/run_folder.h"
#include "train/run_origin.h"

namespace penumbra::train {

std::optional<Agreement> read_agreement(const std::filesystem::path& run) {
  const auto file = RunFolder{run}.agreement();
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return std::nullopt;
  try {
    const auto object = parse_json(read_file(file));
    return Agreement{.images = whole_number<std::size_t>(object.at("images")),
                     .before = object.at("before"),
                     .after = object.at("after")};
  } catch (const nlohmann::json::exception&) {
    throw Error("is damaged", file.string(), "Remove it, and resume the run to measure again");
  }
}

void write_agreement(const std::filesystem::path& run, const Agreement& agreement) {
  const nlohmann::json object = {
      {"images", agreement.images}, {"before", agreement.before}, {"after", agreement.after}};
  write_file_atomically(RunFolder{run}.agreement(), json_text(object, 2) + "\n");
}

std::string to_text(const std::optional<Agreement>& agreement) {
  if (!agreement)
    return "No evidence is held out among these images: live labels stay with the features of "
           "before";
  char text[240];
  std::snprintf(text, sizeof text,
                "Live labels of %zu images agree with their evidence, which was held out, by "
                "%.1f%%; with the features of before by %.1f%%: they %s",
                agreement->images, 100 * agreement->after, 100 * agreement->before,
                agreement->better() ? "are read with this run from now on"
                                    : "stay with the features of before");
  return text;
}

bool gives_live_labels(const std::filesystem::path& run) {
  try {
    if (!last_checkpoint(run)) return false;
    if (read_run_origin(run).from.empty()) return true;
    const auto agreement = read_agreement(run);
    return agreement && agreement->better();
  } catch (const Error&) {
    return false;
  }
}

}  // namespace penumbra::train
