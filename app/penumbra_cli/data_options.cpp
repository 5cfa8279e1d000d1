#include "app/penumbra_cli/data_options.h"

#include <algorithm>
#include <thread>

namespace penumbra::cli {
namespace {

constexpr int most_threads = 1024;

}  // namespace

void add_data_options(CLI::App& command, DataOptions& options, const std::string& format_flag,
                      Threads threads) {
  command.add_option("--data", options.root, "Folder of the data set")
      ->required()
      ->type_name("DIR");
  command
      .add_option(
          "--split", options.split,
          "Name of a split (train, val, ...) or path of a list file; all images if left out")
      ->type_name("NAME|FILE");
  command
      .add_option(format_flag, options.format,
                  "Layout of the data set: auto (default), voc, coco, coco-masks or folder")
      ->type_name("NAME");
  command.add_flag("--strict", options.strict,
                   "Fail where a file of the data set can't be used, instead of leaving it out");
  if (threads == Threads::Add) add_threads(command, options.threads);
}

void add_threads(CLI::App& command, int& threads) {
  command.add_option("--threads", threads, "Threads to use; 0: all cores (default)")
      ->check(CLI::Range(0, most_threads).description(""))
      ->type_name("N");
}

void add_device_options(CLI::App& command, device::DeviceOptions& options) {
  command.add_option("--device", options.device, "auto (default), cpu, cuda or cuda:N")
      ->type_name("NAME");
  command.add_option("--precision", options.precision, "auto (default), float32 or bf16")
      ->type_name("NAME");
  add_threads(command, options.threads);
}

dataset::Dataset read_data(const DataOptions& options, const std::string& split, Session& session) {
  return dataset::read(options.root,
                       {.format = options.format,
                        .split = split,
                        .strict = options.strict,
                        .threads = thread_count(options.threads),
                        .untagged = options.untagged},
                       session.control, session.console);
}

dataset::Dataset read_data(const DataOptions& options, Session& session) {
  return read_data(options, options.split, session);
}

int thread_count(int threads) {
  if (threads > 0) return threads;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace penumbra::cli
