#include "ui/compare/compared_images_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <string>
#include <vector>

#include "ui/compare/compared_images_model.h"
#include "ui/compare/figure_text.h"
#include "ui/context_menu.h"
#include "ui/settings_writer.h"
#include "ui/table_columns.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr auto sort_key = "compare/sort";
constexpr auto order_key = "compare/order";
}  // namespace

ComparedImagesPanel::ComparedImagesPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("comparedImagesPanel");
  model_ = new ComparedImagesModel(this);
  table_ = new QTableView(this);
  table_->setObjectName("comparedImages");
  table_->setAccessibleName(tr("Compared images"));
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
  // With 100,000 rows their contents are not measured.
  const auto width = [&](const QString& text) {
    return fontMetrics().horizontalAdvance(text) + 2 * grid_px;
  };
  header->setMinimumSectionSize(5 * grid_px);
  for (int column = 1; column < ComparedImagesModel::columns; ++column)
    header->resizeSection(
        column,
        std::max(width(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()),
                 width("100.0%")));
  header->setSectionResizeMode(ComparedImagesModel::Image, QHeaderView::Stretch);
  columns_ = new TableColumns(*table_, "compare/columns");
  columns_->restore();
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

  give_context_menu(*table_, "comparedImageMenu", [this](QMenu& menu, const QPoint& at) {
    const QModelIndex index = table_->indexAt(at);
    if (!index.isValid()) return;
    table_->selectRow(index.row());
    add_action(menu, "openCompared", tr("Open in Inspect"), [this] { Q_EMIT opened(); });
    Q_EMIT menuAsked(&menu, model_->image(index.row()));
    menu.addSeparator();
    add_action(menu, "copyFigures", tr("Copy the figures"),
               [this, row = index.row()] { copy_text(table_text(*table_, row)); });
  });
  connect(all, &QPushButton::clicked, this, &ComparedImagesPanel::show_all);
  connect(table_, &QTableView::activated, this, &ComparedImagesPanel::opened);
  connect(header, &QHeaderView::sortIndicatorChanged, this,
          [this](int column, Qt::SortOrder order) {
            model_->sort(column, order);
            if (!model_->shows_cell() && !sorting_) {
              change_setting(sort_key, column);
              change_setting(order_key, static_cast<int>(order));
            }
            update_title();
            select_current();
          });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (selecting_ || !now.isValid()) return;
            current_ = model_->image(now.row());
            Q_EMIT chosen(*current_);
          });
  sort_as_remembered();
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
  if (!model_->shows_cell()) sort_as_remembered();
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
  sort_as_remembered();
  all_->hide();
  update_title();
  select_current();
}

/// Names keep their room: the boundary makes way for what is asked for.
void ComparedImagesPanel::show_columns() {
  const bool gain = model_->result() && model_->result()->gain, cell = model_->shows_cell();
  columns_->offer(ComparedImagesModel::Change, gain);
  columns_->offer(ComparedImagesModel::Pixels, cell);
  columns_->offer(ComparedImagesModel::Boundary, true, !gain && !cell);
}

/// The user's order, or the worst first; by a gain only where there is one.
void ComparedImagesPanel::sort_as_remembered() {
  int column = setting(sort_key, ComparedImagesModel::Iou).toInt();
  auto order = static_cast<Qt::SortOrder>(setting(order_key, Qt::AscendingOrder).toInt());
  const bool gain = model_->result() && model_->result()->gain;
  if (column < 0 || column >= ComparedImagesModel::Pixels ||
      (column == ComparedImagesModel::Change && !gain)) {
    column = ComparedImagesModel::Iou;
    order = Qt::AscendingOrder;
  }
  const QScopedValueRollback guard(sorting_, true);
  table_->horizontalHeader()->setSortIndicator(column, order);
  model_->sort(column, order);
}

QString ComparedImagesPanel::order_text() const {
  const auto* header = table_->horizontalHeader();
  const bool up = header->sortIndicatorOrder() == Qt::AscendingOrder;
  switch (header->sortIndicatorSection()) {
    case ComparedImagesModel::Image:
      return up ? tr("by name") : tr("by name from Z to A");
    case ComparedImagesModel::Change:
      return up ? tr("the largest loss first") : tr("the largest gain first");
    case ComparedImagesModel::Pixels:
      return up ? tr("the fewest pixels first") : tr("the most pixels first");
    default:
      return up ? tr("the worst first") : tr("the best first");
  }
}

void ComparedImagesPanel::update_title() {
  const auto images = images_text(model_->rowCount());
  if (model_->rowCount() == 0 && !model_->shows_cell()) return title_->setText(tr("No images"));
  const auto listed = tr("%1, %2").arg(images, order_text());
  title_->setText(model_->shows_cell() ? tr("%1: %2").arg(cell_title_, listed) : listed);
}

bool ComparedImagesPanel::lists(project::ImageId image) const { return model_->row_of(image) >= 0; }

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
