#include "ui/viewer/inspect_panel.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/classes/image_tags.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"
#include "ui/viewer/class_list.h"
#include "ui/viewer/image_facts.h"
#include "ui/viewer/layer_list.h"
#include "ui/viewer/probe_panel.h"
#include "ui/viewer/score_panel.h"

namespace penumbra::ui {
namespace {

void add_heading(QBoxLayout& layout, const QString& text) {
  auto* label = new QLabel(text);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  layout.addWidget(label);
}

}  // namespace

InspectPanel::InspectPanel(LayerStack& stack, QWidget* parent) : QWidget(parent) {
  setObjectName("inspectPanel");
  setMinimumWidth(30 * grid_px);
  auto* area = new QScrollArea(this);
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  auto* content = new QWidget(area);
  sections_ = new QVBoxLayout(content);
  sections_->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, grid_px);
  sections_->setSpacing(grid_px);
  const auto add = [&](const QString& title, QWidget* section) {
    add_heading(*sections_, title);
    sections_->addWidget(section);
    sections_->addSpacing(grid_px);
  };
  add(tr("Layers"), layers_ = new LayerList(stack, content));
  add(tr("CAM and thresholds"), scores_ = new ScorePanel(content));
  auto* all = new QToolButton(content);
  all->setObjectName("inspectClasses");
  all->setIcon(stroke_icon("tags"));
  all->setAutoRaise(true);
  all->setToolTip(tr("Classes: names, colours, keys, order"));
  all->setAccessibleName(tr("Classes"));
  connect(all, &QToolButton::clicked, this, [this] { Q_EMIT classesRequested(0); });
  auto* head = new QHBoxLayout;
  sections_->addLayout(head);
  add_heading(*head, tr("Classes"));
  head->addStretch();
  head->addWidget(all);
  sections_->addWidget(classes_ = new ClassList(content));
  sections_->addSpacing(grid_px);
  connect(classes_, &ClassList::classesRequested, this, &InspectPanel::classesRequested);
  add(tr("Tags"), tags_ = new ImageTags(content));
  add(tr("Image"), facts_ = new ImageFacts(content));
  sections_->addStretch();
  area->setWidget(content);

  auto* line = new QFrame(this);
  line->setFrameShape(QFrame::HLine);
  line->setFrameShadow(QFrame::Plain);
  line->setForegroundRole(QPalette::Mid);
  auto* below = new QVBoxLayout;
  below->setContentsMargins(2 * grid_px, grid_px, 2 * grid_px, grid_px);
  below->setSpacing(grid_px / 2);
  add_heading(*below, tr("Under the cursor"));
  below->addWidget(probe_ = new ProbePanel(this));

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(area, 1);
  layout->addWidget(line);
  layout->addLayout(below);
}

QWidget* InspectPanel::add_section(const QString& title, QWidget* section) {
  auto* all = new QWidget(this);
  auto* layout = new QVBoxLayout(all);
  layout->setContentsMargins(0, 0, 0, grid_px);
  layout->setSpacing(grid_px);
  add_heading(*layout, title);
  layout->addWidget(section);
  sections_->insertWidget(added_++, all);
  return all;
}

}  // namespace penumbra::ui
