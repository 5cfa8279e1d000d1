#include "train/run_origin.h"

#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "train/run_folder.h"

namespace penumbra::train {

RunOrigin read_run_origin(const std::filesystem::path& run) {
  const auto file = RunFolder{run}.origin();
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return {};
  try {
    const auto object = parse_json(read_file(file));
    return {.where = object.at("where"),
            .split = object.at("split"),
            .validation_split = object.at("validation_split"),
            .weights = object.at("weights"),
            .from = object.value("from", ""),
            .device = object.at("device")};
  } catch (const nlohmann::json::exception&) {
    throw Error("is damaged", file.string(), "Remove it, and name the images again");
  }
}

void write_run_origin(const std::filesystem::path& run, const RunOrigin& origin) {
  const nlohmann::json object = {{"where", origin.where},
                                 {"split", origin.split},
                                 {"validation_split", origin.validation_split},
                                 {"weights", origin.weights},
                                 {"from", origin.from},
                                 {"device", origin.device}};
  write_file_atomically(RunFolder{run}.origin(),
                        json_text(object, 2, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace penumbra::train
