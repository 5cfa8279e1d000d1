#include "ui/viewer/run_choice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>

#include "train/run_folder.h"
#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr auto setting_key = "inspect/lookWith";
constexpr auto none = "none";
constexpr auto latest = "latest";
}  // namespace

RunChoice::RunChoice(QWidget* parent)
    : QWidget(parent), wanted_(QSettings().value(setting_key, latest).toString()) {
  auto* label = new QLabel(tr("Look with"), this);
  box_ = new QComboBox(this);
  box_->setObjectName("lookWith");
  box_->setToolTip(
      tr("A run whose last checkpoint says now what it sees in this image, without writing it"));
  box_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  label->setBuddy(box_);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px);
  layout->addWidget(label);
  layout->addWidget(box_);
  connect(box_, &QComboBox::currentIndexChanged, this, [this](int index) {
    wanted_ = index == 0 ? QString(none) : box_->currentText();
    change_setting(setting_key, wanted_);
    choose();
  });
  set_runs({});
}

void RunChoice::set_runs(const std::vector<std::filesystem::path>& runs) {
  {
    const QSignalBlocker blocker(box_);
    box_->clear();
    box_->addItem(tr("no run"), QString());
    for (const auto& run : runs)
      if (train::last_checkpoint(run))
        box_->addItem(QString::fromStdString(run.filename().string()),
                      QString::fromStdString(run.string()));
    const int known = box_->findText(wanted_);
    box_->setCurrentIndex(wanted_ == none || !any() ? 0 : known > 0 ? known : 1);
    box_->setEnabled(any());
  }
  choose();
}

bool RunChoice::any() const { return box_->count() > 1; }

void RunChoice::choose() {
  const std::filesystem::path chosen = box_->currentData().toString().toStdString();
  if (chosen == run_) return;
  run_ = chosen;
  Q_EMIT changed();
}

}  // namespace penumbra::ui
