#pragma once

#include <QLabel>

#include "project/catalogue.h"

namespace penumbra::ui {

/// What the catalogue knows of an image.
class ImageFacts : public QLabel {
  Q_OBJECT

 public:
  explicit ImageFacts(QWidget* parent = nullptr);

  void show_image(const project::ImageRow& image);
};

}  // namespace penumbra::ui
