#pragma once

#include <filesystem>
#include <string>

namespace penumbra::train {

/// Which images of a project a run was started on, and from what: kept in RUN/origin.json, so that
/// it can go on with the same.
struct RunOrigin {
  std::string where{};             ///< query of the training images; empty: all
  std::string split{};             ///< of the training images
  std::string validation_split{};  ///< empty: none
  std::string weights{};           ///< the encoder's file; empty: random
  std::string from{};              ///< the checkpoint that it started from, if it fine-tunes
  std::string device{};            ///< as it was asked for
  bool operator==(const RunOrigin&) const = default;
};

/// Empty fields where the run has none. Throws Error for a damaged file.
RunOrigin read_run_origin(const std::filesystem::path& run);
/// Atomic. Throws Error.
void write_run_origin(const std::filesystem::path& run, const RunOrigin& origin);

}  // namespace penumbra::train
