#include "ui/compare/confusion_view.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "ui/compare/confusion_model.h"
#include "ui/context_menu.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr int longest_name = 14 * grid_px;

/// Names that are read from below to above.
class UprightHeader : public QHeaderView {
 public:
  explicit UprightHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionResizeMode(QHeaderView::Fixed);
    setSectionsClickable(false);
    setHighlightSections(false);
  }

 protected:
  QSize sectionSizeFromContents(int section) const override {
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    return {sectionSize(section),
            std::min(longest_name, fontMetrics().horizontalAdvance(name)) + 2 * grid_px};
  }

  void paintSection(QPainter* painter, const QRect& rect, int section) const override {
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->translate(rect.left(), rect.bottom());
    painter->rotate(-90);
    const QRect room(grid_px / 2, 0, rect.height() - grid_px, rect.width());
    painter->setPen(palette().color(QPalette::WindowText));
    painter->drawText(
        room, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(model()->headerData(section, Qt::Horizontal).toString(),
                                 Qt::ElideRight, room.width()));
    painter->restore();
  }
};

class CellDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const QColor base = option.palette.color(QPalette::Base);
    const bool right = index.data(ConfusionModel::RightRole).toBool();
    // By the root, so that small errors are seen.
    const double strength = 0.85 * std::sqrt(index.data(ConfusionModel::ShareRole).toDouble());
    const QColor full = right ? QColor(0x1f, 0x66, 0xb5) : QColor(0xd5, 0x5e, 0x00);
    const auto mixed = [&](int from, int to) {
      return static_cast<int>(std::lround(from + strength * (to - from)));
    };
    const QColor colour(mixed(base.red(), full.red()), mixed(base.green(), full.green()),
                        mixed(base.blue(), full.blue()));
    painter->fillRect(option.rect, colour);
    painter->setPen(contrast(colour, Qt::white) > contrast(colour, Qt::black) ? Qt::white
                                                                              : Qt::black);
    painter->drawText(option.rect, Qt::AlignCenter, index.data().toString());
    if (option.state & QStyle::State_Selected) {
      painter->setPen(QPen(option.palette.color(QPalette::Text), 2));
      painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
  }
};

}  // namespace

ConfusionView::ConfusionView(ConfusionModel& model, QWidget* parent)
    : QTableView(parent), model_(model) {
  setObjectName("confusionView");
  setAccessibleName(tr("Confusion matrix"));
  setToolTip(tr("Rows: the reference. Columns: the layer. Click a cell for the images behind it"));
  setModel(&model);
  setItemDelegate(new CellDelegate(this));
  setHorizontalHeader(new UprightHeader(this));
  setSelectionMode(QAbstractItemView::SingleSelection);
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  setCornerButtonEnabled(false);
  setTabKeyNavigation(false);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollMode(ScrollPerPixel);
  verticalHeader()->setSectionsClickable(false);
  verticalHeader()->setHighlightSections(false);
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setMaximumWidth(longest_name + grid_px);
  connect(this, &QTableView::clicked, this, &ConfusionView::choose);
  connect(this, &QTableView::activated, this, &ConfusionView::choose);
  connect(this, &QTableView::entered, this, &ConfusionView::explain);
  give_context_menu(*this, "confusionMenu", [this](QMenu& menu, const QPoint& at) {
    const QPersistentModelIndex cell = indexAt(at);
    if (cell.isValid())
      add_action(menu, "showCellImages", tr("Show the images behind the cell"),
                 [this, cell] { choose(cell); });
    add_action(menu, "copyConfusion", tr("Copy the matrix"),
               [this] { copy_text(table_text(*this)); });
  });
  fit_cells();
}

void ConfusionView::fit_cells() {
  const int height = fontMetrics().height() + grid_px;
  const int width = std::max(height, fontMetrics().horizontalAdvance("100") + grid_px);
  horizontalHeader()->setMinimumSectionSize(width);
  horizontalHeader()->setDefaultSectionSize(width);
  verticalHeader()->setMinimumSectionSize(height);
  verticalHeader()->setDefaultSectionSize(height);
}

void ConfusionView::choose(const QModelIndex& index) {
  if (!index.isValid()) return;
  const auto [row, column] = model_.cell(index);
  Q_EMIT chosen(row, column, model_.title(index));
}

void ConfusionView::explain(const QModelIndex& index) {
  Q_EMIT explained(index.isValid() ? model_.explain(index) : QString());
}

void ConfusionView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  explain(current);
}

void ConfusionView::leaveEvent(QEvent* event) {
  QTableView::leaveEvent(event);
  explain(currentIndex());
}

void ConfusionView::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  if (event->type() == QEvent::FontChange) fit_cells();
}

}  // namespace penumbra::ui
