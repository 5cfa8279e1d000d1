#pragma once

#include <QWidget>

namespace penumbra::ui {

/// Said where nothing is there to lie over a photo: how to get labels.
class NextSteps : public QWidget {
  Q_OBJECT

 public:
  explicit NextSteps(QWidget* parent = nullptr);

 Q_SIGNALS:
  void instantLabelsRequested();
  void trainRequested();
};

}  // namespace penumbra::ui
