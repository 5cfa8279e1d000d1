#pragma once

#include <QWidget>
#include <memory>

#include "ui/viewer/picture.h"

namespace penumbra::ui {

/// The whole photo, small, with a frame around what is in sight. A click or drag moves it.
class Minimap : public QWidget {
  Q_OBJECT

 public:
  explicit Minimap(QWidget* parent = nullptr);

  /// Takes the size that the photo asks for.
  void set_photo(std::shared_ptr<const Pyramid> photo);
  /// What is in sight, in image pixels.
  void set_visible_part(const QRectF& part);

 Q_SIGNALS:
  /// This image point should come to the middle.
  void asked_for(QPointF image);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  double scale() const;

  std::shared_ptr<const Pyramid> photo_;
  QRectF part_;
};

}  // namespace penumbra::ui
