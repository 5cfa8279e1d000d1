#pragma once

#include <QLabel>

namespace penumbra::ui {

/// The sign before a text that says what went wrong, in the palette's colours. Hidden at first.
class WarningSign : public QLabel {
  Q_OBJECT

 public:
  explicit WarningSign(QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void draw();
};

}  // namespace penumbra::ui
