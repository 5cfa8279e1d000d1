#include "ui/session/session.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cstdio>

#include "base/atomic_file.h"
#include "base/error.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr auto beat_every = std::chrono::seconds(10);
constexpr std::size_t most_log_bytes = 4'000'000;
constexpr int kept_logs = 5;

QString text_of(const fs::path& path) { return QString::fromStdString(path.string()); }

fs::path with_ending(const fs::path& mark, const char* ending) {
  return fs::path(mark).replace_extension(ending);
}

/// Qt's messages go into the log, and to the standard error as usual.
void log_message(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  const QString line = qFormatLogMessage(type, context, text);
  std::fprintf(stderr, "%s\n", qPrintable(line));
  if (const auto logger = spdlog::get("session")) logger->info("{}", line.toStdString());
}

void remove_old_logs(const fs::path& folder) {
  const auto logs = QDir(text_of(folder)).entryInfoList({"*.log"}, QDir::Files, QDir::Name);
  std::error_code ignored;
  for (int i = 0; i + kept_logs < logs.size(); ++i) {
    const fs::path log = logs[i].absoluteFilePath().toStdString();
    if (!fs::exists(with_ending(log, ".json"), ignored)) fs::remove(log, ignored);
  }
}

}  // namespace

fs::path state_folder() {
  const QString named = qEnvironmentVariable("XDG_STATE_HOME");
  const QString state = named.isEmpty() ? QDir::homePath() + "/.local/state" : named;
  return (state + "/penumbra").toStdString();
}

std::vector<LostSession> take_lost_sessions(const fs::path& folder) {
  std::vector<LostSession> lost;
  const auto marks = QDir(text_of(folder)).entryInfoList({"*.json"}, QDir::Files, QDir::Name);
  for (const auto& mark : marks) {
    const fs::path file = mark.absoluteFilePath().toStdString();
    const auto lock = FileLock::take(with_ending(file, ".lock"));
    if (!lock) continue;  // it lives
    QFile written(mark.absoluteFilePath());
    if (!written.open(QIODevice::ReadOnly)) continue;
    const QJsonObject said = QJsonDocument::fromJson(written.readAll()).object();
    lost.push_back({QDateTime::fromMSecsSinceEpoch(said["started"].toInteger()),
                    mark.lastModified(), said["project"].toString().toStdString(),
                    with_ending(file, ".log")});
    std::error_code ignored;
    fs::remove(file, ignored);
    fs::remove(with_ending(file, ".lock"), ignored);
  }
  std::ranges::reverse(lost);
  return lost;
}

Session::Session(fs::path folder, QObject* parent)
    : QObject(parent), started_(QDateTime::currentDateTime()) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem)
    throw Error("can't be made: " + problem.message(), folder.string(),
                "Make it writable, or set XDG_STATE_HOME to a folder that is");
  mark_ = folder / (started_.toString("yyyyMMdd-HHmmss-zzz").toStdString() + '-' +
                    std::to_string(::getpid()) + ".json");
  log_ = with_ending(mark_, ".log");
  lock_ = FileLock::take(with_ending(mark_, ".lock"));
  try {
    logger_ = spdlog::rotating_logger_mt("session", log_.string(), most_log_bytes, 1);
  } catch (const spdlog::spdlog_ex& error) {
    throw Error(error.what(), log_.string(), "Check the folder and its permissions");
  }
  logger_->set_pattern("%Y-%m-%d %H:%M:%S.%e  %v");
  logger_->flush_on(spdlog::level::info);  // a kill loses no line
  logger_->set_error_handler([](const std::string&) {});
  qInstallMessageHandler(log_message);
  mark();
  remove_old_logs(folder);
  connect(&beat_, &QTimer::timeout, this, [this] {
    std::error_code ignored;
    fs::last_write_time(mark_, fs::file_time_type::clock::now(), ignored);
  });
  beat_.start(beat_every);
}

Session::~Session() {
  qInstallMessageHandler(nullptr);
  spdlog::drop("session");
  std::error_code ignored;
  fs::remove(mark_, ignored);
  fs::remove(with_ending(mark_, ".lock"), ignored);
}

void Session::write(const QString& text) { logger_->info("{}", text.toStdString()); }

void Session::set_project(const fs::path& project) {
  if (project == project_) return;
  project_ = project;
  write(project.empty() ? "no project is open" : "open: " + text_of(project));
  mark();
}

/// The time of the file says when the session was last seen. Not synced: the window does not wait
/// for the disk here.
void Session::mark() const {
  const QJsonObject said{{"started", started_.toMSecsSinceEpoch()}, {"project", text_of(project_)}};
  const fs::path written = with_ending(mark_, ".tmp");
  try {
    write_file(written, QJsonDocument(said).toJson(QJsonDocument::Compact).toStdString());
    fs::rename(written, mark_);
  } catch (const std::exception& error) {
    logger_->info("{}", error.what());  // a full disk is told by the files that matter
  }
}

}  // namespace penumbra::ui
