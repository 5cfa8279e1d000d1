#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

class QComboBox;

namespace penumbra::ui {

/// Which run looks at the image: none, or one that has a checkpoint. Until the user chooses, the
/// latest.
class RunChoice : public QWidget {
  Q_OBJECT

 public:
  explicit RunChoice(QWidget* parent = nullptr);

  /// Folders of runs, the latest first. `changed` is emitted where another one is chosen then.
  void set_runs(const std::vector<std::filesystem::path>& runs);
  /// Empty: none.
  const std::filesystem::path& run() const { return run_; }
  QString run_name() const { return QString::fromStdString(run_.filename().string()); }
  /// Whether there is something to choose from.
  bool any() const;

 Q_SIGNALS:
  void changed();

 private:
  void choose();

  QComboBox* box_;
  QString wanted_;  ///< a name, "latest" or "none"
  std::filesystem::path run_;
};

}  // namespace penumbra::ui
