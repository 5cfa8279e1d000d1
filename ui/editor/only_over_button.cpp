#include "ui/editor/only_over_button.h"

#include <QMenu>

#include "image/image.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"

namespace penumbra::ui {

OnlyOverButton::OnlyOverButton(QWidget* parent) : QToolButton(parent) {
  setObjectName("onlyOver");
  setToolTip(tr("What may be painted over. All else stays as it is"));
  setAccessibleName(tr("What may be painted over"));
  setPopupMode(QToolButton::InstantPopup);
  setToolButtonStyle(Qt::ToolButtonTextOnly);
  auto* menu = new QMenu(this);
  menu->setObjectName("onlyOverMenu");
  setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, &OnlyOverButton::fill);
  update_text();
}

void OnlyOverButton::set_project(OpenProject* project) { project_ = project; }

void OnlyOverButton::set_labels(const std::optional<std::bitset<256>>& labels) {
  labels_ = labels;
  update_text();
}

void OnlyOverButton::fill() {
  menu()->clear();
  if (!project_) return;
  auto* anything = menu()->addAction(tr("Anything"));
  anything->setCheckable(true);
  anything->setChecked(!labels_);
  connect(anything, &QAction::triggered, this, [this] { Q_EMIT changed({}); });
  menu()->addSeparator();
  const auto add = [this](int value) {
    auto* action = menu()->addAction(project_->class_name(value));
    if (value != 0) action->setIcon(class_swatch(project_->class_colour(value)));
    action->setCheckable(true);
    action->setChecked(labels_ && labels_->test(static_cast<std::size_t>(value)));
    connect(action, &QAction::triggered, this, [this, value](bool on) { toggle(value, on); });
  };
  add(0);
  add(image::ignore_label);
  for (const auto& row : project_->classes()) add(row.value);
}

void OnlyOverButton::toggle(int value, bool on) {
  auto labels = labels_.value_or(std::bitset<256>());
  labels.set(static_cast<std::size_t>(value), on);
  Q_EMIT changed(labels.none() ? std::nullopt : std::optional(labels));
}

void OnlyOverButton::update_text() {
  QString what = tr("anything");
  if (labels_ && labels_->count() > 1)
    what = tr("%1 classes").arg(labels_->count());
  else if (labels_ && project_)
    for (int value = 0; value < 256; ++value)
      if (labels_->test(static_cast<std::size_t>(value))) what = project_->class_name(value);
  setText(tr("Over: %1").arg(what));
}

}  // namespace penumbra::ui
