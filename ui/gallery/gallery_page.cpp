#include "ui/gallery/gallery_page.h"

#include <QLabel>
#include <QStackedLayout>

#include "ui/gallery/image_filter.h"
#include "ui/gallery/image_list_view.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

GalleryPage::GalleryPage(ImageFilter& filter, QWidget* parent) : QWidget(parent) {
  setObjectName("galleryPage");
  grid_ = new ImageListView(ImageListView::Shape::Grid, this);
  grid_->setObjectName("imageGrid");
  grid_->setModel(&filter);
  auto* nothing =
      new QLabel("No image has this name or tag.\nClear the filter (Esc) to see all.", this);
  nothing->setAlignment(Qt::AlignCenter);
  auto* layout = new QStackedLayout(this);
  layout->addWidget(grid_);
  layout->addWidget(nothing);
  setFocusProxy(grid_);
  const auto choose = [layout, &filter] {
    layout->setCurrentIndex(filter.rowCount() == 0 && filter.sourceModel()->rowCount() > 0 ? 1 : 0);
  };
  connect(&filter, &QAbstractItemModel::rowsInserted, this, choose);
  connect(&filter, &QAbstractItemModel::rowsRemoved, this, choose);
  connect(&filter, &QAbstractItemModel::modelReset, this, choose);
  connect(grid_, &ImageListView::opened, this, &GalleryPage::opened);
}

QItemSelectionModel& GalleryPage::selection() { return *grid_->selectionModel(); }

}  // namespace penumbra::ui
