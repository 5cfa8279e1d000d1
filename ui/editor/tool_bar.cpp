#include "ui/editor/tool_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "edit/superpixels.h"
#include "image/image.h"
#include "ui/editor/class_popup.h"
#include "ui/editor/editor.h"
#include "ui/editor/only_over_button.h"
#include "ui/editor/size_field.h"
#include "ui/project/open_project.h"
#include "ui/theme/appearance.h"
#include "ui/theme/class_colours.h"
#include "ui/training/flow_layout.h"

namespace penumbra::ui {

ToolBar::ToolBar(Toolbox& toolbox, Editor& editor, QWidget* parent)
    : QWidget(parent), toolbox_(toolbox), editor_(editor) {
  setObjectName("toolBar");
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(grid_px, 0, grid_px, grid_px / 2);
  auto* row = new QWidget(this);
  parts_layout_ = new FlowLayout(row, grid_px);
  outer->addWidget(row);
  make_options();
  connect(&toolbox, &Toolbox::toolChanged, this, &ToolBar::show_tool);
  connect(&toolbox, &Toolbox::optionsChanged, this, &ToolBar::show_options);
  connect(&toolbox, &Toolbox::classChanged, this, &ToolBar::show_class);
  connect(&editor, &Editor::stateChanged, this, &ToolBar::fill_targets);
  show_tool();
  show_options();
  show_class();
}

/// Shows a part while one of these tools is in hand; none named: whatever tool.
template <class Part>
Part* ToolBar::add(Part* part, std::initializer_list<Tool> tools) {
  parts_[part] = tools;
  part->setFixedHeight(std::max(3 * grid_px, fontMetrics().height() + grid_px));
  parts_layout_->addWidget(part);
  return part;
}

/// With its name before it: they stay together where the bar has several rows.
template <class Part>
Part* ToolBar::add_named(const QString& name, Part* part, std::initializer_list<Tool> tools) {
  auto* both = add(new QWidget(this), tools);
  part->setFixedHeight(both->height());
  auto* row = new QHBoxLayout(both);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(grid_px);
  row->addWidget(new QLabel(name, both));
  row->addWidget(part);
  return part;
}

void ToolBar::change(const std::function<void(ToolOptions&)>& change) {
  ToolOptions options = toolbox_.options();
  change(options);
  toolbox_.set_options(options);
}

void ToolBar::make_options() {
  class_ = add(new QToolButton(this), {});
  class_->setObjectName("currentClass");
  class_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  class_->setToolTip(
      tr("The class that is painted. Click or press / to find another, X for the "
         "one before, its key for each"));
  popup_ = new ClassPopup(this);
  connect(class_, &QToolButton::clicked, this, &ToolBar::find_class);
  connect(popup_, &ClassPopup::chosen, &toolbox_, &Toolbox::choose_class);

  radius_ = add_named(tr("Radius"),
                      new SizeField("brushRadius", tr("Radius of the brush ([ and ], Ctrl+wheel)"),
                                    Toolbox::smallest_radius, Toolbox::largest_radius, 1, this),
                      {Tool::Brush, Tool::Eraser});
  connect(radius_, &SizeField::changed, this,
          [this](double value) { change([=](ToolOptions& options) { options.radius = value; }); });
  erase_to_ = add_named(tr("to"), new QComboBox(this), {Tool::Eraser});
  erase_to_->setObjectName("eraseTo");
  erase_to_->setAccessibleName(tr("What the eraser leaves"));
  erase_to_->setToolTip(tr("Background: nothing is there. Ignore: not to be learned from"));
  erase_to_->addItem(tr("background"), 0);
  erase_to_->addItem(tr("ignore"), int{image::ignore_label});
  connect(erase_to_, &QComboBox::activated, this, [this] {
    const auto to = static_cast<std::uint8_t>(erase_to_->currentData().toInt());
    change([=](ToolOptions& options) { options.erase_to = to; });
  });

  region_size_ = add_named(tr("Size"),
                           new SizeField("regionSize", tr("Size of the superpixels ([ and ])"),
                                         edit::smallest_region, edit::largest_region, 0, this),
                           {Tool::Superpixel});
  connect(region_size_, &SizeField::changed, this, [this](double value) {
    change([=](ToolOptions& options) { options.region_size = static_cast<int>(value); });
  });

  tolerance_ = add_named(tr("Tolerance"), new QSpinBox(this), {Tool::Flood});
  tolerance_->setObjectName("tolerance");
  tolerance_->setAccessibleName(tr("Tolerance"));
  tolerance_->setToolTip(tr("How far a colour may lie from the one clicked, from 0 to 442"));
  tolerance_->setRange(0, 442);
  connect(tolerance_, &QSpinBox::valueChanged, this,
          [this](int value) { change([=](ToolOptions& options) { options.tolerance = value; }); });

  take_from_ = add_named(tr("From"), new QComboBox(this), {Tool::Take});
  take_from_->setObjectName("takeFrom");
  take_from_->setAccessibleName(tr("The layer that is taken from"));
  take_from_->setToolTip(take_from_->accessibleName());
  connect(take_from_, &QComboBox::activated, this, [this] {
    const QString layer = take_from_->currentText();
    change([&](ToolOptions& options) { options.take_from = layer; });
  });
  take_score_ = add(new QCheckBox(tr("score above"), this), {Tool::Take});
  take_score_->setObjectName("takeScore");
  take_score_->setToolTip(tr("Take where the layer's score (CAM) of the current class is high"));
  connect(take_score_, &QCheckBox::toggled, this,
          [this](bool on) { change([=](ToolOptions& options) { options.take_score = on; }); });
  threshold_ = add(new QDoubleSpinBox(this), {Tool::Take});
  threshold_->setObjectName("takeThreshold");
  threshold_->setAccessibleName(tr("Least score"));
  threshold_->setToolTip(tr("The score from which on a pixel is taken"));
  threshold_->setRange(0, 1);
  threshold_->setSingleStep(0.05);
  connect(threshold_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    change([=](ToolOptions& options) { options.threshold = value; });
  });
  take_as_current_ = add(new QCheckBox(tr("as the current class"), this), {Tool::Take});
  take_as_current_->setObjectName("takeAsCurrent");
  take_as_current_->setToolTip(tr("Else the region keeps the class that it has in the layer"));
  connect(take_as_current_, &QCheckBox::toggled, this,
          [this](bool on) { change([=](ToolOptions& options) { options.take_as_current = on; }); });

  confidence_ = add_named(tr("Trust"), new QDoubleSpinBox(this), {Tool::Crf});
  confidence_->setObjectName("confidence");
  confidence_->setAccessibleName(tr("How far the labels are trusted"));
  confidence_->setToolTip(
      tr("How far the labels are trusted against the photo's colours, from 0.5 to 0.99"));
  confidence_->setRange(0.5, 0.99);
  confidence_->setSingleStep(0.05);
  connect(confidence_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    change([=](ToolOptions& options) { options.confidence = value; });
  });

  everywhere_ = add(new QCheckBox(tr("everywhere in the image"), this), {Tool::Replace});
  everywhere_->setObjectName("replaceEverywhere");
  everywhere_->setToolTip(tr("All regions of the class that is clicked, not that one alone"));
  connect(everywhere_, &QCheckBox::toggled, this, [this](bool on) {
    change([=](ToolOptions& options) { options.replace_everywhere = on; });
  });

  only_over_ = add(new OnlyOverButton(this), {});
  connect(only_over_, &OnlyOverButton::changed, this,
          [this](const std::optional<std::bitset<256>>& labels) {
            change([&](ToolOptions& options) { options.only_over = labels; });
          });
  edit_over_ = add_named(tr("Edit"), new QComboBox(this), {});
  edit_over_->setObjectName("editOver");
  edit_over_->setAccessibleName(tr("The layer that is edited"));
  edit_over_->setToolTip(
      tr("Where edits go: an edited layer. A new one is made at the first edit, over the layer "
         "that is named, which itself never changes"));
  connect(edit_over_, &QComboBox::activated, this, [this](int row) {
    const auto targets = editor_.targets();
    if (row < static_cast<int>(targets.size()))
      editor_.set_target(targets[static_cast<std::size_t>(row)]);
  });
  state_ = add(new QLabel(this), {});
  state_->setObjectName("editState");
}

void ToolBar::set_project(OpenProject* project) {
  only_over_->set_project(project);
  if (project) {
    connect(project, &OpenProject::layersChanged, this, &ToolBar::fill_sources);
    connect(project, &OpenProject::classesChanged, this, &ToolBar::show_class);
  }
  fill_sources();
  fill_targets();
  show_class();
  show_options();
}

void ToolBar::find_class() {
  if (!toolbox_.project()) return;
  popup_->ask(*toolbox_.project(), toolbox_.current_class(),
              class_->mapToGlobal(class_->rect().bottomLeft()));
}

void ToolBar::set_state(const QString& text) { state_->setText(text); }

void ToolBar::show_tool() {
  const Tool tool = toolbox_.tool();
  for (const auto& [part, tools] : parts_)
    part->setVisible(tools.empty() || std::ranges::find(tools, tool) != tools.end());
  const bool no_class =
      tool == Tool::Eraser || tool == Tool::Crf ||
      (tool == Tool::Take && !toolbox_.options().take_score && !toolbox_.options().take_as_current);
  class_->setEnabled(!no_class);
  threshold_->setEnabled(toolbox_.options().take_score);
  take_as_current_->setEnabled(!toolbox_.options().take_score);
  setVisible(tool != Tool::Hand);
}

void ToolBar::show_options() {
  const auto& options = toolbox_.options();
  const QSignalBlocker quiet[] = {QSignalBlocker(tolerance_),  QSignalBlocker(take_score_),
                                  QSignalBlocker(threshold_),  QSignalBlocker(take_as_current_),
                                  QSignalBlocker(confidence_), QSignalBlocker(everywhere_)};
  radius_->set_value(options.radius);
  erase_to_->setCurrentIndex(erase_to_->findData(int{options.erase_to}));
  region_size_->set_value(options.region_size);
  tolerance_->setValue(options.tolerance);
  take_from_->setCurrentIndex(std::max(0, take_from_->findText(options.take_from)));
  take_score_->setChecked(options.take_score);
  threshold_->setValue(options.threshold);
  take_as_current_->setChecked(options.take_as_current);
  confidence_->setValue(options.confidence);
  everywhere_->setChecked(options.replace_everywhere);
  only_over_->set_labels(options.only_over);
  show_tool();
}

void ToolBar::show_class() {
  const int value = toolbox_.current_class();
  if (!toolbox_.project()) return;
  class_->setText(toolbox_.project()->class_name(value));
  class_->setIcon(
      class_swatch(value == 0 ? QColor(Qt::transparent) : toolbox_.project()->class_colour(value)));
}

/// The newest first, and last what was read or said: it has labels of some images only.
void ToolBar::fill_sources() {
  take_from_->clear();
  if (toolbox_.project()) {
    auto layers = toolbox_.project()->layers();
    std::ranges::reverse(layers);
    std::ranges::stable_partition(layers, [](const auto& layer) {
      return layer.kind != project::LayerKind::Evidence && layer.kind != project::LayerKind::Truth;
    });
    for (const auto& layer : layers)
      if (layer.name != editor_.target().layer)
        take_from_->addItem(QString::fromStdString(layer.name));
  }
  const QString kept = toolbox_.options().take_from;
  if (take_from_->findText(kept) < 0)
    change([this](ToolOptions& options) { options.take_from = take_from_->itemText(0); });
  show_options();
}

void ToolBar::fill_targets() {
  const auto targets = editor_.targets();
  QStringList texts, before;
  for (const auto& target : targets)
    texts << (target.base.empty() ? QString::fromStdString(target.layer)
                                  : tr("new, over %1").arg(QString::fromStdString(target.base)));
  for (int i = 0; i < edit_over_->count(); ++i) before << edit_over_->itemText(i);
  const QSignalBlocker quiet(edit_over_);
  if (texts != before) {
    edit_over_->clear();
    edit_over_->addItems(texts);
  }
  const auto at = std::ranges::find(targets, editor_.target());
  edit_over_->setCurrentIndex(at == targets.end() ? -1 : static_cast<int>(at - targets.begin()));
}

}  // namespace penumbra::ui
