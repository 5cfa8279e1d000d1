#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "app/penumbra_cli/session.h"
#include "dataset/dataset.h"
#include "device/options.h"

namespace penumbra::cli {

/// The data set of a command.
struct DataOptions {
  std::filesystem::path root;
  std::string split;
  std::string format = "auto";
  bool strict = false;
  bool untagged = false;  ///< a folder of photos need have no tags
  int threads = 0;  ///< 0: all cores
};

enum class Threads { Add, Skip };

/// --data, --split, --strict, the data set's format under `format_flag`, and --threads.
void add_data_options(CLI::App& command, DataOptions& options,
                      const std::string& format_flag = "--format", Threads threads = Threads::Add);

/// --threads.
void add_threads(CLI::App& command, int& threads);

/// --device, --precision, --threads.
void add_device_options(CLI::App& command, device::DeviceOptions& options);

/// Reads the data set, or another split of it.
dataset::Dataset read_data(const DataOptions& options, const std::string& split, Session& session);
dataset::Dataset read_data(const DataOptions& options, Session& session);

/// `threads`, or all cores for 0.
int thread_count(int threads);

}  // namespace penumbra::cli
