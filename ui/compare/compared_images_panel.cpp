#include "ui/compare/compared_images_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <string>
#include <vector>

#include "ui/compare/compared_images_model.h"
#include "ui/compare/figure_text.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

ComparedImagesPanel::ComparedImagesPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("comparedImagesPanel");
  model_ = new ComparedImagesModel(this);
  table_ = new QTableView(this);
  table_->setObjectName("comparedImages");
  table_->setAccessibleName(tr("Compared images, the worst first"));
  table_->setModel(model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setAlternatingRowColors(true);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->verticalHeader()->setDefaultSectionSize(4 * grid_px);
  table_->setIconSize({5 * grid_px, 3 * grid_px});
  auto* header = table_->horizontalHeader();
  header->setHighlightSections(false);
  header->setSortIndicatorShown(true);
  header->setSectionsClickable(true);
  // Fixed: with 100,000 rows their contents are not measured.
  const int width = fontMetrics().horizontalAdvance("Boundary") + 2 * grid_px;
  header->setMinimumSectionSize(5 * grid_px);
  header->setDefaultSectionSize(width);
  header->setSectionResizeMode(QHeaderView::Fixed);
  header->setSectionResizeMode(ComparedImagesModel::Image, QHeaderView::Stretch);
  header->setSortIndicator(ComparedImagesModel::Iou, Qt::AscendingOrder);
  show_columns();
  title_ = new QLabel(this);
  title_->setObjectName("comparedImagesTitle");
  title_->setWordWrap(true);
  auto* all = new QPushButton(tr("Show all"), this);
  all->setObjectName("showAllImages");
  all->setToolTip(tr("Back to all compared images"));
  all->hide();
  all_ = all;
  auto* top = new QHBoxLayout;
  top->addWidget(title_, 1);
  top->addWidget(all_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_px, grid_px, 0, grid_px);
  layout->setSpacing(grid_px / 2);
  layout->addLayout(top);
  layout->addWidget(table_, 1);
  setMinimumWidth(40 * grid_px);

  connect(all, &QPushButton::clicked, this, &ComparedImagesPanel::show_all);
  connect(table_, &QTableView::activated, this, &ComparedImagesPanel::opened);
  connect(header, &QHeaderView::sortIndicatorChanged, this,
          [this](int column, Qt::SortOrder order) {
            model_->sort(column, order);
            select_current();
          });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (selecting_ || !now.isValid()) return;
            current_ = model_->image(now.row());
            Q_EMIT chosen(*current_);
          });
  update_title();
}

void ComparedImagesPanel::set_pictures(ImageListModel* pictures) { model_->set_pictures(pictures); }

void ComparedImagesPanel::show_result(const SharedComparison& result) {
  const auto names = [](const SharedComparison& one) {
    return one ? one->comparison.classes.names() : std::vector<std::string>();
  };
  // Rows and columns of the matrix stand for other classes now.
  if (model_->shows_cell() && names(result) != names(model_->result())) show_all();
  model_->set_result(result);
  show_columns();
  update_title();
  select_current();
}

void ComparedImagesPanel::show_cell(int reference_row, int other_row, const QString& title) {
  model_->show_cell(reference_row, other_row);
  cell_title_ = title;
  show_columns();
  table_->horizontalHeader()->setSortIndicator(ComparedImagesModel::Pixels, Qt::DescendingOrder);
  all_->show();
  update_title();
  select_current();
}

void ComparedImagesPanel::show_all() {
  model_->show_all();
  show_columns();
  table_->horizontalHeader()->setSortIndicator(ComparedImagesModel::Iou, Qt::AscendingOrder);
  all_->hide();
  update_title();
  select_current();
}

/// Names keep their room: the boundary makes way for what is asked for.
void ComparedImagesPanel::show_columns() {
  const bool gain = model_->result() && model_->result()->gain, cell = model_->shows_cell();
  table_->setColumnHidden(ComparedImagesModel::Change, !gain);
  table_->setColumnHidden(ComparedImagesModel::Pixels, !cell);
  table_->setColumnHidden(ComparedImagesModel::Boundary, gain || cell);
}

void ComparedImagesPanel::update_title() {
  const auto images = images_text(model_->rowCount());
  if (model_->rowCount() == 0 && !model_->shows_cell()) return title_->setText(tr("No images"));
  title_->setText(model_->shows_cell() ? tr("%1: %2").arg(cell_title_, images)
                                       : tr("%1, the worst first").arg(images));
}

void ComparedImagesPanel::set_current(std::optional<project::ImageId> image) {
  current_ = image;
  select_current();
}

void ComparedImagesPanel::select_current() {
  selecting_ = true;
  const int row = current_ ? model_->row_of(*current_) : -1;
  if (row < 0)
    table_->selectionModel()->clear();
  else if (row != table_->currentIndex().row() ||
           table_->selectionModel()->selectedRows().isEmpty())
    table_->selectRow(row);
  if (row >= 0) table_->scrollTo(model_->index(row, 0));
  selecting_ = false;
}

std::optional<project::ImageId> ComparedImagesPanel::neighbour(int steps) const {
  const int row = current_ ? model_->row_of(*current_) : -1;
  const int wanted = row < 0 ? 0 : row + steps;
  if (wanted < 0 || wanted >= model_->rowCount()) return {};
  return model_->image(wanted);
}

std::optional<project::ImageId> ComparedImagesPanel::first() const {
  if (model_->rowCount() == 0) return {};
  return model_->image(0);
}

}  // namespace penumbra::ui
