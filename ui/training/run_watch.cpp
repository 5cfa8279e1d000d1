#include "ui/training/run_watch.h"

#include <system_error>

#include "base/error.h"
#include "train/event_reader.h"
#include "train/metrics_log.h"
#include "ui/problem_text.h"

namespace fs = std::filesystem;

namespace penumbra::ui {
namespace {

constexpr int interval_ms = 2000;

std::uintmax_t size_of(const fs::path& file) {
  std::error_code code;
  const auto size = fs::file_size(file, code);
  return code ? 0 : size;
}

std::uintmax_t size_of_log(const fs::path& folder) {
  std::uintmax_t size = 0;
  std::error_code code;
  fs::recursive_directory_iterator entry(folder, code);
  for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code))
    if (entry->path().filename().string().find("tfevents") != std::string::npos)
      size += size_of(entry->path());
  return size;
}

}  // namespace

RunWatch::RunWatch(QObject* parent) : QObject(parent) {
  timer_.setInterval(interval_ms);
  connect(&timer_, &QTimer::timeout, this, [this] {
    if (!looking_) look();  // a long look is not begun again and again
  });
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &RunWatch::look);
}

void RunWatch::set_folder(const fs::path& folder) {
  if (!watcher_.directories().isEmpty()) watcher_.removePaths(watcher_.directories());
  folder_ = folder;
  elsewhere_.clear();
  runs_.clear();
  logs_.clear();
  read_.clear();
  ++question_;
  std::error_code code;
  if (fs::is_directory(folder_, code)) watcher_.addPath(QString::fromStdString(folder_.string()));
  if (folder_.empty()) {
    timer_.stop();
    task_.cancel();
    looking_ = false;
    return;
  }
  timer_.start();
  look();
}

void RunWatch::add_run(const fs::path& folder) {
  elsewhere_.insert(folder);
  timer_.start();
  look();
}

void RunWatch::remove_run(const fs::path& folder) {
  elsewhere_.erase(folder);
  read_.erase(folder);
}

void RunWatch::read_curves(const std::set<fs::path>& runs, const std::set<fs::path>& logs) {
  runs_ = runs;
  logs_ = logs;
  std::erase_if(read_, [&](const auto& entry) {
    return !runs_.contains(entry.first) && !logs_.contains(entry.first);
  });
  look();
}

void RunWatch::forget(const fs::path& folder) { read_.erase(folder); }

void RunWatch::look() {
  ++question_;
  looking_ = true;
  task_.submit([this, question = question_, folder = folder_, elsewhere = elsewhere_, runs = runs_,
                logs = logs_, read = read_](JobControl& control) {
    auto summaries = train::list_runs(folder);
    std::vector<Numbers> numbers;
    for (const auto& run : elsewhere) {
      try {
        summaries.push_back(train::summarise_run(run));
      } catch (const std::exception& error) {
        numbers.push_back({run, 0, {}, problem_text(error)});
      }
    }
    const auto add = [&](const fs::path& place, std::uintmax_t bytes, const auto& get) {
      control.checkpoint();
      const auto before = read.find(place);
      if (before != read.end() && before->second == bytes) return;
      try {
        numbers.push_back({place, bytes, get(), {}});
      } catch (const std::exception& error) {
        numbers.push_back({place, bytes, {}, problem_text(error)});
      }
    };
    for (const auto& run : runs)
      add(run, size_of(train::RunFolder{run}.metrics()),
          [&] { return curves_of(train::read_metrics(run)); });
    for (const auto& log : logs)
      add(log, size_of_log(log), [&] { return curves_of(train::read_events(log)); });
    QMetaObject::invokeMethod(
        this, [this, summaries = std::move(summaries), numbers = std::move(numbers),
               question]() mutable { take(std::move(summaries), std::move(numbers), question); });
  });
}

void RunWatch::take(std::vector<train::RunSummary> runs, std::vector<Numbers> numbers,
                    int question) {
  if (question != question_) return;
  looking_ = false;
  Q_EMIT listed(runs);
  for (const Numbers& each : numbers) {
    read_[each.folder] = each.bytes;
    if (each.failure.isEmpty())
      Q_EMIT curvesRead(each.folder, each.curves);
    else
      Q_EMIT failed(each.folder, each.failure);
  }
}

}  // namespace penumbra::ui
