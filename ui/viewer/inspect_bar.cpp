#include "ui/viewer/inspect_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/percent.h"
#include "ui/theme/appearance.h"
#include "ui/viewer/run_choice.h"

namespace penumbra::ui {
namespace {

QString tip(const QString& text) {
  return text.isEmpty() ? QString() : "<p>" + text.toHtmlEscaped() + "</p>";
}

}  // namespace

InspectBar::InspectBar(QWidget* parent) : QWidget(parent) {
  name_ = new QLabel(this);
  name_->setObjectName("imageName");
  name_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  state_ = new QLabel(this);
  state_->setObjectName("layerState");
  runs_ = new RunChoice(this);
  review_ = new QToolButton(this);
  review_->setObjectName("review");
  review_->setAutoRaise(true);
  journey_ = new QToolButton(this);
  journey_->setObjectName("journey");
  journey_->setText(tr("Journey"));
  journey_->setCheckable(true);
  journey_->setAutoRaise(true);
  journey_->setToolTip(tr("How CAM and labels of this image changed during a run (J)"));
  zoom_ = new QToolButton(this);
  zoom_->setObjectName("zoom");
  zoom_->setAutoRaise(true);
  zoom_->setToolTip(tr("Fit to the window (0). Ctrl+0: 100%"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(name_, 1);
  layout->addWidget(state_);
  layout->addWidget(review_);
  layout->addWidget(runs_);
  layout->addWidget(journey_);
  layout->addWidget(zoom_);
  set_zoom(1);
  connect(zoom_, &QToolButton::clicked, this, &InspectBar::fitRequested);
}

void InspectBar::set_name(const QString& name, const QString& path) {
  name_->setText(name);
  name_->setToolTip(tip(path));
}

void InspectBar::set_state(const QString& text, const QString& details) {
  state_->setText(text);
  state_->setToolTip(tip(details));
}

void InspectBar::set_review_action(QAction* action) { review_->setDefaultAction(action); }

void InspectBar::set_zoom(double zoom) { zoom_->setText(in_percent(zoom)); }

}  // namespace penumbra::ui
