#include "ui/compare/figures_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/compare/bar_delegate.h"
#include "ui/compare/class_figures_model.h"
#include "ui/compare/confusion_model.h"
#include "ui/compare/confusion_view.h"
#include "ui/compare/figure_text.h"
#include "ui/context_menu.h"
#include "ui/splitter_memory.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  QFont font = label->font();
  font.setWeight(QFont::DemiBold);
  label->setFont(font);
  return label;
}

}  // namespace

FiguresPanel::FiguresPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("figuresPanel");
  classes_ = new ClassFiguresModel(this);
  confusion_ = new ConfusionModel(this);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->setObjectName("figuresSplitter");
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(make_classes());
  splitter->addWidget(make_confusion());
  remember_sizes(*splitter, "compare/figures");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, grid_px, grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(make_totals());
  layout->addWidget(splitter, 1);
  setMinimumWidth(38 * grid_px);
}

QWidget* FiguresPanel::make_totals() {
  auto* box = new QWidget(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(2 * grid_px);
  const auto figure = [&](const char* name, const QString& title, const QString& tip) {
    auto* number = new QLabel(box);
    number->setObjectName(name);
    number->setToolTip(tip);
    number->setAccessibleName(title);
    QFont font = number->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setWeight(QFont::DemiBold);
    number->setFont(font);
    auto* caption = new QLabel(title, box);
    caption->setToolTip(tip);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(number);
    column->addWidget(caption);
    row->addLayout(column);
    return number;
  };
  mean_iou_ = figure("totalIou", tr("mean IoU"),
                     tr("Mean over the classes of the reference, background included, of their "
                        "intersection over union"));
  accuracy_ = figure("totalAccuracy", tr("accuracy"), tr("Pixels that both layers label the same"));
  boundary_ = figure("totalBoundary", tr("boundary IoU"),
                     tr("IoU of the bands along the outlines of classes"));
  row->addStretch();
  gain_ = new QLabel(box);
  gain_->setObjectName("gain");
  gain_->setWordWrap(true);
  gain_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px);
  layout->addLayout(row);
  layout->addWidget(gain_);
  return box;
}

QWidget* FiguresPanel::make_classes() {
  auto* box = new QWidget(this);
  class_table_ = new QTableView(box);
  class_table_->setObjectName("classTable");
  class_table_->setAccessibleName(tr("Figures of the classes"));
  class_table_->setModel(classes_);
  class_table_->setItemDelegateForColumn(
      ClassFiguresModel::Iou, new BarDelegate(ClassFiguresModel::FractionRole, class_table_));
  class_table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  class_table_->setSelectionMode(QAbstractItemView::SingleSelection);
  class_table_->setShowGrid(false);
  class_table_->setFrameShape(QFrame::NoFrame);
  class_table_->setAlternatingRowColors(true);
  class_table_->setWordWrap(false);
  class_table_->setTabKeyNavigation(false);
  class_table_->setIconSize({12, 12});
  class_table_->verticalHeader()->hide();
  class_table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  class_table_->verticalHeader()->setDefaultSectionSize(3 * grid_px);
  auto* header = class_table_->horizontalHeader();
  header->setHighlightSections(false);
  header->setStretchLastSection(false);
  header->setSectionResizeMode(QHeaderView::ResizeToContents);
  header->setSectionResizeMode(ClassFiguresModel::Iou, QHeaderView::Stretch);
  give_context_menu(*class_table_, "classFiguresMenu", [this](QMenu& menu, const QPoint& at) {
    const int row = class_table_->indexAt(at).row();
    if (row >= 0)
      add_action(menu, "copyClassFigures", tr("Copy the figures of the class"),
                 [this, row] { copy_text(table_text(*class_table_, row)); });
    add_action(menu, "copyAllFigures", tr("Copy the figures of all classes"),
               [this] { copy_text(table_text(*class_table_)); });
  });
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(heading(tr("Classes"), box));
  layout->addWidget(class_table_, 1);
  return box;
}

QWidget* FiguresPanel::make_confusion() {
  auto* box = new QWidget(this);
  confusion_view_ = new ConfusionView(*confusion_, box);
  explanation_ = new QLabel(box);
  explanation_->setObjectName("confusionExplanation");
  explanation_->setWordWrap(true);
  explanation_->setMinimumHeight(2 * explanation_->fontMetrics().lineSpacing());
  explanation_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  explain({});
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(heading(tr("Confusion: rows the reference, columns the layer"), box));
  layout->addWidget(confusion_view_, 1);
  layout->addWidget(explanation_);
  connect(confusion_view_, &ConfusionView::chosen, this, &FiguresPanel::cellChosen);
  connect(confusion_view_, &ConfusionView::explained, this, &FiguresPanel::explain);
  return box;
}

void FiguresPanel::explain(const QString& text) {
  explanation_->setText(
      text.isEmpty() ? tr("Percent of each row. Click a cell to see the images behind it.") : text);
}

void FiguresPanel::show_result(const SharedComparison& result,
                               std::function<QColor(int value)> colour) {
  classes_->set_result(result, std::move(colour));
  confusion_->set_result(result);
  explain({});
  class_table_->setColumnHidden(ClassFiguresModel::Change, !result || !result->gain);
  setVisible(result != nullptr);
  if (result) show_totals(*result);
}

void FiguresPanel::show_totals(const ComparisonResult& result) {
  const auto& totals = result.comparison.totals;
  mean_iou_->setText(percent_text(totals.mean_iou));
  accuracy_->setText(percent_text(totals.pixel_accuracy));
  boundary_->setText(percent_text(totals.boundary_iou));
  gain_->setVisible(result.gain.has_value());
  if (!result.gain) return;
  const auto& gain = *result.gain;
  gain_->setText(
      tr("Against %1: mean IoU %2 in %3, %4 in %5 (%6 points). "
         "Better in %7, worse in %8, the same in %9.")
          .arg(QString::fromStdString(gain.reference.name), percent_text(gain.mean_iou.before),
               QString::fromStdString(gain.before.name), percent_text(gain.mean_iou.after),
               QString::fromStdString(gain.after.name), change_text(gain.mean_iou.difference()),
               images_text(static_cast<std::int64_t>(gain.better)),
               images_text(static_cast<std::int64_t>(gain.worse)),
               images_text(static_cast<std::int64_t>(gain.same))));
}

}  // namespace penumbra::ui
