#include "ui/file_field.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

FileField::FileField(const QString& name, Kind kind, const QString& title, const QString& filter,
                     QWidget* parent)
    : QWidget(parent), kind_(kind) {
  line_ = new QLineEdit(this);
  line_->setObjectName(name);
  line_->setAccessibleName(title);
  auto* button = new QToolButton(this);
  button->setObjectName(name + "Choose");
  button->setIcon(stroke_icon("folder"));
  button->setToolTip(title + "…");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(line_, 1);
  layout->addWidget(button);
  setFocusProxy(line_);
  connect(line_, &QLineEdit::textChanged, this, [this](const QString& text) {
    line_->setToolTip(text);
    Q_EMIT changed();
  });
  connect(button, &QToolButton::clicked, this, [this, title, filter] { choose(title, filter); });
}

std::filesystem::path FileField::path() const { return line_->text().trimmed().toStdString(); }

void FileField::set_path(const std::filesystem::path& path) {
  line_->setText(QString::fromStdString(path.string()));
}

void FileField::set_placeholder(const QString& text) { line_->setPlaceholderText(text); }

void FileField::choose(const QString& title, const QString& filter) {
  auto* dialog = new QFileDialog(this, title, line_->text(), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (kind_ == Kind::NewFolder) {
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setOption(QFileDialog::ShowDirsOnly);
  } else {
    dialog->setFileMode(QFileDialog::ExistingFile);
  }
  connect(dialog, &QFileDialog::fileSelected, line_, &QLineEdit::setText);
  dialog->open();
}

}  // namespace penumbra::ui
