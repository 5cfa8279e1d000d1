#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/editor/editor.h"
#include "ui/editor/superpixel_cache.h"
#include "ui/editor/toolbox.h"

class QWidget;

namespace penumbra::ui {

class Canvas;
class HistoryPanel;
class TidyPanel;
class ToolActions;
class ToolBar;
class ToolColumn;
class ToolPointer;

/// All that edits on a canvas: the tools, their options, the labels under them, their history. The
/// widgets are for the page to place.
class Editing : public QObject {
  Q_OBJECT

 public:
  Editing(QWidget& page, Canvas& canvas);
  ~Editing() override;

  Editor& editor() { return editor_; }
  const Editor& editor() const { return editor_; }
  Toolbox& toolbox() { return toolbox_; }
  QWidget* column() const;
  QWidget* bar() const;
  QWidget* tidy() const;
  QWidget* history() const;

  void set_project(OpenProject* project);
  /// The image that is looked at; nothing: none.
  void set_image(const std::optional<project::ImageRow>& image);
  /// Whether a tool is in hand: undo and redo are of the image then.
  bool active() const { return toolbox_.tool() != Tool::Hand && editor_.problem().isEmpty(); }

 private:
  void want_superpixels();
  void update();

  Toolbox toolbox_;
  Editor editor_;
  SuperpixelCache superpixels_;
  QTimer want_soon_;
  std::optional<project::ImageRow> image_;
  ToolActions* actions_;
  ToolPointer* pointer_;
  ToolColumn* column_;
  ToolBar* bar_;
  TidyPanel* tidy_;
  HistoryPanel* history_;
};

}  // namespace penumbra::ui
