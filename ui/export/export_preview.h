#pragma once

#include <QWidget>

#include "ui/export/export_sample.h"

class QLabel;
class QListWidget;

namespace penumbra::ui {

/// Shows a few images as an export will write them, the files, and about how much it will be.
class ExportPreview : public QWidget {
  Q_OBJECT

 public:
  explicit ExportPreview(QWidget* parent = nullptr);

  /// The longer side of a photo or mask, in device pixels.
  int edge() const;
  /// images: how many will be written in all.
  void show_sample(const ExportSample& sample, std::size_t images);
  void clear();

 private:
  QLabel* files_;
  QListWidget* pictures_;
};

}  // namespace penumbra::ui
