#pragma once

#include <QComboBox>
#include <filesystem>
#include <vector>

namespace penumbra::ui {

/// What a run starts from: weights of an encoder, or the networks of a run, which it fine-tunes.
/// Named "startFrom".
class StartChoice : public QComboBox {
  Q_OBJECT

 public:
  explicit StartChoice(QWidget* parent = nullptr);

  /// Folders of runs; those without a checkpoint can't be chosen. A run that is gone gives way to
  /// encoder weights. `changed` is emitted where another one is chosen then.
  void set_runs(const std::vector<std::filesystem::path>& runs);
  /// A run, or the one of its name where the project was moved. False for one that is not among
  /// them: encoder weights are chosen.
  bool choose(const std::filesystem::path& run);
  /// Empty: encoder weights.
  const std::filesystem::path& run() const { return run_; }

 Q_SIGNALS:
  /// Another start is chosen, by the user or not.
  void changed();

 private:
  void take_current();

  std::filesystem::path run_;
};

}  // namespace penumbra::ui
