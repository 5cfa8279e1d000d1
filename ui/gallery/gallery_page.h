#pragma once

#include <QWidget>

class QItemSelectionModel;
class QStackedLayout;

namespace penumbra::ui {

class ImageFilter;
class ImageListView;

/// All images of the filter as a grid.
class GalleryPage : public QWidget {
  Q_OBJECT

 public:
  explicit GalleryPage(ImageFilter& filter, QWidget* parent = nullptr);

  QItemSelectionModel& selection();

 Q_SIGNALS:
  /// Enter or a double click: look at this image.
  void opened();

 private:
  ImageListView* grid_;
};

}  // namespace penumbra::ui
