#include "ui/editor/tool_actions.h"

#include "ui/theme/icon.h"
#include "ui/viewer/action_keys.h"
#include "ui/viewer/canvas.h"

namespace penumbra::ui {

ToolActions::ToolActions(Toolbox& toolbox, QWidget& page, Canvas& canvas)
    : QObject(&page), toolbox_(toolbox), page_(page), canvas_(canvas) {
  add_tools();
  add("action_swap_class", tr("Swap with the last class"), "X", [this] { toolbox_.swap_class(); });
  add("action_find_class", tr("Find a class"), "/", [this] { Q_EMIT findClassRequested(); });
  for (int key = 1; key <= 9; ++key)
    add(qPrintable(QString("action_class_%1").arg(key)), tr("Class with the key %1").arg(key),
        qPrintable(QString::number(key)),
        [this, key] { toolbox_.choose_by_key(QString::number(key)); });
  add("action_smaller", tr("Smaller brush or superpixels"), "[",
      [this] { toolbox_.change_size(-1); });
  add("action_larger", tr("Larger brush or superpixels"), "]", [this] { toolbox_.change_size(1); });
  add("action_fill_holes", tr("Fill holes of the class"), "Shift+F",
      [this] { Q_EMIT fillHolesRequested(); });
  add("action_remove_specks", tr("Remove specks of the class"), "K",
      [this] { Q_EMIT removeSpecksRequested(); });
  add("action_grow", tr("Grow the class"), "G", [this] { Q_EMIT growRequested(); });
  add("action_shrink", tr("Shrink the class"), "Shift+G", [this] { Q_EMIT shrinkRequested(); });
  add("action_smooth", tr("Smooth borders"), "Shift+S", [this] { Q_EMIT smoothRequested(); });
  connect(&toolbox, &Toolbox::toolChanged, this, &ToolActions::show_tool);
  show_tool();
}

QAction* ToolActions::add(const char* name, const QString& text, const char* keys,
                          const std::function<void()>& act) {
  QAction* action = add_action(page_, name, text, keys);
  canvas_.addAction(action);
  connect(action, &QAction::triggered, this, act);
  return action;
}

void ToolActions::add_tools() {
  const auto tool = [this](Tool which, const char* name, const char* icon, const QString& text,
                           const char* key, const QString& help) {
    QAction* action = add(qPrintable(QString("action_tool_") + name), text, key,
                          [this, which] { toolbox_.set_tool(which); });
    action->setIcon(stroke_icon(icon));
    action->setCheckable(true);
    tools_[static_cast<std::size_t>(which)] = action;
    helps_[static_cast<std::size_t>(which)] = help;
  };
  tool(Tool::Hand, "hand", "hand", tr("Hand"), "H", tr("Look without editing; a drag pans"));
  tool(Tool::Brush, "brush", "brush", tr("Brush"), "B",
       tr("Paint the class. Ctrl+wheel changes the size; Alt and a click pick the class under the "
          "cursor"));
  tool(Tool::Eraser, "eraser", "eraser", tr("Eraser"), "E", tr("Paint background, or ignore"));
  tool(Tool::Polygon, "polygon", "polygon", tr("Polygon"), "P",
       tr("Click the corners; Enter or a double click closes it, Backspace takes back a corner"));
  tool(Tool::Lasso, "lasso", "lasso", tr("Lasso"), "L", tr("Draw round an area to fill it"));
  tool(Tool::Flood, "flood", "flood", tr("Flood fill"), "F",
       tr("Fill the area of similar colour that you click"));
  tool(Tool::Superpixel, "superpixel", "superpixel", tr("Superpixels"), "S",
       tr("Paint over pieces of similar colour"));
  tool(Tool::Take, "take", "take", tr("Take from a layer"), "T",
       tr("Click a region of another layer to take it over"));
  tool(Tool::Crf, "crf", "crf", tr("CRF here"), "C",
       tr("Drag a rectangle: the labels in it move to the edges of the photo"));
  tool(Tool::Replace, "replace", "swap", tr("Replace a class"), "R",
       tr("Click a region to give it the current class"));
}

void ToolActions::show_tool() {
  for (int i = 0; i < tool_count; ++i)
    tools_[static_cast<std::size_t>(i)]->setChecked(static_cast<Tool>(i) == toolbox_.tool());
}

void ToolActions::update(const QString& problem, bool active) {
  for (int i = 0; i < tool_count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const bool works = problem.isEmpty() || static_cast<Tool>(i) == Tool::Hand;
    tools_[at]->setEnabled(works);
    tools_[at]->setToolTip("<p><b>" + tools_[at]->text().toHtmlEscaped() + "</b> (" +
                           tools_[at]->shortcut().toString(QKeySequence::NativeText) + ")<br>" +
                           (works ? helps_[at] : problem).toHtmlEscaped() + "</p>");
  }
  for (const char* name : {"action_fill_holes", "action_remove_specks", "action_grow",
                           "action_shrink", "action_smooth"})
    find(name)->setEnabled(problem.isEmpty() && active);
}

}  // namespace penumbra::ui
