#include "ui/session/log_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/theme/appearance.h"

namespace penumbra::ui {
namespace {

constexpr qint64 most_bytes = 256 * 1024;

QString end_of(QFile& file) {
  if (!file.open(QIODevice::ReadOnly)) return file.errorString();
  const bool cut = file.size() > most_bytes;
  if (cut) {
    file.seek(file.size() - most_bytes);
    file.readLine();
  }
  return (cut ? QString("…\n") : QString()) + QString::fromUtf8(file.readAll());
}

}  // namespace

LogWindow::LogWindow(const std::filesystem::path& log, QWidget* parent) : QDialog(parent) {
  setObjectName("logWindow");
  setWindowTitle(tr("Log of the last session"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(96 * grid_px, 64 * grid_px);
  QFile file(QString::fromStdString(log.string()));
  auto* text = new QPlainTextEdit(this);
  text->setObjectName("sessionLog");
  text->setAccessibleName(tr("Log of the last session"));
  text->setReadOnly(true);
  text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  text->setPlainText(end_of(file));
  auto* place = new QLabel(file.fileName(), this);
  place->setTextInteractionFlags(Qt::TextSelectableByMouse);
  place->setForegroundRole(QPalette::PlaceholderText);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  auto* copy = buttons->addButton(tr("Copy all"), QDialogButtonBox::ActionRole);
  copy->setObjectName("copySessionLog");
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(text, 1);
  layout->addWidget(place);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  connect(copy, &QPushButton::clicked, this,
          [text] { QApplication::clipboard()->setText(text->toPlainText()); });
  text->verticalScrollBar()->setValue(text->verticalScrollBar()->maximum());
}

}  // namespace penumbra::ui
