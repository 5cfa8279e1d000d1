#include "ui/help/about_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <vector>

#include "base/libraries.h"
#include "device/torch_library.h"
#include "ui/theme/appearance.h"
#include "ui/training/curve_plot_library.h"

namespace penumbra::ui {
namespace {

std::vector<Library> libraries() {
  std::vector<Library> all{
      {"Qt", qVersion(), "LGPL-3.0-only"}, device::torch_library(), plot_library()};
  for (auto& library : data_libraries()) all.push_back(std::move(library));
  return all;
}

QString table_of(const std::vector<Library>& libraries) {
  QString rows;
  for (const auto& one : libraries)
    rows += QString("<tr><td>%1</td><td>%2</td><td>%3</td></tr>")
                .arg(QString::fromStdString(one.name).toHtmlEscaped(),
                     QString::fromStdString(one.version).toHtmlEscaped(),
                     QString::fromStdString(one.licence).toHtmlEscaped());
  return QString(
             "<table width='100%' cellpadding='3'><tr><th align='left'>%1</th>"
             "<th align='left'>%2</th><th align='left'>%3</th></tr>%4</table>")
      .arg(AboutDialog::tr("Library"), AboutDialog::tr("Version"), AboutDialog::tr("Licence"),
           rows);
}

QWidget* licence_text(QWidget* parent) {
  auto* text = new QPlainTextEdit(parent);
  text->setObjectName("licenceText");
  text->setAccessibleName(AboutDialog::tr("Text of the licence"));
  text->setReadOnly(true);
  text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  text->setLineWrapMode(QPlainTextEdit::NoWrap);
  QFile file(":/LICENSE");
  if (file.open(QIODevice::ReadOnly)) text->setPlainText(QString::fromUtf8(file.readAll()));
  return text;
}

}  // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setObjectName("aboutDialog");
  setWindowTitle(tr("About Penumbra"));
  resize(76 * grid_px, 68 * grid_px);
  auto* title = new QLabel("Penumbra " + QApplication::applicationVersion(), this);
  title->setObjectName("aboutTitle");
  title->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 1.6);
  font.setWeight(QFont::DemiBold);
  title->setFont(font);

  auto* about = new QTextBrowser(this);
  about->setObjectName("aboutText");
  about->setAccessibleName(tr("Version, licence and libraries"));
  about->setOpenExternalLinks(true);
  about->setHtml(
      "<p>" + tr("Turns tags of photos into segmentation masks.") + "</p><p>" +
      tr("Penumbra is free software under the GNU General Public License, version 3 or later "
         "(GPL-3.0-or-later). It comes without any warranty.") +
      "</p><p>" + tr("It works with these libraries:") + "</p>" + table_of(libraries()));
  auto* tabs = new QTabWidget(this);
  tabs->setObjectName("aboutTabs");
  tabs->setDocumentMode(true);
  tabs->addTab(about, tr("About"));
  tabs->addTab(licence_text(this), tr("Licence"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
  copy->setObjectName("copyAbout");
  copy->setToolTip(tr("Copy version and libraries, e.g. for a report of a fault"));

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * grid_px, 2 * grid_px, 2 * grid_px, 2 * grid_px);
  layout->setSpacing(grid_px);
  layout->addWidget(title);
  layout->addWidget(tabs, 1);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  connect(copy, &QPushButton::clicked, this, [title] {
    QString text = title->text() + '\n' + QSysInfo::prettyProductName() + ", " +
                   QSysInfo::currentCpuArchitecture() + '\n';
    for (const auto& one : libraries())
      text += QString::fromStdString(one.name + ' ' + one.version + " (" + one.licence + ")\n");
    QApplication::clipboard()->setText(text);
  });
}

}  // namespace penumbra::ui
