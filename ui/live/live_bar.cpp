#include "ui/live/live_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/live/live.h"
#include "ui/theme/appearance.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icon.h"
#include "ui/viewer/action_keys.h"

namespace penumbra::ui {

LiveBar::LiveBar(Live& live, QWidget* parent) : QWidget(parent), live_(live) {
  setObjectName("liveBar");
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  toggle_ =
      add_action(*this, "action_live", tr("Live: every stroke corrects all images"), "Shift+L");
  toggle_->setIconText(tr("Live"));
  toggle_->setCheckable(true);
  toggle_->setToolTip(
      tr("What you draw is a lesson: the labels of all images follow each stroke (Shift+L)"));
  connect(toggle_, &QAction::triggered, this, [this](bool on) {
    if (on)
      Q_EMIT startRequested();
    else
      live_.stop();
    update_texts();
  });
  accept_action_ = add_action(*this, "action_live_accept",
                              tr("Accept the live labels of this image and go on"), "Shift+Y");
  connect(accept_action_, &QAction::triggered, &live_, &Live::accept);

  switch_ = new QToolButton(this);
  switch_->setObjectName("liveSwitch");
  switch_->setDefaultAction(toggle_);
  switch_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  counts_ = new ElidedLabel(this);
  counts_->setObjectName("liveCounts");
  next_ = new QLabel(this);
  next_->setObjectName("liveNext");
  next_->setTextFormat(Qt::PlainText);
  before_ = new QToolButton(this);
  before_->setObjectName("liveBefore");
  before_->setText(tr("Before (Y)"));
  before_->setToolTip(tr("The labels as they were before the last stroke, while held down"));
  accept_ = new QPushButton(tr("Accept (Shift+Y)"), this);
  accept_->setObjectName("liveAccept");
  accept_->setToolTip(
      tr("These labels are right: the image is reviewed and teaches with all its pixels"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(switch_);
  layout->addWidget(counts_, 1);
  layout->addWidget(next_);
  layout->addWidget(before_);
  layout->addWidget(accept_);
  connect(before_, &QToolButton::pressed, this, [this] { live_.show_before(true); });
  connect(before_, &QToolButton::released, this, [this] { live_.show_before(false); });
  connect(accept_, &QPushButton::clicked, &live_, &Live::accept);
  connect(&live_, &Live::stateChanged, this, &LiveBar::update_texts);
  connect(&live_, &Live::counted, this, &LiveBar::update_texts);
  connect(&live_, &Live::labelsChanged, this, &LiveBar::update_texts);
  set_available(false);
  update_texts();
}

void LiveBar::set_available(bool available) { toggle_->setEnabled(available); }

void LiveBar::update_texts() {
  const bool on = live_.state() == Live::State::On;
  {
    const QSignalBlocker quiet(toggle_);
    toggle_->setChecked(live_.state() != Live::State::Off);
  }
  switch_->setChecked(toggle_->isChecked());
  QString text, next;
  const QLocale locale;
  if (live_.state() == Live::State::Preparing) {
    text = tr("Looking at the photos once, see the job below…");
  } else if (on) {
    const auto& counts = live_.counts();
    text = (counts.strokes == 1 ? tr("1 stroke")
                                : tr("%1 strokes").arg(locale.toString(counts.strokes))) +
           tr(", ") +
           tr("%1 images updated, %2% of patches changed since")
               .arg(locale.toString(counts.images))
               .arg(locale.toString(100 * counts.share, 'f', 1));
    if (counts.to_write > 0)
      text += " · " + tr("%1 maps to write").arg(locale.toString(counts.to_write));
    const auto best = live_.next();
    if (best && best->uncertain > 0)
      next = qRound64(best->alike) > 1 ? tr("Next: %1% unsure, like %2 images")
                                             .arg(qRound(100 * best->uncertain))
                                             .arg(locale.toString(qRound64(best->alike)))
                                       : tr("Next: %1% unsure").arg(qRound(100 * best->uncertain));
    else if (counts.to_write == 0)
      next = tr("No other image is unsure");
  }
  counts_->setText(text);
  next_->setText(next);
  next_->setToolTip(
      on ? tr("The image where a look brings most: its share of unsure patches times how many "
              "images are unsure of the like")
         : QString());
  for (QWidget* part : {static_cast<QWidget*>(next_), static_cast<QWidget*>(before_),
                        static_cast<QWidget*>(accept_)})
    part->setVisible(on);
  accept_->setEnabled(live_.can_accept());
  accept_action_->setEnabled(live_.can_accept());
}

}  // namespace penumbra::ui
