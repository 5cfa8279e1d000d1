#pragma once

#include <QLabel>

namespace penumbra::ui {

/// One line of plain text that takes the room there is: cut short where it is less than the text
/// needs, and all of it in the tool tip then.
class ElidedLabel : public QLabel {
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace penumbra::ui
