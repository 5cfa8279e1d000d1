#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/job.h"

namespace spdlog {
class logger;
}

namespace penumbra::train {

/// Writes messages to log.txt on their way to another sink. Progress passes through.
class RunLog : public ProgressSink {
 public:
  /// Goes on at the end of `file`. `next` must outlive this. Throws Error.
  RunLog(const std::filesystem::path& file, ProgressSink& next);
  ~RunLog() override;

  void progress(const Progress& progress) override;
  void message(Severity severity, const std::string& text) override;
  /// To the file alone.
  void note(const std::string& text);

 private:
  ProgressSink& next_;
  std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace penumbra::train
