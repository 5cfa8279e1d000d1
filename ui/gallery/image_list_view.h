#pragma once

#include <QListView>

namespace penumbra::ui {

/// Thumbnails as a grid, or as a film strip of one column.
class ImageListView : public QListView {
  Q_OBJECT

 public:
  enum class Shape { Grid, FilmStrip };

  explicit ImageListView(Shape shape, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// Enter or a double click on an image.
  void opened(const QModelIndex& index);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace penumbra::ui
