#include "ui/gallery/image_list_view.h"

#include <QKeyEvent>
#include <QScrollBar>

#include "ui/gallery/thumbnail_delegate.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {

ImageListView::ImageListView(Shape shape, QWidget* parent) : QListView(parent) {
  const QSize cell = ThumbnailDelegate::cell_size(fontMetrics());
  setViewMode(QListView::IconMode);
  setMovement(QListView::Static);
  setResizeMode(QListView::Adjust);
  // Without both of these a list of 100,000 images takes 0.3 s for each thumbnail that arrives.
  setUniformItemSizes(true);
  setGridSize(cell);
  setItemDelegate(new ThumbnailDelegate(this));
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setSelectionMode(shape == Shape::Grid ? QAbstractItemView::ExtendedSelection
                                        : QAbstractItemView::SingleSelection);
  if (shape == Shape::FilmStrip)
    setFixedWidth(cell.width() + verticalScrollBar()->sizeHint().width() + grid_px / 2);
  connect(this, &QListView::doubleClicked, this, &ImageListView::opened);
}

void ImageListView::keyPressEvent(QKeyEvent* event) {
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
      currentIndex().isValid()) {
    Q_EMIT opened(currentIndex());
    return;
  }
  QListView::keyPressEvent(event);
}

}  // namespace penumbra::ui
