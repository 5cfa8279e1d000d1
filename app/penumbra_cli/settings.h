#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "train/options.h"

namespace penumbra::cli {

/// Applies `--set name=value` options in their order. Throws UsageError.
inline void apply_settings(train::TrainOptions& options, const std::vector<std::string>& settings) {
  for (const auto& setting : settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos)
      throw UsageError("'" + setting + "' has no value", "--set", "Write name=value");
    train::set_option(options, setting.substr(0, equals), setting.substr(equals + 1));
  }
}

}  // namespace penumbra::cli
