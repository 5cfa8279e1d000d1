#include "ui/viewer/probe_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int most_rows = 8;
enum Column { Layer, Class, Score, columns };

int row_height(const QWidget& table) { return table.fontMetrics().height() + grid_px / 2; }
}  // namespace

ProbePanel::ProbePanel(QWidget* parent) : QWidget(parent) {
  where_ = new QLabel(this);
  where_->setObjectName("probePixel");
  table_ = new QTreeWidget(this);
  table_->setObjectName("probe");
  table_->setAccessibleName(tr("What each layer says of the pixel under the cursor"));
  table_->setColumnCount(columns);
  table_->setHeaderHidden(true);
  table_->setRootIsDecorated(false);
  table_->setSelectionMode(QAbstractItemView::NoSelection);
  table_->setFocusPolicy(Qt::NoFocus);
  table_->setIconSize({grid_px, grid_px});
  table_->setUniformRowHeights(true);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->header()->setStretchLastSection(false);
  table_->header()->setMinimumSectionSize(0);
  table_->header()->setSectionResizeMode(Layer, QHeaderView::Stretch);
  table_->header()->setSectionResizeMode(Class, QHeaderView::Fixed);
  table_->header()->setSectionResizeMode(Score, QHeaderView::Fixed);
  table_->header()->resizeSection(Class, 12 * grid_px);
  table_->header()->resizeSection(Score, fontMetrics().horizontalAdvance("0.00") + 2 * grid_px);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(where_);
  layout->addWidget(table_);
  table_->hide();
  clear();
}

void ProbePanel::set_layers(const QStringList& titles) {
  if (titles == titles_) return;
  titles_ = titles;
  table_->clear();
  for (const QString& title : titles) {
    auto* item = new QTreeWidgetItem(table_, {title});
    item->setToolTip(Layer, title);
    item->setSizeHint(Layer, {0, row_height(*table_)});
    item->setTextAlignment(Score, Qt::AlignRight | Qt::AlignVCenter);
  }
  const int rows = std::min(most_rows, table_->topLevelItemCount());
  table_->setFixedHeight(rows * row_height(*table_) + 2 * table_->frameWidth());
  table_->setVisible(rows > 0);
  clear();
}

void ProbePanel::show_pixel(QPoint pixel, const std::vector<Row>& rows) {
  where_->setText(tr("Pixel %1, %2").arg(pixel.x()).arg(pixel.y()));
  for (int i = 0; i < std::min(table_->topLevelItemCount(), static_cast<int>(rows.size())); ++i) {
    const Row& row = rows[static_cast<std::size_t>(i)];
    QTreeWidgetItem* item = table_->topLevelItem(i);
    item->setText(Class, row.class_name);
    QIcon icon;
    if (row.colour.isValid()) {
      QPixmap swatch(grid_px, grid_px);
      swatch.fill(row.colour);
      icon.addPixmap(swatch);
    }
    item->setIcon(Class, icon);
    item->setText(Score, row.score ? QLocale().toString(*row.score, 'f', 2) : QString());
  }
}

void ProbePanel::clear() {
  where_->setText(tr("Point at a pixel of the photo."));
  for (int i = 0; i < table_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* item = table_->topLevelItem(i);
    item->setText(Class, {});
    item->setIcon(Class, {});
    item->setText(Score, {});
  }
}

}  // namespace penumbra::ui
