#pragma once

#include <QListView>

namespace penumbra::ui {

/// Thumbnails as a grid, or as a film strip of one column.
class ImageListView : public QListView {
  Q_OBJECT

 public:
  enum class Shape { Grid, FilmStrip };

  explicit ImageListView(Shape shape, QWidget* parent = nullptr);

  /// The longer side of a thumbnail on screen, in pixels.
  void set_side(int side);

 Q_SIGNALS:
  /// Enter or a double click on an image.
  void opened(const QModelIndex& index);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  Shape shape_;
};

}  // namespace penumbra::ui
