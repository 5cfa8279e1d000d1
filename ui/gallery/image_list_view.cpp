#include "ui/gallery/image_list_view.h"

#include <QKeyEvent>
#include <QScrollBar>

#include "ui/gallery/thumbnail_delegate.h"
#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {
constexpr int usual_side = 128;
}

ImageListView::ImageListView(Shape shape, QWidget* parent) : QListView(parent), shape_(shape) {
  setViewMode(QListView::IconMode);
  setMovement(QListView::Static);
  setResizeMode(QListView::Adjust);
  setUniformItemSizes(true);
  setItemDelegate(new ThumbnailDelegate(this));
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setSelectionMode(shape == Shape::Grid ? QAbstractItemView::ExtendedSelection
                                        : QAbstractItemView::SingleSelection);
  // Whole rows: what is chosen here is marked in a list of several columns, too.
  setSelectionBehavior(QAbstractItemView::SelectRows);
  set_side(usual_side);
  connect(this, &QListView::doubleClicked, this, &ImageListView::opened);
}

void ImageListView::set_side(int side) {
  const QSize cell = ThumbnailDelegate::cell_size(side, fontMetrics());
  static_cast<ThumbnailDelegate*>(itemDelegate())->set_side(side);
  // Without this and uniform sizes a list of 100,000 images takes 0.3 s for each thumbnail.
  setGridSize(cell);
  verticalScrollBar()->setSingleStep(cell.height() / 4);
  if (shape_ == Shape::FilmStrip)
    setFixedWidth(cell.width() + verticalScrollBar()->sizeHint().width() + grid_px / 2);
  if (currentIndex().isValid()) scrollTo(currentIndex());
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
