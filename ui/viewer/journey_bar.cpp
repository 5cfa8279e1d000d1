#include "ui/viewer/journey_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>

#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

QString how_to_get_previews() {
  return JourneyBar::tr(
      "To watch images while a run trains, select them in Photos and use them as its previews in "
      "Train.");
}

}  // namespace

JourneyBar::JourneyBar(QWidget* parent) : QWidget(parent) {
  setObjectName("journeyBar");
  auto* title = new QLabel(tr("Journey of"), this);
  run_ = new QComboBox(this);
  run_->setObjectName("journeyRun");
  run_->setToolTip(tr("The run whose previews are shown"));
  run_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  title->setBuddy(run_);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setObjectName("journeyStep");
  slider_->setToolTip(tr("How CAM and labels of this image changed during the run"));
  slider_->setAccessibleName(tr("Step of the run"));
  slider_->setTickPosition(QSlider::TicksBelow);
  slider_->setPageStep(1);
  text_ = new QLabel(this);
  text_->setObjectName("journeyText");
  text_->setWordWrap(true);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(title);
  layout->addWidget(run_);
  layout->addWidget(slider_, 1);
  layout->addWidget(text_, 1);

  connect(run_, &QComboBox::currentIndexChanged, this, &JourneyBar::look);
  connect(slider_, &QSlider::valueChanged, this, [this](int at) {
    wanted_ = steps_[static_cast<std::size_t>(at)];
    journey_.read(wanted_);
  });
  connect(&journey_, &Journey::found, this, [this](const std::vector<std::int64_t>& steps) {
    steps_ = steps;
    slider_->setVisible(!steps_.empty());
    if (steps_.empty()) {
      say(tr("This run has no previews of this image.") + " " + how_to_get_previews());
      return;
    }
    const auto at = std::ranges::find(steps_, wanted_);
    const auto index =
        at == steps_.end() ? static_cast<int>(steps_.size()) - 1 : int(at - steps_.begin());
    {
      const QSignalBlocker blocker(slider_);
      slider_->setRange(0, static_cast<int>(steps_.size()) - 1);
      slider_->setValue(index);
    }
    journey_.read(steps_[static_cast<std::size_t>(index)]);
  });
  connect(&journey_, &Journey::ready, this, [this](const std::shared_ptr<const JourneyStep>& step) {
    step_ = step;
    step_of_ = {run_->currentData().toString(), image_ ? image_->id : 0};
    say(tr("Step %1 of %2")
            .arg(QLocale().toString(qlonglong(step->step)),
                 QLocale().toString(qlonglong(steps_.back()))));
    Q_EMIT stepChanged();
  });
  connect(&journey_, &Journey::failed, this, &JourneyBar::say);
}

void JourneyBar::set_project(OpenProject* project) {
  project_ = project;
  if (!project) journey_.leave();
  image_.reset();
  update_runs();
}

void JourneyBar::update_runs() {
  const QString before = run_->currentText();
  {
    const QSignalBlocker blocker(run_);
    run_->clear();
    if (project_)
      for (const auto& run : project_->runs())
        run_->addItem(QString::fromStdString(run.filename().string()),
                      QString::fromStdString(run.string()));
    run_->setCurrentIndex(std::max(0, run_->findText(before)));
  }
  look();
}

void JourneyBar::set_image(const project::ImageRow* image) {
  image_.reset();
  if (image) image_ = *image;
  look();
}

void JourneyBar::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  look();
}

void JourneyBar::look() {
  const std::pair asked{run_->currentData().toString(), image_ ? image_->id : 0};
  const bool known = asked == step_of_ && isVisible();
  journey_.forget();
  run_->setVisible(run_->count() > 0);
  if (!known) {
    slider_->hide();
    steps_.clear();
    step_of_ = {};
    if (std::exchange(step_, nullptr)) Q_EMIT stepChanged();
  }
  if (!isVisible()) return;
  if (!project_ || !image_) return say({});
  if (run_->count() == 0) return say(tr("There is no run yet.") + " " + how_to_get_previews());
  if (!known) say(tr("Looking for previews…"));
  journey_.look_for(project_->project(), asked.first.toStdString(), *image_);
}

void JourneyBar::say(const QString& text) { text_->setText(text); }

}  // namespace penumbra::ui
