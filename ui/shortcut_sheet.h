#pragma once

#include <QDialog>

namespace penumbra::ui {

/// All keys of the window.
class ShortcutSheet : public QDialog {
  Q_OBJECT

 public:
  explicit ShortcutSheet(QWidget* parent = nullptr);
};

}  // namespace penumbra::ui
