#pragma once

#include <QWidget>

#include "edit/operation.h"

class QSpinBox;

namespace penumbra::ui {

class Editor;
class ToolActions;
class Toolbox;

/// What is done to all of the current class, or of the image, by one click.
class TidyPanel : public QWidget {
  Q_OBJECT

 public:
  TidyPanel(Toolbox& toolbox, Editor& editor, const ToolActions& actions,
            QWidget* parent = nullptr);

 private:
  void run(edit::Action action);
  std::uint8_t label() const;

  Toolbox& toolbox_;
  Editor& editor_;
  QSpinBox* hole_;
  QSpinBox* speck_;
  QSpinBox* pixels_;
  QSpinBox* smoothing_;
};

}  // namespace penumbra::ui
