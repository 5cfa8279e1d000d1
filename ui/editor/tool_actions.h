#pragma once

#include <QAction>
#include <QString>
#include <QWidget>
#include <array>
#include <functional>

#include "ui/editor/toolbox.h"

namespace penumbra::ui {

class Canvas;

/// The actions of the tools on the canvas. Their keys count on the page and on the canvas.
class ToolActions : public QObject {
  Q_OBJECT

 public:
  ToolActions(Toolbox& toolbox, QWidget& page, Canvas& canvas);

  QAction* of(Tool tool) const { return tools_[static_cast<std::size_t>(tool)]; }
  QAction* find(const char* name) const { return page_.findChild<QAction*>(name); }
  /// problem: why nothing can be edited, which disables the tools; empty: it can. active: whether
  /// something is edited now.
  void update(const QString& problem, bool active);

 Q_SIGNALS:
  void findClassRequested();
  void fillHolesRequested();
  void removeSpecksRequested();
  void growRequested();
  void shrinkRequested();
  void smoothRequested();

 private:
  QAction* add(const char* name, const QString& text, const char* keys,
               const std::function<void()>& act);
  void add_tools();
  void show_tool();

  Toolbox& toolbox_;
  QWidget& page_;
  Canvas& canvas_;
  std::array<QAction*, tool_count> tools_{};
  std::array<QString, tool_count> helps_;
};

}  // namespace penumbra::ui
