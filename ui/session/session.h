#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/file_lock.h"

namespace spdlog {
class logger;
}

namespace penumbra::ui {

/// Where sessions leave their marks and logs: $XDG_STATE_HOME/penumbra, else
/// ~/.local/state/penumbra.
std::filesystem::path state_folder();

/// A session that did not end by itself: killed, crashed, or the power went.
struct LostSession {
  QDateTime started;
  QDateTime last_seen;            ///< within a few seconds of its end
  std::filesystem::path project;  ///< that was open; empty: none
  std::filesystem::path log;
};

/// Finds the marks of sessions that are gone and takes them away; the latest first.
std::vector<LostSession> take_lost_sessions(const std::filesystem::path& folder);

/// The time of a program from its start to its end. While it lives, a mark in `folder` says so,
/// with the open project; a mark that nobody holds is a session that was lost. Keeps a log, also of
/// what Qt says. Logs of the last sessions stay.
class Session : public QObject {
  Q_OBJECT

 public:
  /// Throws Error where the folder can't be written.
  explicit Session(std::filesystem::path folder, QObject* parent = nullptr);
  /// A clean end: takes the mark away.
  ~Session() override;

  const std::filesystem::path& log() const { return log_; }
  void write(const QString& text);
  /// The open project; empty: none.
  void set_project(const std::filesystem::path& project);

 private:
  void mark() const;

  std::filesystem::path mark_;
  std::filesystem::path log_;
  QDateTime started_;
  std::filesystem::path project_;
  std::optional<FileLock> lock_;
  std::shared_ptr<spdlog::logger> logger_;
  QTimer beat_;
};

}  // namespace penumbra::ui
