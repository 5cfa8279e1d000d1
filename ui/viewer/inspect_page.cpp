#include "ui/viewer/inspect_page.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/gallery/image_filter.h"
#include "ui/gallery/image_list_model.h"
#include "ui/gallery/image_list_view.h"
#include "ui/theme/appearance.h"
#include "ui/viewer/canvas.h"
#include "ui/viewer/layer_panel.h"

namespace penumbra::ui {

InspectPage::InspectPage(ImageListModel& images, ImageFilter& filter,
                         QItemSelectionModel& selection, QWidget* parent)
    : QWidget(parent), images_(images), filter_(filter), selection_(selection) {
  setObjectName("inspectPage");
  strip_ = new ImageListView(ImageListView::Shape::FilmStrip, this);
  strip_->setObjectName("filmStrip");
  strip_->setModel(&filter_);
  strip_->setSelectionModel(&selection_);
  strip_->setFocusPolicy(Qt::NoFocus);  // arrow keys belong to the canvas

  name_ = new QLabel(this);
  name_->setObjectName("imageName");
  name_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  state_ = new QLabel(this);
  state_->setObjectName("layerState");
  pixel_ = new QLabel(this);
  pixel_->setObjectName("pixelInfo");
  zoom_ = new QToolButton(this);
  zoom_->setObjectName("zoom");
  zoom_->setAutoRaise(true);
  zoom_->setToolTip("Fit to the window (0). Ctrl+0: 100%");
  canvas_ = new Canvas(this);
  canvas_->set_empty_text("Choose an image on the left.");
  layer_panel_ = new LayerPanel(this);

  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(grid_px, grid_px / 2, grid_px, grid_px / 2);
  bar->setSpacing(2 * grid_px);
  bar->addWidget(name_, 1);
  bar->addWidget(state_);
  bar->addWidget(pixel_);
  bar->addWidget(zoom_);
  auto* middle = new QVBoxLayout;
  middle->setSpacing(0);
  middle->addLayout(bar);
  middle->addWidget(canvas_, 1);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(strip_);
  layout->addLayout(middle, 1);
  layout->addWidget(layer_panel_);
  setFocusProxy(canvas_);

  canvas_->set_settings(layer_panel_->settings());
  connect(layer_panel_, &LayerPanel::settingsChanged, this,
          [this] { canvas_->set_settings(layer_panel_->settings()); });
  connect(&selection_, &QItemSelectionModel::currentChanged, this, &InspectPage::show_current);
  connect(&images_, &QAbstractItemModel::modelReset, this, [this] {
    shown_row_ = -1;
    show_current();
  });
  connect(canvas_, &Canvas::stepRequested, this, &InspectPage::step);
  connect(canvas_, &Canvas::zoomChanged, this, [this](double zoom) {
    zoom_->setText(QString("%1%").arg(std::lround(zoom * devicePixelRatioF() * 100)));
  });
  connect(zoom_, &QToolButton::clicked, canvas_, &Canvas::zoom_to_fit);
  connect(canvas_, &Canvas::hovered, this, [this](QPoint at) {
    pixel_->setText(at.x() < 0 ? QString() : QString("%1, %2").arg(at.x()).arg(at.y()));
  });
  connect(&inspector_, &Inspector::photoReady, this, &InspectPage::photo_ready);
  connect(&inspector_, &Inspector::photoFailed, this, [this](const QString& text) {
    canvas_->set_photo(nullptr);
    canvas_->set_empty_text(text);
  });
  connect(&inspector_, &Inspector::layersStarted, this, [this] { set_state("Computing layers…"); });
  connect(&inspector_, &Inspector::layersReady, this, &InspectPage::layers_ready);
  connect(&inspector_, &Inspector::layersFailed, this,
          [this](const QString& text) { set_state("No layers: point here to see why", text); });
}

void InspectPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  show_current();
}

bool InspectPage::event(QEvent* event) {
  if (event->type() == QEvent::KeyPress && !canvas_->hasFocus()) {
    // Left and Right move between images wherever the focus is, except where they mean a value.
    const int pressed = static_cast<QKeyEvent*>(event)->key();
    if (pressed == Qt::Key_Left || pressed == Qt::Key_Right) {
      step(pressed == Qt::Key_Left ? -1 : 1);
      return true;
    }
  }
  return QWidget::event(event);
}

void InspectPage::show_current() {
  const QModelIndex current = selection_.currentIndex();
  const int row = current.isValid() ? filter_.mapToSource(current).row() : -1;
  if (!isVisible() || row == shown_row_) return;
  shown_row_ = row;
  const dataset::Item* item = images_.item(row);
  photo_ = nullptr;
  computed_ = nullptr;
  layers_ = nullptr;
  layer_panel_->set_image(item,
                          images_.dataset() ? images_.dataset()->classes : dataset::Classes());
  if (!item) {
    inspector_.show({});
    canvas_->set_photo(nullptr);
    canvas_->set_empty_text("Choose an image on the left.");
    name_->clear();
    set_state({});
    return;
  }
  strip_->scrollTo(current);
  name_->setText(QString("%1 · %2 × %3 px · %4")
                     .arg(QString::fromStdString(item->id))
                     .arg(item->size.width)
                     .arg(item->size.height)
                     .arg(tag_text(*item, images_.dataset()->classes)));
  name_->setToolTip(QString::fromStdString(item->image.string()));
  set_state(inspector_.has_model() ? QString() : QString("No run yet: train one to see layers"));
  inspector_.show(*item);
}

void InspectPage::step(int direction) {
  const QModelIndex current = selection_.currentIndex();
  const int row = current.isValid() ? current.row() + direction : 0;
  const QModelIndex next = filter_.index(row, 0);
  if (next.isValid()) selection_.setCurrentIndex(next, QItemSelectionModel::ClearAndSelect);
}

void InspectPage::photo_ready(const std::shared_ptr<const Photo>& photo) {
  photo_ = photo;
  canvas_->set_photo(std::shared_ptr<const Pyramid>(photo, &photo->pyramid));
  update_layers();
}

void InspectPage::layers_ready(const std::shared_ptr<const ImageLayers>& layers) {
  computed_ = layers;
  set_state({});
  update_layers();
}

/// The photo may arrive before its layers or after them.
void InspectPage::update_layers() {
  if (!photo_) return;
  auto layers =
      computed_ ? std::make_shared<ImageLayers>(*computed_) : std::make_shared<ImageLayers>();
  layers->size = {photo_->pyramid.size().width(), photo_->pyramid.size().height()};
  layers->label(LayerKind::Truth) = photo_->truth;
  layers_ = layers;
  canvas_->set_layers(layers_);
  layer_panel_->set_layers(layers_.get());
}

void InspectPage::set_state(const QString& text, const QString& details) {
  state_->setText(text);
  state_->setToolTip(details.isEmpty() ? QString() : "<p>" + details.toHtmlEscaped() + "</p>");
}

}  // namespace penumbra::ui
