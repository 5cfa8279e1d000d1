#pragma once

#include <QWidget>
#include <functional>
#include <initializer_list>
#include <map>
#include <vector>

#include "ui/editor/toolbox.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace penumbra::ui {

class ClassPopup;
class Editor;
class OnlyOverButton;
class SizeField;

/// Above the canvas while a tool is in hand: the class, the tool's options, where edits go.
class ToolBar : public QWidget {
  Q_OBJECT

 public:
  ToolBar(Toolbox& toolbox, Editor& editor, QWidget* parent = nullptr);

  void set_project(OpenProject* project);
  /// Opens the search for a class.
  void find_class();
  /// What is being waited for, or hinders; empty: nothing.
  void set_state(const QString& text);

 private:
  void make_options();
  template <class Part>
  Part* add(Part* part, std::initializer_list<Tool> tools);
  template <class Part>
  Part* add_named(const QString& name, Part* part, std::initializer_list<Tool> tools);
  void change(const std::function<void(ToolOptions&)>& change);
  void show_tool();
  void show_options();
  void show_class();
  void fill_sources();
  void fill_targets();

  Toolbox& toolbox_;
  Editor& editor_;
  QLayout* parts_layout_;
  std::map<QWidget*, std::vector<Tool>> parts_;  ///< shown for these tools
  QToolButton* class_;
  ClassPopup* popup_;
  SizeField* radius_;
  QComboBox* erase_to_;
  SizeField* region_size_;
  QSpinBox* tolerance_;
  QComboBox* take_from_;
  QCheckBox* take_score_;
  QDoubleSpinBox* threshold_;
  QCheckBox* take_as_current_;
  QDoubleSpinBox* confidence_;
  QCheckBox* everywhere_;
  OnlyOverButton* only_over_;
  QComboBox* edit_over_;
  QLabel* state_;
};

}  // namespace penumbra::ui
