#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "train/run_summary.h"
#include "ui/jobs/latest_task.h"
#include "ui/training/curve_data.h"

namespace penumbra::ui {

/// Looks at run folders in the background, again and again: runs that others train (the command
/// line) are seen while they grow.
class RunWatch : public QObject {
  Q_OBJECT

 public:
  explicit RunWatch(QObject* parent = nullptr);

  /// The folder of a project's runs; empty: none. Forgets all else.
  void set_folder(const std::filesystem::path& folder);
  /// A run folder elsewhere.
  void add_run(const std::filesystem::path& folder);
  void remove_run(const std::filesystem::path& folder);
  /// Whose numbers are read whenever there are more; `logs` are folders of TensorBoard.
  void read_curves(const std::set<std::filesystem::path>& runs,
                   const std::set<std::filesystem::path>& logs);
  /// Numbers of this one are read again even if no file has grown.
  void forget(const std::filesystem::path& folder);
  /// Looks now, not only when it is time.
  void look();

 Q_SIGNALS:
  void listed(const std::vector<train::RunSummary>& runs);
  void curvesRead(const std::filesystem::path& folder, const std::vector<Curve>& curves);
  void failed(const std::filesystem::path& folder, const QString& text);

 private:
  struct Numbers {
    std::filesystem::path folder;
    std::uintmax_t bytes = 0;
    std::vector<Curve> curves;
    QString failure;
  };

  void take(std::vector<train::RunSummary> runs, std::vector<Numbers> numbers, int question);

  std::filesystem::path folder_;
  std::set<std::filesystem::path> elsewhere_, runs_, logs_;
  std::map<std::filesystem::path, std::uintmax_t> read_;  ///< bytes of the files that were read
  int question_ = 0;                                      ///< what is being looked at
  bool looking_ = false;                                  ///< the answer is yet to come
  QTimer timer_;
  QFileSystemWatcher watcher_;
  LatestTask task_;
};

}  // namespace penumbra::ui
