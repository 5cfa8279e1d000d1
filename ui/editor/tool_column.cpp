#include "ui/editor/tool_column.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/editor/tool_actions.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

ToolColumn::ToolColumn(const ToolActions& actions, QWidget* parent) : QWidget(parent) {
  setObjectName("toolColumn");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px / 2, grid_px / 2, grid_px / 2, grid_px / 2);
  layout->setSpacing(grid_px / 4);
  for (int i = 0; i < tool_count; ++i) {
    QAction* action = actions.of(static_cast<Tool>(i));
    auto* button = new QToolButton(this);
    // "action_tool_brush" -> "toolBrush"
    QString name = action->objectName().section('_', -1);
    name.front() = name.front().toUpper();
    button->setObjectName("tool" + name);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    button->setAutoRaise(true);
    button->setIconSize({5 * grid_px / 2, 5 * grid_px / 2});
    button->setFixedSize(4 * grid_px, 4 * grid_px);
    button->setFocusPolicy(Qt::NoFocus);  // keys belong to the canvas
    layout->addWidget(button);
    if (static_cast<Tool>(i) == Tool::Hand || static_cast<Tool>(i) == Tool::Lasso)
      layout->addSpacing(grid_px);
  }
  layout->addStretch();
}

}  // namespace penumbra::ui
