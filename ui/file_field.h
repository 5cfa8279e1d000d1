#pragma once

#include <QWidget>
#include <filesystem>

class QLineEdit;

namespace penumbra::ui {

/// A path with a button that chooses one.
class FileField : public QWidget {
  Q_OBJECT

 public:
  enum class Kind { ExistingFile, NewFolder };

  /// The line is named `name`, the button `name` + "Choose".
  FileField(const QString& name, Kind kind, const QString& title, const QString& filter,
            QWidget* parent = nullptr);

  std::filesystem::path path() const;
  void set_path(const std::filesystem::path& path);
  void set_placeholder(const QString& text);

 Q_SIGNALS:
  void changed();

 private:
  void choose(const QString& title, const QString& filter);

  Kind kind_;
  QLineEdit* line_;
};

}  // namespace penumbra::ui
