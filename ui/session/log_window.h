#pragma once

#include <QDialog>
#include <filesystem>

namespace penumbra::ui {

/// The log of a session, to read and copy: the end of it where it is long.
class LogWindow : public QDialog {
  Q_OBJECT

 public:
  explicit LogWindow(const std::filesystem::path& log, QWidget* parent = nullptr);
};

}  // namespace penumbra::ui
