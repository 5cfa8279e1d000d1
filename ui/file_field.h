#pragma once

#include <QWidget>
#include <filesystem>

class QLineEdit;
class QToolButton;

namespace penumbra::ui {

/// A path with a button that chooses one.
class FileField : public QWidget {
  Q_OBJECT

 public:
  enum class Kind { ExistingFile, NewFolder, FolderOrFile };

  /// The line is named `name`, the button `name` + "Choose". Of what may be a folder or a file the
  /// button asks which.
  FileField(const QString& name, Kind kind, const QString& title, const QString& filter,
            QWidget* parent = nullptr);

  std::filesystem::path path() const;
  void set_path(const std::filesystem::path& path);
  void set_placeholder(const QString& text);
  /// A new folder may also be a new archive of this ending, e.g. ".zip": the button asks which.
  void offer_archive(const QString& ending);

 Q_SIGNALS:
  void changed();

 private:
  void choose(bool folder, const QString& filter);
  void choose_archive(const QString& ending);

  Kind kind_;
  QLineEdit* line_;
  QToolButton* button_;
  QString title_;
};

}  // namespace penumbra::ui
