#include "ui/training/start_choice.h"

#include <QSignalBlocker>
#include <algorithm>

#include "train/run_folder.h"

namespace penumbra::ui {

StartChoice::StartChoice(QWidget* parent) : QComboBox(parent) {
  setObjectName("startFrom");
  setAccessibleName(tr("Start from"));
  setToolTip(
      tr("Weights of an encoder, or the networks of a run: those are fine-tuned, on what was drawn "
         "since too. What was drawn in every fifth image is held out; live labels take the new run "
         "where it agrees better with that"));
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(12);
  set_runs({});
  connect(this, &QComboBox::currentIndexChanged, this, &StartChoice::take_current);
}

void StartChoice::set_runs(const std::vector<std::filesystem::path>& runs) {
  {
    const QSignalBlocker quiet(this);
    clear();
    addItem(tr("Encoder weights"), QString());
    for (const auto& run : runs)
      if (train::last_checkpoint(run))
        addItem(tr("Networks of %1").arg(QString::fromStdString(run.filename().string())),
                QString::fromStdString(run.string()));
    setCurrentIndex(std::max(0, findData(QString::fromStdString(run_.string()))));
  }
  take_current();
}

bool StartChoice::choose(const std::filesystem::path& run) {
  int found = findData(QString::fromStdString(run.string()));
  for (int i = 1; i < count() && found < 0; ++i)
    if (std::filesystem::path(itemData(i).toString().toStdString()).filename() == run.filename())
      found = i;
  setCurrentIndex(std::max(0, found));
  return found >= 0;
}

void StartChoice::take_current() {
  const std::filesystem::path chosen = currentData().toString().toStdString();
  if (chosen == run_) return;
  run_ = chosen;
  Q_EMIT changed();
}

}  // namespace penumbra::ui
