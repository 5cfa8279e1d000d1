#pragma once

#include <QDialog>

namespace penumbra::ui {

/// Version, licence, and the libraries with theirs.
class AboutDialog : public QDialog {
  Q_OBJECT

 public:
  explicit AboutDialog(QWidget* parent = nullptr);
};

}  // namespace penumbra::ui
