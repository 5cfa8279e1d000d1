#include "ui/rail.h"

#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

Rail::Rail(QWidget* parent) : QWidget(parent) {
  setObjectName("rail");
  setFixedWidth(9 * grid_px);
  layout_ = new QVBoxLayout(this);
  layout_->setContentsMargins(grid_px / 2, grid_px, grid_px / 2, grid_px);
  layout_->setSpacing(grid_px / 2);
  layout_->addStretch();
}

QToolButton* Rail::make_button(const char* name, const char* icon) {
  auto* button = new QToolButton(this);
  button->setObjectName(name);
  button->setIcon(stroke_icon(icon));
  button->setIconSize({3 * grid_px, 3 * grid_px});
  button->setAutoRaise(true);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return button;
}

void Rail::add_place(const char* name, const char* icon, const QString& title) {
  auto* button = make_button(name, icon);
  const auto place = static_cast<int>(places_.size());
  button->setText(title);
  button->setToolTip(tr("%1 (Ctrl+%2)").arg(title).arg(place + 1));
  button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
  button->setCheckable(true);
  button->setAutoExclusive(true);
  connect(button, &QToolButton::clicked, this, [this, place] { Q_EMIT chosen(place); });
  layout_->insertWidget(place, button);
  places_.push_back(button);
}

QToolButton* Rail::add_below(const char* name, const char* icon, const QString& tip) {
  auto* button = make_button(name, icon);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  layout_->addWidget(button);
  return button;
}

void Rail::set_places_enabled(bool enabled) {
  for (auto* place : places_) {
    place->setEnabled(enabled);
    if (enabled) continue;
    place->setAutoExclusive(false);
    place->setChecked(false);
    place->setAutoExclusive(true);
  }
}

void Rail::set_current(int place) { places_[static_cast<std::size_t>(place)]->setChecked(true); }

}  // namespace penumbra::ui
