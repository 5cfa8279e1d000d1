#pragma once

#include <spdlog/sinks/base_sink.h>

#include <mutex>
#include <string>

#include "app/penumbra_cli/console.h"

namespace penumbra::cli {

/// Shows what the core logs as messages of the console, so that they neither reach standard output
/// nor break the bar.
class ConsoleSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  /// console must outlive the logger.
  explicit ConsoleSink(Console& console) : console_(console) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    const bool warning = message.level >= spdlog::level::warn;
    console_.message(warning ? Severity::Warning : Severity::Info,
                     std::string(message.payload.data(), message.payload.size()));
  }
  void flush_() override {}

 private:
  Console& console_;
};

}  // namespace penumbra::cli
