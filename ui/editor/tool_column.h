#pragma once

#include <QWidget>

namespace penumbra::ui {

class ToolActions;

/// The tools beside the canvas.
class ToolColumn : public QWidget {
  Q_OBJECT

 public:
  explicit ToolColumn(const ToolActions& actions, QWidget* parent = nullptr);
};

}  // namespace penumbra::ui
