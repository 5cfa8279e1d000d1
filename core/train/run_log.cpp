#include "train/run_log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>

#include "base/error.h"

namespace penumbra::train {
namespace {

std::unique_ptr<spdlog::logger> logger_to(const std::filesystem::path& file) {
  try {
    auto logger = std::make_unique<spdlog::logger>(
        "run", std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()));
    logger->flush_on(spdlog::level::info);
    // A full disk is told by the files that matter; losing a line of the log ends nothing.
    logger->set_error_handler([](const std::string&) {});
    return logger;
  } catch (const spdlog::spdlog_ex& error) {
    throw Error(std::string("cannot write: ") + error.what(), file.string(),
                "Check the folder and its permissions");
  }
}

}  // namespace

RunLog::RunLog(const std::filesystem::path& file, ProgressSink& next)
    : next_(next), logger_(logger_to(file)) {}

RunLog::~RunLog() = default;

void RunLog::progress(const Progress& progress) { next_.progress(progress); }

void RunLog::message(Severity severity, const std::string& text) {
  logger_->log(severity == Severity::Warning ? spdlog::level::warn : spdlog::level::info, "{}",
               text);
  next_.message(severity, text);
}

void RunLog::note(const std::string& text) { logger_->info("{}", text); }

}  // namespace penumbra::train
