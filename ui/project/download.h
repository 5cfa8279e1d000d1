#pragma once

#include <QUrl>
#include <filesystem>
#include <string>

#include "base/job.h"

namespace penumbra::ui {

/// Fetches a file from the network; for background threads. `target` appears only when it is whole
/// and its SHA-256 (64 digits, or as many as its publisher gives) is `sha256`. Throws Error,
/// Cancelled.
void download(const QUrl& address, const std::filesystem::path& target, const std::string& sha256,
              JobControl& control, ProgressSink& progress);

}  // namespace penumbra::ui
