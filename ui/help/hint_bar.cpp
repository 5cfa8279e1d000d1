#include "ui/help/hint_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

#include "ui/settings_writer.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {
namespace {

constexpr auto seen_key = "hints/seen";
constexpr auto off_key = "hints/off";

QString hint_of(const QString& place) {
  if (place == "photosPage")
    return HintBar::tr(
        "Click a count on the left to filter. Select photos and click tags on the "
        "right. Enter looks at a photo, Ctrl+L labels all of them at once.");
  if (place == "inspectPage")
    return HintBar::tr(
        "B takes the brush, the tools beside the photo do more; every stroke is saved, and Ctrl+Z "
        "takes it back. The wheel zooms, Space drags, hold Q for the bare photo.");
  if (place == "trainingPage")
    return HintBar::tr(
        "Choose a preset and press Start; go on working meanwhile. A run that was "
        "stopped can be continued.");
  if (place == "comparePage")
    return HintBar::tr(
        "The list begins with the images that differ most. Click a cell of the "
        "confusion matrix for the images behind it.");
  if (place == "exportPage")
    return HintBar::tr(
        "Nothing is written before you press Export. Your files appear all at once, "
        "or not at all.");
  return {};
}

}  // namespace

HintBar::HintBar(QWidget* parent) : QWidget(parent) {
  setObjectName("hintBar");
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  auto* sign = new QToolButton(this);
  sign->setIcon(stroke_icon("hint"));
  sign->setAutoRaise(true);
  sign->setAccessibleName(tr("Hint"));
  sign->setAttribute(Qt::WA_TransparentForMouseEvents);
  sign->setFocusPolicy(Qt::NoFocus);
  text_ = new QLabel(this);
  text_->setObjectName("hintText");
  text_->setWordWrap(true);
  auto* seen = new QPushButton(tr("Got it"), this);
  seen->setObjectName("hintSeen");
  auto* off = new QPushButton(tr("Don't show hints"), this);
  off->setObjectName("hintsOff");
  off->setFlat(true);
  off->setToolTip(tr("Help > Show hints again brings them back"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, grid_px / 2, 2 * grid_px, grid_px / 2);
  layout->setSpacing(grid_px);
  layout->addWidget(sign);
  layout->addWidget(text_, 1);
  layout->addWidget(off);
  layout->addWidget(seen);
  for (auto* button : {seen, off}) button->setFocusPolicy(Qt::TabFocus);
  connect(seen, &QPushButton::clicked, this, [this] {
    seen_ << place_;
    change_setting(seen_key, seen_);
    update_hint();
  });
  connect(off, &QPushButton::clicked, this, [this] {
    off_ = true;
    change_setting(off_key, true);
    update_hint();
  });
  const QSettings settings;
  seen_ = settings.value(seen_key).toStringList();
  off_ = settings.value(off_key).toBool();
  hide();
}

void HintBar::set_place(const QString& place) {
  place_ = place;
  update_hint();
}

void HintBar::start_again() {
  seen_.clear();
  off_ = false;
  change_settings([](QSettings& settings) { settings.remove("hints"); });
  update_hint();
}

void HintBar::update_hint() {
  const bool wanted = !off_ && !seen_.contains(place_);
  text_->setText(wanted ? hint_of(place_) : QString());
  setVisible(!text_->text().isEmpty());
}

}  // namespace penumbra::ui
