#include "ui/editor/tidy_panel.h"

#include <QAction>
#include <QGridLayout>
#include <QPushButton>
#include <QSpinBox>

#include "edit/grow.h"
#include "edit/smooth.h"
#include "ui/editor/editor.h"
#include "ui/editor/tool_actions.h"
#include "ui/editor/toolbox.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int largest_area = 1 << 28;
}

TidyPanel::TidyPanel(Toolbox& toolbox, Editor& editor, const ToolActions& actions, QWidget* parent)
    : QWidget(parent), toolbox_(toolbox), editor_(editor) {
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px);
  const auto button = [&](const char* name, const char* action_name, const QString& text) {
    auto* action = actions.find(action_name);
    auto* made = new QPushButton(text, this);
    made->setObjectName(name);
    made->setToolTip(action->text() + " (" + action->shortcut().toString(QKeySequence::NativeText) +
                     ")");
    made->setEnabled(action->isEnabled());
    connect(made, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, made, &QWidget::setEnabled);
    return made;
  };
  const auto number = [&](const char* name, const QString& what, int least, int most, int usual,
                          const QString& suffix) {
    auto* made = new QSpinBox(this);
    made->setObjectName(name);
    made->setAccessibleName(what);
    made->setToolTip(what);
    made->setRange(least, most);
    made->setValue(usual);
    made->setSuffix(suffix);
    made->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    // Its largest value is far from usual, and the panel is narrow.
    made->setFixedWidth(made->fontMetrics().horizontalAdvance("99999" + suffix) + 4 * grid_px);
    return made;
  };
  hole_ = number("holeArea", tr("Area of the largest hole that is filled"), 0, largest_area, 0,
                 tr(" px"));
  hole_->setSpecialValueText(tr("all"));
  speck_ = number("speckArea", tr("Specks of fewer pixels go"), 2, largest_area, 100, tr(" px"));
  pixels_ = number("growPixels", tr("By how much it grows or shrinks"), 1, edit::farthest_growth, 3,
                   tr(" px"));
  smoothing_ = number("smoothRadius", tr("Radius of the smoothing"), 1,
                      int(edit::largest_smoothing), 3, tr(" px"));
  layout->addWidget(button("fillHoles", "action_fill_holes", tr("Fill holes")), 0, 0, 1, 2);
  layout->addWidget(hole_, 0, 2);
  layout->addWidget(button("removeSpecks", "action_remove_specks", tr("Remove specks")), 1, 0, 1,
                    2);
  layout->addWidget(speck_, 1, 2);
  layout->addWidget(button("grow", "action_grow", tr("Grow")), 2, 0);
  layout->addWidget(button("shrink", "action_shrink", tr("Shrink")), 2, 1);
  layout->addWidget(pixels_, 2, 2);
  layout->addWidget(button("smooth", "action_smooth", tr("Smooth")), 3, 0, 1, 2);
  layout->addWidget(smoothing_, 3, 2);
  layout->setColumnStretch(0, 1);
  layout->setColumnStretch(1, 1);

  connect(&actions, &ToolActions::fillHolesRequested, this, [this] {
    edit::FillHoles fill{label(), {}};
    if (hole_->value() > 0) fill.area = hole_->value();
    run(fill);
  });
  connect(&actions, &ToolActions::removeSpecksRequested, this, [this] {
    run(edit::RemoveSpecks{speck_->value(), label()});
  });
  connect(&actions, &ToolActions::growRequested, this, [this] {
    run(edit::Grow{label(), pixels_->value()});
  });
  connect(&actions, &ToolActions::shrinkRequested, this, [this] {
    const auto to = label() == 0 ? image::ignore_label : std::uint8_t{0};
    run(edit::Shrink{label(), pixels_->value(), to});
  });
  connect(&actions, &ToolActions::smoothRequested, this,
          [this] { run(edit::Smooth{double(smoothing_->value())}); });
}

std::uint8_t TidyPanel::label() const {
  return static_cast<std::uint8_t>(toolbox_.current_class());
}

void TidyPanel::run(edit::Action action) {
  editor_.run({std::move(action), toolbox_.options().only_over, {}});
}

}  // namespace penumbra::ui
