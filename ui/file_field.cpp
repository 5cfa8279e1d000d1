#include "ui/file_field.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include "ui/context_menu.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icon.h"

namespace penumbra::ui {

FileField::FileField(const QString& name, Kind kind, const QString& title, const QString& filter,
                     QWidget* parent)
    : QWidget(parent), kind_(kind), title_(title) {
  line_ = new QLineEdit(this);
  line_->setObjectName(name);
  line_->setAccessibleName(title);
  button_ = new QToolButton(this);
  button_->setObjectName(name + "Choose");
  button_->setIcon(stroke_icon("folder"));
  button_->setToolTip(title + "…");
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(grid_px / 2);
  layout->addWidget(line_, 1);
  layout->addWidget(button_);
  setFocusProxy(line_);
  connect(line_, &QLineEdit::textChanged, this, [this](const QString& text) {
    line_->setToolTip(text);
    Q_EMIT changed();
  });
  if (kind == Kind::FolderOrFile) {
    button_->setMenu(new QMenu(button_));
    button_->setPopupMode(QToolButton::InstantPopup);
    add_action(*button_->menu(), "chooseFolder", tr("A folder…"), [this] { choose(true, {}); });
    add_action(*button_->menu(), "chooseFile", tr("A file or an archive…"),
               [this, filter] { choose(false, filter); });
  } else {
    connect(button_, &QToolButton::clicked, this,
            [this, filter] { choose(kind_ == Kind::NewFolder, filter); });
  }
}

std::filesystem::path FileField::path() const { return line_->text().trimmed().toStdString(); }

void FileField::set_path(const std::filesystem::path& path) {
  line_->setText(QString::fromStdString(path.string()));
}

void FileField::set_placeholder(const QString& text) { line_->setPlaceholderText(text); }

void FileField::offer_archive(const QString& ending) {
  if (!button_->menu()) button_->setMenu(new QMenu(button_));
  button_->setPopupMode(QToolButton::InstantPopup);
  button_->menu()->clear();
  add_action(*button_->menu(), "chooseFolder", tr("A folder…"), [this] { choose(true, {}); });
  add_action(*button_->menu(), "chooseArchive", tr("An archive (%1)…").arg(ending),
             [this, ending] { choose_archive(ending); });
}

void FileField::choose_archive(const QString& ending) {
  auto* dialog = new QFileDialog(this, tr("Choose a new archive"), line_->text(),
                                 tr("Archives (*%1)").arg(ending));
  dialog->setObjectName("archiveDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setFileMode(QFileDialog::AnyFile);
  dialog->setDefaultSuffix(ending.mid(1));
  connect(dialog, &QFileDialog::fileSelected, line_, &QLineEdit::setText);
  dialog->open();
}

void FileField::choose(bool folder, const QString& filter) {
  auto* dialog = new QFileDialog(this, title_, line_->text(), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (folder) {
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
